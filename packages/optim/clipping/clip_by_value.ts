/**
 * Keeping each element of the gradients small.
 *
 * @module
 */
import { clip, within } from "@chainrule/tensor";
import type { ParameterSource } from "../core/parameter_source.ts";
import { checkNumber, nonNegative } from "../core/settings.ts";
import { withGradients } from "./gradients.ts";

/**
 * Brings every element of every gradient into an interval around 0. Call it between `backward` and `step`. 按值裁剪梯度
 *
 * Formula: `g ← min(max(g, −limit), limit)`
 *
 * This may turn the direction of the step; {@link clipByGlobalNorm} does not.
 *
 * @param parameters A module, or variables
 * @param limit The largest absolute value that stays, in [0, ∞)
 * @throws {RangeError} When the limit is negative or not finite
 * @throws {TypeError} When no parameter has a gradient
 *
 * @example Three elements, two of them too large
 * ```ts
 * import { clipByValue } from "@chainrule/optim";
 * import { tensor, Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const w = new Variable(tensor([0, 0, 0]));
 * w.grad = tensor([-5, 0.25, 2]);
 * clipByValue([w], 0.5);
 * assertEquals(w.grad?.toArray(), [-0.5, 0.25, 0.5]);
 * ```
 */
export function clipByValue(parameters: ParameterSource, limit: number): void {
  checkNumber("clipByValue", "limit", limit, nonNegative);
  within("clipByValue", { recording: false }, () => {
    for (const { parameter, gradient } of withGradients("clipByValue", parameters)) {
      parameter.grad = clip(gradient, -limit, limit);
    }
  });
}
