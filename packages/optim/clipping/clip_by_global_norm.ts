/**
 * Keeping the gradient, as one long vector, short.
 *
 * @module
 */
import { add, cast, div, less, where, within } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { ParameterSource } from "../core/parameter_source.ts";
import { multiplied } from "../core/scaling.ts";
import { checkNumber, nonNegative } from "../core/settings.ts";
import { withGradients } from "./gradients.ts";

/** Keeps the quotient finite when the norm is 0; the value that PyTorch has. */
const epsilon = 1e-6;

/**
 * Shortens all gradients by one factor, if together they are longer than `maxNorm`. Call it between `backward` and
 * `step`. 按全局范数裁剪梯度
 *
 * Formula: `g ← g · min(1, maxNorm / (‖g‖₂ + 10⁻⁶))`, with `‖g‖₂` over all parameters
 *
 * If the norm is infinite, finite elements become 0 and infinite ones NaN. If it is NaN, gradients stay as they are, so
 * that NaN does not spread to parameters that had none.
 *
 * Pascanu, Mikolov, Bengio (2013), On the difficulty of training Recurrent Neural Networks.
 *
 * @param parameters A module, or variables
 * @param maxNorm The largest norm that stays, in [0, ∞)
 * @returns The norm before clipping, a float64 scalar
 * @throws {RangeError} When `maxNorm` is negative or not finite
 * @throws {TypeError} When no parameter has a gradient
 *
 * @example From norm 5 to norm 1
 * ```ts
 * import { clipByGlobalNorm } from "@chainrule/optim";
 * import { tensor, Variable } from "@chainrule/tensor";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const w = new Variable(tensor([0, 0], "float64"));
 * w.grad = tensor([3, -4], "float64");
 * assertEquals(clipByGlobalNorm([w], 1).item(), 5);
 * assertAlmostEquals(w.grad!.data[0]!, 0.6, 1e-6);
 * ```
 */
export function clipByGlobalNorm(parameters: ParameterSource, maxNorm: number): Tensor {
  checkNumber("clipByGlobalNorm", "maxNorm", maxNorm, nonNegative);
  return within("clipByGlobalNorm", { recording: false }, () => {
    const found = withGradients("clipByGlobalNorm", parameters);
    const norm = globalNorm(found.map(({ gradient }) => gradient));
    const ratio = div(maxNorm, norm.add(epsilon));
    const factor = where(less(ratio, 1), ratio, 1);
    for (const { parameter, gradient } of found) {
      parameter.grad = multiplied(gradient, factor);
    }
    return norm;
  });
}

function globalNorm(gradients: readonly Tensor[]): Tensor {
  const squares = gradients.map((gradient) => cast(gradient.mul(gradient).sum(), "float64"));
  return squares.reduce((total, square) => add(total, square)).sqrt();
}
