/**
 * Metrics by the names that `compile` takes.
 *
 * @module
 */
import { nearestName } from "@chainrule/tensor";
import { Accuracy } from "./accuracy.ts";
import { F1 } from "./f1.ts";
import { MeanAbsoluteError } from "./mean_absolute_error.ts";
import type { Metric } from "./metric.ts";
import { Precision } from "./precision.ts";
import { R2 } from "./r2.ts";
import { Recall } from "./recall.ts";
import { RocAuc } from "./roc_auc.ts";
import { TopKAccuracy } from "./top_k_accuracy.ts";

/** The names of metrics. */
export type MetricName =
  | "accuracy"
  | "topKAccuracy"
  | "precision"
  | "recall"
  | "f1"
  | "rocAuc"
  | "meanAbsoluteError"
  | "r2";

const metrics: Readonly<Record<MetricName, () => Metric>> = {
  accuracy: () => new Accuracy(),
  topKAccuracy: () => new TopKAccuracy(),
  precision: () => new Precision(),
  recall: () => new Recall(),
  f1: () => new F1(),
  rocAuc: () => new RocAuc(),
  meanAbsoluteError: () => new MeanAbsoluteError(),
  r2: () => new R2(),
};

/** The names of all metrics. */
export const metricNames: readonly MetricName[] = /* @__PURE__ */ Object.keys(metrics) as MetricName[];

/**
 * A new metric with a name. 按名称取评价指标
 *
 * @param name One of {@link MetricName}
 * @returns The metric
 * @throws {RangeError} When there is none; the message names the nearest
 *
 * @example By name
 * ```ts
 * import { metricFromName } from "@chainrule/nn";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(metricFromName("rocAuc").name, "rocAuc");
 * ```
 */
export function metricFromName(name: MetricName): Metric {
  if (!Object.hasOwn(metrics, name)) throw nearestName("compile", "metric", name, metricNames);
  return metrics[name]();
}
