import MiniCssExtractPlugin from "mini-css-extract-plugin";
import CssMinimizerPlugin from "css-minimizer-webpack-plugin";

export default {
  mode: "production",
  devtool: "hidden-source-map",
  entry: { main: "./src/main.tsx" },
  output: { filename: "[name].[contenthash:8].js", clean: true },
  resolve: { extensions: [".tsx", ".ts", ".mjs", ".js"] },
  module: {
    rules: [
      { test: /\.tsx?$/, loader: "ts-loader", options: { transpileOnly: true, compilerOptions: { sourceMap: true } } },
      { test: /\.css$/, use: [MiniCssExtractPlugin.loader, "css-loader"] },
      { test: /\.scss$/, use: [MiniCssExtractPlugin.loader, "css-loader", "sass-loader"] },
    ],
  },
  plugins: [new MiniCssExtractPlugin({ filename: "[name].[contenthash:8].css" })],
  optimization: { minimizer: ["...", new CssMinimizerPlugin()] },
};
