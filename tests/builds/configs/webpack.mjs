// node webpack.mjs DEVTOOL MODE OUT: TypeScript by ts-loader, CSS and SCSS extracted.
// With DEVTOOL "none" the eval of development mode is left as webpack has it.
import { resolve } from "node:path";
import MiniCssExtractPlugin from "mini-css-extract-plugin";
import CssMinimizerPlugin from "css-minimizer-webpack-plugin";
import webpack from "webpack";
import { finish } from "./finish.mjs";

const [devtool, mode, out] = process.argv.slice(2);
const name = mode === "production" ? "[name].[contenthash:8]" : "[name]";

webpack(
  {
    mode,
    ...(devtool === "none" ? {} : { devtool }),
    context: process.cwd(),
    entry: { main: "./src/main.tsx" },
    output: { path: resolve(out), filename: `${name}.js`, chunkFilename: `${name}.js` },
    resolve: { extensions: [".tsx", ".ts", ".mjs", ".js"] },
    module: {
      rules: [
        { test: /\.tsx?$/, loader: "ts-loader", options: { transpileOnly: true, compilerOptions: { sourceMap: true } } },
        { test: /\.css$/, use: [MiniCssExtractPlugin.loader, "css-loader"] },
        { test: /\.scss$/, use: [MiniCssExtractPlugin.loader, "css-loader", "sass-loader"] },
      ],
    },
    plugins: [new MiniCssExtractPlugin({ filename: `${name}.css` })],
    optimization: { minimizer: ["...", new CssMinimizerPlugin()], runtimeChunk: "single" },
  },
  finish,
);
