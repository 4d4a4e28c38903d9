(() => {
"use strict";
var __webpack_modules__ = ({
"./node_modules/preact/dist/preact.module.js"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  Component: () => (x),
  Fragment: () => (k),
  cloneElement: () => (J),
  createContext: () => (K),
  createElement: () => (_),
  createRef: () => (b),
  h: () => (_),
  hydrate: () => (G),
  isValidElement: () => (u),
  options: () => (l),
  render: () => (E),
  toChildArray: () => (H)
});
var n,l,t,u,i,r,o,e,f,c,s,a,h,p={},v=[],y=/acit|ex(?:s|g|n|p|$)|rph|grid|ows|mnc|ntw|ine[ch]|zoo|^ord|itera/i,d=Array.isArray;function w(n,l){for(var t in l)n[t]=l[t];return n}function g(n){n&&n.parentNode&&n.parentNode.removeChild(n)}function _(l,t,u){var i,r,o,e={};for(o in t)"key"==o?i=t[o]:"ref"==o?r=t[o]:e[o]=t[o];if(arguments.length>2&&(e.children=arguments.length>3?n.call(arguments,2):u),"function"==typeof l&&null!=l.defaultProps)for(o in l.defaultProps)void 0===e[o]&&(e[o]=l.defaultProps[o]);return m(l,e,i,r,null)}function m(n,u,i,r,o){var e={type:n,props:u,key:i,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:void 0,__v:null==o?++t:o,__i:-1,__u:0};return null==o&&null!=l.vnode&&l.vnode(e),e}function b(){return{current:null}}function k(n){return n.children}function x(n,l){this.props=n,this.context=l}function S(n,l){if(null==l)return n.__?S(n.__,n.__i+1):null;for(var t;l<n.__k.length;l++)if(null!=(t=n.__k[l])&&null!=t.__e)return t.__e;return"function"==typeof n.type?S(n):null}function C(n){var l,t;if(null!=(n=n.__)&&null!=n.__c){for(n.__e=n.__c.base=null,l=0;l<n.__k.length;l++)if(null!=(t=n.__k[l])&&null!=t.__e){n.__e=n.__c.base=t.__e;break}return C(n)}}function M(n){(!n.__d&&(n.__d=!0)&&i.push(n)&&!$.__r++||r!==l.debounceRendering)&&((r=l.debounceRendering)||o)($)}function $(){for(var n,t,u,r,o,f,c,s=1;i.length;)i.length>s&&i.sort(e),n=i.shift(),s=i.length,n.__d&&(u=void 0,o=(r=(t=n).__v).__e,f=[],c=[],t.__P&&((u=w({},r)).__v=r.__v+1,l.vnode&&l.vnode(u),O(t.__P,u,r,t.__n,t.__P.namespaceURI,32&r.__u?[o]:null,f,null==o?S(r):o,!!(32&r.__u),c),u.__v=r.__v,u.__.__k[u.__i]=u,z(f,u,c),u.__e!=o&&C(u)));$.__r=0}function I(n,l,t,u,i,r,o,e,f,c,s){var a,h,y,d,w,g,_=u&&u.__k||v,m=l.length;for(f=P(t,l,_,f,m),a=0;a<m;a++)null!=(y=t.__k[a])&&(h=-1===y.__i?p:_[y.__i]||p,y.__i=a,g=O(n,y,h,i,r,o,e,f,c,s),d=y.__e,y.ref&&h.ref!=y.ref&&(h.ref&&q(h.ref,null,y),s.push(y.ref,y.__c||d,y)),null==w&&null!=d&&(w=d),4&y.__u||h.__k===y.__k?f=A(y,f,n):"function"==typeof y.type&&void 0!==g?f=g:d&&(f=d.nextSibling),y.__u&=-7);return t.__e=w,f}function P(n,l,t,u,i){var r,o,e,f,c,s=t.length,a=s,h=0;for(n.__k=new Array(i),r=0;r<i;r++)null!=(o=l[r])&&"boolean"!=typeof o&&"function"!=typeof o?(f=r+h,(o=n.__k[r]="string"==typeof o||"number"==typeof o||"bigint"==typeof o||o.constructor==String?m(null,o,null,null,null):d(o)?m(k,{children:o},null,null,null):void 0===o.constructor&&o.__b>0?m(o.type,o.props,o.key,o.ref?o.ref:null,o.__v):o).__=n,o.__b=n.__b+1,e=null,-1!==(c=o.__i=L(o,t,f,a))&&(a--,(e=t[c])&&(e.__u|=2)),null==e||null===e.__v?(-1==c&&(i>s?h--:i<s&&h++),"function"!=typeof o.type&&(o.__u|=4)):c!=f&&(c==f-1?h--:c==f+1?h++:(c>f?h--:h++,o.__u|=4))):n.__k[r]=null;if(a)for(r=0;r<s;r++)null!=(e=t[r])&&0==(2&e.__u)&&(e.__e==u&&(u=S(e)),B(e,e));return u}function A(n,l,t){var u,i;if("function"==typeof n.type){for(u=n.__k,i=0;u&&i<u.length;i++)u[i]&&(u[i].__=n,l=A(u[i],l,t));return l}n.__e!=l&&(l&&n.type&&!t.contains(l)&&(l=S(n)),t.insertBefore(n.__e,l||null),l=n.__e);do{l=l&&l.nextSibling}while(null!=l&&8==l.nodeType);return l}function H(n,l){return l=l||[],null==n||"boolean"==typeof n||(d(n)?n.some(function(n){H(n,l)}):l.push(n)),l}function L(n,l,t,u){var i,r,o=n.key,e=n.type,f=l[t];if(null===f&&null==n.key||f&&o==f.key&&e===f.type&&0==(2&f.__u))return t;if(u>(null!=f&&0==(2&f.__u)?1:0))for(i=t-1,r=t+1;i>=0||r<l.length;){if(i>=0){if((f=l[i])&&0==(2&f.__u)&&o==f.key&&e===f.type)return i;i--}if(r<l.length){if((f=l[r])&&0==(2&f.__u)&&o==f.key&&e===f.type)return r;r++}}return-1}function T(n,l,t){"-"==l[0]?n.setProperty(l,null==t?"":t):n[l]=null==t?"":"number"!=typeof t||y.test(l)?t:t+"px"}function j(n,l,t,u,i){var r;n:if("style"==l)if("string"==typeof t)n.style.cssText=t;else{if("string"==typeof u&&(n.style.cssText=u=""),u)for(l in u)t&&l in t||T(n.style,l,"");if(t)for(l in t)u&&t[l]===u[l]||T(n.style,l,t[l])}else if("o"==l[0]&&"n"==l[1])r=l!=(l=l.replace(f,"$1")),l=l.toLowerCase()in n||"onFocusOut"==l||"onFocusIn"==l?l.toLowerCase().slice(2):l.slice(2),n.l||(n.l={}),n.l[l+r]=t,t?u?t.t=u.t:(t.t=c,n.addEventListener(l,r?a:s,r)):n.removeEventListener(l,r?a:s,r);else{if("http://www.w3.org/2000/svg"==i)l=l.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if("width"!=l&&"height"!=l&&"href"!=l&&"list"!=l&&"form"!=l&&"tabIndex"!=l&&"download"!=l&&"rowSpan"!=l&&"colSpan"!=l&&"role"!=l&&"popover"!=l&&l in n)try{n[l]=null==t?"":t;break n}catch(n){}"function"==typeof t||(null==t||!1===t&&"-"!=l[4]?n.removeAttribute(l):n.setAttribute(l,"popover"==l&&1==t?"":t))}}function F(n){return function(t){if(this.l){var u=this.l[t.type+n];if(null==t.u)t.u=c++;else if(t.u<u.t)return;return u(l.event?l.event(t):t)}}}function O(n,t,u,i,r,o,e,f,c,s){var a,h,p,v,y,_,m,b,S,C,M,$,P,A,H,L,T,j=t.type;if(void 0!==t.constructor)return null;128&u.__u&&(c=!!(32&u.__u),o=[f=t.__e=u.__e]),(a=l.__b)&&a(t);n:if("function"==typeof j)try{if(b=t.props,S="prototype"in j&&j.prototype.render,C=(a=j.contextType)&&i[a.__c],M=a?C?C.props.value:a.__:i,u.__c?m=(h=t.__c=u.__c).__=h.__E:(S?t.__c=h=new j(b,M):(t.__c=h=new x(b,M),h.constructor=j,h.render=D),C&&C.sub(h),h.props=b,h.state||(h.state={}),h.context=M,h.__n=i,p=h.__d=!0,h.__h=[],h._sb=[]),S&&null==h.__s&&(h.__s=h.state),S&&null!=j.getDerivedStateFromProps&&(h.__s==h.state&&(h.__s=w({},h.__s)),w(h.__s,j.getDerivedStateFromProps(b,h.__s))),v=h.props,y=h.state,h.__v=t,p)S&&null==j.getDerivedStateFromProps&&null!=h.componentWillMount&&h.componentWillMount(),S&&null!=h.componentDidMount&&h.__h.push(h.componentDidMount);else{if(S&&null==j.getDerivedStateFromProps&&b!==v&&null!=h.componentWillReceiveProps&&h.componentWillReceiveProps(b,M),!h.__e&&(null!=h.shouldComponentUpdate&&!1===h.shouldComponentUpdate(b,h.__s,M)||t.__v==u.__v)){for(t.__v!=u.__v&&(h.props=b,h.state=h.__s,h.__d=!1),t.__e=u.__e,t.__k=u.__k,t.__k.some(function(n){n&&(n.__=t)}),$=0;$<h._sb.length;$++)h.__h.push(h._sb[$]);h._sb=[],h.__h.length&&e.push(h);break n}null!=h.componentWillUpdate&&h.componentWillUpdate(b,h.__s,M),S&&null!=h.componentDidUpdate&&h.__h.push(function(){h.componentDidUpdate(v,y,_)})}if(h.context=M,h.props=b,h.__P=n,h.__e=!1,P=l.__r,A=0,S){for(h.state=h.__s,h.__d=!1,P&&P(t),a=h.render(h.props,h.state,h.context),H=0;H<h._sb.length;H++)h.__h.push(h._sb[H]);h._sb=[]}else do{h.__d=!1,P&&P(t),a=h.render(h.props,h.state,h.context),h.state=h.__s}while(h.__d&&++A<25);h.state=h.__s,null!=h.getChildContext&&(i=w(w({},i),h.getChildContext())),S&&!p&&null!=h.getSnapshotBeforeUpdate&&(_=h.getSnapshotBeforeUpdate(v,y)),L=a,null!=a&&a.type===k&&null==a.key&&(L=N(a.props.children)),f=I(n,d(L)?L:[L],t,u,i,r,o,e,f,c,s),h.base=t.__e,t.__u&=-161,h.__h.length&&e.push(h),m&&(h.__E=h.__=null)}catch(n){if(t.__v=null,c||null!=o)if(n.then){for(t.__u|=c?160:128;f&&8==f.nodeType&&f.nextSibling;)f=f.nextSibling;o[o.indexOf(f)]=null,t.__e=f}else for(T=o.length;T--;)g(o[T]);else t.__e=u.__e,t.__k=u.__k;l.__e(n,t,u)}else null==o&&t.__v==u.__v?(t.__k=u.__k,t.__e=u.__e):f=t.__e=V(u.__e,t,u,i,r,o,e,c,s);return(a=l.diffed)&&a(t),128&t.__u?void 0:f}function z(n,t,u){for(var i=0;i<u.length;i++)q(u[i],u[++i],u[++i]);l.__c&&l.__c(t,n),n.some(function(t){try{n=t.__h,t.__h=[],n.some(function(n){n.call(t)})}catch(n){l.__e(n,t.__v)}})}function N(n){return"object"!=typeof n||null==n?n:d(n)?n.map(N):w({},n)}function V(t,u,i,r,o,e,f,c,s){var a,h,v,y,w,_,m,b=i.props,k=u.props,x=u.type;if("svg"==x?o="http://www.w3.org/2000/svg":"math"==x?o="http://www.w3.org/1998/Math/MathML":o||(o="http://www.w3.org/1999/xhtml"),null!=e)for(a=0;a<e.length;a++)if((w=e[a])&&"setAttribute"in w==!!x&&(x?w.localName==x:3==w.nodeType)){t=w,e[a]=null;break}if(null==t){if(null==x)return document.createTextNode(k);t=document.createElementNS(o,x,k.is&&k),c&&(l.__m&&l.__m(u,e),c=!1),e=null}if(null===x)b===k||c&&t.data===k||(t.data=k);else{if(e=e&&n.call(t.childNodes),b=i.props||p,!c&&null!=e)for(b={},a=0;a<t.attributes.length;a++)b[(w=t.attributes[a]).name]=w.value;for(a in b)if(w=b[a],"children"==a);else if("dangerouslySetInnerHTML"==a)v=w;else if(!(a in k)){if("value"==a&&"defaultValue"in k||"checked"==a&&"defaultChecked"in k)continue;j(t,a,null,w,o)}for(a in k)w=k[a],"children"==a?y=w:"dangerouslySetInnerHTML"==a?h=w:"value"==a?_=w:"checked"==a?m=w:c&&"function"!=typeof w||b[a]===w||j(t,a,w,b[a],o);if(h)c||v&&(h.__html===v.__html||h.__html===t.innerHTML)||(t.innerHTML=h.__html),u.__k=[];else if(v&&(t.innerHTML=""),I("template"===u.type?t.content:t,d(y)?y:[y],u,i,r,"foreignObject"==x?"http://www.w3.org/1999/xhtml":o,e,f,e?e[0]:i.__k&&S(i,0),c,s),null!=e)for(a=e.length;a--;)g(e[a]);c||(a="value","progress"==x&&null==_?t.removeAttribute("value"):void 0!==_&&(_!==t[a]||"progress"==x&&!_||"option"==x&&_!==b[a])&&j(t,a,_,b[a],o),a="checked",void 0!==m&&m!==t[a]&&j(t,a,m,b[a],o))}return t}function q(n,t,u){try{if("function"==typeof n){var i="function"==typeof n.__u;i&&n.__u(),i&&null==t||(n.__u=n(t))}else n.current=t}catch(n){l.__e(n,u)}}function B(n,t,u){var i,r;if(l.unmount&&l.unmount(n),(i=n.ref)&&(i.current&&i.current!==n.__e||q(i,null,t)),null!=(i=n.__c)){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(n){l.__e(n,t)}i.base=i.__P=null}if(i=n.__k)for(r=0;r<i.length;r++)i[r]&&B(i[r],t,u||"function"!=typeof n.type);u||g(n.__e),n.__c=n.__=n.__e=void 0}function D(n,l,t){return this.constructor(n,t)}function E(t,u,i){var r,o,e,f;u==document&&(u=document.documentElement),l.__&&l.__(t,u),o=(r="function"==typeof i)?null:i&&i.__k||u.__k,e=[],f=[],O(u,t=(!r&&i||u).__k=_(k,null,[t]),o||p,p,u.namespaceURI,!r&&i?[i]:o?null:u.firstChild?n.call(u.childNodes):null,e,!r&&i?i:o?o.__e:u.firstChild,r,f),z(e,t,f)}function G(n,l){E(n,l,G)}function J(l,t,u){var i,r,o,e,f=w({},l.props);for(o in l.type&&l.type.defaultProps&&(e=l.type.defaultProps),t)"key"==o?i=t[o]:"ref"==o?r=t[o]:f[o]=void 0===t[o]&&void 0!==e?e[o]:t[o];return arguments.length>2&&(f.children=arguments.length>3?n.call(arguments,2):u),m(l.type,f,i||l.key,r||l.ref,null)}function K(n){function l(n){var t,u;return this.getChildContext||(t=new Set,(u={})[l.__c]=this,this.getChildContext=function(){return u},this.componentWillUnmount=function(){t=null},this.shouldComponentUpdate=function(n){this.props.value!==n.value&&t.forEach(function(n){n.__e=!0,M(n)})},this.sub=function(n){t.add(n);var l=n.componentWillUnmount;n.componentWillUnmount=function(){t&&t.delete(n),l&&l.call(n)}}),n.children}return l.__c="__cC"+h++,l.__=n,l.Provider=l.__l=(l.Consumer=function(n,l){return n.children(l)}).contextType=l,l}n=v.slice,l={__e:function(n,l,t,u){for(var i,r,o;l=l.__;)if((i=l.__c)&&!i.__)try{if((r=i.constructor)&&null!=r.getDerivedStateFromError&&(i.setState(r.getDerivedStateFromError(n)),o=i.__d),null!=i.componentDidCatch&&(i.componentDidCatch(n,u||{}),o=i.__d),o)return i.__E=i}catch(l){n=l}throw n}},t=0,u=function(n){return null!=n&&null==n.constructor},x.prototype.setState=function(n,l){var t;t=null!=this.__s&&this.__s!==this.state?this.__s:this.__s=w({},this.state),"function"==typeof n&&(n=n(w({},t),this.props)),n&&w(t,n),null!=n&&this.__v&&(l&&this._sb.push(l),M(this))},x.prototype.forceUpdate=function(n){this.__v&&(this.__e=!0,n&&this.__h.push(n),M(this))},x.prototype.render=k,i=[],o="function"==typeof Promise?Promise.prototype.then.bind(Promise.resolve()):setTimeout,e=function(n,l){return n.__v.__b-l.__v.__b},$.__r=0,f=/(PointerCapture)$|Capture$/i,c=0,s=F(!1),a=F(!0),h=0;
//# sourceMappingURL=preact.module.js.map


},
"./node_modules/preact/jsx-runtime/dist/jsxRuntime.module.js"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  Fragment: () => (/* reexport safe */ preact__rspack_import_0.Fragment),
  jsx: () => (u),
  jsxAttr: () => (l),
  jsxDEV: () => (u),
  jsxEscape: () => (s),
  jsxTemplate: () => (a),
  jsxs: () => (u)
});
/* import */ var preact__rspack_import_0 = __webpack_require__("./node_modules/preact/dist/preact.module.js");
var t=/["&<]/;function n(r){if(0===r.length||!1===t.test(r))return r;for(var e=0,n=0,o="",f="";n<r.length;n++){switch(r.charCodeAt(n)){case 34:f="&quot;";break;case 38:f="&amp;";break;case 60:f="&lt;";break;default:continue}n!==e&&(o+=r.slice(e,n)),o+=f,e=n+1}return n!==e&&(o+=r.slice(e,n)),o}var o=/acit|ex(?:s|g|n|p|$)|rph|grid|ows|mnc|ntw|ine[ch]|zoo|^ord|itera/i,f=0,i=Array.isArray;function u(e,t,n,o,i,u){t||(t={});var a,c,p=t;if("ref"in p)for(c in p={},t)"ref"==c?a=t[c]:p[c]=t[c];var l={type:e,props:p,key:n,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:void 0,__v:--f,__i:-1,__u:0,__source:i,__self:u};if("function"==typeof e&&(a=e.defaultProps))for(c in a)void 0===p[c]&&(p[c]=a[c]);return preact__rspack_import_0.options.vnode&&preact__rspack_import_0.options.vnode(l),l}function a(r){var t=u(preact__rspack_import_0.Fragment,{tpl:r,exprs:[].slice.call(arguments,1)});return t.key=t.__v,t}var c={},p=/[A-Z]/g;function l(e,t){if(preact__rspack_import_0.options.attr){var f=preact__rspack_import_0.options.attr(e,t);if("string"==typeof f)return f}if("ref"===e||"key"===e)return"";if("style"===e&&"object"==typeof t){var i="";for(var u in t){var a=t[u];if(null!=a&&""!==a){var l="-"==u[0]?u:c[u]||(c[u]=u.replace(p,"-$&").toLowerCase()),s=";";"number"!=typeof a||l.startsWith("--")||o.test(l)||(s="px;"),i=i+l+":"+a+s}}return e+'="'+i+'"'}return null==t||!1===t||"function"==typeof t||"object"==typeof t?"":!0===t?e:e+'="'+n(t)+'"'}function s(r){if(null==r||"boolean"==typeof r||"function"==typeof r)return null;if("object"==typeof r){if(void 0===r.constructor)return r;if(i(r)){for(var e=0;e<r.length;e++)r[e]=s(r[e]);return r}}return n(""+r)}
//# sourceMappingURL=jsxRuntime.module.js.map


},
"./src/components/AddForm.tsx"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  AddForm: () => (AddForm)
});
/* import */ var preact_jsx_runtime__rspack_import_0 = __webpack_require__("./node_modules/preact/jsx-runtime/dist/jsxRuntime.module.js");
/* import */ var preact__rspack_import_1 = __webpack_require__("./node_modules/preact/dist/preact.module.js");
/* import */ var _messages__rspack_import_2 = __webpack_require__("./src/messages.ts");



