var n,l,t$1,i,r$1,o,e,f$1,c,s,a,p={},v=[],y=/acit|ex(?:s|g|n|p|$)|rph|grid|ows|mnc|ntw|ine[ch]|zoo|^ord|itera/i,d=Array.isArray;function w(n,l){for(var t in l)n[t]=l[t];return n}function g(n){n&&n.parentNode&&n.parentNode.removeChild(n);}function _(l,t,u){var i,r,o,e={};for(o in t)"key"==o?i=t[o]:"ref"==o?r=t[o]:e[o]=t[o];if(arguments.length>2&&(e.children=arguments.length>3?n.call(arguments,2):u),"function"==typeof l&&null!=l.defaultProps)for(o in l.defaultProps) void 0===e[o]&&(e[o]=l.defaultProps[o]);return m(l,e,i,r,null)}function m(n,u,i,r,o){var e={type:n,props:u,key:i,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:void 0,__v:null==o?++t$1:o,__i:-1,__u:0};return null==o&&null!=l.vnode&&l.vnode(e),e}function b(){return {current:null}}function k(n){return n.children}function x(n,l){this.props=n,this.context=l;}function S(n,l){if(null==l)return n.__?S(n.__,n.__i+1):null;for(var t;l<n.__k.length;l++)if(null!=(t=n.__k[l])&&null!=t.__e)return t.__e;return "function"==typeof n.type?S(n):null}function C(n){var l,t;if(null!=(n=n.__)&&null!=n.__c){for(n.__e=n.__c.base=null,l=0;l<n.__k.length;l++)if(null!=(t=n.__k[l])&&null!=t.__e){n.__e=n.__c.base=t.__e;break}return C(n)}}function M(n){(!n.__d&&(n.__d=true)&&i.push(n)&&!$.__r++||r$1!==l.debounceRendering)&&((r$1=l.debounceRendering)||o)($);}function $(){for(var n,t,u,r,o,f,c,s=1;i.length;)i.length>s&&i.sort(e),n=i.shift(),s=i.length,n.__d&&(u=void 0,o=(r=(t=n).__v).__e,f=[],c=[],t.__P&&((u=w({},r)).__v=r.__v+1,l.vnode&&l.vnode(u),O(t.__P,u,r,t.__n,t.__P.namespaceURI,32&r.__u?[o]:null,f,null==o?S(r):o,!!(32&r.__u),c),u.__v=r.__v,u.__.__k[u.__i]=u,z(f,u,c),u.__e!=o&&C(u)));$.__r=0;}function I(n,l,t,u,i,r,o,e,f,c,s){var a,h,y,d,w,g,_=u&&u.__k||v,m=l.length;for(f=P(t,l,_,f,m),a=0;a<m;a++)null!=(y=t.__k[a])&&(h=-1===y.__i?p:_[y.__i]||p,y.__i=a,g=O(n,y,h,i,r,o,e,f,c,s),d=y.__e,y.ref&&h.ref!=y.ref&&(h.ref&&q(h.ref,null,y),s.push(y.ref,y.__c||d,y)),null==w&&null!=d&&(w=d),4&y.__u||h.__k===y.__k?f=A(y,f,n):"function"==typeof y.type&&void 0!==g?f=g:d&&(f=d.nextSibling),y.__u&=-7);return t.__e=w,f}function P(n,l,t,u,i){var r,o,e,f,c,s=t.length,a=s,h=0;for(n.__k=new Array(i),r=0;r<i;r++)null!=(o=l[r])&&"boolean"!=typeof o&&"function"!=typeof o?(f=r+h,(o=n.__k[r]="string"==typeof o||"number"==typeof o||"bigint"==typeof o||o.constructor==String?m(null,o,null,null,null):d(o)?m(k,{children:o},null,null,null):void 0===o.constructor&&o.__b>0?m(o.type,o.props,o.key,o.ref?o.ref:null,o.__v):o).__=n,o.__b=n.__b+1,e=null,-1!==(c=o.__i=L(o,t,f,a))&&(a--,(e=t[c])&&(e.__u|=2)),null==e||null===e.__v?(-1==c&&(i>s?h--:i<s&&h++),"function"!=typeof o.type&&(o.__u|=4)):c!=f&&(c==f-1?h--:c==f+1?h++:(c>f?h--:h++,o.__u|=4))):n.__k[r]=null;if(a)for(r=0;r<s;r++)null!=(e=t[r])&&0==(2&e.__u)&&(e.__e==u&&(u=S(e)),B(e,e));return u}function A(n,l,t){var u,i;if("function"==typeof n.type){for(u=n.__k,i=0;u&&i<u.length;i++)u[i]&&(u[i].__=n,l=A(u[i],l,t));return l}n.__e!=l&&(l&&n.type&&!t.contains(l)&&(l=S(n)),t.insertBefore(n.__e,l||null),l=n.__e);do{l=l&&l.nextSibling;}while(null!=l&&8==l.nodeType);return l}function L(n,l,t,u){var i,r,o=n.key,e=n.type,f=l[t];if(null===f&&null==n.key||f&&o==f.key&&e===f.type&&0==(2&f.__u))return t;if(u>(null!=f&&0==(2&f.__u)?1:0))for(i=t-1,r=t+1;i>=0||r<l.length;){if(i>=0){if((f=l[i])&&0==(2&f.__u)&&o==f.key&&e===f.type)return i;i--;}if(r<l.length){if((f=l[r])&&0==(2&f.__u)&&o==f.key&&e===f.type)return r;r++;}}return  -1}function T(n,l,t){"-"==l[0]?n.setProperty(l,null==t?"":t):n[l]=null==t?"":"number"!=typeof t||y.test(l)?t:t+"px";}function j(n,l,t,u,i){var r;n:if("style"==l)if("string"==typeof t)n.style.cssText=t;else {if("string"==typeof u&&(n.style.cssText=u=""),u)for(l in u)t&&l in t||T(n.style,l,"");if(t)for(l in t)u&&t[l]===u[l]||T(n.style,l,t[l]);}else if("o"==l[0]&&"n"==l[1])r=l!=(l=l.replace(f$1,"$1")),l=l.toLowerCase()in n||"onFocusOut"==l||"onFocusIn"==l?l.toLowerCase().slice(2):l.slice(2),n.l||(n.l={}),n.l[l+r]=t,t?u?t.t=u.t:(t.t=c,n.addEventListener(l,r?a:s,r)):n.removeEventListener(l,r?a:s,r);else {if("http://www.w3.org/2000/svg"==i)l=l.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if("width"!=l&&"height"!=l&&"href"!=l&&"list"!=l&&"form"!=l&&"tabIndex"!=l&&"download"!=l&&"rowSpan"!=l&&"colSpan"!=l&&"role"!=l&&"popover"!=l&&l in n)try{n[l]=null==t?"":t;break n}catch(n){}"function"==typeof t||(null==t||false===t&&"-"!=l[4]?n.removeAttribute(l):n.setAttribute(l,"popover"==l&&1==t?"":t));}}function F(n){return function(t){if(this.l){var u=this.l[t.type+n];if(null==t.u)t.u=c++;else if(t.u<u.t)return;return u(l.event?l.event(t):t)}}}function O(n,t,u,i,r,o,e,f,c,s){var a,h,p,v,y,_,m,b,S,C,M,$,P,A,H,L,T,j=t.type;if(void 0!==t.constructor)return null;128&u.__u&&(c=!!(32&u.__u),o=[f=t.__e=u.__e]),(a=l.__b)&&a(t);n:if("function"==typeof j)try{if(b=t.props,S="prototype"in j&&j.prototype.render,C=(a=j.contextType)&&i[a.__c],M=a?C?C.props.value:a.__:i,u.__c?m=(h=t.__c=u.__c).__=h.__E:(S?t.__c=h=new j(b,M):(t.__c=h=new x(b,M),h.constructor=j,h.render=D),C&&C.sub(h),h.props=b,h.state||(h.state={}),h.context=M,h.__n=i,p=h.__d=!0,h.__h=[],h._sb=[]),S&&null==h.__s&&(h.__s=h.state),S&&null!=j.getDerivedStateFromProps&&(h.__s==h.state&&(h.__s=w({},h.__s)),w(h.__s,j.getDerivedStateFromProps(b,h.__s))),v=h.props,y=h.state,h.__v=t,p)S&&null==j.getDerivedStateFromProps&&null!=h.componentWillMount&&h.componentWillMount(),S&&null!=h.componentDidMount&&h.__h.push(h.componentDidMount);else {if(S&&null==j.getDerivedStateFromProps&&b!==v&&null!=h.componentWillReceiveProps&&h.componentWillReceiveProps(b,M),!h.__e&&(null!=h.shouldComponentUpdate&&!1===h.shouldComponentUpdate(b,h.__s,M)||t.__v==u.__v)){for(t.__v!=u.__v&&(h.props=b,h.state=h.__s,h.__d=!1),t.__e=u.__e,t.__k=u.__k,t.__k.some(function(n){n&&(n.__=t);}),$=0;$<h._sb.length;$++)h.__h.push(h._sb[$]);h._sb=[],h.__h.length&&e.push(h);break n}null!=h.componentWillUpdate&&h.componentWillUpdate(b,h.__s,M),S&&null!=h.componentDidUpdate&&h.__h.push(function(){h.componentDidUpdate(v,y,_);});}if(h.context=M,h.props=b,h.__P=n,h.__e=!1,P=l.__r,A=0,S){for(h.state=h.__s,h.__d=!1,P&&P(t),a=h.render(h.props,h.state,h.context),H=0;H<h._sb.length;H++)h.__h.push(h._sb[H]);h._sb=[];}else do{h.__d=!1,P&&P(t),a=h.render(h.props,h.state,h.context),h.state=h.__s;}while(h.__d&&++A<25);h.state=h.__s,null!=h.getChildContext&&(i=w(w({},i),h.getChildContext())),S&&!p&&null!=h.getSnapshotBeforeUpdate&&(_=h.getSnapshotBeforeUpdate(v,y)),L=a,null!=a&&a.type===k&&null==a.key&&(L=N(a.props.children)),f=I(n,d(L)?L:[L],t,u,i,r,o,e,f,c,s),h.base=t.__e,t.__u&=-161,h.__h.length&&e.push(h),m&&(h.__E=h.__=null);}catch(n){if(t.__v=null,c||null!=o)if(n.then){for(t.__u|=c?160:128;f&&8==f.nodeType&&f.nextSibling;)f=f.nextSibling;o[o.indexOf(f)]=null,t.__e=f;}else for(T=o.length;T--;)g(o[T]);else t.__e=u.__e,t.__k=u.__k;l.__e(n,t,u);}else null==o&&t.__v==u.__v?(t.__k=u.__k,t.__e=u.__e):f=t.__e=V(u.__e,t,u,i,r,o,e,c,s);return (a=l.diffed)&&a(t),128&t.__u?void 0:f}function z(n,t,u){for(var i=0;i<u.length;i++)q(u[i],u[++i],u[++i]);l.__c&&l.__c(t,n),n.some(function(t){try{n=t.__h,t.__h=[],n.some(function(n){n.call(t);});}catch(n){l.__e(n,t.__v);}});}function N(n){return "object"!=typeof n||null==n?n:d(n)?n.map(N):w({},n)}function V(t,u,i,r,o,e,f,c,s){var a,h,v,y,w,_,m,b=i.props,k=u.props,x=u.type;if("svg"==x?o="http://www.w3.org/2000/svg":"math"==x?o="http://www.w3.org/1998/Math/MathML":o||(o="http://www.w3.org/1999/xhtml"),null!=e)for(a=0;a<e.length;a++)if((w=e[a])&&"setAttribute"in w==!!x&&(x?w.localName==x:3==w.nodeType)){t=w,e[a]=null;break}if(null==t){if(null==x)return document.createTextNode(k);t=document.createElementNS(o,x,k.is&&k),c&&(l.__m&&l.__m(u,e),c=false),e=null;}if(null===x)b===k||c&&t.data===k||(t.data=k);else {if(e=e&&n.call(t.childNodes),b=i.props||p,!c&&null!=e)for(b={},a=0;a<t.attributes.length;a++)b[(w=t.attributes[a]).name]=w.value;for(a in b)if(w=b[a],"children"==a);else if("dangerouslySetInnerHTML"==a)v=w;else if(!(a in k)){if("value"==a&&"defaultValue"in k||"checked"==a&&"defaultChecked"in k)continue;j(t,a,null,w,o);}for(a in k)w=k[a],"children"==a?y=w:"dangerouslySetInnerHTML"==a?h=w:"value"==a?_=w:"checked"==a?m=w:c&&"function"!=typeof w||b[a]===w||j(t,a,w,b[a],o);if(h)c||v&&(h.__html===v.__html||h.__html===t.innerHTML)||(t.innerHTML=h.__html),u.__k=[];else if(v&&(t.innerHTML=""),I("template"===u.type?t.content:t,d(y)?y:[y],u,i,r,"foreignObject"==x?"http://www.w3.org/1999/xhtml":o,e,f,e?e[0]:i.__k&&S(i,0),c,s),null!=e)for(a=e.length;a--;)g(e[a]);c||(a="value","progress"==x&&null==_?t.removeAttribute("value"):void 0!==_&&(_!==t[a]||"progress"==x&&!_||"option"==x&&_!==b[a])&&j(t,a,_,b[a],o),a="checked",void 0!==m&&m!==t[a]&&j(t,a,m,b[a],o));}return t}function q(n,t,u){try{if("function"==typeof n){var i="function"==typeof n.__u;i&&n.__u(),i&&null==t||(n.__u=n(t));}else n.current=t;}catch(n){l.__e(n,u);}}function B(n,t,u){var i,r;if(l.unmount&&l.unmount(n),(i=n.ref)&&(i.current&&i.current!==n.__e||q(i,null,t)),null!=(i=n.__c)){if(i.componentWillUnmount)try{i.componentWillUnmount();}catch(n){l.__e(n,t);}i.base=i.__P=null;}if(i=n.__k)for(r=0;r<i.length;r++)i[r]&&B(i[r],t,u||"function"!=typeof n.type);u||g(n.__e),n.__c=n.__=n.__e=void 0;}function D(n,l,t){return this.constructor(n,t)}function E(t,u,i){var r,o,e,f;u==document&&(u=document.documentElement),l.__&&l.__(t,u),o=(r="function"=="undefined")?null:u.__k,e=[],f=[],O(u,t=(u).__k=_(k,null,[t]),o||p,p,u.namespaceURI,o?null:u.firstChild?n.call(u.childNodes):null,e,o?o.__e:u.firstChild,r,f),z(e,t,f);}n=v.slice,l={__e:function(n,l,t,u){for(var i,r,o;l=l.__;)if((i=l.__c)&&!i.__)try{if((r=i.constructor)&&null!=r.getDerivedStateFromError&&(i.setState(r.getDerivedStateFromError(n)),o=i.__d),null!=i.componentDidCatch&&(i.componentDidCatch(n,u||{}),o=i.__d),o)return i.__E=i}catch(l){n=l;}throw n}},t$1=0,x.prototype.setState=function(n,l){var t;t=null!=this.__s&&this.__s!==this.state?this.__s:this.__s=w({},this.state),"function"==typeof n&&(n=n(w({},t),this.props)),n&&w(t,n),null!=n&&this.__v&&(l&&this._sb.push(l),M(this));},x.prototype.forceUpdate=function(n){this.__v&&(this.__e=true,n&&this.__h.push(n),M(this));},x.prototype.render=k,i=[],o="function"==typeof Promise?Promise.prototype.then.bind(Promise.resolve()):setTimeout,e=function(n,l){return n.__v.__b-l.__v.__b},$.__r=0,f$1=/(PointerCapture)$|Capture$/i,c=0,s=F(false),a=F(true);

