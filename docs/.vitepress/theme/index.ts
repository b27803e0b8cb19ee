import DefaultTheme from "vitepress/theme";
import type { Theme } from "vitepress";
import { lazyFigure } from "./parts/lazy_figure.ts";
import "katex/dist/katex.min.css";
import "./style.css";

const figures = import.meta.glob("./figures/*.vue");

/** The default theme, with every component of `figures/` at hand in Markdown under the name of its file. */
export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    for (const [path, load] of Object.entries(figures)) {
      const name = path.replace("./figures/", "").replace(".vue", "");
      app.component(name, lazyFigure(name, load));
    }
  },
} satisfies Theme;
