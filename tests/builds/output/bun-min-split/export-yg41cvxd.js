import{r}from"./main-fc23p0d7.js";var i=(o)=>/[",\r\n]/.test(`${o}`)?`"${`${o}`.replaceAll('"','""')}"`:`${o}`,c={json:(o)=>JSON.stringify({version:2,books:o},null,2),csv(o){let t=["id","title","author","pages","status","added"];return[t.join(","),...o.map((e)=>t.map((n)=>i(e[n])).join(","))].join(`\r
`)},markdown:(o)=>`# \uD83D\uDCDA Reading list

${o.map(({status:t,title:e,author:n,pages:s})=>`- ${r(t)} **${e}** by ${n} (${s} pp.)`).join(`
`)}

_${o.length} books \uD83D\uDC1B\uD83E\uDD89_
`};class a{books;static types={markdown:"text/markdown",csv:"text/csv",json:"application/json"};constructor(o){this.books=o}text(o){return c[o](this.books)}async download(o,t=`shelf.${o==="markdown"?"md":o}`){let e=new Blob([this.text(o)],{type:`${a.types[o]};charset=utf-8`}),n=URL.createObjectURL(e);Object.assign(document.createElement("a"),{href:n,download:t}).click(),await Promise.resolve(),URL.revokeObjectURL(n)}}export{a as Exporter};

//# debugId=B5B80DB778CCBCC764756E2164756E21
