(function(c,n){try{if(typeof window==='undefined')return;var w=window,m=w[n]=w[n]||{},l=Error.stackTraceLimit;try{Error.stackTraceLimit=1;var e=new Error()}finally{Error.stackTraceLimit=l}var s=e.stack;s&&(m[s]=c)}catch(e){}})({"ddDebugId":"f6a81b5a-7fe9-472c-894c-40367c631b3d"},"DD_SOURCE_CODE_CONTEXT");
import { d as describe } from './util-k0Jf11ZY.js';

console.log(describe(7), describe(1));
//# debugId=8d81b4e6-db7b-442d-a2a4-27ea4d82a99a
//# sourceMappingURL=second.js.map
