/**
 * The structured risk.
 *
 * @module
 */
import type { Tensor, Variable } from "@chainrule/tensor";
import { full, scope, sum } from "@chainrule/tensor";
import type { Module } from "../module.ts";

/**
 * What structured risk minimisation adds to the empirical risk: half of λ times the squared length of all weights. Biases, and all
 * other parameters with fewer than two axes, are not penalised. 结构风险中的正则化项
 *
 * Formula (§4.3.3): `(λ/2) ‖W‖²_F`
 *
 * @param module A built module
 * @param lambda λ, at least 0
 * @returns A scalar
 * @throws {RangeError} When λ is negative
 *
 * @example The risk of a layer with weights 1 and 2
 * ```ts
 * import { Dense, weightPenalty } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Dense(1, { inputDim: 2 });
 * layer.parameters()[0]!.assign(tensor([[1, 2]]));
 * assertEquals(weightPenalty(layer, 0.5).item(), 1.25);
 * ```
 */
export function weightPenalty(module: Module, lambda: number): Tensor {
  if (!(lambda >= 0)) {
    throw new RangeError(`Cannot penalise weights as lambda must be at least 0: current lambda is ${lambda}`);
  }
  const weights = module.namedParameters().filter(isWeight).map(([, { value }]) => value);
  return scope("weightPenalty", () => {
    const squares = weights.map((value) => sum(value.mul(value)));
    if (squares.length === 0) return full([], 0, module.dtype);
    return squares.reduce((total, part) => total.add(part)).mul(lambda / 2);
  });
}

function isWeight([name, { shape }]: readonly [string, Variable]): boolean {
  return shape.length >= 2 && name.split(".").at(-1) !== "bias";
}
