
!function(){try{var e="undefined"!=typeof window?window:"undefined"!=typeof global?global:"undefined"!=typeof globalThis?globalThis:"undefined"!=typeof self?self:{},n=(new e.Error).stack;n&&(e._sentryDebugIds=e._sentryDebugIds||{},e._sentryDebugIds[n]="a0bc4ddb-ba2e-5edc-a083-d79b5676a112")}catch(e){}}();
!function(e,n){try{if("undefined"==typeof window)return;var c=window,r=c[n]=c[n]||{},f=(new Error).stack;f&&(r[f]={service:"s",version:"1",ddDebugId:"4cb3c6d2-5c06-499e-bf39-6ff356a0c6ee"})}catch(e){}}(0,"DD_SOURCE_CODE_CONTEXT"),(self.webpackChunkj=self.webpackChunkj||[]).push([[992],{992(e,n,c){c.d(n,{lazy:()=>f});var r=c(294);function f(e){return[e,2*e].map(e=>(0,r.W)(e,1)).join("/")}}}]);
//# sourceMappingURL=992.js.map
//# debugId=a0bc4ddb-ba2e-5edc-a083-d79b5676a112
