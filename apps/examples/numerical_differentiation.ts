/**
 * Row 28: numerical differentiation. With a large step the formula is off, with a small one rounding is; the best step lies between.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/numerical_differentiation.ts`
 *
 * @module
 */
import { checkGradients, grad } from "@chainrule/autograd";
import { exp, sin, sum, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { ruleX } from "@observablehq/plot";
import { curvesPicture } from "./drawing/curves.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

const f = (x: Tensor): Tensor => sin(x).mul(exp(x));
const at = 1;
const value = (x: number): number => f(tensor(x, "float64")).item();

/** A way to take differences. */
export interface Rule {
  readonly name: string;
  readonly slope: (h: number) => number;
}

/** From one side, and from both. */
export const rules: readonly Rule[] = [
  { name: "(f(x + h) − f(x)) / h", slope: (h) => (value(at + h) - value(at)) / h },
  { name: "(f(x + h) − f(x − h)) / 2h", slope: (h) => (value(at + h) - value(at - h)) / (2 * h) },
];

/** The error of both rules for steps from 1 down to 10⁻¹⁵, against the derivative from autograd. */
export function numericalDifferentiation(): Shown & { readonly best: readonly { step: number; error: number }[] } {
  const exact = grad(f)(tensor(at, "float64")).item();
  const steps = Array.from({ length: 61 }, (_, i) => 10 ** (-i / 4));
  const curves = rules.map(({ name, slope }) => ({
    name,
    // A step whose error happens to be 0 cannot be drawn on a logarithmic axis.
    points: steps.map((h) => [h, Math.max(Math.abs(slope(h) - exact), 1e-16)] as const),
  }));
  const best = curves.map(({ points }) => {
    const [step, error] = points.reduce((a, b) => b[1] < a[1] ? b : a);
    return { step, error };
  });
  // What the library has for this: central differences with the best step, compared with the gradient. It throws where they differ.
  checkGradients((x) => sum(f(x)), [tensor([0.3, at, 2], "float64")]);
  return {
    best,
    lines: [
      `f(x) = sin(x) eˣ at x = ${at}: f′ = ${exact}`,
      ...curves.map(({ name }, i) =>
        `${name}: error ${best[i]!.error.toExponential(1)} at best, with h = ${best[i]!.step.toExponential(1)}`
      ),
      "checkGradients agrees",
    ],
    svg: curvesPicture("The error of a difference quotient", curves, {
      width: 640,
      height: 380,
      x: { type: "log", label: "step h", tickFormat: "~e" },
      y: { type: "log", label: "error", grid: true, tickFormat: "~e" },
      marks: [
        ruleX([Math.sqrt(Number.EPSILON), Math.cbrt(Number.EPSILON)], { stroke: "#999", strokeDasharray: "4 3" }),
      ],
    }).svg,
  };
}

if (import.meta.main) await present(numericalDifferentiation(), import.meta);
