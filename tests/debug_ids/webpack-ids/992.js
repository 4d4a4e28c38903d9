"use strict";(self.webpackChunkj=self.webpackChunkj||[]).push([[992],{992(e,n,u){u.d(n,{lazy:()=>s});var a=u(294);function s(e){return[e,2*e].map(e=>(0,a.W)(e,1)).join("/")}}}]);
//# debugId=c55c17c0-09c1-48d2-b8fb-f89ebf08e95f
//# sourceMappingURL=992.js.map