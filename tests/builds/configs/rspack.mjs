// node rspack.mjs DEVTOOL MODE OUT: the app by rspack's own loaders and minimizers.
import { resolve } from "node:path";
import { rspack } from "@rspack/core";
import { finish } from "./finish.mjs";

const [devtool, mode, out] = process.argv.slice(2);
const name = mode === "production" ? "[name].[contenthash:8]" : "[name]";
const jsc = {
  parser: { syntax: "typescript", tsx: true },
  target: "es2022",
  transform: { react: { runtime: "automatic", importSource: "preact", development: false } },
};

rspack(
  {
    mode,
    devtool,
    context: process.cwd(),
    entry: { main: "./src/main.tsx" },
    output: {
      path: resolve(out),
      filename: `${name}.js`,
      chunkFilename: `${name}.js`,
      cssFilename: `${name}.css`,
    },
    resolve: { extensions: [".tsx", ".ts", ".mjs", ".js"] },
    module: {
      rules: [
        { test: /\.tsx?$/, loader: "builtin:swc-loader", options: { jsc } },
        { test: /\.css$/, type: "css" },
        { test: /\.scss$/, type: "css", use: ["sass-loader"] },
      ],
    },
  },
  finish,
);
