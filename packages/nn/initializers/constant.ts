/**
 * Initialisers with one value.
 *
 * @module
 */
import type { Shape, Tensor } from "@chainrule/tensor";
import { full } from "@chainrule/tensor";
import type { Initializer, InitializerContext } from "./initializer.ts";

/**
 * Fills with one value. 常数初始化
 *
 * @param value The value
 * @returns The initialiser
 *
 * @example Biases that start at a half
 * ```ts
 * import { constantInitializer, Dense } from "@chainrule/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Dense(2, { inputDim: 3, biasInitializer: constantInitializer(0.5) });
 * assertEquals(layer.parameters()[1]?.value.toArray(), [0.5, 0.5]);
 * ```
 */
export function constantInitializer(value: number): Initializer {
  return (shape, { dtype }) => full(shape, value, dtype);
}

/**
 * Fills with zeros. 全零初始化
 *
 * For biases: weights of zeros make all units of a layer learn the same.
 *
 * @param shape The shape of the variable
 * @param context The dtype
 * @returns Zeros
 *
 * @example Biases
 * ```ts
 * import { Dense, zerosInitializer } from "@chainrule/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Dense(2, { inputDim: 3, biasInitializer: zerosInitializer });
 * assertEquals(layer.parameters()[1]?.value.toArray(), [0, 0]);
 * ```
 */
export function zerosInitializer(shape: Shape, context: InitializerContext): Tensor {
  return constantInitializer(0)(shape, context);
}

/**
 * Fills with ones. 全一初始化
 *
 * @param shape The shape of the variable
 * @param context The dtype
 * @returns Ones
 *
 * @example A unit that adds its inputs
 * ```ts
 * import { Dense, onesInitializer } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Dense(1, { weightInitializer: onesInitializer });
 * assertEquals(layer.forward(tensor([[1, 2, 3]])).toArray(), [[6]]);
 * ```
 */
export function onesInitializer(shape: Shape, context: InitializerContext): Tensor {
  return constantInitializer(1)(shape, context);
}
