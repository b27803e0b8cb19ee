/**
 * Maxout.
 *
 * @module
 */
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { matmul, reshape, ShapeError, transpose, Variable } from "@chainrule/tensor";
import { checkCount } from "../check_count.ts";
import { zerosInitializer } from "../initializers/constant.ts";
import type { Initializer } from "../initializers/initializer.ts";
import { glorotUniform } from "../initializers/uniform.ts";
import { Module } from "../module.ts";

/** How a {@link Maxout} layer is made. */
export interface MaxoutOptions {
  /** The number of linear pieces K. @default 2 */
  readonly pieces?: number;
  /** The number of inputs; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** First weights, asked for as `[K·M, D]`. @default glorotUniform */
  readonly weightInitializer?: Initializer;
  /** First biases. @default zerosInitializer */
  readonly biasInitializer?: Initializer;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/**
 * A layer whose units take the largest of K linear functions: a learnt activation, piecewise linear and convex. Maxout单元
 *
 * Formula (§4.1.5): `aᵤ = maxₖ (wₖᵤ · x + bₖᵤ)`. Source: Goodfellow et al. (2013).
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, D]` |
 * | `weight` | `[K, M, D]` |
 * | `bias` | `[K, M]` |
 * | output | `[N, M]` |
 *
 * @example Three pieces
 * ```ts
 * import { Maxout } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Maxout(4, { pieces: 3 }).forward(tensor([[1, 2]])).shape, [1, 4]);
 * ```
 */
export class Maxout extends Module {
  /** The number of units. */
  readonly units: number;
  /** The options that it was made with. */
  readonly options: MaxoutOptions;
  /** The weights, once built. */
  weight: Variable | null = null;
  /** The biases, once built. */
  bias: Variable | null = null;

  /**
   * Chooses the size.
   *
   * @param units The number of units
   * @param options See {@link MaxoutOptions}
   * @throws {RangeError} When a count is not a positive whole number
   */
  constructor(units: number, options: MaxoutOptions = {}) {
    super();
    checkCount("make Maxout", "units", units);
    checkCount("make Maxout", "pieces", options.pieces ?? 2);
    if (options.inputDim !== undefined) checkCount("make Maxout", "inputDim", options.inputDim);
    this.units = units;
    this.options = options;
  }

  /** The shape of an input with one sample, where `inputDim` was given. */
  override get knownInputShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, this.options.inputDim];
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Makes weights and biases of all pieces. */
  protected override build(inputShape: Shape): void {
    checkInput(inputShape, this.options.inputDim);
    const { pieces = 2, weightInitializer = glorotUniform, biasInitializer = zerosInitializer } = this.options;
    const inputs = inputShape[1]!;
    const context = { random: this.random, dtype: this.dtype };
    const weight = weightInitializer([pieces * this.units, inputs], context);
    this.weight = new Variable(reshape(weight, [pieces, this.units, inputs]), { name: "weight" });
    this.bias = new Variable(biasInitializer([pieces, this.units], context), { name: "bias" });
  }

  /**
   * The largest piece of each unit.
   *
   * @param x Shape `[N, D]`
   * @returns Shape `[N, M]`
   * @throws {ShapeError} When the input is not a matrix with D columns
   */
  forward(x: Tensor): Tensor {
    this.ensureBuilt(x.shape);
    const [pieces, units, inputs] = this.weight!.shape as [number, number, number];
    checkInput(x.shape, inputs);
    const flat = matmul(x, transpose(reshape(this.weight!, [pieces * units, inputs])));
    return reshape(flat, [x.shape[0]!, pieces, units]).add(this.bias!).max({ axis: 1 });
  }
}

function checkInput(shape: Shape, inputs: number | undefined): void {
  if (shape.length === 2 && (inputs === undefined || shape[1] === inputs)) return;
  throw new ShapeError("Maxout", [shape], `Cannot apply Maxout as its input must have shape [N, ${inputs ?? "D"}]`);
}
