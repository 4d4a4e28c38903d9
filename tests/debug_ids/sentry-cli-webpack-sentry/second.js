
!function(){try{var e="undefined"!=typeof window?window:"undefined"!=typeof global?global:"undefined"!=typeof globalThis?globalThis:"undefined"!=typeof self?self:{},n=(new e.Error).stack;n&&(e._sentryDebugIds=e._sentryDebugIds||{},e._sentryDebugIds[n]="59ffab74-e041-5199-9cd1-f9e8001a772c")}catch(e){}}();
!function(){try{var e="undefined"!=typeof window?window:"undefined"!=typeof global?global:"undefined"!=typeof globalThis?globalThis:"undefined"!=typeof self?self:{},n=(new e.Error).stack;n&&(e._sentryDebugIds=e._sentryDebugIds||{},e._sentryDebugIds[n]="98f4348b-4c52-4c7e-a1b7-568df352a140",e._sentryDebugIdIdentifier="sentry-dbid-98f4348b-4c52-4c7e-a1b7-568df352a140")}catch(e){}}(),(()=>{"use strict";function e(e){return e>3?`the total is ${e}`:"little"}console.log(e(7),e(1))})();
//# sourceMappingURL=second.js.map
//# debugId=59ffab74-e041-5199-9cd1-f9e8001a772c
