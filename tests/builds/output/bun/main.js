var __esm = (fn, res, err) => () => {
  if (fn)
    try {
      res = fn(fn = 0);
    } catch (e) {
      err = [e];
    }
  if (err)
    throw err[0];
  return res;
};

// ../app/node_modules/preact/dist/preact.module.js
function w(n, l) {
  for (var t in l)
    n[t] = l[t];
  return n;
}
function g(n) {
  n && n.parentNode && n.parentNode.removeChild(n);
}
function _(l, t, u) {
  var i, r, o, e = {};
  for (o in t)
    o == "key" ? i = t[o] : o == "ref" ? r = t[o] : e[o] = t[o];
  if (arguments.length > 2 && (e.children = arguments.length > 3 ? n.call(arguments, 2) : u), typeof l == "function" && l.defaultProps != null)
    for (o in l.defaultProps)
      e[o] === undefined && (e[o] = l.defaultProps[o]);
  return m(l, e, i, r, null);
}
function m(n, u, i, r, o) {
  var e = { type: n, props: u, key: i, ref: r, __k: null, __: null, __b: 0, __e: null, __c: null, constructor: undefined, __v: o == null ? ++t : o, __i: -1, __u: 0 };
  return o == null && l.vnode != null && l.vnode(e), e;
}
function b() {
  return { current: null };
}
function k(n) {
  return n.children;
}
function x(n, l) {
  this.props = n, this.context = l;
}
function S(n, l) {
  if (l == null)
    return n.__ ? S(n.__, n.__i + 1) : null;
  for (var t;l < n.__k.length; l++)
    if ((t = n.__k[l]) != null && t.__e != null)
      return t.__e;
  return typeof n.type == "function" ? S(n) : null;
}
function C(n) {
  var l, t;
  if ((n = n.__) != null && n.__c != null) {
    for (n.__e = n.__c.base = null, l = 0;l < n.__k.length; l++)
      if ((t = n.__k[l]) != null && t.__e != null) {
        n.__e = n.__c.base = t.__e;
        break;
      }
    return C(n);
  }
}
function M(n) {
  (!n.__d && (n.__d = true) && i.push(n) && !$.__r++ || r !== l.debounceRendering) && ((r = l.debounceRendering) || o)($);
}
function $() {
  for (var n, t, u, r, o, f, c, s = 1;i.length; )
    i.length > s && i.sort(e), n = i.shift(), s = i.length, n.__d && (u = undefined, o = (r = (t = n).__v).__e, f = [], c = [], t.__P && ((u = w({}, r)).__v = r.__v + 1, l.vnode && l.vnode(u), O(t.__P, u, r, t.__n, t.__P.namespaceURI, 32 & r.__u ? [o] : null, f, o == null ? S(r) : o, !!(32 & r.__u), c), u.__v = r.__v, u.__.__k[u.__i] = u, z(f, u, c), u.__e != o && C(u)));
  $.__r = 0;
}
function I(n, l, t, u, i, r, o, e, f, c, s) {
  var a, h, y, d, w, g, _ = u && u.__k || v, m = l.length;
  for (f = P(t, l, _, f, m), a = 0;a < m; a++)
    (y = t.__k[a]) != null && (h = y.__i === -1 ? p : _[y.__i] || p, y.__i = a, g = O(n, y, h, i, r, o, e, f, c, s), d = y.__e, y.ref && h.ref != y.ref && (h.ref && q(h.ref, null, y), s.push(y.ref, y.__c || d, y)), w == null && d != null && (w = d), 4 & y.__u || h.__k === y.__k ? f = A(y, f, n) : typeof y.type == "function" && g !== undefined ? f = g : d && (f = d.nextSibling), y.__u &= -7);
  return t.__e = w, f;
}
function P(n, l, t, u, i) {
  var r, o, e, f, c, s = t.length, a = s, h = 0;
  for (n.__k = new Array(i), r = 0;r < i; r++)
    (o = l[r]) != null && typeof o != "boolean" && typeof o != "function" ? (f = r + h, (o = n.__k[r] = typeof o == "string" || typeof o == "number" || typeof o == "bigint" || o.constructor == String ? m(null, o, null, null, null) : d(o) ? m(k, { children: o }, null, null, null) : o.constructor === undefined && o.__b > 0 ? m(o.type, o.props, o.key, o.ref ? o.ref : null, o.__v) : o).__ = n, o.__b = n.__b + 1, e = null, (c = o.__i = L(o, t, f, a)) !== -1 && (a--, (e = t[c]) && (e.__u |= 2)), e == null || e.__v === null ? (c == -1 && (i > s ? h-- : i < s && h++), typeof o.type != "function" && (o.__u |= 4)) : c != f && (c == f - 1 ? h-- : c == f + 1 ? h++ : (c > f ? h-- : h++, o.__u |= 4))) : n.__k[r] = null;
  if (a)
    for (r = 0;r < s; r++)
      (e = t[r]) != null && (2 & e.__u) == 0 && (e.__e == u && (u = S(e)), B(e, e));
  return u;
}
function A(n, l, t) {
  var u, i;
  if (typeof n.type == "function") {
    for (u = n.__k, i = 0;u && i < u.length; i++)
      u[i] && (u[i].__ = n, l = A(u[i], l, t));
    return l;
  }
  n.__e != l && (l && n.type && !t.contains(l) && (l = S(n)), t.insertBefore(n.__e, l || null), l = n.__e);
  do {
    l = l && l.nextSibling;
  } while (l != null && l.nodeType == 8);
  return l;
}
function L(n, l, t, u) {
  var i, r, { key: o, type: e } = n, f = l[t];
  if (f === null && n.key == null || f && o == f.key && e === f.type && (2 & f.__u) == 0)
    return t;
  if (u > (f != null && (2 & f.__u) == 0 ? 1 : 0))
    for (i = t - 1, r = t + 1;i >= 0 || r < l.length; ) {
      if (i >= 0) {
        if ((f = l[i]) && (2 & f.__u) == 0 && o == f.key && e === f.type)
          return i;
        i--;
      }
      if (r < l.length) {
        if ((f = l[r]) && (2 & f.__u) == 0 && o == f.key && e === f.type)
          return r;
        r++;
      }
    }
  return -1;
}
function T(n, l, t) {
  l[0] == "-" ? n.setProperty(l, t == null ? "" : t) : n[l] = t == null ? "" : typeof t != "number" || y.test(l) ? t : t + "px";
}
function j(n, l, t, u, i) {
  var r;
  n:
    if (l == "style")
      if (typeof t == "string")
        n.style.cssText = t;
      else {
        if (typeof u == "string" && (n.style.cssText = u = ""), u)
          for (l in u)
            t && l in t || T(n.style, l, "");
        if (t)
          for (l in t)
            u && t[l] === u[l] || T(n.style, l, t[l]);
      }
    else if (l[0] == "o" && l[1] == "n")
      r = l != (l = l.replace(f, "$1")), l = l.toLowerCase() in n || l == "onFocusOut" || l == "onFocusIn" ? l.toLowerCase().slice(2) : l.slice(2), n.l || (n.l = {}), n.l[l + r] = t, t ? u ? t.t = u.t : (t.t = c, n.addEventListener(l, r ? a : s, r)) : n.removeEventListener(l, r ? a : s, r);
    else {
      if (i == "http://www.w3.org/2000/svg")
        l = l.replace(/xlink(H|:h)/, "h").replace(/sName$/, "s");
      else if (l != "width" && l != "height" && l != "href" && l != "list" && l != "form" && l != "tabIndex" && l != "download" && l != "rowSpan" && l != "colSpan" && l != "role" && l != "popover" && l in n)
        try {
          n[l] = t == null ? "" : t;
          break n;
        } catch (n) {}
      typeof t == "function" || (t == null || t === false && l[4] != "-" ? n.removeAttribute(l) : n.setAttribute(l, l == "popover" && t == 1 ? "" : t));
    }
}
function F(n) {
  return function(t) {
    if (this.l) {
      var u = this.l[t.type + n];
      if (t.u == null)
        t.u = c++;
      else if (t.u < u.t)
        return;
      return u(l.event ? l.event(t) : t);
    }
  };
}
function O(n, t, u, i, r, o, e, f, c, s) {
  var a, h, p, v, y, _, m, b, S, C, M, $, P, A, H, L, T, j = t.type;
  if (t.constructor !== undefined)
    return null;
  128 & u.__u && (c = !!(32 & u.__u), o = [f = t.__e = u.__e]), (a = l.__b) && a(t);
  n:
    if (typeof j == "function")
      try {
        if (b = t.props, S = "prototype" in j && j.prototype.render, C = (a = j.contextType) && i[a.__c], M = a ? C ? C.props.value : a.__ : i, u.__c ? m = (h = t.__c = u.__c).__ = h.__E : (S ? t.__c = h = new j(b, M) : (t.__c = h = new x(b, M), h.constructor = j, h.render = D), C && C.sub(h), h.props = b, h.state || (h.state = {}), h.context = M, h.__n = i, p = h.__d = true, h.__h = [], h._sb = []), S && h.__s == null && (h.__s = h.state), S && j.getDerivedStateFromProps != null && (h.__s == h.state && (h.__s = w({}, h.__s)), w(h.__s, j.getDerivedStateFromProps(b, h.__s))), v = h.props, y = h.state, h.__v = t, p)
          S && j.getDerivedStateFromProps == null && h.componentWillMount != null && h.componentWillMount(), S && h.componentDidMount != null && h.__h.push(h.componentDidMount);
        else {
          if (S && j.getDerivedStateFromProps == null && b !== v && h.componentWillReceiveProps != null && h.componentWillReceiveProps(b, M), !h.__e && (h.shouldComponentUpdate != null && h.shouldComponentUpdate(b, h.__s, M) === false || t.__v == u.__v)) {
            for (t.__v != u.__v && (h.props = b, h.state = h.__s, h.__d = false), t.__e = u.__e, t.__k = u.__k, t.__k.some(function(n) {
              n && (n.__ = t);
            }), $ = 0;$ < h._sb.length; $++)
              h.__h.push(h._sb[$]);
            h._sb = [], h.__h.length && e.push(h);
            break n;
          }
          h.componentWillUpdate != null && h.componentWillUpdate(b, h.__s, M), S && h.componentDidUpdate != null && h.__h.push(function() {
            h.componentDidUpdate(v, y, _);
          });
        }
        if (h.context = M, h.props = b, h.__P = n, h.__e = false, P = l.__r, A = 0, S) {
          for (h.state = h.__s, h.__d = false, P && P(t), a = h.render(h.props, h.state, h.context), H = 0;H < h._sb.length; H++)
            h.__h.push(h._sb[H]);
          h._sb = [];
        } else
          do {
            h.__d = false, P && P(t), a = h.render(h.props, h.state, h.context), h.state = h.__s;
          } while (h.__d && ++A < 25);
        h.state = h.__s, h.getChildContext != null && (i = w(w({}, i), h.getChildContext())), S && !p && h.getSnapshotBeforeUpdate != null && (_ = h.getSnapshotBeforeUpdate(v, y)), L = a, a != null && a.type === k && a.key == null && (L = N(a.props.children)), f = I(n, d(L) ? L : [L], t, u, i, r, o, e, f, c, s), h.base = t.__e, t.__u &= -161, h.__h.length && e.push(h), m && (h.__E = h.__ = null);
      } catch (n) {
        if (t.__v = null, c || o != null)
          if (n.then) {
            for (t.__u |= c ? 160 : 128;f && f.nodeType == 8 && f.nextSibling; )
              f = f.nextSibling;
            o[o.indexOf(f)] = null, t.__e = f;
          } else
            for (T = o.length;T--; )
              g(o[T]);
        else
          t.__e = u.__e, t.__k = u.__k;
        l.__e(n, t, u);
      }
    else
      o == null && t.__v == u.__v ? (t.__k = u.__k, t.__e = u.__e) : f = t.__e = V(u.__e, t, u, i, r, o, e, c, s);
  return (a = l.diffed) && a(t), 128 & t.__u ? undefined : f;
}
function z(n, t, u) {
  for (var i = 0;i < u.length; i++)
    q(u[i], u[++i], u[++i]);
  l.__c && l.__c(t, n), n.some(function(t) {
    try {
      n = t.__h, t.__h = [], n.some(function(n) {
        n.call(t);
      });
    } catch (n) {
      l.__e(n, t.__v);
    }
  });
}
function N(n) {
  return typeof n != "object" || n == null ? n : d(n) ? n.map(N) : w({}, n);
}
function V(t, u, i, r, o, e, f, c, s) {
  var a, h, v, y, w, _, m, b = i.props, { props: k, type: x } = u;
  if (x == "svg" ? o = "http://www.w3.org/2000/svg" : x == "math" ? o = "http://www.w3.org/1998/Math/MathML" : o || (o = "http://www.w3.org/1999/xhtml"), e != null) {
    for (a = 0;a < e.length; a++)
      if ((w = e[a]) && "setAttribute" in w == !!x && (x ? w.localName == x : w.nodeType == 3)) {
        t = w, e[a] = null;
        break;
      }
  }
  if (t == null) {
    if (x == null)
      return document.createTextNode(k);
    t = document.createElementNS(o, x, k.is && k), c && (l.__m && l.__m(u, e), c = false), e = null;
  }
  if (x === null)
    b === k || c && t.data === k || (t.data = k);
  else {
    if (e = e && n.call(t.childNodes), b = i.props || p, !c && e != null)
      for (b = {}, a = 0;a < t.attributes.length; a++)
        b[(w = t.attributes[a]).name] = w.value;
    for (a in b)
      if (w = b[a], a == "children")
        ;
      else if (a == "dangerouslySetInnerHTML")
        v = w;
      else if (!(a in k)) {
        if (a == "value" && "defaultValue" in k || a == "checked" && "defaultChecked" in k)
          continue;
        j(t, a, null, w, o);
      }
    for (a in k)
      w = k[a], a == "children" ? y = w : a == "dangerouslySetInnerHTML" ? h = w : a == "value" ? _ = w : a == "checked" ? m = w : c && typeof w != "function" || b[a] === w || j(t, a, w, b[a], o);
    if (h)
      c || v && (h.__html === v.__html || h.__html === t.innerHTML) || (t.innerHTML = h.__html), u.__k = [];
    else if (v && (t.innerHTML = ""), I(u.type === "template" ? t.content : t, d(y) ? y : [y], u, i, r, x == "foreignObject" ? "http://www.w3.org/1999/xhtml" : o, e, f, e ? e[0] : i.__k && S(i, 0), c, s), e != null)
      for (a = e.length;a--; )
        g(e[a]);
    c || (a = "value", x == "progress" && _ == null ? t.removeAttribute("value") : _ !== undefined && (_ !== t[a] || x == "progress" && !_ || x == "option" && _ !== b[a]) && j(t, a, _, b[a], o), a = "checked", m !== undefined && m !== t[a] && j(t, a, m, b[a], o));
  }
  return t;
}
function q(n, t, u) {
  try {
    if (typeof n == "function") {
      var i = typeof n.__u == "function";
      i && n.__u(), i && t == null || (n.__u = n(t));
    } else
      n.current = t;
  } catch (n) {
    l.__e(n, u);
  }
}
function B(n, t, u) {
  var i, r;
  if (l.unmount && l.unmount(n), (i = n.ref) && (i.current && i.current !== n.__e || q(i, null, t)), (i = n.__c) != null) {
    if (i.componentWillUnmount)
      try {
        i.componentWillUnmount();
      } catch (n) {
        l.__e(n, t);
      }
    i.base = i.__P = null;
  }
  if (i = n.__k)
    for (r = 0;r < i.length; r++)
      i[r] && B(i[r], t, u || typeof n.type != "function");
  u || g(n.__e), n.__c = n.__ = n.__e = undefined;
}
function D(n, l, t) {
  return this.constructor(n, t);
}
function E(t, u, i) {
  var r, o, e, f;
  u == document && (u = document.documentElement), l.__ && l.__(t, u), o = (r = typeof i == "function") ? null : i && i.__k || u.__k, e = [], f = [], O(u, t = (!r && i || u).__k = _(k, null, [t]), o || p, p, u.namespaceURI, !r && i ? [i] : o ? null : u.firstChild ? n.call(u.childNodes) : null, e, !r && i ? i : o ? o.__e : u.firstChild, r, f), z(e, t, f);
}
var n, l, t, u, i, r, o, e, f, c, s, a, h, p, v, y, d;
var init_preact_module = __esm(() => {
  p = {};
  v = [];
  y = /acit|ex(?:s|g|n|p|$)|rph|grid|ows|mnc|ntw|ine[ch]|zoo|^ord|itera/i;
  d = Array.isArray;
  n = v.slice, l = { __e: function(n, l, t, u) {
    for (var i, r, o;l = l.__; )
      if ((i = l.__c) && !i.__)
        try {
          if ((r = i.constructor) && r.getDerivedStateFromError != null && (i.setState(r.getDerivedStateFromError(n)), o = i.__d), i.componentDidCatch != null && (i.componentDidCatch(n, u || {}), o = i.__d), o)
            return i.__E = i;
        } catch (l) {
          n = l;
        }
    throw n;
  } }, t = 0, u = function(n) {
    return n != null && n.constructor == null;
  }, x.prototype.setState = function(n, l) {
    var t;
    t = this.__s != null && this.__s !== this.state ? this.__s : this.__s = w({}, this.state), typeof n == "function" && (n = n(w({}, t), this.props)), n && w(t, n), n != null && this.__v && (l && this._sb.push(l), M(this));
  }, x.prototype.forceUpdate = function(n) {
    this.__v && (this.__e = true, n && this.__h.push(n), M(this));
  }, x.prototype.render = k, i = [], o = typeof Promise == "function" ? Promise.prototype.then.bind(Promise.resolve()) : setTimeout, e = function(n, l) {
    return n.__v.__b - l.__v.__b;
  }, $.__r = 0, f = /(PointerCapture)$|Capture$/i, c = 0, s = F(false), a = F(true), h = 0;
});

