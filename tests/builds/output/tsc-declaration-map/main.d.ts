import "./styles/base.css";
import "./styles/shelf.scss";
//# sourceMappingURL=main.d.ts.map