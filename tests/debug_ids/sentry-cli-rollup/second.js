
!function(){try{var e="undefined"!=typeof window?window:"undefined"!=typeof global?global:"undefined"!=typeof globalThis?globalThis:"undefined"!=typeof self?self:{},n=(new e.Error).stack;n&&(e._sentryDebugIds=e._sentryDebugIds||{},e._sentryDebugIds[n]="c5876ca4-757b-5a35-8a33-0464eea35f05")}catch(e){}}();
import { d as describe } from './util-WqHpXBha.js';

console.log(describe(7), describe(1));
//# sourceMappingURL=second.js.map

//# debugId=c5876ca4-757b-5a35-8a33-0464eea35f05
