export default {
  productionBrowserSourceMaps: true,
  experimental: { serverSourceMaps: true },
};
