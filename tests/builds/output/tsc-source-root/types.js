/* Types only: nothing of this file is left in a build. */
export {};
//# sourceMappingURL=types.js.map