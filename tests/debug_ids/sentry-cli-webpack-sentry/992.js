"use strict";
!function(){try{var e="undefined"!=typeof window?window:"undefined"!=typeof global?global:"undefined"!=typeof globalThis?globalThis:"undefined"!=typeof self?self:{},n=(new e.Error).stack;n&&(e._sentryDebugIds=e._sentryDebugIds||{},e._sentryDebugIds[n]="7103862b-6464-5be8-a8ea-d2bc15fce9eb")}catch(e){}}();
!function(){try{var e="undefined"!=typeof window?window:"undefined"!=typeof global?global:"undefined"!=typeof globalThis?globalThis:"undefined"!=typeof self?self:{},n=(new e.Error).stack;n&&(e._sentryDebugIds=e._sentryDebugIds||{},e._sentryDebugIds[n]="4cb3c6d2-5c06-499e-bf39-6ff356a0c6ee",e._sentryDebugIdIdentifier="sentry-dbid-4cb3c6d2-5c06-499e-bf39-6ff356a0c6ee")}catch(e){}}(),(self.webpackChunkj=self.webpackChunkj||[]).push([[992],{992(e,n,f){f.d(n,{lazy:()=>s});var d=f(294);function s(e){return[e,2*e].map(e=>(0,d.W)(e,1)).join("/")}}}]);
//# sourceMappingURL=992.js.map
//# debugId=7103862b-6464-5be8-a8ea-d2bc15fce9eb