function read(form) {
    const data = new FormData(form);
    const field = (name)=>String(data.get(name) ?? "").trim();
    return {
        title: field("title"),
        author: field("author") || "¿?",
        pages: Number.parseInt(field("pages"), 10) || 0,
        tags: field("tags").split(/[\s,、]+/u).filter(Boolean)
    };
}
class AddForm extends preact__rspack_import_1.Component {
    #form = (0,preact__rspack_import_1.createRef)();
    state = {};
    #submit = (event)=>{
        event.preventDefault();
        const form = this.#form.current;
        if (form === null) return;
        try {
            this.props.onAdd(read(form));
            form.reset();
            this.setState({
                problem: undefined
            });
        } catch (error) {
            this.setState({
                problem: error.message
            });
        }
    };
    render(_props, { problem }) {
        return /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("form", {
            ref: this.#form,
            class: "add",
            onSubmit: this.#submit,
            children: [
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("input", {
                    name: "title",
                    placeholder: "Título / 題名",
                    required: true
                }),
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("input", {
                    name: "author",
                    placeholder: "✍️"
                }),
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("input", {
                    name: "pages",
                    type: "number",
                    min: "1",
                    placeholder: "📄"
                }),
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("input", {
                    name: "tags",
                    placeholder: "sf, épopée"
                }),
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("button", {
                    type: "submit",
                    children: [
                        "➕ ",
                        (0,_messages__rspack_import_2.t)("add")
                    ]
                }),
                problem && /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("output", {
                    class: "error",
                    children: problem
                })
            ]
        });
    }
}


},
"./src/components/App.tsx"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  App: () => (App)
});
/* import */ var preact_jsx_runtime__rspack_import_0 = __webpack_require__("./node_modules/preact/jsx-runtime/dist/jsxRuntime.module.js");
/* import */ var preact__rspack_import_1 = __webpack_require__("./node_modules/preact/dist/preact.module.js");
/* import */ var _lib_search__rspack_import_2 = __webpack_require__("./src/lib/search.ts");
/* import */ var _messages__rspack_import_3 = __webpack_require__("./src/messages.ts");
/* import */ var _AddForm__rspack_import_4 = __webpack_require__("./src/components/AddForm.tsx");
/* import */ var _BookCard__rspack_import_5 = __webpack_require__("./src/components/BookCard.tsx");
/* import */ var _Toolbar__rspack_import_6 = __webpack_require__("./src/components/Toolbar.tsx");







