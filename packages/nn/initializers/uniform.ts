/**
 * Uniform initialisers.
 *
 * @module
 */
import type { Shape, Tensor } from "@chainrule/tensor";
import type { Initializer, InitializerContext } from "./initializer.ts";
import { fansOf } from "./initializer.ts";

/**
 * Uniform numbers between bounds. 均匀分布初始化
 *
 * @param low The lower bound
 * @param high The upper bound
 * @returns The initialiser
 * @throws {RangeError} When it is used and `low` is above `high`
 *
 * @example Small weights
 * ```ts
 * import { Dense, uniformInitializer } from "@chainrule/nn";
 * import { abs } from "@chainrule/tensor";
 * import { assert } from "@std/assert";
 *
 * const layer = new Dense(4, { inputDim: 3, weightInitializer: uniformInitializer(-0.1, 0.1) });
 * assert(abs(layer.parameters()[0]!).max().item() <= 0.1);
 * ```
 */
export function uniformInitializer(low: number, high: number): Initializer {
  return (shape, { random, dtype }) => random.uniform(shape, { low, high, dtype });
}

/**
 * Uniform numbers whose variance keeps both activations and gradients from growing or fading, for sigmoid and tanh. Xavier 均匀初始化
 *
 * Formula: `U(−r, r)` with `r = √(6/(fanIn + fanOut))`. Source: Glorot and Bengio (2010).
 *
 * @param shape The shape of the weights, `[units, inputs, ...]`
 * @param context Generator and dtype
 * @returns First weights
 *
 * @example For tanh
 * ```ts
 * import { Dense, glorotUniform } from "@chainrule/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Dense(4, { inputDim: 3, weightInitializer: glorotUniform });
 * assertEquals(layer.parameters()[0]?.shape, [4, 3]);
 * ```
 */
export function glorotUniform(shape: Shape, context: InitializerContext): Tensor {
  const { fanIn, fanOut } = fansOf(shape);
  const bound = Math.sqrt(6 / (fanIn + fanOut));
  return uniformInitializer(-bound, bound)(shape, context);
}

/**
 * Uniform numbers whose variance makes up for the half that ReLU silences. He 均匀初始化
 *
 * Formula: `U(−r, r)` with `r = √(6/fanIn)`. Source: He, Zhang, Ren and Sun (2015).
 *
 * @param shape The shape of the weights, `[units, inputs, ...]`
 * @param context Generator and dtype
 * @returns First weights
 *
 * @example For ReLU
 * ```ts
 * import { Dense, heUniform } from "@chainrule/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Dense(4, { inputDim: 3, weightInitializer: heUniform });
 * assertEquals(layer.parameters()[0]?.shape, [4, 3]);
 * ```
 */
export function heUniform(shape: Shape, context: InitializerContext): Tensor {
  const bound = Math.sqrt(6 / fansOf(shape).fanIn);
  return uniformInitializer(-bound, bound)(shape, context);
}
