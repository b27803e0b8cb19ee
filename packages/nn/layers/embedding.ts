/**
 * The embedding layer.
 *
 * @module
 */
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { arange, equal, expandDims, gather, reshape, scope, Variable, where } from "@chainrule/tensor";
import { checkCount } from "../check_count.ts";
import type { Initializer } from "../initializers/initializer.ts";
import { normalInitializer } from "../initializers/normal.ts";
import { Module } from "../module.ts";

/** How an {@link Embedding} layer is made. */
export interface EmbeddingOptions {
  /** The index that stands for no token: it gives zeros, and nothing is learnt for it. @default none */
  readonly paddingIndex?: number;
  /** The number T of indices of a sample, for models that begin with this layer and must know their input before it comes. */
  readonly inputLength?: number;
  /** First rows. @default normalInitializer(1) */
  readonly weightInitializer?: Initializer;
  /** The dtype of the rows. @default "float32" */
  readonly dtype?: DType;
}

/**
 * A table with a learnt row for each index: words, categories, nodes. 嵌入层
 *
 * Formula: `y[…, :] = W[x[…], :]`
 *
 * It is the product of one-hot rows and `W`, without the zeros. The gradient of a row is the sum over all places where its index stands; rows that
 * nobody looked up get zeros.
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[...]` of dtype int32, each in `[0, count)`: `[N]`, `[N, T]` |
 * | `weight` | `[count, D]` |
 * | output | `[..., D]` |
 *
 * Source: Bengio, Ducharme, Vincent and Jauvin (2003), A Neural Probabilistic Language Model.
 *
 * @example Two sentences of three tokens, where 0 fills up the shorter one
 * ```ts
 * import { Embedding } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Embedding(10, 4, { paddingIndex: 0 });
 * const y = layer.forward(tensor([[7, 2, 7], [5, 0, 0]], "int32"));
 * assertEquals(y.shape, [2, 3, 4]);
 * assertEquals(y.slice([1, 1, 0], [2, 2, 4]).toArray(), [[[0, 0, 0, 0]]]);
 * ```
 */
export class Embedding extends Module {
  /** The number of rows. */
  readonly count: number;
  /** The length of a row. */
  readonly dim: number;
  /** The options that it was made with. */
  readonly options: EmbeddingOptions;
  /** The rows, once built. */
  weight: Variable | null = null;

  /**
   * Chooses the size of the table.
   *
   * @param count The number of rows: indices are below it
   * @param dim The length of a row
   * @param options See {@link EmbeddingOptions}
   * @throws {RangeError} When a count is not a positive whole number, or the padding index is no row
   */
  constructor(count: number, dim: number, options: EmbeddingOptions = {}) {
    super();
    const { paddingIndex, inputLength } = options;
    checkCount("make Embedding", "count", count);
    checkCount("make Embedding", "dim", dim);
    if (inputLength !== undefined) checkCount("make Embedding", "inputLength", inputLength);
    const isRow = (index: number): boolean => Number.isInteger(index) && index >= 0 && index < count;
    if (paddingIndex !== undefined && !isRow(paddingIndex)) {
      throw new RangeError(
        `Cannot make Embedding as paddingIndex must be a whole number in [0, ${count}): current paddingIndex is ${paddingIndex}`,
      );
    }
    this.count = count;
    this.dim = dim;
    this.options = options;
  }

  /** The shape of an input with one sample, where `inputLength` was given. */
  override get knownInputShape(): Shape | null {
    return this.options.inputLength === undefined ? null : [1, this.options.inputLength];
  }

  /** Any shape: the table depends on no input. */
  protected override get buildShape(): Shape {
    return [1];
  }

  /** int32: the dtype of the inputs. That of the rows is an option. */
  override get dtype(): DType {
    return "int32";
  }

  /** Makes the rows. */
  protected override build(_inputShape: Shape): void {
    const { weightInitializer = normalInitializer(1), paddingIndex, dtype = "float32" } = this.options;
    const rows = weightInitializer([this.count, this.dim], { random: this.random, dtype });
    const indices = reshape(arange(this.count, undefined, { dtype: "int32" }), [this.count, 1]);
    const value = paddingIndex === undefined ? rows : where(equal(indices, paddingIndex), 0, rows);
    this.weight = new Variable(value, { name: "weight" });
  }

  /**
   * The rows that the indices name.
   *
   * @param x Indices in `[0, count)`, any shape, dtype int32
   * @returns Their rows, shape `[..., D]`
   * @throws {RangeError} When an index is outside the table
   * @throws {TypeError} When the indices are not of dtype int32
   */
  forward(x: Tensor): Tensor {
    if (x.dtype !== "int32") {
      throw new TypeError(
        `Cannot apply Embedding as its input must be indices of dtype int32: current dtype is ${x.dtype}; convert them with cast`,
      );
    }
    this.ensureBuilt(x.shape);
    const { paddingIndex } = this.options;
    return scope("Embedding", () => {
      const rows = gather(this.weight!, x);
      return paddingIndex === undefined ? rows : where(expandDims(equal(x, paddingIndex), -1), 0, rows);
    });
  }
}
