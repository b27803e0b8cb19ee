/**
 * Formulas as LaTeX.
 *
 * @module
 */
import type { Notation, Written } from "./notation.ts";
import { Binding, within } from "./notation.ts";

/** LaTeX for mathematics mode; needs amsmath for `\operatorname`. */
export const latex: Notation = {
  symbol: symbolName,
  parenthesized: (inner) => `\\left(${inner}\\right)`,
  factors: (factors) => factors.join(" "),
  fraction: (above, below) => `\\frac{${product(above)}}{${product(below)}}`,
  power: (base, { text }) => ({ text: `${within(latex, base, Binding.atom)}^{${text}}`, binding: Binding.power }),
  call: (name, args) => {
    const list = args.map(({ text }) => text).join(", ");
    return special[name]?.(list) ??
      { text: `${functionName(name)}${latex.parenthesized(list)}`, binding: Binding.atom };
  },
};

/** Functions that are not written as a name and parentheses. */
const special: Readonly<Record<string, (x: string) => Written>> = {
  exp: (x) => ({ text: `e^{${x}}`, binding: Binding.power }),
  sqrt: (x) => ({ text: `\\sqrt{${x}}`, binding: Binding.atom }),
  abs: (x) => ({ text: `\\left|${x}\\right|`, binding: Binding.atom }),
};

const functionNames: Readonly<Record<string, string>> = {
  log: "\\ln",
  sigmoid: "\\sigma",
  maximum: "\\max",
  minimum: "\\min",
  sin: "\\sin",
  cos: "\\cos",
  tan: "\\tan",
  tanh: "\\tanh",
};

const greek =
  /^(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega)$/;

function functionName(name: string): string {
  return functionNames[name] ?? `\\operatorname{${name}}`;
}

/** `w` stays, `w1` and `w_1` get an index, `beta` is the letter β, and longer names stand upright. */
function symbolName(name: string): string {
  const [, letter, index] = /^([A-Za-z]+?)_?(\d*)$/.exec(name) ?? [];
  if (letter === undefined) return `\\mathrm{${name.replaceAll(/[_{}$&#%^~\\]/g, "\\$&")}}`;
  const letters = letter.length === 1 ? letter : greek.test(letter) ? `\\${letter}` : `\\mathrm{${letter}}`;
  return index === "" ? letters : `${letters}_{${index}}`;
}

function product(factors: readonly Written[]): string {
  const [only] = factors;
  if (factors.length === 1) return only!.text;
  return latex.factors(factors.map((factor) => within(latex, factor, Binding.power)));
}
