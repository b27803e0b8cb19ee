/**
 * Row 30: forward mode. Derivatives go along with the values, from the input to every step; one pass for each input.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/forward_mode.ts`
 *
 * @module
 */
import { graphOf, jvp } from "@chainrule/autograd";
import { add, exp, mul, neg, reciprocal, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { graphPicture } from "./drawing/graph_picture.ts";
import { grid, titled } from "./drawing/picture.ts";
import { figure48 } from "./figure_4_8.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** ∂hᵢ/∂w and ∂hᵢ/∂b for i = 1 to 6. */
export interface Tangents {
  readonly values: readonly number[];
  readonly byW: readonly number[];
  readonly byB: readonly number[];
}

/** Two passes over the graph of the book, one for w and one for b. */
export function forwardMode(): Shown & Tangents & { readonly derivative: number } {
  const { w, b, h } = figure48();
  const pass = (source: typeof w) => graphOf(h[5], { forward: source });
  const tangentsOf = (source: typeof w) =>
    pass(source).nodes.filter(({ kind }) => kind === "operation").map(({ tangent }) => (tangent ?? 0) as number);
  const values = h.map((value) => value.item());
  const [byW, byB] = [tangentsOf(w), tangentsOf(b)];

  // The same without a graph to look at: jvp runs the function and its derivative in a direction together.
  const f = (w: Tensor, b: Tensor): Tensor => reciprocal(add(exp(neg(add(mul(w, 1), b))), 1));
  const zero = tensor(0, "float64");
  const derivative = jvp(f, [zero, zero], [tensor(1, "float64"), zero]).tangent.item();
  return {
    values,
    byW,
    byB,
    derivative,
    lines: [
      "step   value  ∂/∂w   ∂/∂b",
      ...values.map((value, i) =>
        `h${i + 1}  ${[value, byW[i]!, byB[i]!].map((x) => x.toFixed(2).padStart(6)).join(" ")}`
      ),
      `jvp in the direction of w: ${derivative}`,
    ],
    svg: grid([
      titled("Forward pass for w: the tangent of w is 1", graphPicture(pass(w))),
      titled("Forward pass for b: the tangent of b is 1", graphPicture(pass(b))),
    ], 1).svg,
  };
}

if (import.meta.main) await present(forwardMode(), import.meta);
