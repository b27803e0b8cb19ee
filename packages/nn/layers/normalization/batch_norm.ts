/**
 * Batch normalisation.
 *
 * @module
 */
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { ones, reshape, ShapeError, sizeOf, Variable, zeros } from "@chainrule/tensor";
import { checkCount } from "../../check_count.ts";
import { Module } from "../../module.ts";
import type { NormalizationOptions } from "./normalize.ts";
import { epsilonOf, inverseDeviation, makeAffine, scaleAndShift } from "./normalize.ts";

/** How a {@link BatchNorm} layer is made. */
export interface BatchNormOptions extends NormalizationOptions {
  /**
   * The axis of the features; a negative one counts from the back. 1 fits tables `[N, D]`, images `[N, C, H, W]` and signals `[N, C, L]`;
   * −1 fits sequences `[N, T, D]`. @default 1
   */
  readonly axis?: number;
  /** The number of features; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** How much of a batch goes into the running statistics. @default 0.1 */
  readonly momentum?: number;
}

/**
 * Brings each feature to mean 0 and variance 1 over the batch, then scales and shifts it by learnt amounts. 批量归一化
 *
 * Formula: `y = γ (x − μ) / √(σ² + ε) + β`, in training with mean and variance of the batch (the variance divides by the number of
 * values n), in evaluation with the running ones.
 *
 * Each forward in training updates `running = (1 − momentum) · running + momentum · batch`, where the variance of the batch divides by n − 1,
 * as in PyTorch. Keras writes 1 − momentum for what is momentum here. Freezing the layer holds γ and β; `eval()` holds the statistics.
 *
 * | what | shape |
 * | --- | --- |
 * | input, output | `[N, C]`, `[N, C, L]`, `[N, C, H, W]`, or with the features along another `axis` |
 * | `gamma`, `beta` | `[C]` |
 * | `runningMean`, `runningVariance` | `[C]`, not trained |
 *
 * Source: Ioffe and Szegedy (2015), Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift.
 *
 * @example One feature of two samples
 * ```ts
 * import { BatchNorm } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const layer = new BatchNorm({ momentum: 0.5 });
 * assertAlmostEquals(layer.forward(tensor([[1], [3]])).sum().item(), 0);
 * assertEquals(layer.runningMean?.value.toArray(), [1]);
 * assertEquals(layer.runningVariance?.value.toArray(), [1.5]);
 * ```
 */
export class BatchNorm extends Module {
  /** The options that it was made with. */
  readonly options: BatchNormOptions;
  /** The scale γ, once built, if there is one. */
  gamma: Variable | null = null;
  /** The shift β, once built, if there is one. */
  beta: Variable | null = null;
  /** The running mean, once built. */
  runningMean: Variable | null = null;
  /** The running variance, once built. */
  runningVariance: Variable | null = null;
  readonly #axis: number;
  readonly #epsilon: number;
  readonly #momentum: number;

  /**
   * Chooses the axis, and how statistics run.
   *
   * @param options See {@link BatchNormOptions}
   * @throws {RangeError} When the axis is that of the samples, the momentum outside [0, 1], or another number not positive
   */
  constructor(options: BatchNormOptions = {}) {
    super();
    const { axis = 1, momentum = 0.1, inputDim } = options;
    if (!Number.isInteger(axis) || axis === 0) {
      throw new RangeError(
        `Cannot make BatchNorm as the axis of the features must be a whole number other than 0, that of the samples: current axis is ${axis}`,
      );
    }
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new RangeError(`Cannot make BatchNorm as momentum must be in [0, 1]: current momentum is ${momentum}`);
    }
    if (inputDim !== undefined) checkCount("make BatchNorm", "inputDim", inputDim);
    this.options = options;
    this.#axis = axis;
    this.#momentum = momentum;
    this.#epsilon = epsilonOf("BatchNorm", options);
  }

  /** A shape with the features in their place, where `inputDim` was given. */
  protected override get buildShape(): Shape | null {
    const { inputDim } = this.options;
    if (inputDim === undefined) return null;
    const axis = this.#axis;
    const [before, after] = axis > 0 ? [axis, 0] : [1, -1 - axis];
    return [...new Array<number>(before).fill(1), inputDim, ...new Array<number>(after).fill(1)];
  }

  /** The dtype of the variables. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Makes scale, shift and running statistics. */
  protected override build(inputShape: Shape): void {
    const shape = [inputShape[this.#checkedAxis(inputShape, this.options.inputDim)]!];
    const { gamma, beta } = makeAffine(shape, this.options, this.random);
    this.gamma = gamma;
    this.beta = beta;
    this.runningMean = new Variable(zeros(shape, this.dtype), { name: "runningMean", trainable: false });
    this.runningVariance = new Variable(ones(shape, this.dtype), { name: "runningVariance", trainable: false });
  }

  /**
   * The normalised input. In training the running statistics go on.
   *
   * @param x Shape `[N, C, ...]`
   * @returns The same shape
   * @throws {ShapeError} When the axis of the features has another length than before, or is missing, or a feature has
   * but one value in training
   */
  forward(x: Tensor): Tensor {
    this.ensureBuilt(x.shape);
    const mean = this.runningMean!;
    const axis = this.#checkedAxis(x.shape, mean.shape[0]);
    const shape = x.shape.map((length, i) => i === axis ? length : 1);
    const normalized = this.training
      ? this.#byBatch(x, [...x.shape.keys()].filter((i) => i !== axis))
      : x.sub(reshape(mean, shape)).mul(inverseDeviation(reshape(this.runningVariance!, shape), this.#epsilon));
    return scaleAndShift(normalized, this, shape);
  }

  /** What is normalised by mean and variance along `axes`, which go into the running ones. */
  #byBatch(x: Tensor, axes: readonly number[]): Tensor {
    const count = sizeOf(axes.map((axis) => x.shape[axis]!));
    if (count < 2) {
      throw new ShapeError(
        "BatchNorm",
        [x.shape],
        "Cannot apply BatchNorm in training as each feature must have at least two values",
        "choose a batchSize that leaves no batch of one sample, or call eval()",
      );
    }
    const options = { axis: axes, keepDims: true };
    const mean = x.mean(options);
    const distance = x.sub(mean);
    const variance = distance.mul(distance).mean(options);
    this.#follow(this.runningMean!, mean);
    this.#follow(this.runningVariance!, variance.mul(count / (count - 1)));
    return distance.mul(inverseDeviation(variance, this.#epsilon));
  }

  /** Moves a running statistic towards that of the batch. */
  #follow(running: Variable, batch: Tensor): void {
    const next = reshape(batch, running.shape);
    running.assign(running.value.mul(1 - this.#momentum).add(next.mul(this.#momentum)));
  }

  /** The axis of the features, from the front. */
  #checkedAxis(shape: Shape, features: number | undefined): number {
    const axis = this.#axis < 0 ? shape.length + this.#axis : this.#axis;
    const isThere = axis > 0 && axis < shape.length;
    if (isThere && (features === undefined || shape[axis] === features)) return axis;
    throw new ShapeError(
      "BatchNorm",
      [shape],
      `Cannot apply BatchNorm as axis ${this.#axis} of its input must be ${
        features === undefined ? "the features" : `the ${features} features`
      }, after the samples`,
    );
  }
}
