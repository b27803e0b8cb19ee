/**
 * Normal initialisers.
 *
 * @module
 */
import type { Shape, Tensor } from "@chainrule/tensor";
import type { Initializer, InitializerContext } from "./initializer.ts";
import { fansOf } from "./initializer.ts";

/**
 * Normally distributed numbers. 正态分布初始化
 *
 * @param std The standard deviation
 * @param mean The mean
 * @returns The initialiser
 * @throws {RangeError} When it is used and `std` is negative
 *
 * @example Weights around zero
 * ```ts
 * import { Dense, normalInitializer } from "@chainrule/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Dense(4, { inputDim: 3, weightInitializer: normalInitializer(0.01) });
 * assertEquals(layer.parameters()[0]?.shape, [4, 3]);
 * ```
 */
export function normalInitializer(std: number, mean = 0): Initializer {
  return (shape, { random, dtype }) => random.normal(shape, { mean, std, dtype });
}

/**
 * As `glorotUniform`, from the normal distribution. Xavier 正态初始化
 *
 * Formula: `N(0, 2/(fanIn + fanOut))`. Source: Glorot and Bengio (2010).
 *
 * @param shape The shape of the weights, `[units, inputs, ...]`
 * @param context Generator and dtype
 * @returns First weights
 *
 * @example For tanh
 * ```ts
 * import { Dense, glorotNormal } from "@chainrule/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Dense(4, { inputDim: 3, weightInitializer: glorotNormal });
 * assertEquals(layer.parameters()[0]?.shape, [4, 3]);
 * ```
 */
export function glorotNormal(shape: Shape, context: InitializerContext): Tensor {
  const { fanIn, fanOut } = fansOf(shape);
  return normalInitializer(Math.sqrt(2 / (fanIn + fanOut)))(shape, context);
}

/**
 * As `heUniform`, from the normal distribution. He 正态初始化
 *
 * Formula: `N(0, 2/fanIn)`. Source: He, Zhang, Ren and Sun (2015).
 *
 * @param shape The shape of the weights, `[units, inputs, ...]`
 * @param context Generator and dtype
 * @returns First weights
 *
 * @example For ReLU
 * ```ts
 * import { Dense, heNormal } from "@chainrule/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Dense(4, { inputDim: 3, weightInitializer: heNormal });
 * assertEquals(layer.parameters()[0]?.shape, [4, 3]);
 * ```
 */
export function heNormal(shape: Shape, context: InitializerContext): Tensor {
  return normalInitializer(Math.sqrt(2 / fansOf(shape).fanIn))(shape, context);
}
