
!function(){try{var e="undefined"!=typeof window?window:"undefined"!=typeof global?global:"undefined"!=typeof globalThis?globalThis:"undefined"!=typeof self?self:{},n=(new e.Error).stack;n&&(e._sentryDebugIds=e._sentryDebugIds||{},e._sentryDebugIds[n]="5c8e20ed-0f9f-5012-bbac-7a41c300dd64")}catch(e){}}();
function add(left, right) {
  return left + right;
}
function describe(total) {
  if (total > 3) return `the total is ${total}`;
  return "little";
}

export { add as a, describe as d };
//# sourceMappingURL=util-WqHpXBha.js.map

//# debugId=5c8e20ed-0f9f-5012-bbac-7a41c300dd64
