// What `webpack` does, whose command line is a package of its own.
import webpack from "webpack";
import config from "./webpack.config.mjs";

webpack(config, (error, stats) => {
  if (error || stats.hasErrors()) {
    console.error(error ?? stats.toString());
    process.exitCode = 1;
  }
});
