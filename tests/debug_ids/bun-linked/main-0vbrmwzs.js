function r(t,e){return t+e}function o(t){if(t>3)return`the total is ${t}`;return"little"}
export{r,o};

//# debugId=CC2DE2B768CBBA0D64756E2164756E21
//# sourceMappingURL=main-0vbrmwzs.js.map
