/**
 * Gradients with respect to chosen variables or tensors.
 *
 * @module
 */
import type { Tensor, TensorLike, Variable } from "@chainrule/tensor";
import { add, formatShape, isTensor, isVariable } from "@chainrule/tensor";
import { cotangentOf } from "./backward.ts";
import type { Node } from "./graph.ts";
import { zerosLike } from "./operands.ts";
import { pullBack, reachOf } from "./reverse.ts";
import { leave, transform } from "./transform.ts";

/** How {@link gradients} works. */
export interface GradientsOptions {
  /** The cotangent of the output, for an output that is not a scalar. @default 1 */
  readonly gradient?: TensorLike;
}

/**
 * The gradients of a result with respect to variables or tensors that it was computed from. Fills no slots, keeps the graph, and
 * can be differentiated again. 对指定变量的梯度
 *
 * @param output A scalar, or any tensor together with `gradient`
 * @param sources Variables, or tensors of the graph
 * @param options A cotangent
 * @returns One gradient a source, zeros where the output does not depend on it
 * @throws {TypeError} When a source tensor is a constant that nothing was recorded for
 *
 * @example Two parameters
 * ```ts
 * import { gradients } from "@chainrule/autograd";
 * import { mul, Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const w = new Variable(3);
 * const b = new Variable(4);
 * assertEquals(gradients(mul(w, b), [w, b]).map((g) => g.item()), [4, 3]);
 * ```
 */
export function gradients(
  output: Tensor,
  sources: readonly (Tensor | Variable)[],
  options: GradientsOptions = {},
): Tensor[] {
  const cotangent = cotangentOf("gradients", "output", output, options.gradient);
  sources.forEach(checkSource);
  const wanted = new Set(sources);
  const isSource = (node: Node) => wanted.has(node) || wanted.has(node.origin.variable ?? node);
  const reach = reachOf("gradients", output, isSource, 0);
  return transform("gradients", () => {
    const found = pullBack(output, cotangent, reach);
    return sources.map((source) => total(source, found));
  }).map((gradient) => leave(gradient, Infinity));
}

/** The gradient of a tensor, or of all the values that a variable had, added up. */
function total(
  source: Tensor | Variable,
  found: ReadonlyMap<Tensor, Tensor>,
): Tensor {
  const parts = [...found].flatMap(([node, gradient]) =>
    node === source || node.origin!.variable === source ? [gradient] : []
  );
  return parts.length > 0
    ? parts.reduce((sum, part) => add(sum, part))
    : zerosLike(isTensor(source) ? source : source.value);
}

function checkSource(source: Tensor | Variable, index: number): void {
  if (isVariable(source) ? source.trainable : source.origin !== null) return;
  throw new TypeError(
    `Cannot take gradients with respect to source ${index} as it must be recorded: current source is ${
      isVariable(source)
        ? `the variable ${source.name}, which is not trainable`
        : `a constant of shape ${formatShape(source.shape)}; make it a Variable, or use grad`
    }`,
  );
}
