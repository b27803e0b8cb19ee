/**
 * Aggregation between the mean and the largest.
 *
 * @module
 */
import { Module } from "@chainrule/nn";
import type { DType, Tensor } from "@chainrule/tensor";
import { segmentSoftmax, segmentSum, tensor, Variable } from "@chainrule/tensor";

/** How a {@link SoftmaxAggregation} is made. */
export interface SoftmaxAggregationOptions {
  /** The first β: 0 gives the mean, a large one nearly the largest. @default 1 */
  readonly beta?: number;
  /** Whether β is learned. @default true */
  readonly learnable?: boolean;
  /** The dtype of β. @default "float32" */
  readonly dtype?: DType;
}

/**
 * A weighted mean in which large messages weigh more, feature by feature: attention that messages pay by themselves. Softmax 聚合
 *
 * Formula: `y = Σ softmax(β m) ⊙ m` over the messages m that reach a node
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[E, D]` |
 * | `beta` | `[]` |
 * | output | `[V, D]` |
 *
 * Source: Li et al. (2020), DeeperGCN: All You Need to Train Deeper GCNs.
 *
 * @example With β = 0 it is the mean
 * ```ts
 * import { SoftmaxAggregation } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const aggregation = new SoftmaxAggregation({ beta: 0 });
 * assertEquals(aggregation.forward(tensor([[1], [3]]), tensor([0, 0], "int32"), 1).toArray(), [[2]]);
 * ```
 */
export class SoftmaxAggregation extends Module {
  /** How much more large messages weigh. */
  readonly beta: Variable;
  readonly #dtype: DType;

  /**
   * Chooses the first β.
   *
   * @param options See {@link SoftmaxAggregationOptions}
   * @throws {RangeError} When β is not finite
   */
  constructor({ beta = 1, learnable = true, dtype = "float32" }: SoftmaxAggregationOptions = {}) {
    super();
    if (!Number.isFinite(beta)) {
      throw new RangeError(`Cannot make SoftmaxAggregation as beta must be finite: current beta is ${beta}`);
    }
    this.beta = new Variable(tensor(beta, dtype), { name: "beta", trainable: learnable });
    this.#dtype = dtype;
  }

  /** The dtype of β. */
  override get dtype(): DType {
    return this.#dtype;
  }

  /**
   * The weighted means.
   *
   * @param values The messages, shape `[E, D]`
   * @param segments The node that each reaches, shape `[E]`, dtype int32
   * @param numberOfSegments The number of nodes
   * @returns Shape `[V, D]`; 0 where no message arrives
   */
  forward(values: Tensor, segments: Tensor, numberOfSegments: number): Tensor {
    const weights = segmentSoftmax(values.mul(this.beta), segments, numberOfSegments);
    return segmentSum(weights.mul(values), segments, numberOfSegments);
  }
}
