import type { DefaultTheme, MarkdownEnv, MarkdownRenderer } from "vitepress";
import type { SearchEnvironment } from "./math.ts";

/**
 * Chinese is written without spaces, so a word in mid-sentence is found through its pairs of neighbouring characters.
 * The index holds every character and every pair; a query of two or more characters asks for pairs only.
 *
 * VitePress sends these two functions to the page as text: each must stand alone.
 */
function indexTerms(text: string): string[] {
  const terms: string[] = [];
  for (const [word] of text.matchAll(/\p{Script=Han}+|[\p{Alphabetic}\p{Number}_]+/gu)) {
    for (const [run] of word.matchAll(/\p{Script=Han}+|\P{Script=Han}+/gu)) {
      if (!/\p{Script=Han}/u.test(run)) {
        terms.push(run);
        continue;
      }
      const characters = [...run];
      terms.push(...characters);
      for (let i = 1; i < characters.length; i++) terms.push(characters[i - 1]! + characters[i]!);
    }
  }
  return terms;
}

function queryTerms(text: string): string[] {
  const terms: string[] = [];
  for (const [word] of text.matchAll(/\p{Script=Han}+|[\p{Alphabetic}\p{Number}_]+/gu)) {
    for (const [run] of word.matchAll(/\p{Script=Han}+|\P{Script=Han}+/gu)) {
      const characters = [...run];
      if (!/\p{Script=Han}/u.test(run) || characters.length === 1) {
        terms.push(run);
        continue;
      }
      for (let i = 1; i < characters.length; i++) terms.push(characters[i - 1]! + characters[i]!);
    }
  }
  return terms;
}

function textForSearch(source: string, environment: MarkdownEnv & SearchEnvironment, markdown: MarkdownRenderer): string {
  return markdown.render(source, Object.assign(environment, { forSearch: true }));
}

const chineseTexts = {
  button: { buttonText: "搜索", buttonAriaLabel: "搜索文档" },
  modal: {
    displayDetails: "显示详细列表",
    resetButtonTitle: "清除查询",
    backButtonTitle: "关闭搜索",
    noResultsText: "没有找到结果：",
    footer: {
      selectText: "打开",
      selectKeyAriaLabel: "回车",
      navigateText: "切换",
      navigateUpKeyAriaLabel: "上箭头",
      navigateDownKeyAriaLabel: "下箭头",
      closeText: "关闭",
      closeKeyAriaLabel: "退出",
    },
  },
};

/** Search without a server: an index for each language, read when the reader first searches. */
export const search: DefaultTheme.Config["search"] = {
  provider: "local",
  options: {
    locales: { zh: { translations: chineseTexts } },
    miniSearch: {
      options: { tokenize: indexTerms },
      searchOptions: { tokenize: queryTerms, combineWith: "AND" },
    },
    _render: textForSearch,
  },
};