// ../app/src/lib/text.ts
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
function fold(text) {
  return text.normalize("NFKD").replace(/\p{Mn}+/gu, "").toLowerCase();
}
function shorten(text, länge, 省略 = "…") {
  const zeichen = [...text];
  return zeichen.length <= länge ? text : zeichen.slice(0, länge - größe(省略)).join("") + 省略;
}
function symbol(status) {
  const символ = символы[status];
  return символ ?? "❔";
}
function plural(n, one, many = `${one}s`) {
  return `${n} ${n === 1 ? one : many}`;
}
var segmenter, collator, символы;
var init_text = __esm(() => {
  segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter : undefined;
  collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  символы = { wanted: "\uD83D\uDD16", reading: "\uD83D\uDCD6", done: "✅", dropped: "\uD83D\uDDD1️" };
});

// ../app/src/messages.ts
function t2(key, language = navigator.language) {
  const short = language.split("-")[0] ?? "en";
  return languages[short]?.[key] ?? english[key];
}
var english, deutsch, 日本語, languages;
var init_messages = __esm(() => {
  english = {
    title: "Reading list \uD83D\uDCDA",
    search: "Search titles, authors, notes…",
    empty: "Nothing here yet \uD83E\uDD97",
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
  deutsch = {
    title: "Leseliste \uD83D\uDCDA",
    search: "Titel, Autoren, Notizen durchsuchen…",
    empty: "Noch nichts da \uD83E\uDD97",
    add: "Buch hinzufügen",
    remove: "Löschen",
    close: "Schließen",
    statistics: "Übersicht"
  };
  日本語 = { title: "読書リスト \uD83D\uDCDA", search: "検索…", add: "本を追加", close: "閉じる" };
  languages = { en: english, de: deutsch, ja: 日本語 };
});

// ../app/node_modules/preact/jsx-runtime/dist/jsxRuntime.module.js
function u2(e, t, n, o, i, u) {
  t || (t = {});
  var a, c, p = t;
  if ("ref" in p)
    for (c in p = {}, t)
      c == "ref" ? a = t[c] : p[c] = t[c];
  var l2 = { type: e, props: p, key: n, ref: a, __k: null, __: null, __b: 0, __e: null, __c: null, constructor: undefined, __v: --f2, __i: -1, __u: 0, __source: i, __self: u };
  if (typeof e == "function" && (a = e.defaultProps))
    for (c in a)
      p[c] === undefined && (p[c] = a[c]);
  return l.vnode && l.vnode(l2), l2;
}
var f2 = 0;
var init_jsxRuntime_module = __esm(() => {
  init_preact_module();
  init_preact_module();
});

// ../app/src/lib/dates.ts
function today(now = new Date) {
  return now.toISOString().slice(0, 10);
}
function daysBetween(from, to) {
  const span = Date.parse(to) - Date.parse(from);
  if (Number.isNaN(span)) {
    throw new RangeError(`not a date: ${from} → ${to}`);
  }
  return Math.max(0, Math.round(span / DAY));
}
function relative(date, now = new Date) {
  const days = daysBetween(date, today(now));
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  if (days < 14)
    return format.format(-days, "day");
  if (days < 60)
    return format.format(-Math.round(days / 7), "week");
  return days < 700 ? format.format(-Math.round(days / 30), "month") : format.format(-Math.round(days / 365), "year");
}
var DAY;
var init_dates = __esm(() => {
  DAY = 24 * 60 * 60 * 1000;
});

// ../app/src/lib/stats.ts
function stats(books) {
  const done = books.filter((book) => book.finished !== undefined);
  const pages = Σ(done.map(({ pages }) => pages));
  const days = Σ(done.map(({ added, finished = added }) => daysBetween(added, finished)));
  const perTag = new Map;
  books.flatMap(({ tags }) => tags).forEach((tag) => perTag.set(tag, (perTag.get(tag) ?? 0) + 1));
  return {
    pages,
    finished: done.length,
    pace: days > 0 ? pages / days : undefined,
    perTag: [...perTag].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),
    longest: books.reduce((best, book) => best && best.pages >= book.pages ? best : book, undefined)
  };
}
function bar(share, width = 10) {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return "▓".repeat(full) + "░".repeat(width - full);
}
var Σ = (numbers) => numbers.reduce((a, b) => a + b, 0);
var init_stats = __esm(() => {
  init_dates();
});

