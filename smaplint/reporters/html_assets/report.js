// What makes the page a picture that can be asked: the treemap, the filters, the keys. Two rules hold everywhere: what a
// stranger wrote reaches the page as text (textContent, append), and looks are set by classes and by single properties, for
// the page's policy knows no inline style and no other script.
"use strict";

{
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);

  /** Make an element. Attributes that are undefined or false are left out; strings among the children become text. */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== undefined && child !== ""));
    return element;
  };

  const button = (attributes, onClick, ...children) => {
    const element = make("button", { type: "button", ...attributes }, ...children);
    element.addEventListener("click", onClick);
    return element;
  };

  /** Text in which what stands in backquotes is code. */
  const rich = (text) => {
    const parts = text.split("`");
    if (parts.length % 2 === 0) parts.splice(-2, 2, parts.slice(-2).join("`"));
    return parts.map((part, index) => (index % 2 ? make("code", {}, part) : part));
  };

  const number = (value) => value.toLocaleString("en");
  const plural = (value, word) => `${number(value)} ${word}${value === 1 ? "" : "s"}`;
  const bytes = (value) => {
    if (value < 1000) return `${value} B`;
    const thousands = value / 1000;
    return thousands < 999.95 ? `${thousands.toFixed(1)} kB` : `${(thousands / 1000).toFixed(1)} MB`;
  };
  const share = (value, total) => {
    if (!value || !total) return "0 %";
    const percent = (100 * value) / total;
    return percent < 0.1 ? "< 0.1 %" : `${percent.toFixed(1)} %`;
  };
  const words = { 3: "error", 2: "warning", 1: "note" };

  document.documentElement.classList.add("js");
  byId("tools").hidden = false;

  // ---- The face ----

  const faces = ["auto", "dark", "light"];
  const setFace = (face) => {
    if (face === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = face;
    byId("theme").textContent = `Theme: ${face}`;
    try {
      localStorage.setItem("smaplint-theme", face);
    } catch {
      // A page from a file may have no storage; then the face is as the system has it.
    }
  };
  const nextFace = () => setFace(faces[(faces.indexOf(document.documentElement.dataset.theme ?? "auto") + 1) % 3]);
  try {
    const kept = localStorage.getItem("smaplint-theme");
    if (faces.includes(kept)) setFace(kept);
  } catch {
    // As above.
  }
  byId("theme").addEventListener("click", nextFace);
  byId("help").addEventListener("click", () => byId("keys").showModal());

  // ---- The build: a tree of folders, files, folders of sources, sources ----

  const states = ["mapped", "bare", "unmapped", "comment", "unknown"];
  const stateWords = {
    mapped: "mapped",
    bare: "mapped, without content",
    unmapped: "unmapped",
    comment: "source map comment",
    unknown: "unknown",
  };

  const node = (name, more = {}) => ({ name, size: 0, sums: [0, 0, 0, 0, 0], kids: [], found: 0, worst: 0, ...more });

  const leaf = (name, size, state, more = {}) => {
    const made = node(name, { size, state, ...more });
    made.sums[states.indexOf(state)] = size;
    return made;
  };

  const DEEPEST = 16; // folders; nobody zooms further

  /** The folders of a name, and its own last part: `webpack://app/./src/a.ts` → `webpack://app`, `src`, `a.ts`. */
  const partsOf = (name) => {
    const scheme = /^[A-Za-z][\w.+-]*:\/\/+[^/]*/.exec(name)?.[0] ?? "";
    const rest = name.slice(scheme.length).split("/");
    const parts = rest.filter((part) => part !== "" && part !== "." && part !== "..");
    const all = [...(scheme ? [scheme] : []), ...parts];
    return all.length > DEEPEST ? [...all.slice(0, DEEPEST - 1), all.slice(DEEPEST - 1).join("/")] : all;
  };

  const insert = (root, parts, child) => {
    let here = root;
    for (const part of parts) {
      here.folders ??= new Map();
      let next = here.folders.get(part);
      if (!next) {
        next = node(part);
        here.folders.set(part, next);
        here.kids.push(next);
      }
      here = next;
    }
    here.kids.push(child);
  };

  /** Sum up, largest first; a folder that holds one folder is one with it. No recursion: a name may have any depth. */
  const finish = (root) => {
    const order = [root];
    for (let at = 0; at < order.length; at += 1) order.push(...order[at].kids);
    for (const here of order.reverse()) {
      delete here.folders;
      if (!here.kids.length) continue;
      if (here !== root && here.kids.length === 1 && !here.file && here.kids[0].kids.length && !here.kids[0].file) {
        const only = here.kids[0];
        here.name = `${here.name}/${only.name}`;
        here.kids = only.kids;
      }
      here.size = here.kids.reduce((sum, kid) => sum + kid.size, 0);
      here.sums = states.map((_, at) => here.kids.reduce((sum, kid) => sum + kid.sums[at], 0));
      if (!here.file) {
        here.found = here.kids.reduce((sum, kid) => sum + kid.found, 0);
        here.worst = here.kids.reduce((most, kid) => Math.max(most, kid.worst), 0);
      }
      here.kids.sort((a, b) => b.size - a.size);
    }
    return root;
  };

  const foundIn = new Map();
  for (const { path, level } of data.findings) {
    const [many, worst] = foundIn.get(path) ?? [0, 0];
    foundIn.set(path, [many + 1, Math.max(worst, level)]);
  }

  const treeOf = (files) => {
    const root = node("The build");
    for (const one of files) {
      const parts = partsOf(one.path);
      const about = [...new Set([one.path, one.map ?? one.path])];
      const found = about.reduce((sum, name) => sum + (foundIn.get(name)?.[0] ?? 0), 0);
      const worst = about.reduce((most, name) => Math.max(most, foundIn.get(name)?.[1] ?? 0), 0);
      const file = node(parts.at(-1) ?? one.path, { file: one.path, about, note: one.reason, found, worst });
      for (const [name, size, hasText] of one.sources) {
        const folders = partsOf(name);
        insert(
          file,
          folders.slice(0, -1),
          leaf(folders.at(-1) ?? name, size, hasText ? "mapped" : "bare", { full: name }),
        );
      }
      const [many, withText, without] = one.others ?? [0, 0, 0];
      if (withText) file.kids.push(leaf(`${plural(many, "smaller source")}`, withText, "mapped"));
      if (without) file.kids.push(leaf(`${plural(many, "smaller source")}`, without, "bare"));
      for (const state of ["unmapped", "comment", "unknown"]) {
        if (one[state]) file.kids.push(leaf(stateWords[state], one[state], state, { full: one.reason }));
      }
      if (file.kids.length) insert(root, parts.slice(0, -1), file);
    }
    return finish(root);
  };

  /** Rectangles for sizes (largest first) in a box, as square as can be (Bruls, Huizing and van Wijk, 2000). */
  const squarify = (sizes, left, top, width, height) => {
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const boxes = [];
    if (!total || width <= 0 || height <= 0) return boxes;
    const areas = sizes.map((size) => (size * width * height) / total);
    let start = 0;
    while (start < areas.length) {
      const side = Math.min(width, height);
      let end = start;
      let sum = 0;
      let worst = Infinity;
      while (end < areas.length) {
        const more = sum + areas[end];
        const ratio = Math.max(
          (side * side * areas[start]) / (more * more),
          (more * more) / (side * side * areas[end]),
        );
        if (ratio > worst) break;
        worst = ratio;
        sum = more;
        end += 1;
      }
      const thick = Math.min(sum / side, Math.max(width, height));
      let along = 0;
      for (const area of areas.slice(start, end)) {
        const long = thick ? area / thick : 0;
        boxes.push(width >= height ? [left, top + along, thick, long] : [left + along, top, long, thick]);
        along += long;
      }
      if (width >= height) {
        left += thick;
        width -= thick;
      } else {
        top += thick;
        height -= thick;
      }
      start = end;
    }
    return boxes;
  };

  const place = (element, [left, top, width, height], gap) => {
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
    element.style.width = `${Math.max(width - gap, 0)}px`;
    element.style.height = `${Math.max(height - gap, 0)}px`;
  };

  const TILES = 120; // of one level; what is smaller is one tile
  const FILLS = 1500; // of what lies below, which is not clicked
  const LEAST = 9; // pixels of a side

  let path = [];
  const here = () => path.at(-1);

  const tint = (index) => ["", " two", " three"][index % 3];

  /** Colour the inside of a tile, down to where it can be seen; breadth first, within the limit. */
  const paint = (tile, top, width, height) => {
    const queue = [[tile.node.kids, 3, top, width - 6, height - top - 3, 0]];
    let left = Math.max(FILLS - byId("tiles").querySelectorAll(".fill").length, 40);
    for (let at = 0; at < queue.length && left > 0; at += 1) {
      const [kids, x, y, w, h, depth] = queue[at];
      const boxes = squarify(
        kids.slice(0, 200).map((kid) => kid.size),
        x,
        y,
        w,
        h,
      );
      boxes.forEach((box, index) => {
        const kid = kids[index];
        if (box[2] < 2 || box[3] < 2 || left <= 0) return;
        if (kid.kids.length && depth < 8 && box[2] > LEAST && box[3] > LEAST) {
          queue.push([kid.kids, box[0], box[1], box[2], box[3], depth + 1]);
          return;
        }
        const state = kid.state ?? states[kid.sums.indexOf(Math.max(...kid.sums))];
        const isNamed = box[2] > 56 && box[3] > 18 && !kid.kids.length;
        const fill = make("span", { class: `fill ${state}${tint(index)}` }, isNamed ? kid.name : "");
        place(fill, box, box[2] > 5 && box[3] > 5 ? 1 : 0);
        tile.append(fill);
        left -= 1;
      });
    }
  };

  const describe = (one, total) => {
    const known = states.filter((_, at) => one.sums[at]);
    const parts = known.map((state) =>
      known.length === 1
        ? stateWords[state]
        : `${stateWords[state]} ${share(one.sums[states.indexOf(state)], one.size)}`,
    );
    const found = one.found ? [plural(one.found, "finding")] : [];
    return [one.full ?? one.file ?? one.name, bytes(one.size), share(one.size, total), ...parts, ...found].join(" · ");
  };

  const summary = () => {
    const one = here();
    byId("info").textContent = `${describe(one, path[0].size)}${one.note ? ` · ${one.note}` : ""}`;
  };

  /** The tiles of a level: the largest, and one for all that would be too small to see or to hit. */
  const tilesOf = (one, width, height) => {
    const kids = one.kids.filter((kid) => kid.size > 0);
    const area = (width * height) / one.size;
    let many = Math.min(kids.length, TILES);
    while (many > 1 && kids[many - 1].size * area < 16 * 16) many -= 1;
    if (kids.length - many < 2) return kids.slice(0, many + 1);
    const small = finish(node(`${number(kids.length - many)} smaller`, { kids: kids.slice(many) }));
    return [...kids.slice(0, many), small].sort((a, b) => b.size - a.size);
  };

  const drawTiles = (focused = false) => {
    const box = byId("tiles");
    const { clientWidth: width, clientHeight: height } = box;
    box.replaceChildren();
    const shown = tilesOf(here(), width, height);
    const boxes = squarify(
      shown.map((one) => one.size),
      0,
      0,
      width,
      height,
    );
    shown.forEach((one, index) => {
      if (!boxes[index]) return;
      const isLeaf = !one.kids.length;
      const looks = isLeaf ? `${one.state}${tint(index)}` : "folder";
      const tile = button(
        { class: `tile ${looks}`, tabindex: index ? "-1" : "0", "aria-label": describe(one, here().size) },
        () => (isLeaf ? (byId("info").textContent = describe(one, path[0].size)) : zoom([...path, one])),
      );
      tile.node = one;
      place(tile, boxes[index], 2);
      box.append(tile);
      const [, , wide, high] = boxes[index];
      const hasLabel = wide > 44 && high > 20;
      if (!isLeaf) paint(tile, hasLabel && high > 30 ? 19 : 3, wide - 2, high - 2);
      if (hasLabel && (isLeaf || high > 30)) {
        const label = make("span", { class: "label" }, make("b", {}, one.name));
        if (one.found && wide > 80)
          label.append(make("span", { class: `found ${words[one.worst]}` }, number(one.found)));
        if (isLeaf && high > 40) {
          label.classList.add("two-lines");
          label.append(make("span", {}, bytes(one.size)));
        } else if (wide > 150) {
          label.append(make("span", {}, bytes(one.size)));
        }
        tile.append(label);
      }
    });
    if (focused) box.firstElementChild?.focus({ preventScroll: true });
  };

  const ROWS = 200;

  /** The same as a table, with each state's share. */
  const drawTable = (all = false) => {
    const one = here();
    const kids = one.kids.filter((kid) => kid.size > 0);
    const used = states.filter((_, at) => one.sums[at]);
    const rows = kids.slice(0, all ? kids.length : ROWS).map((kid) => {
      const name = kid.kids.length ? button({}, () => zoom([...path, kid]), kid.name) : kid.name;
      const cells = used.map((state) => {
        const size = kid.sums[states.indexOf(state)];
        return make("td", {}, size ? share(size, kid.size) : "");
      });
      const size = [make("td", {}, bytes(kid.size)), make("td", {}, share(kid.size, one.size))];
      return make("tr", {}, make("td", {}, name), ...size, ...cells);
    });
    const heads = ["Name", "Size", "Share", ...used.map((state) => stateWords[state])];
    const head = make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text))));
    const caption = make("caption", { class: "quiet" }, path.map((step) => step.name).join(" › "));
    byId("rows").replaceChildren(make("table", {}, caption, head, make("tbody", {}, ...rows)));
    if (rows.length < kids.length) {
      byId("rows").append(button({}, () => drawTable(true), `Show all ${number(kids.length)}`));
    }
  };

  const drawCrumbs = () => {
    const steps = path.map((step, index) =>
      index === path.length - 1
        ? make("li", {}, make("span", { "aria-current": "location" }, step.name))
        : make(
            "li",
            {},
            button({}, () => zoom(path.slice(0, index + 1), true), step.name),
          ),
    );
    const file = path.findLast((step) => step.file);
    if (file?.found) {
      const show = button({}, () => showFiles(file.about), `Show ${plural(file.found, "finding")}`);
      steps.push(make("li", { class: "action" }, show));
    }
    byId("crumbs").replaceChildren(...steps);
  };

  const zoom = (to, focused = byId("tiles").contains(document.activeElement)) => {
    path = to;
    drawCrumbs();
    summary();
    drawTiles(focused);
    drawTable();
  };

  /** The tile nearest in a direction: what a reader of the picture means by an arrow. */
  const neighbour = (tile, key) => {
    const from = tile.getBoundingClientRect();
    const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];
    const [x, y] = middle(from);
    let best;
    let least = Infinity;
    for (const other of byId("tiles").children) {
      const [u, v] = middle(other.getBoundingClientRect());
      const [ahead, aside] = {
        ArrowRight: [u - x, v - y],
        ArrowLeft: [x - u, v - y],
        ArrowDown: [v - y, u - x],
        ArrowUp: [y - v, u - x],
      }[key];
      const far = ahead + 2 * Math.abs(aside);
      if (other !== tile && ahead > 1 && far < least) [best, least] = [other, far];
    }
    return best;
  };

  if (data.files.some((one) => one.size)) {
    const whole = byId("whole");
    for (const item of document.querySelectorAll(".legend li")) {
      const part = make("span", { class: `part ${item.className}` });
      part.classList.add("fill");
      part.style.position = "static";
      part.style.flexGrow = item.dataset.size;
      whole.append(part);
    }
    byId("map").hidden = false;
    const tiles = byId("tiles");
    tiles.addEventListener("keydown", (event) => {
      const tile = event.target.closest(".tile");
      let next;
      if (event.key.startsWith("Arrow")) next = neighbour(tile, event.key);
      else if (event.key === "Home") next = tiles.firstElementChild;
      else if (event.key === "End") next = tiles.lastElementChild;
      else if ((event.key === "Escape" || event.key === "Backspace") && path.length > 1) zoom(path.slice(0, -1), true);
      else return;
      event.preventDefault();
      event.stopPropagation();
      if (next) {
        tile.tabIndex = -1;
        next.tabIndex = 0;
        next.focus({ preventScroll: true });
      }
    });
    for (const kind of ["pointerover", "focusin"]) {
      tiles.addEventListener(kind, (event) => {
        const tile = event.target.closest(".tile");
        if (tile) byId("info").textContent = describe(tile.node, path[0].size);
      });
    }
    tiles.addEventListener("pointerleave", summary);
    const root = treeOf(data.files);
    const start = [root];
    while (start.at(-1).kids.length === 1 && start.at(-1).kids[0].kids.length) start.push(start.at(-1).kids[0]);
    zoom(start, false);
    let width = tiles.clientWidth;
    new ResizeObserver(() => {
      if (tiles.clientWidth === width) return;
      width = tiles.clientWidth;
      drawTiles();
    }).observe(tiles);
  }

  // ---- Findings ----

  const CHUNK = 60;
  const SCROLLED = 600; // drawn by scrolling; more by the button, or the keys
  const FACETS = 40;
  const wanted = { query: "", levels: new Set([3, 2, 1]), rules: new Set(), files: new Set() };
  let group = "rule";
  let items = [];
  let drawn = 0;
  let current = -1;
  let shown = [];
  const open = new Set();
  const list = byId("list");

  data.findings.forEach((finding, index) => {
    finding.index = index;
    finding.text = [finding.path, finding.rule, finding.message, finding.source ?? ""].join("\n").toLowerCase();
  });

  const tally = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);

  /** What passes the filters, and for each filter what would pass with the others alone. */
  const filtered = () => {
    const query = wanted.query.trim().toLowerCase();
    const counts = { levels: new Map(), rules: new Map(), files: new Map() };
    const passing = [];
    for (const finding of data.findings) {
      if (query && !finding.text.includes(query)) continue;
      const level = wanted.levels.has(finding.level);
      const rule = !wanted.rules.size || wanted.rules.has(finding.rule);
      const file = !wanted.files.size || wanted.files.has(finding.path);
      if (rule && file) tally(counts.levels, finding.level);
      if (level && file) tally(counts.rules, finding.rule);
      if (level && rule) tally(counts.files, finding.path);
      if (level && rule && file) passing.push(finding);
    }
    return [passing, counts];
  };

  const figure = ([title, at, caption, line, before, marked, after]) =>
    make(
      "figure",
      {},
      make("figcaption", {}, make("b", {}, title), " ", make("bdi", { class: "at" }, at), make("span", {}, caption)),
      make("pre", {}, make("i", {}, line), make("code", {}, before, make("mark", {}, marked), after)),
    );

  const ruleLink = (name) => {
    const url = data.rules[name]?.url ?? "";
    return /^https?:\/\//.test(url) ? make("a", { href: url, rel: "noreferrer" }, name) : name;
  };

  const bodyOf = (finding) => {
    const body = make("div", { class: "body", id: `body-${finding.index}` });
    if (finding.frames) body.append(make("div", { class: "frames" }, ...finding.frames.map(figure)));
    const notes = (finding.notes ?? []).map((note) => make("p", {}, ...rich(note)));
    for (const [at, message] of finding.related ?? []) {
      notes.push(make("p", {}, "See ", make("bdi", {}, at), ": ", ...rich(message)));
    }
    const rule = data.rules[finding.rule];
    if (group !== "rule") {
      if (rule?.why) notes.push(make("p", {}, make("b", {}, "Why: "), ...rich(rule.why)));
      if (rule?.how) notes.push(make("p", {}, make("b", {}, "Fix: "), ...rich(rule.how)));
    }
    if (notes.length) body.append(make("div", { class: "notes" }, ...notes));
    const facts = (finding.facts ?? []).map(([name, value]) =>
      make("div", {}, make("dt", {}, name), make("dd", {}, make("bdi", {}, value))),
    );
    if (facts.length) body.append(make("dl", {}, ...facts));
    return body;
  };

  const setOpen = (article, finding, isOpen) => {
    if (isOpen) open.add(finding.index);
    else open.delete(finding.index);
    article.querySelector(".head button").setAttribute("aria-expanded", String(isOpen));
    const body = article.querySelector(".body");
    if (isOpen && !body) article.append(bodyOf(finding));
    if (!isOpen) body?.remove();
  };

  const articleOf = (finding) => {
    const word = words[finding.level];
    const head = button(
      { "aria-expanded": "false" },
      () => {
        select(finding.index, false);
        setOpen(article, finding, !open.has(finding.index));
      },
      make("span", { class: "level" }, word),
      make("span", { class: "message" }, ...rich(finding.message)),
    );
    const where = make("p", { class: "where" }, make("bdi", {}, `${finding.path}:${finding.at}`));
    if (group === "file") where.append(" · ", ruleLink(finding.rule));
    const article = make(
      "article",
      { class: `finding ${word}`, "data-index": finding.index },
      make("h4", { class: "head" }, head),
      where,
    );
    if (open.has(finding.index)) setOpen(article, finding, true);
    return article;
  };

  const headingOf = ({ name, many }) => {
    const heading = make("div", { class: "group" });
    const counted = make("span", { class: "count" }, plural(many, "finding"));
    if (group === "file") {
      heading.append(make("h3", {}, make("bdi", {}, name), " ", counted));
      return heading;
    }
    const rule = data.rules[name];
    heading.append(make("h3", {}, ruleLink(name), " ", counted));
    if (rule?.summary) heading.append(make("p", {}, ...rich(rule.summary)));
    if (rule?.why || rule?.how) {
      const paragraphs = [rule.why, rule.how].filter(Boolean).map((text) => make("p", {}, ...rich(text)));
      heading.append(make("details", {}, make("summary", {}, "Why it matters, and how to fix it"), ...paragraphs));
    }
    return heading;
  };

  const append = (many) => {
    const end = Math.min(drawn + many, items.length);
    const made = items.slice(drawn, end).map((item) => (item.many ? headingOf(item) : articleOf(item)));
    list.append(...made);
    drawn = end;
    const left = items.slice(drawn).reduce((sum, item) => sum + (item.many ? 0 : 1), 0);
    byId("more").hidden = !left;
    byId("more").textContent = `Show more (${number(left)} left)`;
  };

  /** The findings behind their headings: rules by what is worst and most, files by name. */
  const grouped = (findings) => {
    const groups = new Map();
    for (const finding of findings) {
      const key = group === "rule" ? finding.rule : finding.path;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(finding);
    }
    const order = [...groups];
    if (group === "rule") {
      const worst = ([, some]) => some.reduce((most, one) => Math.max(most, one.level), 0);
      order.sort((a, b) => worst(b) - worst(a) || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    } else {
      order.sort((a, b) => (a[0] < b[0] ? -1 : 1));
    }
    return order.flatMap(([name, some]) => [{ name, many: some.length }, ...some]);
  };

  const facets = { levels: new Map(), rules: new Map(), files: new Map() };

  const apply = () => {
    const [passing, counts] = filtered();
    items = grouped(passing);
    shown = items.filter((item) => !item.many);
    current = -1;
    drawn = 0;
    list.replaceChildren();
    append(CHUNK);
    for (const [kind, buttons] of Object.entries(facets)) {
      for (const [key, element] of buttons) {
        const many = counts[kind].get(key) ?? 0;
        element.querySelector(".number").textContent = number(many);
        element.classList.toggle("empty", !many);
        element.setAttribute("aria-pressed", String(wanted[kind].has(key)));
      }
    }
    const all = data.findings.length;
    byId("shown").textContent = passing.length === all ? number(all) : `${number(passing.length)} of ${number(all)}`;
    byId("none").hidden = passing.length > 0;
  };

  const toggle = (kind, key) => {
    const set = wanted[kind];
    if (!set.delete(key)) set.add(key);
    if (kind === "levels" && !set.size) [1, 2, 3].forEach((level) => set.add(level));
    apply();
  };

  const facet = (kind, key, text, more = "", title = text) => {
    const element = button(
      { class: `facet ${more}`, title, "aria-pressed": "false" },
      () => toggle(kind, key),
      make("span", {}, make("bdi", {}, text)),
      make("span", { class: "number" }),
    );
    facets[kind].set(key, element);
    return element;
  };

  const field = (title, kind, ...children) =>
    make("fieldset", {}, make("legend", {}, title), make("div", { class: kind }, ...children));

  /** A long list of filters: closed where it would push the findings off a small screen. */
  const drawer = (title, ...children) => {
    const open = !matchMedia("(max-width: 860px)").matches;
    return make("details", { open }, make("summary", {}, title), make("div", { class: "long" }, ...children));
  };

  /** The folder that all the files are in, which need not be read forty times. */
  const common = (names) => {
    let folder = names[0]?.slice(0, names[0].lastIndexOf("/") + 1) ?? "";
    for (const name of names) {
      while (!name.startsWith(folder)) folder = folder.slice(0, folder.lastIndexOf("/", folder.length - 2) + 1);
    }
    return folder;
  };

  const clear = () => {
    wanted.query = byId("search").value = "";
    wanted.levels = new Set([3, 2, 1]);
    wanted.rules.clear();
    wanted.files.clear();
    apply();
  };

  const regroup = () => {
    group = group === "rule" ? "file" : "rule";
    byId("group").textContent = `Grouped by ${group}`;
    apply();
  };

  /** Everything open or everything closed, as far as it is drawn now and later. */
  const toggleAll = () => {
    const isOpen = !shown.every((finding) => open.has(finding.index));
    for (const finding of shown) {
      if (isOpen) open.add(finding.index);
      else open.delete(finding.index);
    }
    for (const article of list.querySelectorAll(".finding")) {
      setOpen(article, data.findings[Number(article.dataset.index)], isOpen);
    }
    byId("all").textContent = isOpen ? "Close all" : "Open all";
  };

  const showFiles = (names) => {
    clear();
    // The search is where a reader sees what is filtered; but a map may be called otherwise than its file.
    if (names.every((name) => name.startsWith(names[0]))) wanted.query = byId("search").value = names[0];
    else names.forEach((name) => wanted.files.add(name));
    apply();
    byId("findings").scrollIntoView();
    byId("search").focus({ preventScroll: true });
  };

  const select = (index, focused = true) => {
    const position = shown.findIndex((finding) => finding.index === index);
    if (position < 0) return;
    current = position;
    let article;
    while (!(article = list.querySelector(`[data-index="${index}"]`)) && drawn < items.length) append(CHUNK);
    if (focused) {
      article.querySelector(".head button").focus({ preventScroll: true });
      article.scrollIntoView({ block: "nearest" });
    }
  };

  const step = (by) => {
    const to = Math.min(Math.max(current + by, 0), shown.length - 1);
    if (shown[to]) select(shown[to].index);
  };

  if (data.findings.length) {
    const ordered = (key) => {
      const counts = new Map();
      for (const finding of data.findings) tally(counts, finding[key]);
      return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
    };
    const search = make("input", { id: "search", type: "search", placeholder: "Search files, rules, messages" });
    search.setAttribute("aria-label", "Search the findings by file, rule, source or message");
    search.addEventListener("input", () => {
      wanted.query = search.value;
      apply();
    });
    const levels = [3, 2, 1].filter((level) => data.findings.some((finding) => finding.level === level));
    const rules = ordered("rule");
    const files = ordered("path");
    const folder = common(files);
    const filters = byId("filters");
    filters.append(
      search,
      field("Level", "levels", ...levels.map((level) => facet("levels", level, `${words[level]}s`, words[level]))),
      drawer("Rule", ...rules.map((name) => facet("rules", name, name))),
      drawer(
        files.length > FACETS ? `File (the ${FACETS} with the most)` : "File",
        ...files.slice(0, FACETS).map((name) => facet("files", name, name.slice(folder.length), "file", name)),
      ),
      field(
        "View",
        "levels",
        button({ id: "group" }, regroup, "Grouped by rule"),
        button({ id: "all" }, toggleAll, "Open all"),
        button({ id: "clear" }, clear, "Clear filters"),
      ),
    );
    filters.hidden = false;
    byId("reset").addEventListener("click", clear);
    byId("more").addEventListener("click", () => append(5 * CHUNK));
    new IntersectionObserver(
      (entries) => {
        // Up to a point: what stands below the list is to be reached too.
        if (drawn < SCROLLED && entries.some((entry) => entry.isIntersecting)) append(CHUNK);
      },
      { rootMargin: "600px" },
    ).observe(byId("more"));
    // The first of each rule is open: one look says what it is about.
    const seen = new Set();
    for (const finding of data.findings) {
      if (!seen.has(finding.rule) && seen.size < 40) open.add(finding.index);
      seen.add(finding.rule);
    }
    apply();
  }

  // ---- Keys, and paper ----

  const actions = {
    "/": () => byId("search")?.focus(),
    j: () => step(1),
    k: () => step(-1),
    g: () => data.findings.length && regroup(),
    e: () => data.findings.length && toggleAll(),
    m: () => {
      byId("tiles")?.querySelector('[tabindex="0"]')?.focus();
    },
    t: nextFace,
    "?": () => byId("keys").showModal(),
  };
  for (const [key, level] of [
    ["1", 3],
    ["2", 2],
    ["3", 1],
  ]) {
    actions[key] = () => data.findings.length && toggle("levels", level);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
    const isTyping = event.target.matches("input");
    if (event.key === "Escape") {
      if (isTyping && wanted.query) {
        wanted.query = event.target.value = "";
        apply();
      } else if (isTyping) event.target.blur();
      else if (data.findings.length) clear();
      return;
    }
    if (isTyping && event.key === "Enter") {
      step(0);
      event.preventDefault();
      return;
    }
    if (isTyping || !Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });

  window.addEventListener("beforeprint", () => {
    if (data.findings.length) append(1000);
    for (const details of document.querySelectorAll("#table, #run details")) details.open = true;
  });
}
