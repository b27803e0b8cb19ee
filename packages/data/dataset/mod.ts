/**
 * Data sets, batches, splits and folds.
 *
 * @module
 */
export * from "./batches.ts";
export * from "./dataset.ts";
export * from "./k_fold.ts";
export * from "./split.ts";
export type { DatasetOptions, DrawOptions, IndexOptions } from "./strata.ts";
