
!function(){try{var e="undefined"!=typeof window?window:"undefined"!=typeof global?global:"undefined"!=typeof globalThis?globalThis:"undefined"!=typeof self?self:{},n=(new e.Error).stack;n&&(e._sentryDebugIds=e._sentryDebugIds||{},e._sentryDebugIds[n]="80a1f8e2-bdf0-54e7-8810-b44e81ead215")}catch(e){}}();
!function(e,t){try{if("undefined"==typeof window)return;var d=window,n=d[t]=d[t]||{},r=(new Error).stack;r&&(n[r]={service:"s",version:"1",ddDebugId:"d476d010-cf49-41e4-a8d5-6d5913fd5d1d"})}catch(e){}}(0,"DD_SOURCE_CODE_CONTEXT"),(()=>{"use strict";function e(e){return e>3?`the total is ${e}`:"little"}console.log(e(7),e(1))})();
//# sourceMappingURL=second.js.map
//# debugId=80a1f8e2-bdf0-54e7-8810-b44e81ead215