// ../app/src/lib/export.ts
var quote = (value) => /[",\r\n]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : `${value}`, writers, Exporter;
var init_export = __esm(() => {
  init_text();
  writers = {
    json: (books) => JSON.stringify({ version: 2, books }, null, 2),
    csv(books) {
      const columns = ["id", "title", "author", "pages", "status", "added"];
      return [columns.join(","), ...books.map((book) => columns.map((column) => quote(book[column])).join(","))].join(`\r
`);
    },
    markdown: (books) => `# \uD83D\uDCDA Reading list

${books.map(({ status, title, author, pages }) => `- ${symbol(status)} **${title}** by ${author} (${pages} pp.)`).join(`
`)}

_${books.length} books \uD83D\uDC1B\uD83E\uDD89_
`
  };
  Exporter = class Exporter {
    books;
    static types = {
      markdown: "text/markdown",
      csv: "text/csv",
      json: "application/json"
    };
    constructor(books) {
      this.books = books;
    }
    text(format) {
      return writers[format](this.books);
    }
    async download(format, name = `shelf.${format === "markdown" ? "md" : format}`) {
      const blob = new Blob([this.text(format)], { type: `${Exporter.types[format]};charset=utf-8` });
      const url = URL.createObjectURL(blob);
      const link = Object.assign(document.createElement("a"), { href: url, download: name });
      link.click();
      await Promise.resolve();
      URL.revokeObjectURL(url);
    }
  };
});

// ../app/src/components/StatsPanel.tsx
var FORMATS, StatsPanel;
var init_StatsPanel = __esm(() => {
  init_preact_module();
  init_stats();
  init_messages();
  init_jsxRuntime_module();
  FORMATS = ["markdown", "csv", "json"];
  StatsPanel = class StatsPanel extends x {
    state = { busy: false };
    async#save(format) {
      this.setState({ busy: true });
      try {
        await Promise.resolve().then(() => init_export());
        await new Exporter(this.props.books).download(format);
      } finally {
        this.setState({ busy: false });
      }
    }
    render({ books, onClose }, { busy }) {
      const { pages, finished, pace, perTag, longest } = stats(books);
      const most = perTag[0]?.[1] ?? 1;
      return /* @__PURE__ */ u2("aside", {
        class: "panel",
        children: [
          /* @__PURE__ */ u2("h2", {
            children: [
              "\uD83D\uDCCA ",
              t2("statistics")
            ]
          }, undefined, true, undefined, this),
          /* @__PURE__ */ u2("dl", {
            children: [
              /* @__PURE__ */ u2("dt", {
                children: "✅ books"
              }, undefined, false, undefined, this),
              /* @__PURE__ */ u2("dd", {
                children: finished
              }, undefined, false, undefined, this),
              /* @__PURE__ */ u2("dt", {
                children: "\uD83D\uDCC4 pages"
              }, undefined, false, undefined, this),
              /* @__PURE__ */ u2("dd", {
                children: pages.toLocaleString()
              }, undefined, false, undefined, this),
              pace !== undefined && /* @__PURE__ */ u2("dt", {
                children: "\uD83C\uDFC3 pages a day"
              }, undefined, false, undefined, this),
              pace !== undefined && /* @__PURE__ */ u2("dd", {
                children: pace.toFixed(1)
              }, undefined, false, undefined, this),
              longest && /* @__PURE__ */ u2("dt", {
                children: "\uD83D\uDC18 longest"
              }, undefined, false, undefined, this),
              longest && /* @__PURE__ */ u2("dd", {
                children: longest.title
              }, undefined, false, undefined, this)
            ]
          }, undefined, true, undefined, this),
          /* @__PURE__ */ u2("pre", {
            children: perTag.map(([tag, count]) => `${bar(count / most)} ${tag} ×${count}`).join(`
`)
          }, undefined, false, undefined, this),
          FORMATS.map((format) => /* @__PURE__ */ u2("button", {
            type: "button",
            disabled: busy,
            onClick: () => this.#save(format),
            children: [
              "⬇️ ",
              format
            ]
          }, undefined, true, undefined, this)),
          /* @__PURE__ */ u2("button", {
            type: "button",
            onClick: onClose,
            children: t2("close")
          }, undefined, false, undefined, this)
        ]
      }, undefined, true, undefined, this);
    }
  };
});

