/**
 * Computing without a graph.
 *
 * @module
 */
import { refuseAsync, within } from "@chainrule/tensor";

/**
 * Runs `f` without remembering how its results came about: for evaluation, and for what must not be trained through. 不记录梯度
 *
 * @param f A synchronous function
 * @returns What `f` returns
 * @throws {TypeError} When `f` is async: the setting would leak into whatever runs during the wait
 *
 * @example Measuring without a graph
 * ```ts
 * import { noGrad } from "@chainrule/autograd";
 * import { tensor, Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const w = new Variable(tensor([1, 2]));
 * assertEquals(noGrad(() => w.value.mul(2)).origin, null);
 * ```
 */
export function noGrad<T>(f: () => T): T {
  refuseAsync("noGrad", f);
  return within("noGrad", { recording: false }, f);
}
