var e=globalThis.parcelRequire753b;(0,e.register)("jPAoc",function(t,o){Object.defineProperty(t.exports,"Exporter",{get:()=>a,set:void 0,enumerable:!0,configurable:!0});var s=e("98sw3");let r={json:e=>JSON.stringify({version:2,books:e},null,2),csv(e){let t=["id","title","author","pages","status","added"];return[t.join(","),...e.map(e=>t.map(t=>{let o;return o=e[t],/[",\r\n]/.test(`${o}`)?`"${`${o}`.replaceAll('"','""')}"`:`${o}`}).join(","))].join("\r\n")},markdown:e=>`# 📚 Reading list

${e.map(({status:e,title:t,author:o,pages:r})=>`- ${(0,s.symbol)(e)} **${t}** by ${o} (${r} pp.)`).join("\n")}

_${e.length} books 🐛🦉_
`};class a{books;static types={markdown:"text/markdown",csv:"text/csv",json:"application/json"};constructor(e){this.books=e}text(e){return r[e](this.books)}async download(e,t=`shelf.${"markdown"===e?"md":e}`){let o=new Blob([this.text(e)],{type:`${a.types[e]};charset=utf-8`}),s=URL.createObjectURL(o);Object.assign(document.createElement("a"),{href:s,download:t}).click(),await Promise.resolve(),URL.revokeObjectURL(s)}}});
//# sourceMappingURL=export.1dd1e315.js.map
