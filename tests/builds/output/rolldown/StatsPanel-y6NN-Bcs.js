import { a as x, n as u, r as t, t as daysBetween } from "./main.js";

// src/lib/stats.ts
const Σ = (numbers) => numbers.reduce((a, b) => a + b, 0);
function stats(books) {
	const done = books.filter((book) => book.finished !== void 0);
	const pages = Σ(done.map(({ pages }) => pages));
	const days = Σ(done.map(({ added, finished = added }) => daysBetween(added, finished)));
	const perTag = /* @__PURE__ */ new Map();
	books.flatMap(({ tags }) => tags).forEach((tag) => perTag.set(tag, (perTag.get(tag) ?? 0) + 1));
	return {
		pages,
		finished: done.length,
		pace: days > 0 ? pages / days : void 0,
		perTag: [...perTag].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),
		longest: books.reduce((best, book) => best && best.pages >= book.pages ? best : book, void 0)
	};
}
/** A bar of text, e.g. "▓▓▓░░" for 0.6. */
function bar(share, width = 10) {
	const full = Math.round(Math.min(1, Math.max(0, share)) * width);
	return "▓".repeat(full) + "░".repeat(width - full);
}

// src/components/StatsPanel.tsx
const FORMATS = [
	"markdown",
	"csv",
	"json"
];
var StatsPanel = class extends x {
	state = { busy: false };
	async #save(format) {
		this.setState({ busy: true });
		try {
			const { Exporter } = await import("./export-C9k8cpKZ.js");
			await new Exporter(this.props.books).download(format);
		} finally {
			this.setState({ busy: false });
		}
	}
	render({ books, onClose }, { busy }) {
		const { pages, finished, pace, perTag, longest } = stats(books);
		const most = perTag[0]?.[1] ?? 1;
		return /* @__PURE__ */ u("aside", {
			class: "panel",
			children: [
				/* @__PURE__ */ u("h2", { children: ["📊 ", t("statistics")] }),
				/* @__PURE__ */ u("dl", { children: [
					/* @__PURE__ */ u("dt", { children: "✅ books" }),
					/* @__PURE__ */ u("dd", { children: finished }),
					/* @__PURE__ */ u("dt", { children: "📄 pages" }),
					/* @__PURE__ */ u("dd", { children: pages.toLocaleString() }),
					pace !== void 0 && /* @__PURE__ */ u("dt", { children: "🏃 pages a day" }),
					pace !== void 0 && /* @__PURE__ */ u("dd", { children: pace.toFixed(1) }),
					longest && /* @__PURE__ */ u("dt", { children: "🐘 longest" }),
					longest && /* @__PURE__ */ u("dd", { children: longest.title })
				] }),
				/* @__PURE__ */ u("pre", { children: perTag.map(([tag, count]) => `${bar(count / most)} ${tag} ×${count}`).join("\n") }),
				FORMATS.map((format) => /* @__PURE__ */ u("button", {
					type: "button",
					disabled: busy,
					onClick: () => this.#save(format),
					children: ["⬇️ ", format]
				})),
				/* @__PURE__ */ u("button", {
					type: "button",
					onClick: onClose,
					children: t("close")
				})
			]
		});
	}
};

export { StatsPanel };
//# sourceMappingURL=StatsPanel-y6NN-Bcs.js.map