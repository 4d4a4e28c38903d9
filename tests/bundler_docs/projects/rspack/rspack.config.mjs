export default {
  mode: "production",
  devtool: "hidden-source-map",
  entry: { main: "./src/main.tsx" },
  output: { filename: "[name].[contenthash:8].js", cssFilename: "[name].[contenthash:8].css", clean: true },
  resolve: { extensions: [".tsx", ".ts", ".mjs", ".js"] },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        loader: "builtin:swc-loader",
        options: {
          jsc: {
            parser: { syntax: "typescript", tsx: true },
            transform: { react: { runtime: "automatic", importSource: "preact" } },
          },
        },
      },
      { test: /\.css$/, type: "css" },
      { test: /\.scss$/, type: "css", use: ["sass-loader"] },
    ],
  },
};
