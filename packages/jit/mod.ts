/**
 * Static graphs: a function traced once and run many times.
 *
 * @example A training step as one program
 * ```ts
 * import { jit } from "@chainrule/jit";
 * import { backward } from "@chainrule/autograd";
 * import { mean, sub, tensor, Variable } from "@chainrule/tensor";
 * import type { Tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const w = new Variable(0);
 * const step = jit((x: Tensor, y: Tensor) => {
 *   const error = sub(x.mul(w), y);
 *   backward(mean(error.mul(error)));
 *   w.assign(w.value.sub(w.grad!.mul(0.1)));
 *   w.grad = null;
 * });
 * for (let i = 0; i < 50; i++) step(tensor([1, 2]), tensor([3, 6]));
 * assertAlmostEquals(w.value.item(), 3, 1e-5);
 * ```
 *
 * @module
 */
export { Plan } from "./graph/plan.ts";
export type { MemoryPlan, Place, Slot } from "./graph/plan_memory.ts";
export { StaticGraph } from "./graph/static_graph.ts";
export type { CallNode, FusedNode, Node, Outputs, Source, Value } from "./graph/static_graph.ts";
export * from "./jit.ts";
export type { StepTime } from "./compile/step_clock.ts";
export { Profile } from "./profile.ts";
export { Program } from "./program.ts";
export type { ProgramOptions } from "./program.ts";
export { useThreads } from "./threads.ts";
