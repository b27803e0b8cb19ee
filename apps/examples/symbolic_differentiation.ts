/**
 * Row 29: symbolic differentiation. From an expression to its derivative as an expression, which may grow much longer.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/symbolic_differentiation.ts`
 *
 * @module
 */
import { sigmoid } from "@chainrule/activations";
import { grad, graphOf, symbolic } from "@chainrule/autograd";
import { exp, mul, sin, square, tanh, tensor, Variable } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { curvesPicture } from "./drawing/curves.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** Functions of one number. */
export const functions: readonly ((x: Tensor) => Tensor)[] = [
  (x) => x.neg().exp().add(1).pow(-1),
  (x) => square(x).add(1).log(),
  (x) => mul(sin(x), exp(square(x))),
  (x) => sigmoid(x.mul(2).sub(1)).pow(3),
  (x) => tanh(tanh(x)),
];

/** A function that is nested deeper and deeper: v ← 4 v (1 − v). */
export function nested(depth: number): (x: Tensor) => Tensor {
  return (x) => Array.from({ length: depth }).reduce<Tensor>((v) => v.mul(4).mul(v.neg().add(1)), x);
}

/** Prints derivatives, and counts how expressions swell. */
export function symbolicDifferentiation(depths: readonly number[] = [1, 2, 3, 4, 5, 6]): Shown & {
  readonly derivatives: readonly { readonly value: string; readonly derivative: string }[];
  readonly swell: readonly {
    readonly depth: number;
    readonly value: number;
    readonly derivative: number;
    readonly calls: number;
  }[];
} {
  const derivatives = functions.map((f) => {
    const { value, derivative } = symbolic(f, ["x"]);
    return { value: value.text, derivative: derivative.text };
  });
  const swell = depths.map((depth) => {
    const { value, derivative } = symbolic(nested(depth), ["x"]);
    // What automatic differentiation walks through instead: the operations that were done, each once.
    const { nodes } = graphOf(nested(depth)(new Variable(0.3, { name: "x" }).value));
    const calls = nodes.filter(({ kind }) => kind === "operation").length;
    return { depth, value: value.text.length, derivative: derivative.text.length, calls };
  });
  // Both kinds of differentiation agree.
  const point = tensor(0.3, "float64");
  const slope = grad(nested(2))(point).item();
  return {
    derivatives,
    swell,
    lines: [
      ...derivatives.flatMap(({ value, derivative }) => [`d/dx  ${value}`, `    = ${derivative}`]),
      "",
      "v ← 4 v (1 − v), nested:  length of the expression, and of its derivative",
      ...swell.map(({ depth, value, derivative }) => `${depth} times: ${value} characters, ${derivative}`),
      `automatic differentiation of the second, at 0.3: ${slope}`,
    ],
    svg: curvesPicture("Expressions swell: v ← 4 v (1 − v), nested", [
      {
        name: "length of the derivative",
        points: swell.map(({ depth, derivative }) => [depth, derivative]),
        dots: true,
      },
      { name: "length of the function", points: swell.map(({ depth, value }) => [depth, value]), dots: true },
      { name: "operations done", points: swell.map(({ depth, calls }) => [depth, calls]), dots: true },
    ], {
      width: 600,
      x: { label: "how deep it is nested", ticks: [...depths], tickFormat: "d" },
      y: { type: "log", label: "characters, or operations", grid: true, tickFormat: "~s" },
    }).svg,
  };
}

if (import.meta.main) await present(symbolicDifferentiation(), import.meta);
