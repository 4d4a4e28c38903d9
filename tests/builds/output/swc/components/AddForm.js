import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Component, createRef } from "preact";
import { t } from "../messages";
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
export class AddForm extends Component {
    #form = createRef();
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
        return /*#__PURE__*/ _jsxs("form", {
            ref: this.#form,
            class: "add",
            onSubmit: this.#submit,
            children: [
                /*#__PURE__*/ _jsx("input", {
                    name: "title",
                    placeholder: "Título / 題名",
                    required: true
                }),
                /*#__PURE__*/ _jsx("input", {
                    name: "author",
                    placeholder: "✍️"
                }),
                /*#__PURE__*/ _jsx("input", {
                    name: "pages",
                    type: "number",
                    min: "1",
                    placeholder: "📄"
                }),
                /*#__PURE__*/ _jsx("input", {
                    name: "tags",
                    placeholder: "sf, épopée"
                }),
                /*#__PURE__*/ _jsxs("button", {
                    type: "submit",
                    children: [
                        "➕ ",
                        t("add")
                    ]
                }),
                problem && /*#__PURE__*/ _jsx("output", {
                    class: "error",
                    children: problem
                })
            ]
        });
    }
}

//# sourceMappingURL=AddForm.js.map