// ../app/src/main.tsx
init_preact_module();

// ../app/src/components/App.tsx
init_preact_module();

// ../app/src/lib/search.ts
init_text();
var NOTHING = { query: "", status: "all", tag: null };
function words(query) {
  return Array.from(fold(query).matchAll(/"([^"]+)"|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? "");
}
function matches(book, { query, status, tag }) {
  if (status !== "all" && book.status !== status)
    return false;
  if (tag !== null && !book.tags.includes(tag))
    return false;
  const haystack = fold([book.title, book.author, book.note ?? "", ...book.tags].join(" \uD83D\uDD0D "));
  return words(query).every((word) => word.startsWith("-") && word.length > 1 ? !haystack.includes(word.slice(1)) : haystack.includes(word));
}
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

// ../app/src/components/App.tsx
init_messages();

// ../app/src/components/AddForm.tsx
init_preact_module();
init_messages();
init_jsxRuntime_module();
function read(form) {
  const data = new FormData(form);
  const field = (name) => String(data.get(name) ?? "").trim();
  return {
    title: field("title"),
    author: field("author") || "¿?",
    pages: Number.parseInt(field("pages"), 10) || 0,
    tags: field("tags").split(/[\s,、]+/u).filter(Boolean)
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
    } catch (error) {
      this.setState({ problem: error.message });
    }
  };
  render(_props, { problem }) {
    return /* @__PURE__ */ u2("form", {
      ref: this.#form,
      class: "add",
      onSubmit: this.#submit,
      children: [
        /* @__PURE__ */ u2("input", {
          name: "title",
          placeholder: "Título / 題名",
          required: true
        }, undefined, false, undefined, this),
        /* @__PURE__ */ u2("input", {
          name: "author",
          placeholder: "✍️"
        }, undefined, false, undefined, this),
        /* @__PURE__ */ u2("input", {
          name: "pages",
          type: "number",
          min: "1",
          placeholder: "\uD83D\uDCC4"
        }, undefined, false, undefined, this),
        /* @__PURE__ */ u2("input", {
          name: "tags",
          placeholder: "sf, épopée"
        }, undefined, false, undefined, this),
        /* @__PURE__ */ u2("button", {
          type: "submit",
          children: [
            "➕ ",
            t2("add")
          ]
        }, undefined, true, undefined, this),
        problem && /* @__PURE__ */ u2("output", {
          class: "error",
          children: problem
        }, undefined, false, undefined, this)
      ]
    }, undefined, true, undefined, this);
  }
}

