/**
 * A layer that learns by Hebb's rule.
 *
 * @module
 */
import type { Initializer } from "@chainrule/nn";
import { glorotUniform, Module } from "@chainrule/nn";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { matmul, nearestName, ShapeError, transpose, Variable } from "@chainrule/tensor";
import { checkCount } from "../check_count.ts";
import { checkRate } from "./check_learning.ts";
import { hebbian } from "./hebbian.ts";
import { oja } from "./oja.ts";
import { sanger } from "./sanger.ts";

/** By which rule weights follow activities. */
export type HebbianRule = "hebb" | "oja" | "sanger";

/** How a {@link HebbianLayer} is made. */
export interface HebbianLayerOptions {
  /** The number of inputs; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** By which rule weights follow activities: see `hebbian`, `oja` and `sanger`. @default "sanger" */
  readonly rule?: HebbianRule;
  /** How large a step is. @default 0.01 */
  readonly learningRate?: number;
  /** First weights. @default glorotUniform */
  readonly weightInitializer?: Initializer;
  /** The dtype of the weights. @default "float32" */
  readonly dtype?: DType;
}

const rules: readonly HebbianRule[] = ["hebb", "oja", "sanger"];

/**
 * A linear layer that learns from its inputs alone, without a loss and without gradients. 赫布学习层
 *
 * Formula: `y = x Wᵀ`, and `learn` moves `W` by `hebbian`, `oja` or `sanger`
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, D]`, of mean 0 |
 * | `weight` | `[M, D]` |
 * | output | `[N, M]` |
 *
 * Sources: Hebb (1949), The Organization of Behavior; Oja (1982), Simplified Neuron Model as a Principal Component Analyzer; Sanger (1989),
 * Optimal Unsupervised Learning in a Single-Layer Linear Feedforward Neural Network.
 *
 * @example It finds the direction in which points vary most
 * ```ts
 * import { HebbianLayer } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const layer = new HebbianLayer(1, { rule: "oja", learningRate: 0.1 });
 * const x = tensor([[0, 2], [0, -2], [1, 0], [-1, 0]]);
 * for (let step = 0; step < 200; step++) layer.learn(x);
 * assertAlmostEquals(Math.abs(layer.weight!.value.data[1]!), 1, 1e-5);
 * ```
 */
export class HebbianLayer extends Module {
  /** The number of units. */
  readonly units: number;
  /** The options that it was made with. */
  readonly options: HebbianLayerOptions;
  /** The weights, once built. */
  weight: Variable | null = null;

  /**
   * Chooses size and rule.
   *
   * @param units The number of units
   * @param options See {@link HebbianLayerOptions}
   * @throws {RangeError} When a count is not a positive whole number, the learning rate not positive, or there is no such rule
   */
  constructor(units: number, options: HebbianLayerOptions = {}) {
    super();
    const { inputDim, rule = "sanger", learningRate } = options;
    checkCount("make HebbianLayer", "units", units);
    if (inputDim !== undefined) checkCount("make HebbianLayer", "inputDim", inputDim);
    if (!rules.includes(rule)) throw nearestName("make HebbianLayer", "rule", rule, rules);
    if (learningRate !== undefined) checkRate("HebbianLayer", learningRate);
    this.units = units;
    this.options = options;
  }

  /** The shape of an input with one sample, where `inputDim` was given. */
  override get knownInputShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, this.options.inputDim];
  }

  /** The dtype of the weights. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Makes the weights. */
  protected override build(inputShape: Shape): void {
    this.#checkInput(inputShape, this.options.inputDim);
    const { weightInitializer = glorotUniform } = this.options;
    const first = weightInitializer([this.units, inputShape[1]!], { random: this.random, dtype: this.dtype });
    this.weight = new Variable(first, { name: "weight" });
  }

  /**
   * The activities of the units.
   *
   * @param x Shape `[N, D]`
   * @returns Shape `[N, M]`
   * @throws {ShapeError} When the input is not a matrix, or its last axis not the number of inputs
   */
  forward(x: Tensor): Tensor {
    this.ensureBuilt(x.shape);
    this.#checkInput(x.shape, this.weight!.shape[1]);
    return matmul(x, transpose(this.weight!));
  }

  /**
   * Moves the weights by one step of the rule.
   *
   * @param x Inputs, shape `[N, D]`
   * @param y What the units are to do, shape `[N, M]`, for the rule `"hebb"`. @default what they do
   * @throws {ShapeError} When a shape does not fit
   * @throws {TypeError} When `y` is given for another rule than `"hebb"`
   */
  learn(x: Tensor, y?: Tensor): void {
    const { rule = "sanger", learningRate = 0.01 } = this.options;
    if (y !== undefined && rule !== "hebb") {
      throw new TypeError(`Cannot learn from x and y as the rule must be hebb: current rule is ${rule}; leave y out`);
    }
    this.ensureBuilt(x.shape);
    this.#checkInput(x.shape, this.weight!.shape[1]);
    const weight = this.weight!.value;
    const next = rule === "hebb"
      ? hebbian(weight, x, y ?? this.forward(x), { learningRate })
      : { oja, sanger }[rule](weight, x, { learningRate });
    this.weight!.assign(next.detach());
  }

  #checkInput(shape: Shape, inputs: number | undefined): void {
    const flat = shape.length !== 2;
    if (!flat && (inputs === undefined || shape[1] === inputs)) return;
    throw new ShapeError(
      "HebbianLayer",
      [shape],
      `Cannot apply HebbianLayer as its input must have shape [N, ${inputs ?? "D"}]`,
      shape.length === 1 ? "one sample is a row: reshape it to [1, D]" : undefined,
    );
  }
}
