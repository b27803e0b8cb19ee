/**
 * Whole Jacobians.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { allocate, fromValues, reshape, sizeOf, stack, zeros } from "@chainrule/tensor";
import { pushForward } from "./forward.ts";
import type { GradOptions } from "./grad.ts";
import { collect } from "./graph.ts";
import { zerosLike } from "./operands.ts";
import { pullBack, reachOf } from "./reverse.ts";
import { leave, runOnLeaves, transform } from "./transform.ts";
import type { Run, TensorFunction } from "./transform.ts";

/** How {@link jacobian} works. */
export interface JacobianOptions extends GradOptions {
  /** One pass an element of the argument (forward) or of the value (reverse). @default whichever takes fewer passes */
  readonly mode?: "forward" | "reverse";
}

/**
 * The function that computes the Jacobian of `f`: how each element of the value changes with each element of an argument. 雅可比矩阵
 *
 * Formula (§4.5): `J[i, j] = ∂f(x)ᵢ/∂xⱼ`
 *
 * `f` runs once; then one pass is made for each element of the argument or of the value.
 *
 * @param f A function of tensors that gives a tensor of any shape
 * @param options Which argument, and which mode
 * @returns A function of the same arguments, whose value has the shape of the value of `f` followed by that of the argument
 * @throws {TypeError} When `f` is async, or the argument is not a float
 *
 * @example A function from two numbers to two
 * ```ts
 * import { jacobian } from "@chainrule/autograd";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const f = jacobian((x) => x.mul(x.sum()));
 * assertEquals(f(tensor([1, 2])).toArray(), [[4, 1], [2, 5]]);
 * ```
 */
export function jacobian(f: TensorFunction, options: JacobianOptions = {}): (...args: TensorLike[]) => Tensor {
  return (...args) => allPartials("jacobian", f, args, options);
}

/** The Jacobian of `f` at `args`, under the name of whoever asks. */
export function allPartials(
  name: string,
  f: TensorFunction,
  args: readonly TensorLike[],
  { argument = 0, mode }: JacobianOptions,
): Tensor {
  const run = runOnLeaves(name, f, args, [argument]);
  const { value, leaves: [leaf], since } = run;
  const fewer = leaf!.size <= value.size ? "forward" : "reverse";
  const partials = transform(name, () => {
    const shape = [...value.shape, ...leaf!.shape];
    if (sizeOf(shape) === 0) return zeros(shape, leaf!.dtype);
    return reshape((mode ?? fewer) === "forward" ? columns(run) : rows(run), shape);
  });
  return leave(partials, since);
}

function columns({ value, leaves, since }: Run): Tensor {
  const leaf = leaves[0]!;
  const nodes = collect("jacobian", [value], since);
  const none = zeros(value.shape, leaf.dtype);
  const tangents = bases(leaf).map((basis) => pushForward(nodes, new Map([[leaf, basis]])).get(value) ?? none);
  return stack(tangents, value.rank);
}

function rows({ value, leaves, since }: Run): Tensor {
  const leaf = leaves[0]!;
  const reach = reachOf("jacobian", value, (node) => node === leaf, since);
  const cotangents = bases(value).map((basis) => pullBack(value, basis, reach).get(leaf) ?? zerosLike(leaf));
  return stack(cotangents);
}

/** Every tensor like `x` that is 1 at one element and 0 elsewhere. */
function bases({ size, shape, dtype }: Tensor): Tensor[] {
  return Array.from({ length: size }, (_, i) => {
    const values = allocate(dtype, size);
    values[i] = 1;
    return fromValues(values, shape, dtype);
  });
}
