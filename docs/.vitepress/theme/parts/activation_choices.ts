import {
  elu,
  gelu,
  hardLogistic,
  hardTanh,
  leakyRelu,
  prelu,
  relu,
  sigmoid,
  softplus,
  step,
  swish,
  tanh,
} from "@chainrule/activations";
import type { Tensor } from "@chainrule/tensor";

/** The numbers that some activations take beside their input. */
export interface ActivationParameters {
  beta: number;
  gamma: number;
}

/** An activation that a reader can choose. */
export interface ActivationChoice {
  name: string;
  en: string;
  zh: string;
  parameter?: keyof ActivationParameters;
  f: (x: Tensor, parameters: ActivationParameters) => Tensor;
}

/** The functions of section 4.1 that take one number, in its order. */
export const activationChoices: ActivationChoice[] = [
  { name: "step", en: "step", zh: "阶跃函数", f: (x) => step(x) },
  { name: "sigmoid", en: "logistic σ", zh: "Logistic σ", f: (x) => sigmoid(x) },
  { name: "tanh", en: "tanh", zh: "Tanh", f: (x) => tanh(x) },
  { name: "hardLogistic", en: "hard-logistic", zh: "Hard-Logistic", f: (x) => hardLogistic(x) },
  { name: "hardTanh", en: "hard-tanh", zh: "Hard-Tanh", f: (x) => hardTanh(x) },
  { name: "relu", en: "ReLU", zh: "ReLU", f: (x) => relu(x) },
  {
    name: "leakyRelu",
    en: "leaky ReLU (γ)",
    zh: "带泄露的 ReLU（γ）",
    parameter: "gamma",
    f: (x, { gamma }) => leakyRelu(x, gamma),
  },
  { name: "prelu", en: "PReLU (γ)", zh: "带参数的 ReLU（γ）", parameter: "gamma", f: (x, { gamma }) => prelu(x, gamma) },
  { name: "elu", en: "ELU (γ)", zh: "ELU（γ）", parameter: "gamma", f: (x, { gamma }) => elu(x, gamma) },
  { name: "softplus", en: "softplus", zh: "Softplus", f: (x) => softplus(x) },
  { name: "swish", en: "Swish (β)", zh: "Swish（β）", parameter: "beta", f: (x, { beta }) => swish(x, beta) },
  { name: "gelu", en: "GELU, exact", zh: "GELU（精确）", f: (x) => gelu(x) },
  { name: "geluTanh", en: "GELU, tanh form", zh: "GELU（Tanh 近似）", f: (x) => gelu(x, { approximate: "tanh" }) },
  {
    name: "geluLogistic",
    en: "GELU, logistic form",
    zh: "GELU（Logistic 近似）",
    f: (x) => gelu(x, { approximate: "sigmoid" }),
  },
];

/** The activation with this name. */
export function activationNamed(name: string): ActivationChoice {
  return activationChoices.find((choice) => choice.name === name)!;
}