// ../app/node_modules/clsx/dist/clsx.mjs
function r2(e) {
  var t, f, n = "";
  if (typeof e == "string" || typeof e == "number")
    n += e;
  else if (typeof e == "object")
    if (Array.isArray(e)) {
      var o = e.length;
      for (t = 0;t < o; t++)
        e[t] && (f = r2(e[t])) && (n && (n += " "), n += f);
    } else
      for (f in e)
        e[f] && (n && (n += " "), n += f);
  return n;
}
function clsx() {
  for (var e, t, f = 0, n = "", o = arguments.length;f < o; f++)
    (e = arguments[f]) && (t = r2(e)) && (n && (n += " "), n += t);
  return n;
}
var clsx_default = clsx;

// ../app/src/components/BookCard.tsx
init_dates();
init_text();
init_messages();

// ../app/src/status.ts
var STATUSES = ["wanted", "reading", "done", "dropped"];

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

// ../app/src/components/BookCard.tsx
init_jsxRuntime_module();
function Marked({ text, query }) {
  return /* @__PURE__ */ u2("span", {
    children: [...pieces(text, query)].map((piece, i) => i % 2 === 1 ? /* @__PURE__ */ u2("mark", {
      children: piece
    }, i, false, undefined, this) : piece)
  }, undefined, false, undefined, this);
}
function BookCard({ book, query, onMove, onRemove }) {
  const { title, author, pages, status, added, note, tags } = book;
  return /* @__PURE__ */ u2("li", {
    class: clsx_default("book", `book--${status}`, { "book--long": pages > 400, "book--noted": note }),
    children: [
      /* @__PURE__ */ u2("h2", {
        children: [
          symbol(status),
          " ",
          /* @__PURE__ */ u2(Marked, {
            text: title,
            query
          }, undefined, false, undefined, this)
        ]
      }, undefined, true, undefined, this),
      /* @__PURE__ */ u2("p", {
        children: [
          /* @__PURE__ */ u2(Marked, {
            text: author,
            query
          }, undefined, false, undefined, this),
          " · ",
          plural(pages, "page"),
          " · ",
          relative(added)
        ]
      }, undefined, true, undefined, this),
      note !== undefined && /* @__PURE__ */ u2("blockquote", {
        title: note,
        children: shorten(note, 80)
      }, undefined, false, undefined, this),
      /* @__PURE__ */ u2("footer", {
        children: [
          tags.map((tag) => /* @__PURE__ */ u2("span", {
            class: "tag",
            children: [
              "#",
              tag
            ]
          }, undefined, true, undefined, this)),
          STATUSES.filter((other) => other !== status).map((other) => /* @__PURE__ */ u2("button", {
            type: "button",
            title: t2(other),
            onClick: () => onMove(other),
            children: symbol(other)
          }, undefined, false, undefined, this)),
          /* @__PURE__ */ u2("button", {
            type: "button",
            class: "danger",
            onClick: onRemove,
            children: t2("remove")
          }, undefined, false, undefined, this)
        ]
      }, undefined, true, undefined, this)
    ]
  }, undefined, true, undefined, this);
}

