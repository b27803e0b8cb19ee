/**
 * Elementwise operations as functions of plain numbers.
 *
 * @module
 */
import type { AttributesOf, Each, Inputs, Op } from "@chainrule/tensor";
import { scalarBuilder } from "@chainrule/tensor";

/** The value of an elementwise operation where its inputs are single numbers: the formula that tensors use, run once. */
export function atNumber<I extends Inputs, A = undefined>(
  op: Op<I, A>,
  inputs: Each<I, number>,
  ...attributes: AttributesOf<A>
): number {
  if (!("expression" in op)) {
    throw new TypeError(
      `Cannot evaluate ${op.name} at a number as it must be elementwise: current operation has a kernel`,
    );
  }
  return op.expression(scalarBuilder, inputs, attributes[0] as A);
}