/** The whole page. The statistics come in their own chunk, when asked for. */ class App extends preact__rspack_import_1.Component {
    state = {
        filter: _lib_search__rspack_import_2.NOTHING,
        sorting: "title",
        Panel: null,
        error: null
    };
    refresh = ()=>this.forceUpdate();
    componentDidMount() {
        this.props.shelf.events.on("*", this.refresh);
    }
    componentWillUnmount() {
        this.props.shelf.events.off("*", this.refresh);
    }
    openPanel = async ()=>{
        try {
            const { StatsPanel } = await __webpack_require__.e(/* import() */ "src_components_StatsPanel_tsx").then(__webpack_require__.bind(__webpack_require__, "./src/components/StatsPanel.tsx"));
            this.setState({
                Panel: StatsPanel
            });
        } catch (error) {
            this.setState({
                error: error instanceof Error ? error.message : `${error} 🙈`
            });
        }
    };
    render({ shelf }, { filter, sorting, Panel, error }) {
        const books = shelf.list(filter, sorting);
        return /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("main", {
            class: "app",
            children: [
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("h1", {
                    children: (0,_messages__rspack_import_3.t)("title")
                }),
                error !== null && /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("p", {
                    class: "error",
                    children: error
                }),
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)(_Toolbar__rspack_import_6.Toolbar, {
                    filter: filter,
                    sorting: sorting,
                    tags: shelf.tags,
                    onFilter: (filter)=>this.setState({
                            filter
                        }),
                    onSort: (sorting)=>this.setState({
                            sorting
                        })
                }),
                books.length === 0 ? /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("p", {
                    class: "empty",
                    children: (0,_messages__rspack_import_3.t)("empty")
                }) : /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("ul", {
                    class: "books",
                    children: books.map((book)=>/*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)(_BookCard__rspack_import_5.BookCard, {
                            book: book,
                            query: filter.query,
                            onMove: (status)=>shelf.move(book.id, status),
                            onRemove: ()=>shelf.remove(book.id)
                        }, book.id))
                }),
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)(_AddForm__rspack_import_4.AddForm, {
                    onAdd: (entry)=>shelf.add(entry)
                }),
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("button", {
                    type: "button",
                    onClick: this.openPanel,
                    children: [
                        "📊 ",
                        (0,_messages__rspack_import_3.t)("statistics")
                    ]
                }),
                Panel && /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)(Panel, {
                    books: shelf.list(_lib_search__rspack_import_2.NOTHING),
                    onClose: ()=>this.setState({
                            Panel: null
                        })
                })
            ]
        });
    }
}


},
"./src/components/BookCard.tsx"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  BookCard: () => (BookCard)
});
/* import */ var preact_jsx_runtime__rspack_import_0 = __webpack_require__("./node_modules/preact/jsx-runtime/dist/jsxRuntime.module.js");
/* import */ var clsx__rspack_import_1 = __webpack_require__("./node_modules/clsx/dist/clsx.mjs");
/* import */ var _lib_dates__rspack_import_2 = __webpack_require__("./src/lib/dates.ts");
/* import */ var _lib_search__rspack_import_3 = __webpack_require__("./src/lib/search.ts");
/* import */ var _lib_text__rspack_import_4 = __webpack_require__("./src/lib/text.ts");
/* import */ var _messages__rspack_import_5 = __webpack_require__("./src/messages.ts");
/* import */ var _status__rspack_import_6 = __webpack_require__("./src/status.ts");







function Marked({ text, query }) {
    return /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("span", {
        children: [
            ...(0,_lib_search__rspack_import_3.pieces)(text, query)
        ].map((piece, i)=>i % 2 === 1 ? /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("mark", {
                children: piece
            }, i) : piece)
    });
}
function BookCard({ book, query, onMove, onRemove }) {
    const { title, author, pages, status, added, note, tags } = book;
    return /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("li", {
        class: (0,clsx__rspack_import_1["default"])("book", `book--${status}`, {
            "book--long": pages > 400,
            "book--noted": note
        }),
        children: [
            /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("h2", {
                children: [
                    (0,_lib_text__rspack_import_4.symbol)(status),
                    " ",
                    /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)(Marked, {
                        text: title,
                        query: query
                    })
                ]
            }),
            /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("p", {
                children: [
                    /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)(Marked, {
                        text: author,
                        query: query
                    }),
                    " · ",
                    (0,_lib_text__rspack_import_4.plural)(pages, "page"),
                    " · ",
                    (0,_lib_dates__rspack_import_2.relative)(added)
                ]
            }),
            note !== undefined && /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("blockquote", {
                title: note,
                children: (0,_lib_text__rspack_import_4.shorten)(note, 80)
            }),
            /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("footer", {
                children: [
                    tags.map((tag)=>/*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("span", {
                            class: "tag",
                            children: [
                                "#",
                                tag
                            ]
                        })),
                    _status__rspack_import_6.STATUSES.filter((other)=>other !== status).map((other)=>/*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("button", {
                            type: "button",
                            title: (0,_messages__rspack_import_5.t)(other),
                            onClick: ()=>onMove(other),
                            children: (0,_lib_text__rspack_import_4.symbol)(other)
                        })),
                    /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("button", {
                        type: "button",
                        class: "danger",
                        onClick: onRemove,
                        children: (0,_messages__rspack_import_5.t)("remove")
                    })
                ]
            })
        ]
    });
}


},
"./src/components/Toolbar.tsx"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  Toolbar: () => (Toolbar)
});
/* import */ var preact_jsx_runtime__rspack_import_0 = __webpack_require__("./node_modules/preact/jsx-runtime/dist/jsxRuntime.module.js");
/* import */ var clsx__rspack_import_1 = __webpack_require__("./node_modules/clsx/dist/clsx.mjs");
/* import */ var _messages__rspack_import_2 = __webpack_require__("./src/messages.ts");
/* import */ var _status__rspack_import_3 = __webpack_require__("./src/status.ts");




const SORTINGS = [
    "title",
    "author",
    "added",
    "length"
];
function Toolbar({ filter, sorting, tags, onFilter, onSort }) {
    const change = (part)=>onFilter({
            ...filter,
            ...part
        });
    return /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("nav", {
        class: "toolbar",
        children: [
            /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("input", {
                type: "search",
                placeholder: (0,_messages__rspack_import_2.t)("search"),
                value: filter.query,
                onInput: (event)=>change({
                        query: event.currentTarget.value
                    })
            }),
            [
                "all",
                ..._status__rspack_import_3.STATUSES
            ].map((status)=>/*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("button", {
                    type: "button",
                    class: (0,clsx__rspack_import_1["default"])("tab", filter.status === status && "tab--active"),
                    onClick: ()=>change({
                            status
                        }),
                    children: (0,_messages__rspack_import_2.t)(status)
                }, status)),
            /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("select", {
                value: filter.tag ?? "",
                onChange: (event)=>change({
                        tag: event.currentTarget.value || null
                    }),
                children: [
                    /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("option", {
                        value: "",
                        children: "🏷️"
                    }),
                    tags.map((tag)=>/*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("option", {
                            value: tag,
                            children: tag
                        }))
                ]
            }),
            /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("select", {
                value: sorting,
                onChange: (event)=>onSort(event.currentTarget.value),
                children: SORTINGS.map((name)=>/*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("option", {
                        value: name,
                        children: [
                            "⇅ ",
                            name
                        ]
                    }))
            })
        ]
    });
}


},
"./src/lib/dates.ts"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  daysBetween: () => (daysBetween),
  relative: () => (relative),
  today: () => (today)
});
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
    const format = new Intl.RelativeTimeFormat(undefined, {
        numeric: "auto"
    });
    if (days < 14) return format.format(-days, "day");
    if (days < 60) return format.format(-Math.round(days / 7), "week");
    return days < 700 ? format.format(-Math.round(days / 30), "month") : format.format(-Math.round(days / 365), "year");
}


},
"./src/lib/search.ts"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  NOTHING: () => (NOTHING),
  matches: () => (matches),
  pieces: () => (pieces),
  words: () => (words)
});
/* import */ var _text__rspack_import_0 = __webpack_require__("./src/lib/text.ts");

const NOTHING = {
    query: "",
    status: "all",
    tag: null
};
/** Words of a query; "quoted words" stay together. */ function words(query) {
    return Array.from((0,_text__rspack_import_0.fold)(query).matchAll(/"([^"]+)"|(\S+)/g), ([, quoted, bare])=>quoted ?? bare ?? "");
}
function matches(book, { query, status, tag }) {
    if (status !== "all" && book.status !== status) return false;
    if (tag !== null && !book.tags.includes(tag)) return false;
    const haystack = (0,_text__rspack_import_0.fold)([
        book.title,
        book.author,
        book.note ?? "",
        ...book.tags
    ].join(" \u{1F50D} "));
    return words(query).every((word)=>word.startsWith("-") && word.length > 1 ? !haystack.includes(word.slice(1)) : haystack.includes(word));
}
/** Splits a text into pieces, every second one a hit to be marked. */ function* pieces(text, query) {
    const wanted = words(query).filter((word)=>!word.startsWith("-"));
    let rest = text;
    while(wanted.length > 0 && rest !== ""){
        const folded = rest.toLowerCase();
        const hits = wanted.map((word)=>({
                word,
                at: folded.indexOf(word)
            })).filter(({ at })=>at >= 0);
        const first = hits.sort((a, b)=>a.at - b.at)[0];
        if (first === undefined) break;
        yield rest.slice(0, first.at);
        yield rest.slice(first.at, first.at + first.word.length);
        rest = rest.slice(first.at + first.word.length);
    }
    yield rest;
}


},
"./src/lib/text.ts"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  compareText: () => (compareText),
  fold: () => (fold),
  "größe": () => (größe),
  plural: () => (plural),
  shorten: () => (shorten),
  symbol: () => (symbol)
});
/** Helpers for text in any script: 漢字, кириллица, ελληνικά and 𝒻𝒶𝓃𝒸𝓎 letters 🎩. */ const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : undefined;
const collator = new Intl.Collator(undefined, {
    numeric: true,
    sensitivity: "base"
});
/** Number of characters as a reader counts them: "👩‍👩‍👧" is one. */ function größe(text) {
    if (segmenter === undefined) {
        return [
            ...text
        ].length;
    }
    let anzahl = 0;
    for (const _ of segmenter.segment(text)){
        anzahl += 1;
    }
    return anzahl;
}
function compareText(a, b) {
    return collator.compare(a, b);
}
/** Lower case, without accents: "Élan" and "elan" are found alike. */ function fold(text) {
    return text.normalize("NFKD").replace(/\p{Mn}+/gu, "").toLowerCase();
}
function shorten(text, länge, 省略 = "…") {
    const zeichen = [
        ...text
    ];
    return zeichen.length <= länge ? text : zeichen.slice(0, länge - größe(省略)).join("") + 省略;
}
const символы = {
    wanted: "🔖",
    reading: "📖",
    done: "✅",
    dropped: "🗑️"
};
function symbol(status) {
    const символ = символы[status]; /* 📚 → */ 
    return символ ?? "❔";
}
function plural(n, one, many = `${one}s`) {
    return `${n} ${n === 1 ? one : many}`;
}


},
"./src/main.tsx"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
/* import */ var preact_jsx_runtime__rspack_import_0 = __webpack_require__("./node_modules/preact/jsx-runtime/dist/jsxRuntime.module.js");
/* import */ var preact__rspack_import_1 = __webpack_require__("./node_modules/preact/dist/preact.module.js");
/* import */ var _components_App__rspack_import_2 = __webpack_require__("./src/components/App.tsx");
/* import */ var _store_shelf__rspack_import_3 = __webpack_require__("./src/store/shelf.ts");
/* import */ var _store_storage__rspack_import_4 = __webpack_require__("./src/store/storage.ts");
/* import */ var _store_seed_json__rspack_import_5 = __webpack_require__("./src/store/seed.json");








/** Starts the app; without storage (private windows) it runs from memory. */ async function start(root) {
    const storage = await (0,_store_storage__rspack_import_4.openStorage)().catch(()=>new _store_storage__rspack_import_4.MemoryStorage());
    const shelf = await _store_shelf__rspack_import_3.Shelf.open(storage, _store_seed_json__rspack_import_5.books);
    shelf.events.on("*", (event)=>{
        document.title = `Shelf (${shelf.size}) – ${String(event)}`;
    });
    (0,preact__rspack_import_1.render)(/*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)(_components_App__rspack_import_2.App, {
        shelf: shelf
    }), root);
    return shelf;
}
const root = document.getElementById("app");
if (root === null) {
    throw new Error("no #app element 🤷");
}
start(root).catch((error)=>{
    console.error("could not start 💥", error);
    root.textContent = "Something went wrong.";
});


},
"./src/messages.ts"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  t: () => (t)
});
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
    dropped: "Dropped"
};
const deutsch = {
    title: "Leseliste 📚",
    search: "Titel, Autoren, Notizen durchsuchen…",
    empty: "Noch nichts da 🦗",
    add: "Buch hinzufügen",
    remove: "Löschen",
    close: "Schließen",
    statistics: "Übersicht"
};
const 日本語 = {
    title: "読書リスト 📚",
    search: "検索…",
    add: "本を追加",
    close: "閉じる"
};
const languages = {
    en: english,
    de: deutsch,
    ja: 日本語
};
/** Text of a message in the reader's language, else in English. */ function t(key, language = navigator.language) {
    const short = language.split("-")[0] ?? "en";
    return languages[short]?.[key] ?? english[key];
}


},
"./src/status.ts"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  STATUSES: () => (STATUSES),
  ShelfError: () => (ShelfError),
  isStatus: () => (isStatus)
});
const STATUSES = [
    "wanted",
    "reading",
    "done",
    "dropped"
];
class ShelfError extends Error {
    book;
    name = "ShelfError";
    constructor(message, book){
        super(book === undefined ? message : `${message}: “${book.title}”`), this.book = book;
    }
}
function isStatus(value) {
    return STATUSES.includes(value);
}


},
"./src/store/shelf.ts"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  Shelf: () => (Shelf)
});
/* import */ var mitt__rspack_import_0 = __webpack_require__("./node_modules/mitt/dist/mitt.mjs");
/* import */ var _lib_search__rspack_import_1 = __webpack_require__("./src/lib/search.ts");
/* import */ var _lib_text__rspack_import_2 = __webpack_require__("./src/lib/text.ts");
/* import */ var _lib_dates__rspack_import_3 = __webpack_require__("./src/lib/dates.ts");
/* import */ var _status__rspack_import_4 = __webpack_require__("./src/status.ts");





/** All books, in memory, written through to a storage. */ class Shelf {
    storage;
    events = (0,mitt__rspack_import_0["default"])();
    #books = new Map();
    #saving = Promise.resolve();
    counter = 0;
    constructor(storage){
        this.storage = storage;
    }
    static async open(storage, defaults) {
        const shelf = new Shelf(storage);
        const stored = await storage.load() ?? defaults;
        for (const book of stored){
            shelf.#books.set(book.id, {
                ...book,
                status: (0,_status__rspack_import_4.isStatus)(book.status) ? book.status : "wanted"
            });
        }
        return shelf;
    }
    get size() {
        return this.#books.size;
    }
    get tags() {
        const tags = new Set();
        for (const { tags: own } of this.#books.values()){
            own.forEach((tag)=>tags.add(tag));
        }
        return [
            ...tags
        ].sort(_lib_text__rspack_import_2.compareText);
    }
    list(filter, sorting = "title") {
        const found = [
            ...this.#books.values()
        ].filter((book)=>(0,_lib_search__rspack_import_1.matches)(book, filter));
        return found.sort((a, b)=>{
            switch(sorting){
                case "added":
                    return b.added.localeCompare(a.added);
                case "length":
                    return b.pages - a.pages || (0,_lib_text__rspack_import_2.compareText)(a.title, b.title);
                default:
                    return (0,_lib_text__rspack_import_2.compareText)(a[sorting], b[sorting]);
            }
        });
    }
    add(entry) {
        if ((0,_lib_text__rspack_import_2["größe"])(entry.title.trim()) === 0) {
            throw new _status__rspack_import_4.ShelfError("a book needs a title 📕");
        }
        const book = {
            status: "wanted",
            added: (0,_lib_dates__rspack_import_3.today)(),
            tags: [],
            ...entry,
            id: entry.id ?? `n${Date.now().toString(36)}${this.counter++}`
        };
        this.#books.set(book.id, book);
        this.events.emit("added", book);
        void this.save();
        return book;
    }
    move(id, status) {
        const book = this.require(id);
        const { finished: _finished, ...rest } = book;
        const moved = status === "done" ? {
            ...rest,
            status,
            finished: (0,_lib_dates__rspack_import_3.today)()
        } : {
            ...rest,
            status
        };
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
            throw new _status__rspack_import_4.ShelfError(`no book ${id}`);
        }
        return book;
    }
    save() {
        this.#saving = this.#saving.then(()=>this.storage.save([
                ...this.#books.values()
            ]));
        return this.#saving;
    }
}


},
"./src/store/storage.ts"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  LocalStorage: () => (LocalStorage),
  MemoryStorage: () => (MemoryStorage),
  openStorage: () => (openStorage)
});
const KEY = "shelf/books/v2";
const delay = (ms)=>new Promise((resolve)=>setTimeout(resolve, ms));
class MemoryStorage {
    books;
    async load() {
        return this.books;
    }
    async save(books) {
        this.books = structuredClone(books);
    }
}
/** Keeps books in the browser; writes are put off so that fast clicks cost one. */ class LocalStorage extends MemoryStorage {
    area;
    wait;
    pending = 0;
    constructor(area, wait = 150){
        super(), this.area = area, this.wait = wait;
    }
    async load() {
        const text = this.area.getItem(KEY);
        if (text === null) return undefined;
        try {
            const parsed = JSON.parse(text);
            return Array.isArray(parsed) ? parsed : undefined;
        } catch (error) {
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


},
"./node_modules/clsx/dist/clsx.mjs"(__unused_rspack___webpack_module__, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  clsx: () => (clsx),
  "default": () => (__rspack_default_export)
});
function r(e){var t,f,n="";if("string"==typeof e||"number"==typeof e)n+=e;else if("object"==typeof e)if(Array.isArray(e)){var o=e.length;for(t=0;t<o;t++)e[t]&&(f=r(e[t]))&&(n&&(n+=" "),n+=f)}else for(f in e)e[f]&&(n&&(n+=" "),n+=f);return n}function clsx(){for(var e,t,f=0,n="",o=arguments.length;f<o;f++)(e=arguments[f])&&(t=r(e))&&(n&&(n+=" "),n+=t);return n}/* export default */ const __rspack_default_export = (clsx);

},
"./node_modules/mitt/dist/mitt.mjs"(__unused_rspack___webpack_module__, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* export default binding */ __rspack_default_export)
});
/* export default */ function __rspack_default_export(n){return{all:n=n||new Map,on:function(t,e){var i=n.get(t);i?i.push(e):n.set(t,[e])},off:function(t,e){var i=n.get(t);i&&(e?i.splice(i.indexOf(e)>>>0,1):n.set(t,[]))},emit:function(t,e){var i=n.get(t);i&&i.slice().map(function(n){n(e)}),(i=n.get("*"))&&i.slice().map(function(n){n(t,e)})}}}
//# sourceMappingURL=mitt.mjs.map


},
"./src/store/seed.json"(module) {
module.exports = /*#__PURE__*/JSON.parse('{"version":2,"books":[{"id":"b1","title":"Die unendliche Geschichte","author":"Michael Ende","pages":448,"status":"done","added":"2024-11-02","finished":"2025-01-19","tags":["fantasy","deutsch"]},{"id":"b2","title":"Мастер и Маргарита","author":"Михаил Булгаков","pages":384,"status":"reading","added":"2025-03-14","tags":["novel","русский"],"note":"the cat 🐈‍⬛ is the best part"},{"id":"b3","title":"雪国","author":"川端康成","pages":176,"status":"wanted","added":"2025-05-30","tags":["novel","日本語"]},{"id":"b4","title":"The Left Hand of Darkness","author":"Ursula K. Le Guin","pages":304,"status":"done","added":"2025-02-01","finished":"2025-02-20","tags":["sf"]}]}')

},

});
// The module cache
var __webpack_module_cache__ = {};

