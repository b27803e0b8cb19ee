/**
 * Group normalisation.
 *
 * @module
 */
import type { DType, Shape, Tensor, Variable } from "@chainrule/tensor";
import { reshape, ShapeError, sizeOf } from "@chainrule/tensor";
import { checkCount } from "../../check_count.ts";
import { Module } from "../../module.ts";
import type { NormalizationOptions } from "./normalize.ts";
import { epsilonOf, makeAffine, normalize, scaleAndShift } from "./normalize.ts";

/** How a {@link GroupNorm} layer is made. */
export interface GroupNormOptions extends NormalizationOptions {
  /** The number of channels; left out, it is taken from the first input. */
  readonly inputDim?: number;
}

/**
 * Brings each group of channels of each sample to mean 0 and variance 1, then scales and shifts each channel by a learnt amount. 组归一化
 *
 * Formula: `y = γ (x − μ) / √(σ² + ε) + β`, with mean μ and variance σ² (which divides by the number of values) over the `C / G` channels of a
 * group and all that follows them
 *
 * One group is layer normalisation of whole samples; as many groups as channels are instance normalisation. Training and evaluation do the
 * same. A group whose values are all equal gives β.
 *
 * | what | shape |
 * | --- | --- |
 * | input, output | `[N, C, ...]` |
 * | `gamma`, `beta` | `[C]` |
 *
 * Source: Wu and He (2018), Group Normalization.
 *
 * @example Two groups of two channels
 * ```ts
 * import { GroupNorm } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const y = new GroupNorm(2, { epsilon: 1e-12, dtype: "float64" }).forward(tensor([[1, 3, 100, 300]], "float64"));
 * for (const [i, expected] of [-1, 1, -1, 1].entries()) assertAlmostEquals(y.data[i]!, expected, 1e-9);
 * ```
 */
export class GroupNorm extends Module {
  /** The number of groups. */
  readonly groups: number;
  /** The options that it was made with. */
  readonly options: GroupNormOptions;
  /** The scale γ, once built, if there is one. */
  gamma: Variable | null = null;
  /** The shift β, once built, if there is one. */
  beta: Variable | null = null;
  readonly #epsilon: number;

  /**
   * Chooses the number of groups.
   *
   * @param groups The number of groups, a divisor of the number of channels
   * @param options See {@link GroupNormOptions}
   * @throws {RangeError} When a number is not positive, or the groups do not divide `inputDim`
   */
  constructor(groups: number, options: GroupNormOptions = {}) {
    super();
    checkCount("make GroupNorm", "groups", groups);
    const { inputDim } = options;
    if (inputDim !== undefined) checkCount("make GroupNorm", "inputDim", inputDim);
    if (inputDim !== undefined && inputDim % groups !== 0) {
      throw new RangeError(
        `Cannot make GroupNorm as inputDim must be a multiple of the ${groups} groups: current inputDim is ${inputDim}`,
      );
    }
    this.groups = groups;
    this.options = options;
    this.#epsilon = epsilonOf("GroupNorm", options);
  }

  /** A shape with the channels in their place, where `inputDim` was given. */
  protected override get buildShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, this.options.inputDim];
  }

  /** The dtype of the variables. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Makes scale and shift. */
  protected override build(inputShape: Shape): void {
    this.#checkInput(inputShape, this.options.inputDim);
    const { gamma, beta } = makeAffine([inputShape[1]!], this.options, this.random);
    this.gamma = gamma;
    this.beta = beta;
  }

  /**
   * The normalised input.
   *
   * @param x Shape `[N, C, ...]`
   * @returns The same shape
   * @throws {ShapeError} When axis 1 has another length than before, or none that the groups divide
   */
  forward(x: Tensor): Tensor {
    this.ensureBuilt(x.shape);
    this.#checkInput(x.shape, this.gamma?.shape[0]);
    const [samples = 0, channels = 0, ...rest] = x.shape;
    const grouped = reshape(x, [samples, this.groups, channels / this.groups * sizeOf(rest)]);
    const normalized = reshape(normalize(grouped, [2], this.#epsilon), x.shape);
    return scaleAndShift(normalized, this, [1, channels, ...rest.map(() => 1)]);
  }

  #checkInput(shape: Shape, channels: number | undefined): void {
    const [, found] = shape;
    const fits = found !== undefined && (channels === undefined ? found % this.groups === 0 : found === channels);
    if (fits) return;
    throw new ShapeError(
      "GroupNorm",
      [shape],
      channels === undefined
        ? `Cannot apply GroupNorm as its input must have shape [N, C, ...] with C a multiple of the ${this.groups} groups`
        : `Cannot apply GroupNorm as its input must have shape [N, ${channels}, ...]`,
    );
  }
}
