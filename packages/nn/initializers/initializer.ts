/**
 * What an initialiser is.
 *
 * @module
 */
import type { DType, Random, Shape, Tensor } from "@chainrule/tensor";

/** What an initialiser is told about the variable that it fills. */
export interface InitializerContext {
  /** What to draw from. */
  readonly random: Random;
  /** The dtype of the variable. */
  readonly dtype: DType;
}

/**
 * Makes the first value of a variable. For weights of shape `[units, inputs, ...]` the fan-in is `inputs` times the size of the
 * remaining axes, and the fan-out `units` times that. 初始化器
 */
export type Initializer = (shape: Shape, context: InitializerContext) => Tensor;

/** How many connections a unit has on either side. */
export interface Fans {
  /** How many numbers come into a unit. */
  readonly fanIn: number;
  /** How many units a number goes to. */
  readonly fanOut: number;
}

/**
 * The fans of weights. 扇入与扇出
 *
 * @param shape The shape of the weights, `[units, inputs, ...]`
 * @returns How many numbers come into a unit, and how many units one goes to
 *
 * @example Sixteen filters of 3 by 3 over eight channels
 * ```ts
 * import { fansOf } from "@chainrule/nn";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(fansOf([16, 8, 3, 3]), { fanIn: 72, fanOut: 144 });
 * ```
 */
export function fansOf(shape: Shape): Fans {
  const [units = 1, inputs = units, ...field] = shape;
  const area = field.reduce((product, length) => product * length, 1);
  return { fanIn: inputs * area, fanOut: units * area };
}
