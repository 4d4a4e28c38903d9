import { Component, createRef } from "preact";
import { t } from "../messages";
import { jsxDEV as _jsxDEV } from "preact/jsx-dev-runtime";
function read(form) {
  const data = new FormData(form);
  const field = name => String(data.get(name) ?? "").trim();
  return {
    title: field("title"),
    author: field("author") || "¿?",
    pages: Number.parseInt(field("pages"), 10) || 0,
    tags: field("tags").split(/[\s,、]+/u).filter(Boolean)
  };
}
export class AddForm extends Component {
  #form = (() => createRef())();
  state = {};
  #submit = event => {
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
  render(_props, {
    problem
  }) {
    return _jsxDEV("form", {
      ref: this.#form,
      class: "add",
      onSubmit: this.#submit,
      children: [_jsxDEV("input", {
        name: "title",
        placeholder: "Título / 題名",
        required: true
      }, void 0, false), _jsxDEV("input", {
        name: "author",
        placeholder: "✍️"
      }, void 0, false), _jsxDEV("input", {
        name: "pages",
        type: "number",
        min: "1",
        placeholder: "📄"
      }, void 0, false), _jsxDEV("input", {
        name: "tags",
        placeholder: "sf, épopée"
      }, void 0, false), _jsxDEV("button", {
        type: "submit",
        children: ["➕ ", t("add")]
      }, void 0, true), problem && _jsxDEV("output", {
        class: "error",
        children: problem
      }, void 0, false)]
    }, void 0, true);
  }
}
//# sourceMappingURL=AddForm.js.map