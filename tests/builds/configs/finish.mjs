// The last step of webpack and rspack: print what went wrong, if anything did.
export function finish(error, stats) {
  if (error || stats.hasErrors()) {
    console.error(error ?? stats.toString());
    process.exitCode = 1;
  }
}
