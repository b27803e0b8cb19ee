/**
 * What the normalisations share.
 *
 * @module
 */
import type { DType, Random, Shape, Tensor } from "@chainrule/tensor";
import { reciprocal, reshape, scope, sqrt, Variable } from "@chainrule/tensor";
import { onesInitializer, zerosInitializer } from "../../initializers/constant.ts";
import type { Initializer } from "../../initializers/initializer.ts";

/** What can be chosen of every normalisation. */
export interface NormalizationOptions {
  /** What is added to the variance before its root is taken. @default 1e-5 */
  readonly epsilon?: number;
  /** Whether the result is scaled by γ and shifted by β, which are learnt. @default true */
  readonly affine?: boolean;
  /** First γ. @default onesInitializer */
  readonly gammaInitializer?: Initializer;
  /** First β. @default zerosInitializer */
  readonly betaInitializer?: Initializer;
  /** The dtype of the variables. @default "float32" */
  readonly dtype?: DType;
}

/** The scale and the shift; null where there are none. */
export interface Affine {
  readonly gamma: Variable | null;
  readonly beta: Variable | null;
}

/** The ε of `options`, checked. */
export function epsilonOf(layer: string, { epsilon = 1e-5 }: NormalizationOptions): number {
  if (epsilon > 0 && epsilon < Infinity) return epsilon;
  throw new RangeError(`Cannot make ${layer} as epsilon must be above 0 and finite: current epsilon is ${epsilon}`);
}

/** Makes the scale and the shift that `options` ask for. */
export function makeAffine(shape: Shape, options: NormalizationOptions, random: Random): Affine {
  const { affine = true, dtype = "float32" } = options;
  if (!affine) return { gamma: null, beta: null };
  const { gammaInitializer = onesInitializer, betaInitializer = zerosInitializer } = options;
  const context = { random, dtype };
  return {
    gamma: new Variable(gammaInitializer(shape, context), { name: "gamma" }),
    beta: new Variable(betaInitializer(shape, context), { name: "beta" }),
  };
}

/** The elements of `x` along `axes` with mean 0, and variance 1 but for ε. A variance of 0 gives zeros. */
export function normalize(x: Tensor, axes: readonly number[], epsilon: number): Tensor {
  return scope("normalize", () => {
    const distance = x.sub(x.mean({ axis: axes, keepDims: true }));
    const variance = distance.mul(distance).mean({ axis: axes, keepDims: true });
    return distance.mul(inverseDeviation(variance, epsilon));
  });
}

/**
 * `1 / √(σ² + ε)`. In two steps, as the derivative of `rsqrt` has the cube of this: in float32 that is lost as soon as σ is above 10¹².
 */
export function inverseDeviation(variance: Tensor, epsilon: number): Tensor {
  return reciprocal(sqrt(variance.add(epsilon)));
}

/** `γ y + β`, with γ and β under the shape in which they broadcast. */
export function scaleAndShift(y: Tensor, { gamma, beta }: Affine, shape: Shape): Tensor {
  if (gamma === null || beta === null) return y;
  return y.mul(reshape(gamma, shape)).add(reshape(beta, shape));
}
