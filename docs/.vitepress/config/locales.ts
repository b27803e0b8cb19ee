import type { DefaultTheme, LocaleSpecificConfig } from "vitepress";

type Locale = LocaleSpecificConfig<DefaultTheme.Config> & { label: string };

interface Section {
  page: string;
  number: string;
  en: string;
  zh: string;
  /** Pages that belong to it. */
  parts?: Section[];
}

const sections: Section[] = [
  { page: "neurons", number: "4.1", en: "Neurons and activations", zh: "神经元与激活函数" },
  {
    page: "structures",
    number: "4.2",
    en: "Network structures",
    zh: "网络结构",
    parts: [
      { page: "memory-networks", number: "4.2.2", en: "Memory networks", zh: "记忆网络" },
      { page: "graph-networks", number: "4.2.3", en: "Graph networks", zh: "图网络" },
    ],
  },
  { page: "feed-forward", number: "4.3", en: "Feed-forward networks", zh: "前馈神经网络" },
  { page: "back-propagation", number: "4.4", en: "Back-propagation", zh: "反向传播" },
  { page: "autodiff", number: "4.5", en: "Automatic differentiation", zh: "自动微分" },
  { page: "optimisation", number: "4.6", en: "Optimisation problems", zh: "优化问题" },
  { page: "summary", number: "4.7", en: "Summary", zh: "总结" },
];

function chapterLinks(prefix: string, language: "en" | "zh", of: Section[] = sections): DefaultTheme.SidebarItem[] {
  return of.map((section) => ({
    text: `${section.number} ${section[language]}`,
    link: `${prefix}chapter/${section.page}`,
    ...(section.parts && { items: chapterLinks(prefix, language, section.parts) }),
  }));
}

export const english: Locale = {
  label: "English",
  lang: "en",
  themeConfig: {
    nav: [
      { text: "Start here", link: "/start" },
      { text: "The chapter", link: "/chapter/neurons", activeMatch: "^/chapter/" },
      { text: "Speed", link: "/speed" },
    ],
    sidebar: [
      { text: "First steps", items: [{ text: "Start here", link: "/start" }] },
      { text: "The chapter, live", items: chapterLinks("/", "en") },
      { text: "Measured", items: [{ text: "Speed", link: "/speed" }] },
    ],
    outline: { level: [2, 3], label: "On this page" },
    footer: { message: "MIT licence. Every figure on this site is computed in your browser by Chainrule itself." },
  },
};

export const chinese: Locale = {
  label: "简体中文",
  lang: "zh-CN",
  link: "/zh/",
  description: "用 TypeScript 写成的神经网络：从一个神经元到图网络",
  themeConfig: {
    nav: [
      { text: "从这里开始", link: "/zh/start" },
      { text: "本章内容", link: "/zh/chapter/neurons", activeMatch: "^/zh/chapter/" },
      { text: "速度", link: "/zh/speed" },
    ],
    sidebar: [
      { text: "第一步", items: [{ text: "从这里开始", link: "/zh/start" }] },
      { text: "动手学本章", items: chapterLinks("/zh/", "zh") },
      { text: "测量", items: [{ text: "速度", link: "/zh/speed" }] },
    ],
    outline: { level: [2, 3], label: "本页目录" },
    docFooter: { prev: "上一页", next: "下一页" },
    darkModeSwitchLabel: "外观",
    lightModeSwitchTitle: "切换到浅色",
    darkModeSwitchTitle: "切换到深色",
    sidebarMenuLabel: "目录",
    returnToTopLabel: "回到顶部",
    langMenuLabel: "切换语言",
    skipToContentLabel: "跳到正文",
    notFound: {
      title: "没有这个页面",
      quote: "链接也许已经改名，或者从来没有存在过。",
      linkLabel: "回到首页",
      linkText: "回到首页",
    },
    footer: { message: "MIT 许可。本站的每一幅图都由 Chainrule 在你的浏览器里现场计算。" },
  },
};
