(function(c,n){try{if(typeof window==='undefined')return;var w=window,m=w[n]=w[n]||{},l=Error.stackTraceLimit;try{Error.stackTraceLimit=1;var e=new Error()}finally{Error.stackTraceLimit=l}var s=e.stack;s&&(m[s]=c)}catch(e){}})({"ddDebugId":"d64f0b37-9775-4514-b1ab-f6e51f2a867f"},"DD_SOURCE_CODE_CONTEXT");
function add(left, right) {
  return left + right;
}
function describe(total) {
  if (total > 3) return `the total is ${total}`;
  return "little";
}

export { add as a, describe as d };
//# debugId=622378be-8f0f-4d8e-9271-4f66c1a4ed60
//# sourceMappingURL=util-k0Jf11ZY.js.map