var f=0;function u(e,t,n,o,i,u){t||(t={});var a,c,p=t;if("ref"in p)for(c in p={},t)"ref"==c?a=t[c]:p[c]=t[c];var l$1={type:e,props:p,key:n,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:void 0,__v:--f,__i:-1,__u:0,__source:i,__self:u};if("function"==typeof e&&(a=e.defaultProps))for(c in a) void 0===p[c]&&(p[c]=a[c]);return l.vnode&&l.vnode(l$1),l$1}

/** Helpers for text in any script: 漢字, кириллица, ελληνικά and 𝒻𝒶𝓃𝒸𝓎 letters 🎩. */
const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : undefined;
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
/** Number of characters as a reader counts them: "👩‍👩‍👧" is one. */
function größe(text) {
    if (segmenter === undefined) {
        return [...text].length;
    }
    let anzahl = 0;
    for (const _ of segmenter.segment(text)) {
        anzahl += 1;
    }
    return anzahl;
}
function compareText(a, b) {
    return collator.compare(a, b);
}
/** Lower case, without accents: "Élan" and "elan" are found alike. */
function fold(text) {
    return text
        .normalize("NFKD")
        .replace(/\p{Mn}+/gu, "")
        .toLowerCase();
}
function shorten(text, länge, 省略 = "…") {
    const zeichen = [...text];
    return zeichen.length <= länge ? text : zeichen.slice(0, länge - größe(省略)).join("") + 省略;
}
const символы = { wanted: "🔖", reading: "📖", done: "✅", dropped: "🗑️" };
function symbol(status) {
    const символ = символы[status]; /* 📚 → */
    return символ ?? "❔";
}
function plural(n, one, many = `${one}s`) {
    return `${n} ${n === 1 ? one : many}`;
}

