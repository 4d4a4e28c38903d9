import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Component, createRef } from "preact";
import { t } from "../messages";
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
export class AddForm extends Component {
    #form = createRef();
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
        return (_jsxs("form", { ref: this.#form, class: "add", onSubmit: this.#submit, children: [_jsx("input", { name: "title", placeholder: "T\u00EDtulo / \u984C\u540D", required: true }), _jsx("input", { name: "author", placeholder: "\u270D\uFE0F" }), _jsx("input", { name: "pages", type: "number", min: "1", placeholder: "\uD83D\uDCC4" }), _jsx("input", { name: "tags", placeholder: "sf, \u00E9pop\u00E9e" }), _jsxs("button", { type: "submit", children: ["\u2795 ", t("add")] }), problem && _jsx("output", { class: "error", children: problem })] }));
    }
}
//# sourceMappingURL=AddForm.js.map