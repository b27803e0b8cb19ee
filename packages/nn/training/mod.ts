/**
 * Training models.
 *
 * @module
 */
export type { BestFigureOptions } from "./best_figure.ts";
export type * from "./callback.ts";
export type { Compiled, CompileOptions, Seen } from "./compile.ts";
export * from "./early_stopping.ts";
export type { Evaluation } from "./evaluation.ts";
export type { FitOptions } from "./fit.ts";
export { History } from "./history.ts";
export * from "./model.ts";
export * from "./model_checkpoint.ts";
export type { WeightOptions } from "./sample_weights.ts";
export * from "./stop_on_nan.ts";
export type { DataOptions, LabelledData } from "./training_data.ts";