// ../app/src/components/Toolbar.tsx
init_messages();
init_jsxRuntime_module();
var SORTINGS = ["title", "author", "added", "length"];
function Toolbar({ filter, sorting, tags, onFilter, onSort }) {
  const change = (part) => onFilter({ ...filter, ...part });
  return /* @__PURE__ */ u2("nav", {
    class: "toolbar",
    children: [
      /* @__PURE__ */ u2("input", {
        type: "search",
        placeholder: t2("search"),
        value: filter.query,
        onInput: (event) => change({ query: event.currentTarget.value })
      }, undefined, false, undefined, this),
      ["all", ...STATUSES].map((status) => /* @__PURE__ */ u2("button", {
        type: "button",
        class: clsx_default("tab", filter.status === status && "tab--active"),
        onClick: () => change({ status }),
        children: t2(status)
      }, status, false, undefined, this)),
      /* @__PURE__ */ u2("select", {
        value: filter.tag ?? "",
        onChange: (event) => change({ tag: event.currentTarget.value || null }),
        children: [
          /* @__PURE__ */ u2("option", {
            value: "",
            children: "\uD83C\uDFF7️"
          }, undefined, false, undefined, this),
          tags.map((tag) => /* @__PURE__ */ u2("option", {
            value: tag,
            children: tag
          }, undefined, false, undefined, this))
        ]
      }, undefined, true, undefined, this),
      /* @__PURE__ */ u2("select", {
        value: sorting,
        onChange: (event) => onSort(event.currentTarget.value),
        children: SORTINGS.map((name) => /* @__PURE__ */ u2("option", {
          value: name,
          children: [
            "⇅ ",
            name
          ]
        }, undefined, true, undefined, this))
      }, undefined, false, undefined, this)
    ]
  }, undefined, true, undefined, this);
}

