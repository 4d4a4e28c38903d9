function e(e,t){return e+t}function t(e){return e>3?`the total is ${e}`:`little`}export{t as n,e as t};
//# debugId=c0c9af40-a292-4367-8059-f1299ce6dfa0
//# sourceMappingURL=util-DAya9Aop.js.map