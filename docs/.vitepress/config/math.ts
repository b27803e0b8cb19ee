import { tex } from "@mdit/plugin-tex";
import katex from "katex";
import type { MarkdownRenderer } from "vitepress";

/** Marks a rendering whose text goes into the search index. */
export interface SearchEnvironment {
  forSearch?: boolean;
}

/** Typesets `$…$` and `$$…$$` while the site is built. A formula with a mistake stops the build. */
export function math(markdown: MarkdownRenderer): void {
  markdown.use(tex, {
    render: (formula: string, displayMode: boolean, environment: SearchEnvironment) =>
      environment.forSearch ? " " : typeset(formula, displayMode),
  });
}

function typeset(formula: string, displayMode: boolean): string {
  const html = katex.renderToString(formula, { displayMode, throwOnError: true, strict: "error" });
  const frozen = html.replace("<span", "<span v-pre");
  return displayMode ? `<div class="formula" tabindex="0">${frozen}</div>` : frozen;
}