const NOTHING = { query: "", status: "all", tag: null };
/** Words of a query; "quoted words" stay together. */
function words(query) {
    return Array.from(fold(query).matchAll(/"([^"]+)"|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? "");
}
function matches(book, { query, status, tag }) {
    if (status !== "all" && book.status !== status)
        return false;
    if (tag !== null && !book.tags.includes(tag))
        return false;
    const haystack = fold([book.title, book.author, book.note ?? "", ...book.tags].join(" \u{1F50D} "));
    return words(query).every((word) => (word.startsWith("-") && word.length > 1 ? !haystack.includes(word.slice(1)) : haystack.includes(word)));
}
/** Splits a text into pieces, every second one a hit to be marked. */
function* pieces(text, query) {
    const wanted = words(query).filter((word) => !word.startsWith("-"));
    let rest = text;
    while (wanted.length > 0 && rest !== "") {
        const folded = rest.toLowerCase();
        const hits = wanted.map((word) => ({ word, at: folded.indexOf(word) })).filter(({ at }) => at >= 0);
        const first = hits.sort((a, b) => a.at - b.at)[0];
        if (first === undefined)
            break;
        yield rest.slice(0, first.at);
        yield rest.slice(first.at, first.at + first.word.length);
        rest = rest.slice(first.at + first.word.length);
    }
    yield rest;
}

