import{e as r}from"./chunk-FYCTXLEI.js";var i=o=>/[",\r\n]/.test(`${o}`)?`"${`${o}`.replaceAll('"','""')}"`:`${o}`,c={json:o=>JSON.stringify({version:2,books:o},null,2),csv(o){let t=["id","title","author","pages","status","added"];return[t.join(","),...o.map(n=>t.map(e=>i(n[e])).join(","))].join(`\r
`)},markdown:o=>`# \u{1F4DA} Reading list

${o.map(({status:t,title:n,author:e,pages:s})=>`- ${r(t)} **${n}** by ${e} (${s} pp.)`).join(`
`)}

_${o.length} books \u{1F41B}\u{1F989}_
`},a=class o{constructor(t){this.books=t}books;static types={markdown:"text/markdown",csv:"text/csv",json:"application/json"};text(t){return c[t](this.books)}async download(t,n=`shelf.${t==="markdown"?"md":t}`){let e=new Blob([this.text(t)],{type:`${o.types[t]};charset=utf-8`}),s=URL.createObjectURL(e);Object.assign(document.createElement("a"),{href:s,download:n}).click(),await Promise.resolve(),URL.revokeObjectURL(s)}};export{a as Exporter};
