/**
 * The graph of §4.5 in the book: f(x; w, b) = 1 / (exp(−(w x + b)) + 1) at x = 1, w = 0, b = 0, in six steps.
 *
 * @module
 */
import { add, exp, mul, neg, reciprocal, tensor, Variable } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";

/** What the graph is built from, and its values h₁ to h₆. */
export interface Figure48 {
  readonly x: Variable;
  readonly w: Variable;
  readonly b: Variable;
  readonly h: readonly [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
}

/** Computes it, step by step: the graph is what these lines leave behind. */
export function figure48(): Figure48 {
  const named = (name: string, value: number) => new Variable(tensor(value, "float64"), { name });
  const [x, w, b] = [named("x", 1), named("w", 0), named("b", 0)];
  const h1 = mul(w, x);
  const h2 = add(h1, b);
  const h3 = neg(h2);
  const h4 = exp(h3);
  const h5 = add(h4, 1);
  const h6 = reciprocal(h5);
  return { x, w, b, h: [h1, h2, h3, h4, h5, h6] };
}
