!function(){try{var e="undefined"!=typeof globalThis?globalThis:"undefined"!=typeof window?window:"undefined"!=typeof global?global:"undefined"!=typeof self?self:{};var n=(new e.Error).stack;n&&(e._sentryDebugIds=e._sentryDebugIds||{},e._sentryDebugIds[n]="ece7b116-746b-48d9-8ee8-3c6a7f1e336b",e._sentryDebugIdIdentifier="sentry-dbid-ece7b116-746b-48d9-8ee8-3c6a7f1e336b");}catch(e){}}();function add(left, right) {
  return left + right;
}
function describe(total) {
  if (total > 3) return `the total is ${total}`;
  return "little";
}

export { add as a, describe as d };
//# sourceMappingURL=util-DndemXvE.js.map
