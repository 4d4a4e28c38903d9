import { Component } from "preact";
import { bar, stats } from "../lib/stats";
import { t } from "../messages";
import { jsxDEV as _jsxDEV } from "preact/jsx-dev-runtime";
const FORMATS = ["markdown", "csv", "json"];
export class StatsPanel extends Component {
  state = {
    busy: false
  };
  async #save(format) {
    this.setState({
      busy: true
    });
    try {
      const {
        Exporter
      } = await import("../lib/export");
      await new Exporter(this.props.books).download(format);
    } finally {
      this.setState({
        busy: false
      });
    }
  }
  render({
    books,
    onClose
  }, {
    busy
  }) {
    const {
      pages,
      finished,
      pace,
      perTag,
      longest
    } = stats(books);
    const most = perTag[0]?.[1] ?? 1;
    return _jsxDEV("aside", {
      class: "panel",
      children: [_jsxDEV("h2", {
        children: ["📊 ", t("statistics")]
      }, void 0, true), _jsxDEV("dl", {
        children: [_jsxDEV("dt", {
          children: "✅ books"
        }, void 0, false), _jsxDEV("dd", {
          children: finished
        }, void 0, false), _jsxDEV("dt", {
          children: "📄 pages"
        }, void 0, false), _jsxDEV("dd", {
          children: pages.toLocaleString()
        }, void 0, false), pace !== undefined && _jsxDEV("dt", {
          children: "🏃 pages a day"
        }, void 0, false), pace !== undefined && _jsxDEV("dd", {
          children: pace.toFixed(1)
        }, void 0, false), longest && _jsxDEV("dt", {
          children: "🐘 longest"
        }, void 0, false), longest && _jsxDEV("dd", {
          children: longest.title
        }, void 0, false)]
      }, void 0, true), _jsxDEV("pre", {
        children: perTag.map(([tag, count]) => `${bar(count / most)} ${tag} ×${count}`).join("\n")
      }, void 0, false), FORMATS.map(format => _jsxDEV("button", {
        type: "button",
        disabled: busy,
        onClick: () => this.#save(format),
        children: ["⬇️ ", format]
      }, void 0, true)), _jsxDEV("button", {
        type: "button",
        onClick: onClose,
        children: t("close")
      }, void 0, false)]
    }, void 0, true);
  }
}
//# sourceMappingURL=StatsPanel.js.map