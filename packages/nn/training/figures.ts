/**
 * Figures gathered over batches.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import type { Metric } from "../metrics/metric.ts";
import type { StepResult } from "./steps.ts";

/** The mean loss and the metrics of the batches so far. */
export class Figures {
  readonly #metrics: readonly Metric[];
  #loss = 0;
  #weight = 0;

  /** Starts with nothing. */
  constructor(metrics: readonly Metric[]) {
    this.#metrics = metrics;
    for (const metric of metrics) metric.reset();
  }

  /** Takes in a batch; `weight` is its number of samples, or the sum of their weights. Metrics need the output. */
  add({ loss, output }: StepResult, weight: number, target: Tensor): void {
    this.#loss += loss * weight;
    this.#weight += weight;
    for (const metric of this.#metrics) metric.update(output!, target);
  }

  /** The figures by name, each with `prefix` before it. */
  logs(prefix = ""): Record<string, number> {
    const entries = this.#metrics.map((metric) => [prefix + metric.name, metric.result()]);
    return { [`${prefix}loss`]: this.#loss / this.#weight, ...Object.fromEntries(entries) };
  }
}
