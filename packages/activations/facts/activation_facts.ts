/**
 * What is known about an activation, in a form that a program can read.
 *
 * @module
 */

/** Whether outputs have mean 0 for inputs that lie evenly around 0, so that the next layer sees no bias shift. 零中心化 */
export type ZeroCentred = "yes" | "approximately" | "no";

/** The values that a function takes. 值域 */
export interface Range {
  /** The greatest lower bound. */
  readonly min: number;
  /** The least upper bound. */
  readonly max: number;
  /** Whether `min` is itself a value, for float arguments of any size in exact arithmetic. */
  readonly minReached: boolean;
  /** Whether `max` is itself a value. */
  readonly maxReached: boolean;
}

/** At which ends the derivative goes to 0. 饱和 */
export interface Saturation {
  /** As x goes to −∞. 左饱和 */
  readonly left: boolean;
  /** As x goes to +∞. 右饱和 */
  readonly right: boolean;
}

/** A number that an activation takes beside its input. */
export interface ActivationParameter<P extends string = string> {
  /** Its name in options. */
  readonly name: P;
  /** The book's letter, as LaTeX. */
  readonly symbol: string;
  /** The value when it is left out. */
  readonly default: number;
  /** Whether it may be learnt. */
  readonly learnable: boolean;
}

/** Values of parameters; those left out have their defaults. */
export type ParameterValues<P extends string> = { readonly [K in P]?: number };

/**
 * What is known about an activation. Where something depends on the parameters, it is said for their defaults.
 *
 * @example Which activations do not saturate?
 * ```ts
 * import { activationFacts } from "@chainrule/activations";
 * import { assertEquals } from "@std/assert";
 *
 * const unsaturated = Object.values(activationFacts)
 *   .filter(({ saturation }) => !saturation.left && !saturation.right);
 * assertEquals(unsaturated.map(({ name }) => name), ["leakyRelu", "prelu"]);
 * ```
 */
export interface ActivationFacts<P extends string = never> {
  /** The name of the function. */
  readonly name: string;
  /** The section of the chapter. */
  readonly section: string;
  /** The definition, as LaTeX. */
  readonly formula: string;
  /** The derivative, as LaTeX. */
  readonly derivativeFormula: string;
  /** The values that it takes. */
  readonly range: Range;
  /** Whether outputs lie evenly around 0. */
  readonly zeroCentred: ZeroCentred;
  /** At which ends the derivative goes to 0. */
  readonly saturation: Saturation;
  /** Whether it never falls. */
  readonly monotonic: boolean;
  /** Where there is no derivative; empty for a function that is differentiable everywhere. */
  readonly kinks: readonly number[];
  /** What it takes beside its input. */
  readonly parameters: readonly ActivationParameter<P>[];
  /** The function of one number, for plots. */
  value(x: number, parameters?: ParameterValues<P>): number;
  /** The derivative at one number, for plots; at a kink, the one that `backward` uses. */
  derivative(x: number, parameters?: ParameterValues<P>): number;
}
