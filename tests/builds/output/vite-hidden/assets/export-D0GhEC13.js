import{a as e}from"./index-DIcQyT_i.js";var t=e=>/[",\r\n]/.test(`${e}`)?`"${`${e}`.replaceAll(`"`,`""`)}"`:`${e}`,n={json:e=>JSON.stringify({version:2,books:e},null,2),csv(e){let n=[`id`,`title`,`author`,`pages`,`status`,`added`];return[n.join(`,`),...e.map(e=>n.map(n=>t(e[n])).join(`,`))].join(`\r
`)},markdown:t=>`# 📚 Reading list

${t.map(({status:t,title:n,author:r,pages:i})=>`- ${e(t)} **${n}** by ${r} (${i} pp.)`).join(`
`)}

_${t.length} books 🐛🦉_
`},r=class e{books;static types={markdown:`text/markdown`,csv:`text/csv`,json:`application/json`};constructor(e){this.books=e}text(e){return n[e](this.books)}async download(t,n=`shelf.${t===`markdown`?`md`:t}`){let r=new Blob([this.text(t)],{type:`${e.types[t]};charset=utf-8`}),i=URL.createObjectURL(r);Object.assign(document.createElement(`a`),{href:i,download:n}).click(),await Promise.resolve(),URL.revokeObjectURL(i)}};export{r as Exporter};