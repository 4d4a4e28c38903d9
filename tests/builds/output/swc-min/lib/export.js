function e(e,t,o){return t in e?Object.defineProperty(e,t,{value:o,enumerable:!0,configurable:!0,writable:!0}):e[t]=o,e}import{symbol as t}from"./text";let o={json:e=>JSON.stringify({version:2,books:e},null,2),csv(e){let t=["id","title","author","pages","status","added"];return[t.join(","),...e.map(e=>t.map(t=>{let o;return o=e[t],/[",\r\n]/.test(`${o}`)?`"${`${o}`.replaceAll('"','""')}"`:`${o}`}).join(","))].join("\r\n")},markdown:e=>`# 📚 Reading list

${e.map(({status:e,title:o,author:r,pages:n})=>`- ${t(e)} **${o}** by ${r} (${n} pp.)`).join("\n")}

_${e.length} books 🐛🦉_
`};export class Exporter{text(e){return o[e](this.books)}async download(e,t=`shelf.${"markdown"===e?"md":e}`){let o=new Blob([this.text(e)],{type:`${Exporter.types[e]};charset=utf-8`}),r=URL.createObjectURL(o);Object.assign(document.createElement("a"),{href:r,download:t}).click(),await Promise.resolve(),URL.revokeObjectURL(r)}constructor(t){e(this,"books",void 0),this.books=t}}e(Exporter,"types",{markdown:"text/markdown",csv:"text/csv",json:"application/json"});
//# sourceMappingURL=export.js.map