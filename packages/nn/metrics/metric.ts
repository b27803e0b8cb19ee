/**
 * What a metric is.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";

/** A number that describes how good a model is, gathered over batches. Metrics read values: they are not trained on. 评价指标 */
export interface Metric {
  /** The name under which results appear. */
  readonly name: string;
  /** Forgets everything. */
  reset(): void;
  /**
   * Takes in a batch.
   *
   * @param output What the model put out
   * @param target What it should have been
   */
  update(output: Tensor, target: Tensor): void;
  /** The value for everything since the last reset; NaN if there was nothing. */
  result(): number;
}
