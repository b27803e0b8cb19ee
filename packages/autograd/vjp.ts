/**
 * Vector-Jacobian products.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { checkAlive } from "./graph.ts";
import { changeOf, zerosLike } from "./operands.ts";
import { pullBack, reachOf } from "./reverse.ts";
import { leave, leavePullback, runOnLeaves, transform } from "./transform.ts";
import type { TensorFunction } from "./transform.ts";

/** The value of a function, and how to carry a cotangent back through it. */
export interface Vjp {
  /** The value. */
  readonly value: Tensor;
  /** Maps a cotangent of the value to one for each argument; may be called again and again. */
  readonly pullback: (cotangent: TensorLike) => Tensor[];
}

/**
 * Runs `f` and gives, beside its value, the function that carries a cotangent back: reverse mode itself. 反向模式
 *
 * Formula (§4.5): `g ↦ gᵀ ∂f/∂x`
 *
 * @param f A function of tensors that gives a tensor of any shape
 * @param args Its arguments
 * @returns The value and the pullback
 * @throws {TypeError} When `f` is async, or an argument is not a float
 *
 * @example One row of a Jacobian
 * ```ts
 * import { vjp } from "@chainrule/autograd";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const { pullback } = vjp((x) => x.mul(x), tensor([1, 2, 3]));
 * assertEquals(pullback(tensor([0, 1, 0]))[0]?.toArray(), [0, 4, 0]);
 * ```
 */
export function vjp(f: TensorFunction, ...args: TensorLike[]): Vjp {
  const { value, leaves, since } = runOnLeaves("vjp", f, args);
  const isLeaf = (x: Tensor) => leaves.includes(x);
  const reach = reachOf("vjp", value, isLeaf, since);
  const pullback = (given: TensorLike): Tensor[] => {
    const cotangent = changeOf("vjp", "cotangent", value, given);
    for (const node of reach.nodes) checkAlive("vjp", node);
    return transform("vjp", () => {
      const found = pullBack(value, cotangent, reach);
      return leaves.map((leaf) => found.get(leaf) ?? zerosLike(leaf));
    }).map(leavePullback);
  };
  return { value: leave(value, since), pullback };
}