const english = {
    title: "Reading list 📚",
    search: "Search titles, authors, notes…",
    empty: "Nothing here yet 🦗",
    add: "Add a book",
    remove: "Remove",
    close: "Close",
    statistics: "Statistics",
    all: "All",
    wanted: "Wanted",
    reading: "Reading",
    done: "Done",
    dropped: "Dropped",
};
const deutsch = {
    title: "Leseliste 📚",
    search: "Titel, Autoren, Notizen durchsuchen…",
    empty: "Noch nichts da 🦗",
    add: "Buch hinzufügen",
    remove: "Löschen",
    close: "Schließen",
    statistics: "Übersicht",
};
const 日本語 = { title: "読書リスト 📚", search: "検索…", add: "本を追加", close: "閉じる" };
const languages = { en: english, de: deutsch, ja: 日本語 };
/** Text of a message in the reader's language, else in English. */
function t(key, language = navigator.language) {
    const short = language.split("-")[0] ?? "en";
    return languages[short]?.[key] ?? english[key];
}

function read(form) {
    const data = new FormData(form);
    const field = (name) => String(data.get(name) ?? "").trim();
    return {
        title: field("title"),
        author: field("author") || "¿?",
        pages: Number.parseInt(field("pages"), 10) || 0,
        tags: field("tags")
            .split(/[\s,、]+/u)
            .filter(Boolean),
    };
}
class AddForm extends x {
    #form = b();
    state = {};
    #submit = (event) => {
        event.preventDefault();
        const form = this.#form.current;
        if (form === null)
            return;
        try {
            this.props.onAdd(read(form));
            form.reset();
            this.setState({ problem: undefined });
        }
        catch (error) {
            this.setState({ problem: error.message });
        }
    };
    render(_props, { problem }) {
        return (u("form", { ref: this.#form, class: "add", onSubmit: this.#submit, children: [u("input", { name: "title", placeholder: "T\u00EDtulo / \u984C\u540D", required: true }), u("input", { name: "author", placeholder: "\u270D\uFE0F" }), u("input", { name: "pages", type: "number", min: "1", placeholder: "\uD83D\uDCC4" }), u("input", { name: "tags", placeholder: "sf, \u00E9pop\u00E9e" }), u("button", { type: "submit", children: ["\u2795 ", t("add")] }), problem && u("output", { class: "error", children: problem })] }));
    }
}

function r(e){var t,f,n="";if("string"==typeof e||"number"==typeof e)n+=e;else if("object"==typeof e)if(Array.isArray(e)){var o=e.length;for(t=0;t<o;t++)e[t]&&(f=r(e[t]))&&(n&&(n+=" "),n+=f);}else for(f in e)e[f]&&(n&&(n+=" "),n+=f);return n}function clsx(){for(var e,t,f=0,n="",o=arguments.length;f<o;f++)(e=arguments[f])&&(t=r(e))&&(n&&(n+=" "),n+=t);return n}

const DAY = 24 * 60 * 60 * 1000;
function today(now = new Date()) {
    return now.toISOString().slice(0, 10);
}
function daysBetween(from, to) {
    const span = Date.parse(to) - Date.parse(from);
    if (Number.isNaN(span)) {
        throw new RangeError(`not a date: ${from} → ${to}`);
    }
    return Math.max(0, Math.round(span / DAY));
}
function relative(date, now = new Date()) {
    const days = daysBetween(date, today(now));
    const format = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
    if (days < 14)
        return format.format(-days, "day");
    if (days < 60)
        return format.format(-Math.round(days / 7), "week");
    return days < 700 ? format.format(-Math.round(days / 30), "month") : format.format(-Math.round(days / 365), "year");
}

const STATUSES = ["wanted", "reading", "done", "dropped"];
class ShelfError extends Error {
    book;
    name = "ShelfError";
    constructor(message, book) {
        super(book === undefined ? message : `${message}: “${book.title}”`);
        this.book = book;
    }
}
function isStatus(value) {
    return STATUSES.includes(value);
}

function Marked({ text, query }) {
    return u("span", { children: [...pieces(text, query)].map((piece, i) => (i % 2 === 1 ? u("mark", { children: piece }, i) : piece)) });
}
function BookCard({ book, query, onMove, onRemove }) {
    const { title, author, pages, status, added, note, tags } = book;
    return (u("li", { class: clsx("book", `book--${status}`, { "book--long": pages > 400, "book--noted": note }), children: [u("h2", { children: [symbol(status), " ", u(Marked, { text: title, query: query })] }), u("p", { children: [u(Marked, { text: author, query: query }), " \u00B7 ", plural(pages, "page"), " \u00B7 ", relative(added)] }), note !== undefined && u("blockquote", { title: note, children: shorten(note, 80) }), u("footer", { children: [tags.map((tag) => (u("span", { class: "tag", children: ["#", tag] }))), STATUSES.filter((other) => other !== status).map((other) => (u("button", { type: "button", title: t(other), onClick: () => onMove(other), children: symbol(other) }))), u("button", { type: "button", class: "danger", onClick: onRemove, children: t("remove") })] })] }));
}

const SORTINGS = ["title", "author", "added", "length"];
function Toolbar({ filter, sorting, tags, onFilter, onSort }) {
    const change = (part) => onFilter({ ...filter, ...part });
    return (u("nav", { class: "toolbar", children: [u("input", { type: "search", placeholder: t("search"), value: filter.query, onInput: (event) => change({ query: event.currentTarget.value }) }), ["all", ...STATUSES].map((status) => (u("button", { type: "button", class: clsx("tab", filter.status === status && "tab--active"), onClick: () => change({ status }), children: t(status) }, status))), u("select", { value: filter.tag ?? "", onChange: (event) => change({ tag: event.currentTarget.value || null }), children: [u("option", { value: "", children: "\uD83C\uDFF7\uFE0F" }), tags.map((tag) => (u("option", { value: tag, children: tag })))] }), u("select", { value: sorting, onChange: (event) => onSort(event.currentTarget.value), children: SORTINGS.map((name) => (u("option", { value: name, children: ["\u21C5 ", name] }))) })] }));
}

/** The whole page. The statistics come in their own chunk, when asked for. */
class App extends x {
    state = { filter: NOTHING, sorting: "title", Panel: null, error: null };
    refresh = () => this.forceUpdate();
    componentDidMount() {
        this.props.shelf.events.on("*", this.refresh);
    }
    componentWillUnmount() {
        this.props.shelf.events.off("*", this.refresh);
    }
    openPanel = async () => {
        try {
            const { StatsPanel } = await import('./StatsPanel-HRheVpmH.js');
            this.setState({ Panel: StatsPanel });
        }
        catch (error) {
            this.setState({ error: error instanceof Error ? error.message : `${error} 🙈` });
        }
    };
    render({ shelf }, { filter, sorting, Panel, error }) {
        const books = shelf.list(filter, sorting);
        return (u("main", { class: "app", children: [u("h1", { children: t("title") }), error !== null && u("p", { class: "error", children: error }), u(Toolbar, { filter: filter, sorting: sorting, tags: shelf.tags, onFilter: (filter) => this.setState({ filter }), onSort: (sorting) => this.setState({ sorting }) }), books.length === 0 ? (u("p", { class: "empty", children: t("empty") })) : (u("ul", { class: "books", children: books.map((book) => (u(BookCard, { book: book, query: filter.query, onMove: (status) => shelf.move(book.id, status), onRemove: () => shelf.remove(book.id) }, book.id))) })), u(AddForm, { onAdd: (entry) => shelf.add(entry) }), u("button", { type: "button", onClick: this.openPanel, children: ["\uD83D\uDCCA ", t("statistics")] }), Panel && u(Panel, { books: shelf.list(NOTHING), onClose: () => this.setState({ Panel: null }) })] }));
    }
}

function mitt(n){return {all:n=n||new Map,on:function(t,e){var i=n.get(t);i?i.push(e):n.set(t,[e]);},off:function(t,e){var i=n.get(t);i&&(e?i.splice(i.indexOf(e)>>>0,1):n.set(t,[]));},emit:function(t,e){var i=n.get(t);i&&i.slice().map(function(n){n(e);}),(i=n.get("*"))&&i.slice().map(function(n){n(t,e);});}}}

/** All books, in memory, written through to a storage. */
class Shelf {
    storage;
    events = mitt();
    #books = new Map();
    #saving = Promise.resolve();
    counter = 0;
    constructor(storage) {
        this.storage = storage;
    }
    static async open(storage, defaults) {
        const shelf = new Shelf(storage);
        const stored = (await storage.load()) ?? defaults;
        for (const book of stored) {
            shelf.#books.set(book.id, { ...book, status: isStatus(book.status) ? book.status : "wanted" });
        }
        return shelf;
    }
    get size() {
        return this.#books.size;
    }
    get tags() {
        const tags = new Set();
        for (const { tags: own } of this.#books.values()) {
            own.forEach((tag) => tags.add(tag));
        }
        return [...tags].sort(compareText);
    }
    list(filter, sorting = "title") {
        const found = [...this.#books.values()].filter((book) => matches(book, filter));
        return found.sort((a, b) => {
            switch (sorting) {
                case "added":
                    return b.added.localeCompare(a.added);
                case "length":
                    return b.pages - a.pages || compareText(a.title, b.title);
                default:
                    return compareText(a[sorting], b[sorting]);
            }
        });
    }
    add(entry) {
        if (größe(entry.title.trim()) === 0) {
            throw new ShelfError("a book needs a title 📕");
        }
        const book = {
            status: "wanted",
            added: today(),
            tags: [],
            ...entry,
            id: entry.id ?? `n${Date.now().toString(36)}${this.counter++}`,
        };
        this.#books.set(book.id, book);
        this.events.emit("added", book);
        void this.save();
        return book;
    }
    move(id, status) {
        const book = this.require(id);
        const { finished: _finished, ...rest } = book;
        const moved = status === "done" ? { ...rest, status, finished: today() } : { ...rest, status };
        this.#books.set(id, moved);
        this.events.emit("changed", moved);
        void this.save();
        return moved;
    }
    remove(id) {
        const book = this.require(id);
        this.#books.delete(id);
        this.events.emit("removed", book);
        void this.save();
    }
    async clear() {
        this.#books.clear();
        this.events.emit("reset");
        await this.save();
    }
    require(id) {
        const book = this.#books.get(id);
        if (!book) {
            throw new ShelfError(`no book ${id}`);
        }
        return book;
    }
    save() {
        this.#saving = this.#saving.then(() => this.storage.save([...this.#books.values()]));
        return this.#saving;
    }
}

const KEY = "shelf/books/v2";
const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
class MemoryStorage {
    books;
    async load() {
        return this.books;
    }
    async save(books) {
        this.books = structuredClone(books);
    }
}
/** Keeps books in the browser; writes are put off so that fast clicks cost one. */
class LocalStorage extends MemoryStorage {
    area;
    wait;
    pending = 0;
    constructor(area, wait = 150) {
        super();
        this.area = area;
        this.wait = wait;
    }
    async load() {
        const text = this.area.getItem(KEY);
        if (text === null)
            return undefined;
        try {
            const parsed = JSON.parse(text);
            return Array.isArray(parsed) ? parsed : undefined;
        }
        catch (error) {
            console.warn("⚠️ stored books are broken, starting anew", error);
            return undefined;
        }
    }
    async save(books) {
        await super.save(books);
        const ticket = ++this.pending;
        await delay(this.wait);
        if (ticket === this.pending) {
            this.area.setItem(KEY, JSON.stringify(this.books));
        }
    }
}
async function openStorage() {
    const probe = `${KEY}/probe`;
    globalThis.localStorage.setItem(probe, "✓");
    globalThis.localStorage.removeItem(probe);
    return new LocalStorage(globalThis.localStorage);
}

var books = [
	{
		id: "b1",
		title: "Die unendliche Geschichte",
		author: "Michael Ende",
		pages: 448,
		status: "done",
		added: "2024-11-02",
		finished: "2025-01-19",
		tags: [
			"fantasy",
			"deutsch"
		]
	},
	{
		id: "b2",
		title: "Мастер и Маргарита",
		author: "Михаил Булгаков",
		pages: 384,
		status: "reading",
		added: "2025-03-14",
		tags: [
			"novel",
			"русский"
		],
		note: "the cat 🐈‍⬛ is the best part"
	},
	{
		id: "b3",
		title: "雪国",
		author: "川端康成",
		pages: 176,
		status: "wanted",
		added: "2025-05-30",
		tags: [
			"novel",
			"日本語"
		]
	},
	{
		id: "b4",
		title: "The Left Hand of Darkness",
		author: "Ursula K. Le Guin",
		pages: 304,
		status: "done",
		added: "2025-02-01",
		finished: "2025-02-20",
		tags: [
			"sf"
		]
	}
];
var seed = {
	books: books
};

/** Starts the app; without storage (private windows) it runs from memory. */
async function start(root) {
    const storage = await openStorage().catch(() => new MemoryStorage());
    const shelf = await Shelf.open(storage, seed.books);
    shelf.events.on("*", (event) => {
        document.title = `Shelf (${shelf.size}) – ${String(event)}`;
    });
    E(u(App, { shelf: shelf }), root);
    return shelf;
}
const root = document.getElementById("app");
if (root === null) {
    throw new Error("no #app element 🤷");
}
start(root).catch((error) => {
    console.error("could not start 💥", error);
    root.textContent = "Something went wrong.";
});

export { daysBetween as d, symbol as s, t, u, x };
//# sourceMappingURL=main.js.map
