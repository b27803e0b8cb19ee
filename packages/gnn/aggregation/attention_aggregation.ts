/**
 * Aggregation by a network that says what counts.
 *
 * @module
 */
import type { Layer } from "@chainrule/nn";
import { Module } from "@chainrule/nn";
import type { Tensor } from "@chainrule/tensor";
import { segmentSoftmax, segmentSum, ShapeError } from "@chainrule/tensor";

/**
 * A weighted mean whose weights come from a network that scores each message. 注意力聚合
 *
 * Formula: `y = Σ softmax(gate(m)) m` over the messages m that reach a node
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[E, D]` |
 * | output of `gate` | `[E, 1]` |
 * | output | `[V, D]` |
 *
 * Source: Li, Tarlow, Brockschmidt and Zemel (2016), Gated Graph Sequence Neural Networks.
 *
 * @example Equal scores give the mean
 * ```ts
 * import { AttentionAggregation } from "@chainrule/gnn";
 * import { Dense, zerosInitializer } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const aggregation = new AttentionAggregation(new Dense(1, { weightInitializer: zerosInitializer }));
 * assertEquals(aggregation.forward(tensor([[1], [3]]), tensor([0, 0], "int32"), 1).toArray(), [[2]]);
 * ```
 */
export class AttentionAggregation extends Module {
  /** What scores a message. */
  readonly gate: Layer;

  /**
   * Chooses what scores a message.
   *
   * @param gate A layer or model with one output, such as `new Dense(1)`
   */
  constructor(gate: Layer) {
    super();
    this.gate = gate;
  }

  /**
   * The weighted means.
   *
   * @param values The messages, shape `[E, D]`
   * @param segments The node that each reaches, shape `[E]`, dtype int32
   * @param numberOfSegments The number of nodes
   * @returns Shape `[V, D]`; 0 where no message arrives
   * @throws {ShapeError} When the gate gives other than one score for each message
   */
  forward(values: Tensor, segments: Tensor, numberOfSegments: number): Tensor {
    const scores = this.gate.forward(values);
    if (scores.rank !== 2 || scores.shape[0] !== values.shape[0] || scores.shape[1] !== 1) {
      throw new ShapeError(
        "AttentionAggregation",
        [scores.shape],
        `Cannot apply AttentionAggregation as its gate must give shape [${
          values.shape[0]
        }, 1], one score for each message`,
      );
    }
    return segmentSum(segmentSoftmax(scores, segments, numberOfSegments).mul(values), segments, numberOfSegments);
  }
}
