/**
 * The fully connected layer.
 *
 * @module
 */
import { activationFromName } from "@chainrule/activations";
import type { ActivationName } from "@chainrule/activations";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { matmul, ShapeError, transpose, Variable } from "@chainrule/tensor";
import { checkCount } from "../check_count.ts";
import { zerosInitializer } from "../initializers/constant.ts";
import type { Initializer } from "../initializers/initializer.ts";
import { glorotUniform } from "../initializers/uniform.ts";
import { Module } from "../module.ts";

/** How a {@link Dense} layer is made. */
export interface DenseOptions {
  /** The number of inputs; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** What the net input goes through: a name, or a function of one's own. @default nothing */
  readonly activation?: ActivationName | ((z: Tensor) => Tensor);
  /** Whether there is a bias. @default true */
  readonly useBias?: boolean;
  /** First weights. @default glorotUniform */
  readonly weightInitializer?: Initializer;
  /** First biases. @default zerosInitializer */
  readonly biasInitializer?: Initializer;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/**
 * A fully connected layer. 全连接层
 *
 * Formula (§4.3): `a = f(x Wᵀ + b)`, a row a sample
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[..., D]` |
 * | `weight` | `[M, D]`, as in the book and in PyTorch |
 * | `bias` | `[M]` |
 * | output | `[..., M]` |
 *
 * @example Two inputs, three units
 * ```ts
 * import { Dense } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Dense(3, { activation: "relu" });
 * assertEquals(layer.forward(tensor([[1, 2]])).shape, [1, 3]);
 * assertEquals(layer.parameters().map((p) => p.shape), [[3, 2], [3]]);
 * ```
 */
export class Dense extends Module {
  /** The number of units. */
  readonly units: number;
  /** The options that it was made with. */
  readonly options: DenseOptions;
  /** The weights, once built. */
  weight: Variable | null = null;
  /** The bias, once built, if there is one. */
  bias: Variable | null = null;
  readonly #activation: ((z: Tensor) => Tensor) | null;

  /**
   * Chooses the size.
   *
   * @param units The number of units
   * @param options See {@link DenseOptions}
   * @throws {RangeError} When a count is not a positive whole number, or there is no such activation
   */
  constructor(units: number, options: DenseOptions = {}) {
    super();
    checkCount("make Dense", "units", units);
    if (options.inputDim !== undefined) checkCount("make Dense", "inputDim", options.inputDim);
    const { activation } = options;
    this.units = units;
    this.options = options;
    this.#activation = typeof activation === "string" ? activationFromName(activation) : activation ?? null;
  }

  /** The shape of an input with one sample, where `inputDim` was given. */
  override get knownInputShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, this.options.inputDim];
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Makes weights and bias. */
  protected override build(inputShape: Shape): void {
    this.#checkInput(inputShape, this.options.inputDim);
    const { useBias = true, weightInitializer = glorotUniform, biasInitializer = zerosInitializer } = this.options;
    const context = { random: this.random, dtype: this.dtype };
    this.weight = new Variable(weightInitializer([this.units, inputShape.at(-1)!], context), { name: "weight" });
    if (useBias) this.bias = new Variable(biasInitializer([this.units], context), { name: "bias" });
  }

  /**
   * The activations.
   *
   * @param x Shape `[..., D]`
   * @returns Shape `[..., M]`
   * @throws {ShapeError} When the last axis is not the number of inputs, or there is no axis of samples
   */
  forward(x: Tensor): Tensor {
    const z = this.#netInput(x);
    return this.#activation === null ? z : this.#activation(z);
  }

  /** The name of its activation, if that has one. */
  get finalActivation(): ActivationName | null {
    const { activation } = this.options;
    return typeof activation === "string" ? activation : null;
  }

  /** The net input of its activation; the output, if that has no name. */
  forwardLogits(x: Tensor): Tensor {
    return this.finalActivation === null ? this.forward(x) : this.#netInput(x);
  }

  #netInput(x: Tensor): Tensor {
    this.ensureBuilt(x.shape);
    const weight = this.weight!;
    this.#checkInput(x.shape, weight.shape[1]);
    const product = matmul(x, transpose(weight));
    return this.bias === null ? product : product.add(this.bias);
  }

  #checkInput(shape: Shape, inputs: number | undefined): void {
    const flat = shape.length < 2;
    if (!flat && (inputs === undefined || shape.at(-1) === inputs)) return;
    throw new ShapeError(
      "Dense",
      [shape],
      `Cannot apply Dense as its input must have shape [N, ${inputs ?? "D"}]`,
      flat ? "one sample is a row: reshape it to [1, D]" : undefined,
    );
  }
}