// ../app/src/components/App.tsx
init_jsxRuntime_module();

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
      await Promise.resolve().then(() => init_StatsPanel());
      this.setState({ Panel: StatsPanel });
    } catch (error) {
      this.setState({ error: error instanceof Error ? error.message : `${error} \uD83D\uDE48` });
    }
  };
  render({ shelf }, { filter, sorting, Panel, error }) {
    const books = shelf.list(filter, sorting);
    return /* @__PURE__ */ u2("main", {
      class: "app",
      children: [
        /* @__PURE__ */ u2("h1", {
          children: t2("title")
        }, undefined, false, undefined, this),
        error !== null && /* @__PURE__ */ u2("p", {
          class: "error",
          children: error
        }, undefined, false, undefined, this),
        /* @__PURE__ */ u2(Toolbar, {
          filter,
          sorting,
          tags: shelf.tags,
          onFilter: (filter) => this.setState({ filter }),
          onSort: (sorting) => this.setState({ sorting })
        }, undefined, false, undefined, this),
        books.length === 0 ? /* @__PURE__ */ u2("p", {
          class: "empty",
          children: t2("empty")
        }, undefined, false, undefined, this) : /* @__PURE__ */ u2("ul", {
          class: "books",
          children: books.map((book) => /* @__PURE__ */ u2(BookCard, {
            book,
            query: filter.query,
            onMove: (status) => shelf.move(book.id, status),
            onRemove: () => shelf.remove(book.id)
          }, book.id, false, undefined, this))
        }, undefined, false, undefined, this),
        /* @__PURE__ */ u2(AddForm, {
          onAdd: (entry) => shelf.add(entry)
        }, undefined, false, undefined, this),
        /* @__PURE__ */ u2("button", {
          type: "button",
          onClick: this.openPanel,
          children: [
            "\uD83D\uDCCA ",
            t2("statistics")
          ]
        }, undefined, true, undefined, this),
        Panel && /* @__PURE__ */ u2(Panel, {
          books: shelf.list(NOTHING),
          onClose: () => this.setState({ Panel: null })
        }, undefined, false, undefined, this)
      ]
    }, undefined, true, undefined, this);
  }
}

