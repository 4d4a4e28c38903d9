function r(t,e){return t+e}function n(t){return t>3?`the total is ${t}`:"little"}export{r as a,n as b};
//# sourceMappingURL=chunk-FV2HEQL3.js.map
