/**
 * Layer normalisation.
 *
 * @module
 */
import type { DType, Shape, Tensor, Variable } from "@chainrule/tensor";
import { formatShape, ShapeError } from "@chainrule/tensor";
import { checkCount } from "../../check_count.ts";
import { Module } from "../../module.ts";
import type { NormalizationOptions } from "./normalize.ts";
import { epsilonOf, makeAffine, normalize, scaleAndShift } from "./normalize.ts";

/** How a {@link LayerNorm} layer is made. */
export interface LayerNormOptions extends NormalizationOptions {
  /** The axes that are normalised together; negative ones count from the back. Samples, axis 0, stay apart. @default -1 */
  readonly axis?: number | readonly number[];
  /** The number of features, where the last axis is normalised alone; left out, it is taken from the first input. */
  readonly inputDim?: number;
}

/**
 * Brings the features of each sample to mean 0 and variance 1, then scales and shifts each by a learnt amount. 层归一化
 *
 * Formula: `y = γ (x − μ) / √(σ² + ε) + β`, with mean μ and variance σ² (which divides by the number of values) over `axis`
 *
 * Training and evaluation do the same, and the other samples of a batch do not matter. A sample whose features are all equal gives β.
 *
 * | what | shape |
 * | --- | --- |
 * | input, output | `[N, ..., D]` |
 * | `gamma`, `beta` | `[D]`, or the lengths of the axes, in order: `[H, W]` |
 *
 * Source: Ba, Kiros and Hinton (2016), Layer Normalization.
 *
 * @example Features of two samples that differ in scale
 * ```ts
 * import { LayerNorm } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const y = new LayerNorm({ epsilon: 1e-12, dtype: "float64" }).forward(tensor([[1, 3], [100, 300]], "float64"));
 * for (const [i, expected] of [-1, 1, -1, 1].entries()) assertAlmostEquals(y.data[i]!, expected, 1e-9);
 * ```
 */
export class LayerNorm extends Module {
  /** The options that it was made with. */
  readonly options: LayerNormOptions;
  /** The scale γ, once built, if there is one. */
  gamma: Variable | null = null;
  /** The shift β, once built, if there is one. */
  beta: Variable | null = null;
  readonly #axes: readonly number[];
  readonly #epsilon: number;

  /**
   * Chooses the axes.
   *
   * @param options See {@link LayerNormOptions}
   * @throws {RangeError} When there is no axis, one that is no whole number, or that of the samples; when a number is not positive
   */
  constructor(options: LayerNormOptions = {}) {
    super();
    const { axis = -1, inputDim } = options;
    this.#axes = typeof axis === "number" ? [axis] : axis;
    if (this.#axes.length === 0 || !this.#axes.every((axis) => Number.isInteger(axis) && axis !== 0)) {
      throw new RangeError(
        `Cannot make LayerNorm as its axes must be whole numbers other than 0, that of the samples: current axes are ${
          formatShape(this.#axes)
        }`,
      );
    }
    if (inputDim !== undefined) checkCount("make LayerNorm", "inputDim", inputDim);
    if (inputDim !== undefined && (this.#axes.length > 1 || this.#axes[0] !== -1)) {
      throw new RangeError(
        `Cannot make LayerNorm as inputDim goes with the last axis alone: current axes are ${
          formatShape(this.#axes)
        }; leave inputDim out`,
      );
    }
    this.options = options;
    this.#epsilon = epsilonOf("LayerNorm", options);
  }

  /** A shape with the features in their place, where `inputDim` was given. */
  protected override get buildShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, this.options.inputDim];
  }

  /** The dtype of the variables. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Makes scale and shift. */
  protected override build(inputShape: Shape): void {
    const { inputDim } = this.options;
    const axes = this.#checkedAxes(inputShape, inputDim === undefined ? undefined : [inputDim]);
    const { gamma, beta } = makeAffine(axes.map((axis) => inputShape[axis]!), this.options, this.random);
    this.gamma = gamma;
    this.beta = beta;
  }

  /**
   * The normalised input.
   *
   * @param x Shape `[N, ..., D]`
   * @returns The same shape
   * @throws {ShapeError} When an axis has another length than before, or is missing
   */
  forward(x: Tensor): Tensor {
    this.ensureBuilt(x.shape);
    const axes = this.#checkedAxes(x.shape, this.gamma?.shape);
    const shape = x.shape.map((length, axis) => axes.includes(axis) ? length : 1);
    return scaleAndShift(normalize(x, axes, this.#epsilon), this, shape);
  }

  /** The axes from the front, in order. */
  #checkedAxes(shape: Shape, lengths: Shape | undefined): readonly number[] {
    const axes = this.#axes.map((axis) => axis < 0 ? shape.length + axis : axis).sort((a, b) => a - b);
    const areThere = axes.every((axis, i) => axis > 0 && axis < shape.length && axis !== axes[i - 1]);
    if (areThere && (lengths === undefined || axes.every((axis, i) => shape[axis] === lengths[i]))) return axes;
    const [one] = this.#axes;
    const [name, length] = this.#axes.length === 1
      ? [`axis ${one}`, `length ${lengths?.[0]}`]
      : [`axes ${formatShape(this.#axes)}`, `lengths ${lengths && formatShape(lengths)}`];
    const rule = lengths === undefined ? "must be there" : `must have ${length}`;
    throw new ShapeError(
      "LayerNorm",
      [shape],
      `Cannot apply LayerNorm as ${name} of its input ${rule}, after the samples`,
      shape.length < 2 ? "one sample is a row: reshape it to [1, D]" : undefined,
    );
  }
}
