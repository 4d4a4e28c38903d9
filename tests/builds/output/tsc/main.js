import { jsx as _jsx } from "preact/jsx-runtime";
import { render } from "preact";
import { App } from "./components/App";
import { Shelf } from "./store/shelf";
import { MemoryStorage, openStorage } from "./store/storage";
import seed from "./store/seed.json";
import "./styles/base.css";
import "./styles/shelf.scss";
/** Starts the app; without storage (private windows) it runs from memory. */
async function start(root) {
    const storage = await openStorage().catch(() => new MemoryStorage());
    const shelf = await Shelf.open(storage, seed.books);
    shelf.events.on("*", (event) => {
        document.title = `Shelf (${shelf.size}) – ${String(event)}`;
    });
    render(_jsx(App, { shelf: shelf }), root);
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
//# sourceMappingURL=main.js.map