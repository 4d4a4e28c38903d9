"use strict";(self.rspackChunkshelf=self.rspackChunkshelf||[]).push([[643],{262(t,e,s){var o=s(587);let n={json:t=>JSON.stringify({version:2,books:t},null,2),csv(t){let e=["id","title","author","pages","status","added"];return[e.join(","),...t.map(t=>e.map(e=>{let s;return s=t[e],/[",\r\n]/.test(`${s}`)?`"${`${s}`.replaceAll('"','""')}"`:`${s}`}).join(","))].join("\r\n")},markdown:t=>`# 📚 Reading list

${t.map(({status:t,title:e,author:s,pages:n})=>`- ${(0,o.HR)(t)} **${e}** by ${s} (${n} pp.)`).join("\n")}

_${t.length} books 🐛🦉_
`};class r{books;static types={markdown:"text/markdown",csv:"text/csv",json:"application/json"};constructor(t){this.books=t}text(t){return n[t](this.books)}async download(t,e=`shelf.${"markdown"===t?"md":t}`){let s=new Blob([this.text(t)],{type:`${r.types[t]};charset=utf-8`}),o=URL.createObjectURL(s);Object.assign(document.createElement("a"),{href:o,download:e}).click(),await Promise.resolve(),URL.revokeObjectURL(o)}}s.d(e,{},{Exporter:r})}}]);