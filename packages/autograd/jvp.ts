/**
 * Jacobian-vector products.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { pushForward } from "./forward.ts";
import { collect } from "./graph.ts";
import { changeOf, zerosLike } from "./operands.ts";
import { leave, runOnLeaves, transform } from "./transform.ts";
import type { TensorFunction } from "./transform.ts";

/** The value of a function and how it changes along a direction. */
export interface Jvp {
  /** The value. */
  readonly value: Tensor;
  /** The directional derivative, with the shape of the value. */
  readonly tangent: Tensor;
}

/**
 * The value of `f` and its derivative along a direction: forward mode. 前向模式
 *
 * Formula (§4.5): `(x, v) ↦ (f(x), ∂f/∂x · v)`
 *
 * @param f A function of tensors that gives a tensor of any shape
 * @param args Its arguments
 * @param tangents The direction: one tensor an argument, of its shape and dtype
 * @returns The value and the tangent
 * @throws {ShapeError} When a tangent does not have the shape of its argument
 * @throws {RangeError} When there are not as many tangents as arguments
 *
 * @example How x² changes at 3
 * ```ts
 * import { jvp } from "@chainrule/autograd";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(jvp((x) => x.mul(x), [tensor(3)], [tensor(1)]).tangent.item(), 6);
 * ```
 */
export function jvp(
  f: TensorFunction,
  args: readonly TensorLike[],
  tangents: readonly TensorLike[],
): Jvp {
  checkTangents("jvp", args, tangents);
  const { value, leaves, since } = runOnLeaves("jvp", f, args);
  const tangent = transform("jvp", () => {
    const changes = new Map(
      leaves.map((leaf, i) => [
        leaf,
        changeOf("jvp", `tangent of argument ${i}`, leaf, tangents[i]!),
      ]),
    );
    const nodes = collect("jvp", [value], since);
    return pushForward(nodes, changes).get(value) ?? zerosLike(value);
  });
  return { value: leave(value, since), tangent: leave(tangent, since) };
}

/** Throws unless there is one tangent for each argument. */
export function checkTangents(
  name: string,
  args: readonly TensorLike[],
  tangents: readonly TensorLike[],
): void {
  if (args.length === tangents.length) return;
  throw new RangeError(
    `Cannot take ${name} of f as there must be one tangent for each argument: current counts are ${tangents.length} and ${args.length}`,
  );
}
