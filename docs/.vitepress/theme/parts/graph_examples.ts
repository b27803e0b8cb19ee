import type { Tensor } from "@chainrule/tensor";
import { activation } from "../examples/activation.ts";
import activationSource from "../examples/activation.ts?raw";
import { trainingStep } from "../examples/training_step.ts";
import trainingStepSource from "../examples/training_step.ts?raw";
import { wasteful } from "../examples/wasteful.ts";
import wastefulSource from "../examples/wasteful.ts?raw";

/** A function of one tensor that a reader can choose. */
export interface GraphExample {
  en: string;
  zh: string;
  f: (x: Tensor) => Tensor;
  /** Its code, without imports, with comments in English. */
  code: string;
}

const chineseComments: Record<string, string> = {
  "the same at every call": "每次调用都相同",
  "written twice": "写了两遍",
  "nobody asks for it": "没有人用到",
  "· 1 changes nothing": "乘以 1 不起作用",
  "w shall become 3": "w 应该变成 3",
};

/** The code of an example, with comments in the language of the page. */
export function codeIn(lang: string, { code }: GraphExample): string {
  return lang === "zh-CN" ? code.replaceAll(/(?<=\/\/ ).*$/gm, (comment) => chineseComments[comment] ?? comment) : code;
}

/** Functions whose graphs get smaller, each in another way. */
export const graphExamples: Record<string, GraphExample> = {
  wasteful: { en: "a wasteful one", zh: "浪费的写法", f: wasteful, code: withoutImports(wastefulSource) },
  activation: { en: "GELU of a line", zh: "直线的 GELU", f: activation, code: withoutImports(activationSource) },
  step: { en: "a training step", zh: "一个训练步", f: trainingStep, code: withoutImports(trainingStepSource) },
};

function withoutImports(source: string): string {
  return source.replaceAll(/^import .*\n/gm, "").replaceAll(/^export /gm, "").trim();
}
