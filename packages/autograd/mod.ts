/**
 * Derivatives of anything computed with `@chainrule/tensor`.
 *
 * @example A derivative, and a derivative of that
 * ```ts
 * import { grad } from "@chainrule/autograd";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const square = grad((x) => x.pow(3));
 * assertEquals(square(tensor(2)).item(), 12);
 * assertEquals(grad(square)(tensor(2)).item(), 12);
 * ```
 *
 * @module
 */
export { backward } from "./backward.ts";
export type { BackwardOptions } from "./backward.ts";
export * from "./check_gradients.ts";
export { grad, valueAndGrad } from "./grad.ts";
export type { GradOptions, ValueAndGradient } from "./grad.ts";
export * from "./gradients.ts";
export * from "./hessian.ts";
export * from "./hvp.ts";
export { jacobian } from "./jacobian.ts";
export type { JacobianOptions } from "./jacobian.ts";
export { jvp } from "./jvp.ts";
export type { Jvp } from "./jvp.ts";
export * from "./no_grad.ts";
export * from "./numerical_gradient.ts";
export * from "./picture/graph_of.ts";
export * from "./picture/to_dot.ts";
export * from "./picture/to_mermaid.ts";
export type { Formula } from "./symbolic/formula.ts";
export * from "./symbolic/symbolic.ts";
export type { TensorFunction } from "./transform.ts";
export * from "./vjp.ts";
