"use strict";
(() => {
  var __defProp = Object.defineProperty;
  var __getOwnPropNames = Object.getOwnPropertyNames;
  var __esm = (fn, res, err) => function __init() {
    if (err) throw err[0];
    try {
      return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
    } catch (e2) {
      throw err = [e2], e2;
    }
  };
  var __export = (target, all) => {
    for (var name in all)
      __defProp(target, name, { get: all[name], enumerable: true });
  };

  // node_modules/preact/dist/preact.module.js
  function w(n2, l2) {
    for (var t3 in l2) n2[t3] = l2[t3];
    return n2;
  }
  function g(n2) {
    n2 && n2.parentNode && n2.parentNode.removeChild(n2);
  }
  function _(l2, t3, u3) {
    var i2, r3, o2, e2 = {};
    for (o2 in t3) "key" == o2 ? i2 = t3[o2] : "ref" == o2 ? r3 = t3[o2] : e2[o2] = t3[o2];
    if (arguments.length > 2 && (e2.children = arguments.length > 3 ? n.call(arguments, 2) : u3), "function" == typeof l2 && null != l2.defaultProps) for (o2 in l2.defaultProps) void 0 === e2[o2] && (e2[o2] = l2.defaultProps[o2]);
    return m(l2, e2, i2, r3, null);
  }
  function m(n2, u3, i2, r3, o2) {
    var e2 = { type: n2, props: u3, key: i2, ref: r3, __k: null, __: null, __b: 0, __e: null, __c: null, constructor: void 0, __v: null == o2 ? ++t : o2, __i: -1, __u: 0 };
    return null == o2 && null != l.vnode && l.vnode(e2), e2;
  }
  function b() {
    return { current: null };
  }
  function k(n2) {
    return n2.children;
  }
  function x(n2, l2) {
    this.props = n2, this.context = l2;
  }
  function S(n2, l2) {
    if (null == l2) return n2.__ ? S(n2.__, n2.__i + 1) : null;
    for (var t3; l2 < n2.__k.length; l2++) if (null != (t3 = n2.__k[l2]) && null != t3.__e) return t3.__e;
    return "function" == typeof n2.type ? S(n2) : null;
  }
  function C(n2) {
    var l2, t3;
    if (null != (n2 = n2.__) && null != n2.__c) {
      for (n2.__e = n2.__c.base = null, l2 = 0; l2 < n2.__k.length; l2++) if (null != (t3 = n2.__k[l2]) && null != t3.__e) {
        n2.__e = n2.__c.base = t3.__e;
        break;
      }
      return C(n2);
    }
  }
  function M(n2) {
    (!n2.__d && (n2.__d = true) && i.push(n2) && !$.__r++ || r !== l.debounceRendering) && ((r = l.debounceRendering) || o)($);
  }
  function $() {
    for (var n2, t3, u3, r3, o2, f3, c2, s2 = 1; i.length; ) i.length > s2 && i.sort(e), n2 = i.shift(), s2 = i.length, n2.__d && (u3 = void 0, o2 = (r3 = (t3 = n2).__v).__e, f3 = [], c2 = [], t3.__P && ((u3 = w({}, r3)).__v = r3.__v + 1, l.vnode && l.vnode(u3), O(t3.__P, u3, r3, t3.__n, t3.__P.namespaceURI, 32 & r3.__u ? [o2] : null, f3, null == o2 ? S(r3) : o2, !!(32 & r3.__u), c2), u3.__v = r3.__v, u3.__.__k[u3.__i] = u3, z(f3, u3, c2), u3.__e != o2 && C(u3)));
    $.__r = 0;
  }
  function I(n2, l2, t3, u3, i2, r3, o2, e2, f3, c2, s2) {
    var a2, h2, y2, d2, w2, g2, _2 = u3 && u3.__k || v, m2 = l2.length;
    for (f3 = P(t3, l2, _2, f3, m2), a2 = 0; a2 < m2; a2++) null != (y2 = t3.__k[a2]) && (h2 = -1 === y2.__i ? p : _2[y2.__i] || p, y2.__i = a2, g2 = O(n2, y2, h2, i2, r3, o2, e2, f3, c2, s2), d2 = y2.__e, y2.ref && h2.ref != y2.ref && (h2.ref && q(h2.ref, null, y2), s2.push(y2.ref, y2.__c || d2, y2)), null == w2 && null != d2 && (w2 = d2), 4 & y2.__u || h2.__k === y2.__k ? f3 = A(y2, f3, n2) : "function" == typeof y2.type && void 0 !== g2 ? f3 = g2 : d2 && (f3 = d2.nextSibling), y2.__u &= -7);
    return t3.__e = w2, f3;
  }
  function P(n2, l2, t3, u3, i2) {
    var r3, o2, e2, f3, c2, s2 = t3.length, a2 = s2, h2 = 0;
    for (n2.__k = new Array(i2), r3 = 0; r3 < i2; r3++) null != (o2 = l2[r3]) && "boolean" != typeof o2 && "function" != typeof o2 ? (f3 = r3 + h2, (o2 = n2.__k[r3] = "string" == typeof o2 || "number" == typeof o2 || "bigint" == typeof o2 || o2.constructor == String ? m(null, o2, null, null, null) : d(o2) ? m(k, { children: o2 }, null, null, null) : void 0 === o2.constructor && o2.__b > 0 ? m(o2.type, o2.props, o2.key, o2.ref ? o2.ref : null, o2.__v) : o2).__ = n2, o2.__b = n2.__b + 1, e2 = null, -1 !== (c2 = o2.__i = L(o2, t3, f3, a2)) && (a2--, (e2 = t3[c2]) && (e2.__u |= 2)), null == e2 || null === e2.__v ? (-1 == c2 && (i2 > s2 ? h2-- : i2 < s2 && h2++), "function" != typeof o2.type && (o2.__u |= 4)) : c2 != f3 && (c2 == f3 - 1 ? h2-- : c2 == f3 + 1 ? h2++ : (c2 > f3 ? h2-- : h2++, o2.__u |= 4))) : n2.__k[r3] = null;
    if (a2) for (r3 = 0; r3 < s2; r3++) null != (e2 = t3[r3]) && 0 == (2 & e2.__u) && (e2.__e == u3 && (u3 = S(e2)), B(e2, e2));
    return u3;
  }
  function A(n2, l2, t3) {
    var u3, i2;
    if ("function" == typeof n2.type) {
      for (u3 = n2.__k, i2 = 0; u3 && i2 < u3.length; i2++) u3[i2] && (u3[i2].__ = n2, l2 = A(u3[i2], l2, t3));
      return l2;
    }
    n2.__e != l2 && (l2 && n2.type && !t3.contains(l2) && (l2 = S(n2)), t3.insertBefore(n2.__e, l2 || null), l2 = n2.__e);
    do {
      l2 = l2 && l2.nextSibling;
    } while (null != l2 && 8 == l2.nodeType);
    return l2;
  }
  function L(n2, l2, t3, u3) {
    var i2, r3, o2 = n2.key, e2 = n2.type, f3 = l2[t3];
    if (null === f3 && null == n2.key || f3 && o2 == f3.key && e2 === f3.type && 0 == (2 & f3.__u)) return t3;
    if (u3 > (null != f3 && 0 == (2 & f3.__u) ? 1 : 0)) for (i2 = t3 - 1, r3 = t3 + 1; i2 >= 0 || r3 < l2.length; ) {
      if (i2 >= 0) {
        if ((f3 = l2[i2]) && 0 == (2 & f3.__u) && o2 == f3.key && e2 === f3.type) return i2;
        i2--;
      }
      if (r3 < l2.length) {
        if ((f3 = l2[r3]) && 0 == (2 & f3.__u) && o2 == f3.key && e2 === f3.type) return r3;
        r3++;
      }
    }
    return -1;
  }
  function T(n2, l2, t3) {
    "-" == l2[0] ? n2.setProperty(l2, null == t3 ? "" : t3) : n2[l2] = null == t3 ? "" : "number" != typeof t3 || y.test(l2) ? t3 : t3 + "px";
  }
  function j(n2, l2, t3, u3, i2) {
    var r3;
    n: if ("style" == l2) if ("string" == typeof t3) n2.style.cssText = t3;
    else {
      if ("string" == typeof u3 && (n2.style.cssText = u3 = ""), u3) for (l2 in u3) t3 && l2 in t3 || T(n2.style, l2, "");
      if (t3) for (l2 in t3) u3 && t3[l2] === u3[l2] || T(n2.style, l2, t3[l2]);
    }
    else if ("o" == l2[0] && "n" == l2[1]) r3 = l2 != (l2 = l2.replace(f, "$1")), l2 = l2.toLowerCase() in n2 || "onFocusOut" == l2 || "onFocusIn" == l2 ? l2.toLowerCase().slice(2) : l2.slice(2), n2.l || (n2.l = {}), n2.l[l2 + r3] = t3, t3 ? u3 ? t3.t = u3.t : (t3.t = c, n2.addEventListener(l2, r3 ? a : s, r3)) : n2.removeEventListener(l2, r3 ? a : s, r3);
    else {
      if ("http://www.w3.org/2000/svg" == i2) l2 = l2.replace(/xlink(H|:h)/, "h").replace(/sName$/, "s");
      else if ("width" != l2 && "height" != l2 && "href" != l2 && "list" != l2 && "form" != l2 && "tabIndex" != l2 && "download" != l2 && "rowSpan" != l2 && "colSpan" != l2 && "role" != l2 && "popover" != l2 && l2 in n2) try {
        n2[l2] = null == t3 ? "" : t3;
        break n;
      } catch (n3) {
      }
      "function" == typeof t3 || (null == t3 || false === t3 && "-" != l2[4] ? n2.removeAttribute(l2) : n2.setAttribute(l2, "popover" == l2 && 1 == t3 ? "" : t3));
    }
  }
  function F(n2) {
    return function(t3) {
      if (this.l) {
        var u3 = this.l[t3.type + n2];
        if (null == t3.u) t3.u = c++;
        else if (t3.u < u3.t) return;
        return u3(l.event ? l.event(t3) : t3);
      }
    };
  }
  function O(n2, t3, u3, i2, r3, o2, e2, f3, c2, s2) {
    var a2, h2, p2, v2, y2, _2, m2, b2, S2, C2, M2, $2, P2, A2, H, L2, T2, j2 = t3.type;
    if (void 0 !== t3.constructor) return null;
    128 & u3.__u && (c2 = !!(32 & u3.__u), o2 = [f3 = t3.__e = u3.__e]), (a2 = l.__b) && a2(t3);
    n: if ("function" == typeof j2) try {
      if (b2 = t3.props, S2 = "prototype" in j2 && j2.prototype.render, C2 = (a2 = j2.contextType) && i2[a2.__c], M2 = a2 ? C2 ? C2.props.value : a2.__ : i2, u3.__c ? m2 = (h2 = t3.__c = u3.__c).__ = h2.__E : (S2 ? t3.__c = h2 = new j2(b2, M2) : (t3.__c = h2 = new x(b2, M2), h2.constructor = j2, h2.render = D), C2 && C2.sub(h2), h2.props = b2, h2.state || (h2.state = {}), h2.context = M2, h2.__n = i2, p2 = h2.__d = true, h2.__h = [], h2._sb = []), S2 && null == h2.__s && (h2.__s = h2.state), S2 && null != j2.getDerivedStateFromProps && (h2.__s == h2.state && (h2.__s = w({}, h2.__s)), w(h2.__s, j2.getDerivedStateFromProps(b2, h2.__s))), v2 = h2.props, y2 = h2.state, h2.__v = t3, p2) S2 && null == j2.getDerivedStateFromProps && null != h2.componentWillMount && h2.componentWillMount(), S2 && null != h2.componentDidMount && h2.__h.push(h2.componentDidMount);
      else {
        if (S2 && null == j2.getDerivedStateFromProps && b2 !== v2 && null != h2.componentWillReceiveProps && h2.componentWillReceiveProps(b2, M2), !h2.__e && (null != h2.shouldComponentUpdate && false === h2.shouldComponentUpdate(b2, h2.__s, M2) || t3.__v == u3.__v)) {
          for (t3.__v != u3.__v && (h2.props = b2, h2.state = h2.__s, h2.__d = false), t3.__e = u3.__e, t3.__k = u3.__k, t3.__k.some(function(n3) {
            n3 && (n3.__ = t3);
          }), $2 = 0; $2 < h2._sb.length; $2++) h2.__h.push(h2._sb[$2]);
          h2._sb = [], h2.__h.length && e2.push(h2);
          break n;
        }
        null != h2.componentWillUpdate && h2.componentWillUpdate(b2, h2.__s, M2), S2 && null != h2.componentDidUpdate && h2.__h.push(function() {
          h2.componentDidUpdate(v2, y2, _2);
        });
      }
      if (h2.context = M2, h2.props = b2, h2.__P = n2, h2.__e = false, P2 = l.__r, A2 = 0, S2) {
        for (h2.state = h2.__s, h2.__d = false, P2 && P2(t3), a2 = h2.render(h2.props, h2.state, h2.context), H = 0; H < h2._sb.length; H++) h2.__h.push(h2._sb[H]);
        h2._sb = [];
      } else do {
        h2.__d = false, P2 && P2(t3), a2 = h2.render(h2.props, h2.state, h2.context), h2.state = h2.__s;
      } while (h2.__d && ++A2 < 25);
      h2.state = h2.__s, null != h2.getChildContext && (i2 = w(w({}, i2), h2.getChildContext())), S2 && !p2 && null != h2.getSnapshotBeforeUpdate && (_2 = h2.getSnapshotBeforeUpdate(v2, y2)), L2 = a2, null != a2 && a2.type === k && null == a2.key && (L2 = N(a2.props.children)), f3 = I(n2, d(L2) ? L2 : [L2], t3, u3, i2, r3, o2, e2, f3, c2, s2), h2.base = t3.__e, t3.__u &= -161, h2.__h.length && e2.push(h2), m2 && (h2.__E = h2.__ = null);
    } catch (n3) {
      if (t3.__v = null, c2 || null != o2) if (n3.then) {
        for (t3.__u |= c2 ? 160 : 128; f3 && 8 == f3.nodeType && f3.nextSibling; ) f3 = f3.nextSibling;
        o2[o2.indexOf(f3)] = null, t3.__e = f3;
      } else for (T2 = o2.length; T2--; ) g(o2[T2]);
      else t3.__e = u3.__e, t3.__k = u3.__k;
      l.__e(n3, t3, u3);
    }
    else null == o2 && t3.__v == u3.__v ? (t3.__k = u3.__k, t3.__e = u3.__e) : f3 = t3.__e = V(u3.__e, t3, u3, i2, r3, o2, e2, c2, s2);
    return (a2 = l.diffed) && a2(t3), 128 & t3.__u ? void 0 : f3;
  }
  function z(n2, t3, u3) {
    for (var i2 = 0; i2 < u3.length; i2++) q(u3[i2], u3[++i2], u3[++i2]);
    l.__c && l.__c(t3, n2), n2.some(function(t4) {
      try {
        n2 = t4.__h, t4.__h = [], n2.some(function(n3) {
          n3.call(t4);
        });
      } catch (n3) {
        l.__e(n3, t4.__v);
      }
    });
  }
  function N(n2) {
    return "object" != typeof n2 || null == n2 ? n2 : d(n2) ? n2.map(N) : w({}, n2);
  }
  function V(t3, u3, i2, r3, o2, e2, f3, c2, s2) {
    var a2, h2, v2, y2, w2, _2, m2, b2 = i2.props, k2 = u3.props, x2 = u3.type;
    if ("svg" == x2 ? o2 = "http://www.w3.org/2000/svg" : "math" == x2 ? o2 = "http://www.w3.org/1998/Math/MathML" : o2 || (o2 = "http://www.w3.org/1999/xhtml"), null != e2) {
      for (a2 = 0; a2 < e2.length; a2++) if ((w2 = e2[a2]) && "setAttribute" in w2 == !!x2 && (x2 ? w2.localName == x2 : 3 == w2.nodeType)) {
        t3 = w2, e2[a2] = null;
        break;
      }
    }
    if (null == t3) {
      if (null == x2) return document.createTextNode(k2);
      t3 = document.createElementNS(o2, x2, k2.is && k2), c2 && (l.__m && l.__m(u3, e2), c2 = false), e2 = null;
    }
    if (null === x2) b2 === k2 || c2 && t3.data === k2 || (t3.data = k2);
    else {
      if (e2 = e2 && n.call(t3.childNodes), b2 = i2.props || p, !c2 && null != e2) for (b2 = {}, a2 = 0; a2 < t3.attributes.length; a2++) b2[(w2 = t3.attributes[a2]).name] = w2.value;
      for (a2 in b2) if (w2 = b2[a2], "children" == a2) ;
      else if ("dangerouslySetInnerHTML" == a2) v2 = w2;
      else if (!(a2 in k2)) {
        if ("value" == a2 && "defaultValue" in k2 || "checked" == a2 && "defaultChecked" in k2) continue;
        j(t3, a2, null, w2, o2);
      }
      for (a2 in k2) w2 = k2[a2], "children" == a2 ? y2 = w2 : "dangerouslySetInnerHTML" == a2 ? h2 = w2 : "value" == a2 ? _2 = w2 : "checked" == a2 ? m2 = w2 : c2 && "function" != typeof w2 || b2[a2] === w2 || j(t3, a2, w2, b2[a2], o2);
      if (h2) c2 || v2 && (h2.__html === v2.__html || h2.__html === t3.innerHTML) || (t3.innerHTML = h2.__html), u3.__k = [];
      else if (v2 && (t3.innerHTML = ""), I("template" === u3.type ? t3.content : t3, d(y2) ? y2 : [y2], u3, i2, r3, "foreignObject" == x2 ? "http://www.w3.org/1999/xhtml" : o2, e2, f3, e2 ? e2[0] : i2.__k && S(i2, 0), c2, s2), null != e2) for (a2 = e2.length; a2--; ) g(e2[a2]);
      c2 || (a2 = "value", "progress" == x2 && null == _2 ? t3.removeAttribute("value") : void 0 !== _2 && (_2 !== t3[a2] || "progress" == x2 && !_2 || "option" == x2 && _2 !== b2[a2]) && j(t3, a2, _2, b2[a2], o2), a2 = "checked", void 0 !== m2 && m2 !== t3[a2] && j(t3, a2, m2, b2[a2], o2));
    }
    return t3;
  }
  function q(n2, t3, u3) {
    try {
      if ("function" == typeof n2) {
        var i2 = "function" == typeof n2.__u;
        i2 && n2.__u(), i2 && null == t3 || (n2.__u = n2(t3));
      } else n2.current = t3;
    } catch (n3) {
      l.__e(n3, u3);
    }
  }
  function B(n2, t3, u3) {
    var i2, r3;
    if (l.unmount && l.unmount(n2), (i2 = n2.ref) && (i2.current && i2.current !== n2.__e || q(i2, null, t3)), null != (i2 = n2.__c)) {
      if (i2.componentWillUnmount) try {
        i2.componentWillUnmount();
      } catch (n3) {
        l.__e(n3, t3);
      }
      i2.base = i2.__P = null;
    }
    if (i2 = n2.__k) for (r3 = 0; r3 < i2.length; r3++) i2[r3] && B(i2[r3], t3, u3 || "function" != typeof n2.type);
    u3 || g(n2.__e), n2.__c = n2.__ = n2.__e = void 0;
  }
  function D(n2, l2, t3) {
    return this.constructor(n2, t3);
  }
  function E(t3, u3, i2) {
    var r3, o2, e2, f3;
    u3 == document && (u3 = document.documentElement), l.__ && l.__(t3, u3), o2 = (r3 = "function" == typeof i2) ? null : i2 && i2.__k || u3.__k, e2 = [], f3 = [], O(u3, t3 = (!r3 && i2 || u3).__k = _(k, null, [t3]), o2 || p, p, u3.namespaceURI, !r3 && i2 ? [i2] : o2 ? null : u3.firstChild ? n.call(u3.childNodes) : null, e2, !r3 && i2 ? i2 : o2 ? o2.__e : u3.firstChild, r3, f3), z(e2, t3, f3);
  }
  var n, l, t, u, i, r, o, e, f, c, s, a, h, p, v, y, d;
  var init_preact_module = __esm({
    "node_modules/preact/dist/preact.module.js"() {
      p = {};
      v = [];
      y = /acit|ex(?:s|g|n|p|$)|rph|grid|ows|mnc|ntw|ine[ch]|zoo|^ord|itera/i;
      d = Array.isArray;
      n = v.slice, l = { __e: function(n2, l2, t3, u3) {
        for (var i2, r3, o2; l2 = l2.__; ) if ((i2 = l2.__c) && !i2.__) try {
          if ((r3 = i2.constructor) && null != r3.getDerivedStateFromError && (i2.setState(r3.getDerivedStateFromError(n2)), o2 = i2.__d), null != i2.componentDidCatch && (i2.componentDidCatch(n2, u3 || {}), o2 = i2.__d), o2) return i2.__E = i2;
        } catch (l3) {
          n2 = l3;
        }
        throw n2;
      } }, t = 0, u = function(n2) {
        return null != n2 && null == n2.constructor;
      }, x.prototype.setState = function(n2, l2) {
        var t3;
        t3 = null != this.__s && this.__s !== this.state ? this.__s : this.__s = w({}, this.state), "function" == typeof n2 && (n2 = n2(w({}, t3), this.props)), n2 && w(t3, n2), null != n2 && this.__v && (l2 && this._sb.push(l2), M(this));
      }, x.prototype.forceUpdate = function(n2) {
        this.__v && (this.__e = true, n2 && this.__h.push(n2), M(this));
      }, x.prototype.render = k, i = [], o = "function" == typeof Promise ? Promise.prototype.then.bind(Promise.resolve()) : setTimeout, e = function(n2, l2) {
        return n2.__v.__b - l2.__v.__b;
      }, $.__r = 0, f = /(PointerCapture)$|Capture$/i, c = 0, s = F(false), a = F(true), h = 0;
    }
  });

  // src/lib/text.ts
  function gr\u00F6\u00DFe(text) {
    if (segmenter === void 0) {
      return [...text].length;
    }
    let anzahl = 0;
    for (const _2 of segmenter.segment(text)) {
      anzahl += 1;
    }
    return anzahl;
  }
  function compareText(a2, b2) {
    return collator.compare(a2, b2);
  }
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{Mn}+/gu, "").toLowerCase();
  }
  function shorten(text, l\u00E4nge, \u7701\u7565 = "\u2026") {
    const zeichen = [...text];
    return zeichen.length <= l\u00E4nge ? text : zeichen.slice(0, l\u00E4nge - gr\u00F6\u00DFe(\u7701\u7565)).join("") + \u7701\u7565;
  }
  function symbol(status) {
    const \u0441\u0438\u043C\u0432\u043E\u043B = \u0441\u0438\u043C\u0432\u043E\u043B\u044B[status];
    return \u0441\u0438\u043C\u0432\u043E\u043B ?? "\u2754";
  }
  function plural(n2, one, many = `${one}s`) {
    return `${n2} ${n2 === 1 ? one : many}`;
  }
  var segmenter, collator, \u0441\u0438\u043C\u0432\u043E\u043B\u044B;
  var init_text = __esm({
    "src/lib/text.ts"() {
      "use strict";
      segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : void 0;
      collator = new Intl.Collator(void 0, { numeric: true, sensitivity: "base" });
      \u0441\u0438\u043C\u0432\u043E\u043B\u044B = { wanted: "\u{1F516}", reading: "\u{1F4D6}", done: "\u2705", dropped: "\u{1F5D1}\uFE0F" };
    }
  });

  // src/messages.ts
  function t2(key, language = navigator.language) {
    const short = language.split("-")[0] ?? "en";
    return languages[short]?.[key] ?? english[key];
  }
  var english, deutsch, \u65E5\u672C\u8A9E, languages;
  var init_messages = __esm({
    "src/messages.ts"() {
      "use strict";
      english = {
        title: "Reading list \u{1F4DA}",
        search: "Search titles, authors, notes\u2026",
        empty: "Nothing here yet \u{1F997}",
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
        title: "Leseliste \u{1F4DA}",
        search: "Titel, Autoren, Notizen durchsuchen\u2026",
        empty: "Noch nichts da \u{1F997}",
        add: "Buch hinzuf\xFCgen",
        remove: "L\xF6schen",
        close: "Schlie\xDFen",
        statistics: "\xDCbersicht"
      };
      \u65E5\u672C\u8A9E = { title: "\u8AAD\u66F8\u30EA\u30B9\u30C8 \u{1F4DA}", search: "\u691C\u7D22\u2026", add: "\u672C\u3092\u8FFD\u52A0", close: "\u9589\u3058\u308B" };
      languages = { en: english, de: deutsch, ja: \u65E5\u672C\u8A9E };
    }
  });

  // node_modules/preact/jsx-runtime/dist/jsxRuntime.module.js
  function u2(e2, t3, n2, o2, i2, u3) {
    t3 || (t3 = {});
    var a2, c2, p2 = t3;
    if ("ref" in p2) for (c2 in p2 = {}, t3) "ref" == c2 ? a2 = t3[c2] : p2[c2] = t3[c2];
    var l2 = { type: e2, props: p2, key: n2, ref: a2, __k: null, __: null, __b: 0, __e: null, __c: null, constructor: void 0, __v: --f2, __i: -1, __u: 0, __source: i2, __self: u3 };
    if ("function" == typeof e2 && (a2 = e2.defaultProps)) for (c2 in a2) void 0 === p2[c2] && (p2[c2] = a2[c2]);
    return l.vnode && l.vnode(l2), l2;
  }
  var f2;
  var init_jsxRuntime_module = __esm({
    "node_modules/preact/jsx-runtime/dist/jsxRuntime.module.js"() {
      init_preact_module();
      init_preact_module();
      f2 = 0;
    }
  });

  // src/lib/dates.ts
  function today(now = /* @__PURE__ */ new Date()) {
    return now.toISOString().slice(0, 10);
  }
  function daysBetween(from, to) {
    const span = Date.parse(to) - Date.parse(from);
    if (Number.isNaN(span)) {
      throw new RangeError(`not a date: ${from} \u2192 ${to}`);
    }
    return Math.max(0, Math.round(span / DAY));
  }
  function relative(date, now = /* @__PURE__ */ new Date()) {
    const days = daysBetween(date, today(now));
    const format = new Intl.RelativeTimeFormat(void 0, { numeric: "auto" });
    if (days < 14) return format.format(-days, "day");
    if (days < 60) return format.format(-Math.round(days / 7), "week");
    return days < 700 ? format.format(-Math.round(days / 30), "month") : format.format(-Math.round(days / 365), "year");
  }
  var DAY;
  var init_dates = __esm({
    "src/lib/dates.ts"() {
      "use strict";
      DAY = 24 * 60 * 60 * 1e3;
    }
  });

  // src/lib/stats.ts
  function stats(books) {
    const done = books.filter((book) => book.finished !== void 0);
    const pages = \u03A3(done.map(({ pages: pages2 }) => pages2));
    const days = \u03A3(done.map(({ added, finished = added }) => daysBetween(added, finished)));
    const perTag = /* @__PURE__ */ new Map();
    books.flatMap(({ tags }) => tags).forEach((tag) => perTag.set(tag, (perTag.get(tag) ?? 0) + 1));
    return {
      pages,
      finished: done.length,
      pace: days > 0 ? pages / days : void 0,
      perTag: [...perTag].sort(([a2, n2], [b2, m2]) => m2 - n2 || (a2 < b2 ? -1 : 1)),
      longest: books.reduce((best, book) => best && best.pages >= book.pages ? best : book, void 0)
    };
  }
  function bar(share, width = 10) {
    const full = Math.round(Math.min(1, Math.max(0, share)) * width);
    return "\u2593".repeat(full) + "\u2591".repeat(width - full);
  }
  var \u03A3;
  var init_stats = __esm({
    "src/lib/stats.ts"() {
      "use strict";
      init_dates();
      \u03A3 = (numbers) => numbers.reduce((a2, b2) => a2 + b2, 0);
    }
  });

  // src/lib/export.ts
  var export_exports = {};
  __export(export_exports, {
    Exporter: () => Exporter
  });
  var quote, writers, Exporter;
  var init_export = __esm({
    "src/lib/export.ts"() {
      "use strict";
      init_text();
      quote = (value) => /[",\r\n]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : `${value}`;
      writers = {
        json: (books) => JSON.stringify({ version: 2, books }, null, 2),
        csv(books) {
          const columns = ["id", "title", "author", "pages", "status", "added"];
          return [columns.join(","), ...books.map((book) => columns.map((column) => quote(book[column])).join(","))].join("\r\n");
        },
        markdown: (books) => `# \u{1F4DA} Reading list

${books.map(({ status, title, author, pages }) => `- ${symbol(status)} **${title}** by ${author} (${pages} pp.)`).join("\n")}

_${books.length} books \u{1F41B}\u{1F989}_
`
      };
      Exporter = class _Exporter {
        constructor(books) {
          this.books = books;
        }
        books;
        static types = {
          markdown: "text/markdown",
          csv: "text/csv",
          json: "application/json"
        };
        text(format) {
          return writers[format](this.books);
        }
        async download(format, name = `shelf.${format === "markdown" ? "md" : format}`) {
          const blob = new Blob([this.text(format)], { type: `${_Exporter.types[format]};charset=utf-8` });
          const url = URL.createObjectURL(blob);
          const link = Object.assign(document.createElement("a"), { href: url, download: name });
          link.click();
          await Promise.resolve();
          URL.revokeObjectURL(url);
        }
      };
    }
  });

  // src/components/StatsPanel.tsx
  var StatsPanel_exports = {};
  __export(StatsPanel_exports, {
    StatsPanel: () => StatsPanel
  });
  var FORMATS, StatsPanel;
  var init_StatsPanel = __esm({
    "src/components/StatsPanel.tsx"() {
      "use strict";
      init_preact_module();
      init_stats();
      init_messages();
      init_jsxRuntime_module();
      FORMATS = ["markdown", "csv", "json"];
      StatsPanel = class extends x {
        state = { busy: false };
        async #save(format) {
          this.setState({ busy: true });
          try {
            const { Exporter: Exporter2 } = await Promise.resolve().then(() => (init_export(), export_exports));
            await new Exporter2(this.props.books).download(format);
          } finally {
            this.setState({ busy: false });
          }
        }
        render({ books, onClose }, { busy }) {
          const { pages, finished, pace, perTag, longest } = stats(books);
          const most = perTag[0]?.[1] ?? 1;
          return /* @__PURE__ */ u2("aside", { class: "panel", children: [
            /* @__PURE__ */ u2("h2", { children: [
              "\u{1F4CA} ",
              t2("statistics")
            ] }),
            /* @__PURE__ */ u2("dl", { children: [
              /* @__PURE__ */ u2("dt", { children: "\u2705 books" }),
              /* @__PURE__ */ u2("dd", { children: finished }),
              /* @__PURE__ */ u2("dt", { children: "\u{1F4C4} pages" }),
              /* @__PURE__ */ u2("dd", { children: pages.toLocaleString() }),
              pace !== void 0 && /* @__PURE__ */ u2("dt", { children: "\u{1F3C3} pages a day" }),
              pace !== void 0 && /* @__PURE__ */ u2("dd", { children: pace.toFixed(1) }),
              longest && /* @__PURE__ */ u2("dt", { children: "\u{1F418} longest" }),
              longest && /* @__PURE__ */ u2("dd", { children: longest.title })
            ] }),
            /* @__PURE__ */ u2("pre", { children: perTag.map(([tag, count]) => `${bar(count / most)} ${tag} \xD7${count}`).join("\n") }),
            FORMATS.map((format) => /* @__PURE__ */ u2("button", { type: "button", disabled: busy, onClick: () => this.#save(format), children: [
              "\u2B07\uFE0F ",
              format
            ] })),
            /* @__PURE__ */ u2("button", { type: "button", onClick: onClose, children: t2("close") })
          ] });
        }
      };
    }
  });

  // src/main.tsx
  init_preact_module();

  // src/components/App.tsx
  init_preact_module();

  // src/lib/search.ts
  init_text();
  var NOTHING = { query: "", status: "all", tag: null };
  function words(query) {
    return Array.from(fold(query).matchAll(/"([^"]+)"|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? "");
  }
  function matches(book, { query, status, tag }) {
    if (status !== "all" && book.status !== status) return false;
    if (tag !== null && !book.tags.includes(tag)) return false;
    const haystack = fold([book.title, book.author, book.note ?? "", ...book.tags].join(" \u{1F50D} "));
    return words(query).every((word) => word.startsWith("-") && word.length > 1 ? !haystack.includes(word.slice(1)) : haystack.includes(word));
  }
  function* pieces(text, query) {
    const wanted = words(query).filter((word) => !word.startsWith("-"));
    let rest = text;
    while (wanted.length > 0 && rest !== "") {
      const folded = rest.toLowerCase();
      const hits = wanted.map((word) => ({ word, at: folded.indexOf(word) })).filter(({ at }) => at >= 0);
      const first = hits.sort((a2, b2) => a2.at - b2.at)[0];
      if (first === void 0) break;
      yield rest.slice(0, first.at);
      yield rest.slice(first.at, first.at + first.word.length);
      rest = rest.slice(first.at + first.word.length);
    }
    yield rest;
  }

  // src/components/App.tsx
  init_messages();

  // src/components/AddForm.tsx
  init_preact_module();
  init_messages();
  init_jsxRuntime_module();
  function read(form) {
    const data = new FormData(form);
    const field = (name) => String(data.get(name) ?? "").trim();
    return {
      title: field("title"),
      author: field("author") || "\xBF?",
      pages: Number.parseInt(field("pages"), 10) || 0,
      tags: field("tags").split(/[\s,、]+/u).filter(Boolean)
    };
  }
  var AddForm = class extends x {
    #form = b();
    state = {};
    #submit = (event) => {
      event.preventDefault();
      const form = this.#form.current;
      if (form === null) return;
      try {
        this.props.onAdd(read(form));
        form.reset();
        this.setState({ problem: void 0 });
      } catch (error) {
        this.setState({ problem: error.message });
      }
    };
    render(_props, { problem }) {
      return /* @__PURE__ */ u2("form", { ref: this.#form, class: "add", onSubmit: this.#submit, children: [
        /* @__PURE__ */ u2("input", { name: "title", placeholder: "T\xEDtulo / \u984C\u540D", required: true }),
        /* @__PURE__ */ u2("input", { name: "author", placeholder: "\u270D\uFE0F" }),
        /* @__PURE__ */ u2("input", { name: "pages", type: "number", min: "1", placeholder: "\u{1F4C4}" }),
        /* @__PURE__ */ u2("input", { name: "tags", placeholder: "sf, \xE9pop\xE9e" }),
        /* @__PURE__ */ u2("button", { type: "submit", children: [
          "\u2795 ",
          t2("add")
        ] }),
        problem && /* @__PURE__ */ u2("output", { class: "error", children: problem })
      ] });
    }
  };

  // node_modules/clsx/dist/clsx.mjs
  function r2(e2) {
    var t3, f3, n2 = "";
    if ("string" == typeof e2 || "number" == typeof e2) n2 += e2;
    else if ("object" == typeof e2) if (Array.isArray(e2)) {
      var o2 = e2.length;
      for (t3 = 0; t3 < o2; t3++) e2[t3] && (f3 = r2(e2[t3])) && (n2 && (n2 += " "), n2 += f3);
    } else for (f3 in e2) e2[f3] && (n2 && (n2 += " "), n2 += f3);
    return n2;
  }
  function clsx() {
    for (var e2, t3, f3 = 0, n2 = "", o2 = arguments.length; f3 < o2; f3++) (e2 = arguments[f3]) && (t3 = r2(e2)) && (n2 && (n2 += " "), n2 += t3);
    return n2;
  }
  var clsx_default = clsx;

  // src/components/BookCard.tsx
  init_dates();
  init_text();
  init_messages();

  // src/status.ts
  var STATUSES = ["wanted", "reading", "done", "dropped"];
  var ShelfError = class extends Error {
    constructor(message, book) {
      super(book === void 0 ? message : `${message}: \u201C${book.title}\u201D`);
      this.book = book;
    }
    book;
    name = "ShelfError";
  };
  function isStatus(value) {
    return STATUSES.includes(value);
  }

  // src/components/BookCard.tsx
  init_jsxRuntime_module();
  function Marked({ text, query }) {
    return /* @__PURE__ */ u2("span", { children: [...pieces(text, query)].map((piece, i2) => i2 % 2 === 1 ? /* @__PURE__ */ u2("mark", { children: piece }, i2) : piece) });
  }
  function BookCard({ book, query, onMove, onRemove }) {
    const { title, author, pages, status, added, note, tags } = book;
    return /* @__PURE__ */ u2("li", { class: clsx_default("book", `book--${status}`, { "book--long": pages > 400, "book--noted": note }), children: [
      /* @__PURE__ */ u2("h2", { children: [
        symbol(status),
        " ",
        /* @__PURE__ */ u2(Marked, { text: title, query })
      ] }),
      /* @__PURE__ */ u2("p", { children: [
        /* @__PURE__ */ u2(Marked, { text: author, query }),
        " \xB7 ",
        plural(pages, "page"),
        " \xB7 ",
        relative(added)
      ] }),
      note !== void 0 && /* @__PURE__ */ u2("blockquote", { title: note, children: shorten(note, 80) }),
      /* @__PURE__ */ u2("footer", { children: [
        tags.map((tag) => /* @__PURE__ */ u2("span", { class: "tag", children: [
          "#",
          tag
        ] })),
        STATUSES.filter((other) => other !== status).map((other) => /* @__PURE__ */ u2("button", { type: "button", title: t2(other), onClick: () => onMove(other), children: symbol(other) })),
        /* @__PURE__ */ u2("button", { type: "button", class: "danger", onClick: onRemove, children: t2("remove") })
      ] })
    ] });
  }

  // src/components/Toolbar.tsx
  init_messages();
  init_jsxRuntime_module();
  var SORTINGS = ["title", "author", "added", "length"];
  function Toolbar({ filter, sorting, tags, onFilter, onSort }) {
    const change = (part) => onFilter({ ...filter, ...part });
    return /* @__PURE__ */ u2("nav", { class: "toolbar", children: [
      /* @__PURE__ */ u2(
        "input",
        {
          type: "search",
          placeholder: t2("search"),
          value: filter.query,
          onInput: (event) => change({ query: event.currentTarget.value })
        }
      ),
      ["all", ...STATUSES].map((status) => /* @__PURE__ */ u2(
        "button",
        {
          type: "button",
          class: clsx_default("tab", filter.status === status && "tab--active"),
          onClick: () => change({ status }),
          children: t2(status)
        },
        status
      )),
      /* @__PURE__ */ u2("select", { value: filter.tag ?? "", onChange: (event) => change({ tag: event.currentTarget.value || null }), children: [
        /* @__PURE__ */ u2("option", { value: "", children: "\u{1F3F7}\uFE0F" }),
        tags.map((tag) => /* @__PURE__ */ u2("option", { value: tag, children: tag }))
      ] }),
      /* @__PURE__ */ u2("select", { value: sorting, onChange: (event) => onSort(event.currentTarget.value), children: SORTINGS.map((name) => /* @__PURE__ */ u2("option", { value: name, children: [
        "\u21C5 ",
        name
      ] })) })
    ] });
  }

  // src/components/App.tsx
  init_jsxRuntime_module();
  var App = class extends x {
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
        const { StatsPanel: StatsPanel2 } = await Promise.resolve().then(() => (init_StatsPanel(), StatsPanel_exports));
        this.setState({ Panel: StatsPanel2 });
      } catch (error) {
        this.setState({ error: error instanceof Error ? error.message : `${error} \u{1F648}` });
      }
    };
    render({ shelf }, { filter, sorting, Panel, error }) {
      const books = shelf.list(filter, sorting);
      return /* @__PURE__ */ u2("main", { class: "app", children: [
        /* @__PURE__ */ u2("h1", { children: t2("title") }),
        error !== null && /* @__PURE__ */ u2("p", { class: "error", children: error }),
        /* @__PURE__ */ u2(
          Toolbar,
          {
            filter,
            sorting,
            tags: shelf.tags,
            onFilter: (filter2) => this.setState({ filter: filter2 }),
            onSort: (sorting2) => this.setState({ sorting: sorting2 })
          }
        ),
        books.length === 0 ? /* @__PURE__ */ u2("p", { class: "empty", children: t2("empty") }) : /* @__PURE__ */ u2("ul", { class: "books", children: books.map((book) => /* @__PURE__ */ u2(
          BookCard,
          {
            book,
            query: filter.query,
            onMove: (status) => shelf.move(book.id, status),
            onRemove: () => shelf.remove(book.id)
          },
          book.id
        )) }),
        /* @__PURE__ */ u2(AddForm, { onAdd: (entry) => shelf.add(entry) }),
        /* @__PURE__ */ u2("button", { type: "button", onClick: this.openPanel, children: [
          "\u{1F4CA} ",
          t2("statistics")
        ] }),
        Panel && /* @__PURE__ */ u2(Panel, { books: shelf.list(NOTHING), onClose: () => this.setState({ Panel: null }) })
      ] });
    }
  };

  // node_modules/mitt/dist/mitt.mjs
  function mitt_default(n2) {
    return { all: n2 = n2 || /* @__PURE__ */ new Map(), on: function(t3, e2) {
      var i2 = n2.get(t3);
      i2 ? i2.push(e2) : n2.set(t3, [e2]);
    }, off: function(t3, e2) {
      var i2 = n2.get(t3);
      i2 && (e2 ? i2.splice(i2.indexOf(e2) >>> 0, 1) : n2.set(t3, []));
    }, emit: function(t3, e2) {
      var i2 = n2.get(t3);
      i2 && i2.slice().map(function(n3) {
        n3(e2);
      }), (i2 = n2.get("*")) && i2.slice().map(function(n3) {
        n3(t3, e2);
      });
    } };
  }

  // src/store/shelf.ts
  init_text();
  init_dates();
  var Shelf = class _Shelf {
    constructor(storage) {
      this.storage = storage;
    }
    storage;
    events = mitt_default();
    #books = /* @__PURE__ */ new Map();
    #saving = Promise.resolve();
    counter = 0;
    static async open(storage, defaults) {
      const shelf = new _Shelf(storage);
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
      const tags = /* @__PURE__ */ new Set();
      for (const { tags: own } of this.#books.values()) {
        own.forEach((tag) => tags.add(tag));
      }
      return [...tags].sort(compareText);
    }
    list(filter, sorting = "title") {
      const found = [...this.#books.values()].filter((book) => matches(book, filter));
      return found.sort((a2, b2) => {
        switch (sorting) {
          case "added":
            return b2.added.localeCompare(a2.added);
          case "length":
            return b2.pages - a2.pages || compareText(a2.title, b2.title);
          default:
            return compareText(a2[sorting], b2[sorting]);
        }
      });
    }
    add(entry) {
      if (gr\u00F6\u00DFe(entry.title.trim()) === 0) {
        throw new ShelfError("a book needs a title \u{1F4D5}");
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
  };

  // src/store/storage.ts
  var KEY = "shelf/books/v2";
  var delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  var MemoryStorage = class {
    books;
    async load() {
      return this.books;
    }
    async save(books) {
      this.books = structuredClone(books);
    }
  };
  var LocalStorage = class extends MemoryStorage {
    constructor(area, wait = 150) {
      super();
      this.area = area;
      this.wait = wait;
    }
    area;
    wait;
    pending = 0;
    async load() {
      const text = this.area.getItem(KEY);
      if (text === null) return void 0;
      try {
        const parsed = JSON.parse(text);
        return Array.isArray(parsed) ? parsed : void 0;
      } catch (error) {
        console.warn("\u26A0\uFE0F stored books are broken, starting anew", error);
        return void 0;
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
  };
  async function openStorage() {
    const probe = `${KEY}/probe`;
    globalThis.localStorage.setItem(probe, "\u2713");
    globalThis.localStorage.removeItem(probe);
    return new LocalStorage(globalThis.localStorage);
  }

  // src/store/seed.json
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
        title: "\u041C\u0430\u0441\u0442\u0435\u0440 \u0438 \u041C\u0430\u0440\u0433\u0430\u0440\u0438\u0442\u0430",
        author: "\u041C\u0438\u0445\u0430\u0438\u043B \u0411\u0443\u043B\u0433\u0430\u043A\u043E\u0432",
        pages: 384,
        status: "reading",
        added: "2025-03-14",
        tags: ["novel", "\u0440\u0443\u0441\u0441\u043A\u0438\u0439"],
        note: "the cat \u{1F408}\u200D\u2B1B is the best part"
      },
      {
        id: "b3",
        title: "\u96EA\u56FD",
        author: "\u5DDD\u7AEF\u5EB7\u6210",
        pages: 176,
        status: "wanted",
        added: "2025-05-30",
        tags: ["novel", "\u65E5\u672C\u8A9E"]
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

  // src/main.tsx
  init_jsxRuntime_module();
  async function start(root2) {
    const storage = await openStorage().catch(() => new MemoryStorage());
    const shelf = await Shelf.open(storage, seed_default.books);
    shelf.events.on("*", (event) => {
      document.title = `Shelf (${shelf.size}) \u2013 ${String(event)}`;
    });
    E(/* @__PURE__ */ u2(App, { shelf }), root2);
    return shelf;
  }
  var root = document.getElementById("app");
  if (root === null) {
    throw new Error("no #app element \u{1F937}");
  }
  start(root).catch((error) => {
    console.error("could not start \u{1F4A5}", error);
    root.textContent = "Something went wrong.";
  });
})();
//# sourceMappingURL=main.js.map