// ../app/node_modules/mitt/dist/mitt.mjs
function mitt_default(n) {
  return { all: n = n || new Map, on: function(t, e) {
    var i = n.get(t);
    i ? i.push(e) : n.set(t, [e]);
  }, off: function(t, e) {
    var i = n.get(t);
    i && (e ? i.splice(i.indexOf(e) >>> 0, 1) : n.set(t, []));
  }, emit: function(t, e) {
    var i = n.get(t);
    i && i.slice().map(function(n) {
      n(e);
    }), (i = n.get("*")) && i.slice().map(function(n) {
      n(t, e);
    });
  } };
}

// ../app/src/store/shelf.ts
init_text();
init_dates();
class Shelf {
  storage;
  events = mitt_default();
  #books = new Map;
  #saving = Promise.resolve();
  counter = 0;
  constructor(storage) {
    this.storage = storage;
  }
  static async open(storage, defaults) {
    const shelf = new Shelf(storage);
    const stored = await storage.load() ?? defaults;
    for (const book of stored) {
      shelf.#books.set(book.id, { ...book, status: isStatus(book.status) ? book.status : "wanted" });
    }
    return shelf;
  }
  get size() {
    return this.#books.size;
  }
  get tags() {
    const tags = new Set;
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
      throw new ShelfError("a book needs a title \uD83D\uDCD5");
    }
    const book = {
      status: "wanted",
      added: today(),
      tags: [],
      ...entry,
      id: entry.id ?? `n${Date.now().toString(36)}${this.counter++}`
    };
    this.#books.set(book.id, book);
    this.events.emit("added", book);
    this.save();
    return book;
  }
  move(id, status) {
    const book = this.require(id);
    const { finished: _finished, ...rest } = book;
    const moved = status === "done" ? { ...rest, status, finished: today() } : { ...rest, status };
    this.#books.set(id, moved);
    this.events.emit("changed", moved);
    this.save();
    return moved;
  }
  remove(id) {
    const book = this.require(id);
    this.#books.delete(id);
    this.events.emit("removed", book);
    this.save();
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

// ../app/src/store/storage.ts
var KEY = "shelf/books/v2";
var delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class MemoryStorage {
  books;
  async load() {
    return this.books;
  }
  async save(books) {
    this.books = structuredClone(books);
  }
}

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
      return;
    try {
      const parsed = JSON.parse(text);
      return Array.isArray(parsed) ? parsed : undefined;
    } catch (error) {
      console.warn("⚠️ stored books are broken, starting anew", error);
      return;
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
// ../app/src/store/seed.json
var seed_default = {
  version: 2,
  books: [
    {
      id: "b1",
      title: "Die unendliche Geschichte",
      author: "Michael Ende",
      pages: 448,
      status: "done",
      added: "2024-11-02",
      finished: "2025-01-19",
      tags: ["fantasy", "deutsch"]
    },
    {
      id: "b2",
      title: "Мастер и Маргарита",
      author: "Михаил Булгаков",
      pages: 384,
      status: "reading",
      added: "2025-03-14",
      tags: ["novel", "русский"],
      note: "the cat 🐈‍⬛ is the best part"
    },
    {
      id: "b3",
      title: "雪国",
      author: "川端康成",
      pages: 176,
      status: "wanted",
      added: "2025-05-30",
      tags: ["novel", "日本語"]
    },
    {
      id: "b4",
      title: "The Left Hand of Darkness",
      author: "Ursula K. Le Guin",
      pages: 304,
      status: "done",
      added: "2025-02-01",
      finished: "2025-02-20",
      tags: ["sf"]
    }
  ]
};

// ../app/src/main.tsx
init_jsxRuntime_module();
async function start(root) {
  const storage = await openStorage().catch(() => new MemoryStorage);
  const shelf = await Shelf.open(storage, seed_default.books);
  shelf.events.on("*", (event) => {
    document.title = `Shelf (${shelf.size}) – ${String(event)}`;
  });
  E(/* @__PURE__ */ u2(App, {
    shelf
  }, undefined, false, undefined, this), root);
  return shelf;
}
var root = document.getElementById("app");
if (root === null) {
  throw new Error("no #app element \uD83E\uDD37");
}
start(root).catch((error) => {
  console.error("could not start \uD83D\uDCA5", error);
  root.textContent = "Something went wrong.";
});

//# debugId=D15A2EF3FD747C1064756E2164756E21
//# sourceMappingURL=main.js.map
