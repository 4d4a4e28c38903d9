// What `rspack build` does, whose command line is a package of its own.
import { rspack } from "@rspack/core";
import config from "./rspack.config.mjs";

rspack(config, (error, stats) => {
  if (error || stats.hasErrors()) {
    console.error(error ?? stats.toString());
    process.exitCode = 1;
  }
});