// The require function
function __webpack_require__(moduleId) {

// Check if module is in cache
var cachedModule = __webpack_module_cache__[moduleId];
if (cachedModule !== undefined) {
return cachedModule.exports;
}
// Create a new module (and put it into the cache)
var module = (__webpack_module_cache__[moduleId] = {
exports: {}
});
// Execute the module function
__webpack_modules__[moduleId](module, module.exports, __webpack_require__);

// Return the exports of the module
return module.exports;

}

// expose the modules object (__webpack_modules__)
__webpack_require__.m = __webpack_modules__;

// webpack/runtime/define_property_getters
(() => {
__webpack_require__.d = (exports, getters, values) => {
	var define = (defs, kind) => {
		for(var key in defs) {
			if(__webpack_require__.o(defs, key) && !__webpack_require__.o(exports, key)) {
				Object.defineProperty(exports, key, { enumerable: true, [kind]: defs[key] });
			}
		}
	};
	define(getters, "get");
	define(values, "value");
};
})();
// webpack/runtime/ensure_chunk
(() => {
__webpack_require__.f = {};
// This file contains only the entry chunk.
// The chunk loading function for additional chunks
__webpack_require__.e = (chunkId) => {
	return Promise.all(
		Object.keys(__webpack_require__.f).reduce((promises, key) => {
			__webpack_require__.f[key](chunkId, promises);
			return promises;
		}, [])
	);
};
})();
// webpack/runtime/get css chunk filename
(() => {
// This function allow to reference chunks
__webpack_require__.k = (chunkId) => {
  // return url for filenames not based on template
  
  // return url for filenames based on template
  return "" + chunkId + ".css"
}
})();
// webpack/runtime/get javascript chunk filename
(() => {
// This function allow to reference chunks
__webpack_require__.u = (chunkId) => {
  // return url for filenames not based on template
  
  // return url for filenames based on template
  return "" + chunkId + ".js"
}
})();
// webpack/runtime/global
(() => {
__webpack_require__.g = (() => {
	if (typeof globalThis === 'object') return globalThis;
	try {
		return this || new Function('return this')();
	} catch (e) {
		if (typeof window === 'object') return window;
	}
})();
})();
// webpack/runtime/has_own_property
(() => {
__webpack_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
})();
// webpack/runtime/load_script
(() => {
var inProgress = {};

var uniqueName = "shelf:";
// loadScript function to load a script via script tag
__webpack_require__.l = function (url, done, key, chunkId) {
	if (inProgress[url]) {
		inProgress[url].push(done);
		return;
	}
	var script, needAttach;
	if (key !== undefined) {
		var scripts = document.getElementsByTagName("script");
		for (var i = 0; i < scripts.length; i++) {
			var s = scripts[i];
			if (s.getAttribute("src") == url || s.getAttribute("data-rspack") == uniqueName + key) {
				script = s;
				break;
			}
		}
	}
	if (!script) {
		needAttach = true;
		script = document.createElement('script');

script.timeout = 120;
if (__webpack_require__.nc) {
  script.setAttribute("nonce", __webpack_require__.nc);
}

script.setAttribute("data-rspack", uniqueName + key);



script.src = url;



	}
	inProgress[url] = [done];
	var onScriptComplete = function (prev, event) {
		script.onerror = script.onload = null;
		clearTimeout(timeout);
		var doneFns = inProgress[url];
		delete inProgress[url];
		script.parentNode && script.parentNode.removeChild(script);
		doneFns &&
			doneFns.forEach(function (fn) {
				return fn(event);
			});
		if (prev) return prev(event);
	};
	var timeout = setTimeout(
		onScriptComplete.bind(null, undefined, {
			type: 'timeout',
			target: script
		}),
		120000
	);
	script.onerror = onScriptComplete.bind(null, script.onerror);
	script.onload = onScriptComplete.bind(null, script.onload);
	needAttach && document.head.appendChild(script);
};

})();
// webpack/runtime/make_namespace_object
(() => {
// define __esModule on exports
__webpack_require__.r = (exports) => {
	if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
		Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
	}
	Object.defineProperty(exports, '__esModule', { value: true });
};
})();
// webpack/runtime/auto_public_path
(() => {
var scriptUrl;

if (__webpack_require__.g.importScripts) scriptUrl = __webpack_require__.g.location + "";
var document = __webpack_require__.g.document;
if (!scriptUrl && document) {
  // Technically we could use `document.currentScript instanceof window.HTMLScriptElement`,
  // but an attacker could try to inject `<script>HTMLScriptElement = HTMLImageElement</script>`
  // and use `<img name="currentScript" src="https://attacker.controlled.server/"></img>`
  if (document.currentScript && document.currentScript.tagName.toUpperCase() === 'SCRIPT') scriptUrl = document.currentScript.src;
  if (!scriptUrl) {
    var scripts = document.getElementsByTagName("script");
    if (scripts.length) {
      var i = scripts.length - 1;
      while (i > -1 && (!scriptUrl || !/^http(s?):/.test(scriptUrl))) scriptUrl = scripts[i--].src;
    }
  }
}

// When supporting browsers where an automatic publicPath is not supported you must specify an output.publicPath manually via configuration",
// or pass an empty string ("") and set the __webpack_public_path__ variable from your code to use your own logic.',
if (!scriptUrl) throw new Error("Automatic publicPath is not supported in this browser");
scriptUrl = scriptUrl.replace(/^blob:/, "").replace(/#.*$/, "").replace(/\?.*$/, "").replace(/\/[^\/]+$/, "/");

__webpack_require__.p = scriptUrl;

})();
// webpack/runtime/css_loading
(() => {
var cssInstalledChunks = {};
var cssLoadingUniqueName = "shelf";
var loadingAttribute = "data-rspack-loading";
var cssLoadStylesheet = (chunkId, url, done, hmr, fetchPriority) => {
	var link,
		needAttach,
		key = "chunk-" + chunkId;
	if (!hmr) {
		var links = document.getElementsByTagName("link");
		for (var i = 0; i < links.length; i++) {
			var l = links[i];
			var href = l.getAttribute("href") || l.href;
			if (href && !href.startsWith(__webpack_require__.p)) {
				href =
					__webpack_require__.p + (href.startsWith("/") ? href.slice(1) : href);
			}
			if (
				l.rel == "stylesheet" &&
				((href && href.startsWith(url)) ||
					l.getAttribute("data-rspack") == cssLoadingUniqueName + ":" + key)
			) {
				link = l;
				break;
			}
		}
		if (!done) return link;
	}
	if (!link) {
		needAttach = true;
		link = document.createElement("link");

if (__webpack_require__.nc) {
  link.setAttribute("nonce", __webpack_require__.nc);
}


link.setAttribute("data-rspack", cssLoadingUniqueName + ":" + key);


link.setAttribute(loadingAttribute, 1);
link.rel = "stylesheet";
link.href = url;



	}
	var onLinkComplete = (prev, event) => {
		link.onerror = link.onload = null;
		link.removeAttribute(loadingAttribute);
		clearTimeout(timeout);
		if (event && event.type != "load" && link.parentNode) link.parentNode.removeChild(link);
		done(event);
		if (prev) return prev(event);
	};
	if (link.getAttribute(loadingAttribute)) {
		var timeout = setTimeout(
			onLinkComplete.bind(null, undefined, { type: "timeout", target: link }),
			120000 
		);
		link.onerror = onLinkComplete.bind(null, link.onerror);
		link.onload = onLinkComplete.bind(null, link.onload);
	} else onLinkComplete(undefined, { type: "load", target: link });
	hmr ? document.head.insertBefore(link, hmr) : needAttach && document.head.appendChild(link);
	return link;
};
__webpack_require__.f.css = (chunkId, promises, fetchPriority) => {
	// css chunk loading
	var installedChunkData = __webpack_require__.o(cssInstalledChunks, chunkId)
		? cssInstalledChunks[chunkId]
		: undefined;
	if (installedChunkData !== 0) {
		// 0 means "already installed".

		// a Promise means "currently loading".
		if (installedChunkData) {
			promises.push(installedChunkData[2]);
		} else {
			if ("main" == chunkId) {
				// setup Promise in chunk cache
				var promise = new Promise(function (resolve, reject) {
					installedChunkData = cssInstalledChunks[chunkId] = [resolve, reject];
				});
				promises.push((installedChunkData[2] = promise));

				// start chunk loading
				var url = __webpack_require__.p + __webpack_require__.k(chunkId);
				// create error before stack unwound to get useful stacktrace later
				var error = new Error();
				var loadingEnded = function (event) {
					if (__webpack_require__.o(cssInstalledChunks, chunkId)) {
						installedChunkData = cssInstalledChunks[chunkId];
						if (installedChunkData !== 0) cssInstalledChunks[chunkId] = undefined;
						if (installedChunkData) {
							if (event.type !== "load") {
								var errorType = event && event.type;
								var realSrc = event && event.target && event.target.src;
								error.message =
									"Loading css chunk " +
									chunkId +
									" failed.\n(" +
									errorType +
									": " +
									realSrc +
									")";
								error.name = "ChunkLoadError";
								error.type = errorType;
								error.request = realSrc;
								installedChunkData[1](error);
							} else {
								cssInstalledChunks[chunkId] = 0;
								installedChunkData[0]();
							}
						}
					}
				};
				if (typeof document !== 'undefined') {
					cssLoadStylesheet(chunkId, url, loadingEnded, undefined, fetchPriority);
				} else { loadingEnded({ type: 'load' }); }
			} else cssInstalledChunks[chunkId] = 0;
		}
	}
};

})();
// webpack/runtime/jsonp_chunk_loading
(() => {

      // object to store loaded and loading chunks
      // undefined = chunk not loaded, null = chunk preloaded/prefetched
      // [resolve, reject, Promise] = chunk loading, 0 = chunk loaded
      var jsonpInstalledChunks = {"main": 0,};
      
        __webpack_require__.f.j = function (chunkId, promises) {
          // JSONP chunk loading for javascript
var installedChunkData = __webpack_require__.o(jsonpInstalledChunks, chunkId)
	? jsonpInstalledChunks[chunkId]
	: undefined;
if (installedChunkData !== 0) {
	// 0 means "already installed".

	// a Promise means "currently loading".
	if (installedChunkData) {
		promises.push(installedChunkData[2]);
	} else {
		if (true) {
			// setup Promise in chunk cache
			var promise = new Promise((resolve, reject) => (installedChunkData = jsonpInstalledChunks[chunkId] = [resolve, reject]));
			promises.push((installedChunkData[2] = promise));

			// start chunk loading
			var url = __webpack_require__.p + __webpack_require__.u(chunkId);
			// create error before stack unwound to get useful stacktrace later
			var error = new Error();
			var loadingEnded = function (event) {
				if (__webpack_require__.o(jsonpInstalledChunks, chunkId)) {
					installedChunkData = jsonpInstalledChunks[chunkId];
					if (installedChunkData !== 0) jsonpInstalledChunks[chunkId] = undefined;
					if (installedChunkData) {
						var errorType =
							event && (event.type === 'load' ? 'missing' : event.type);
						var realSrc = event && event.target && event.target.src;
						error.message =
							'Loading chunk ' +
							chunkId +
							' failed.\n(' +
							errorType +
							': ' +
							realSrc +
							')';
						error.name = 'ChunkLoadError';
						error.type = errorType;
						error.request = realSrc;
						installedChunkData[1](error);
					}
				}
			};
			__webpack_require__.l(url, loadingEnded, "chunk-" + chunkId, chunkId);
		} 
	}
}

        }
        // install a JSONP callback for chunk loading
var __rspack_jsonp = (parentChunkLoadingFunction, data) => {
	var [chunkIds, moreModules, runtime] = data;
	// add "moreModules" to the modules object,
	// then flag all "chunkIds" as loaded and fire callback
	var moduleId, chunkId, i = 0;
	if (chunkIds.some((id) => (jsonpInstalledChunks[id] !== 0))) {
		for (moduleId in moreModules) {
			if (__webpack_require__.o(moreModules, moduleId)) {
				__webpack_require__.m[moduleId] = moreModules[moduleId];
			}
		}
		if (runtime) var result = runtime(__webpack_require__);
	}
	if (parentChunkLoadingFunction) parentChunkLoadingFunction(data);
	for (; i < chunkIds.length; i++) {
		chunkId = chunkIds[i];
		if (
			__webpack_require__.o(jsonpInstalledChunks, chunkId) &&
			jsonpInstalledChunks[chunkId]
		) {
			jsonpInstalledChunks[chunkId][0]();
		}
		jsonpInstalledChunks[chunkId] = 0;
	}
	
};

var jsonpChunkLoadingGlobal = self["rspackChunkshelf"] = self["rspackChunkshelf"] || [];
jsonpChunkLoadingGlobal.forEach(__rspack_jsonp.bind(null, 0));
jsonpChunkLoadingGlobal.push = __rspack_jsonp.bind(null, jsonpChunkLoadingGlobal.push.bind(jsonpChunkLoadingGlobal));

})();
// module factories are used so entry inlining is disabled
// startup
// Load entry module and return exports
var __webpack_exports__ = __webpack_require__("./src/main.tsx");
})()
;
//# sourceMappingURL=main.js.map