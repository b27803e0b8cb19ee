/**
 * Metrics.
 *
 * @module
 */
export * from "./accuracy.ts";
export type { ClassScoreOptions } from "./class_scores.ts";
export * from "./confusion_matrix.ts";
export * from "./f1.ts";
export * from "./from_name.ts";
export * from "./mean_absolute_error.ts";
export type { Metric } from "./metric.ts";
export * from "./precision.ts";
export * from "./r2.ts";
export * from "./recall.ts";
export * from "./roc_auc.ts";
export * from "./top_k_accuracy.ts";
