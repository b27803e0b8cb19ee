/**
 * Hopfield networks.
 *
 * @module
 */
export * from "./hopfield.ts";
export * from "./modern_hopfield.ts";
export * from "./overlap.ts";
export type { Recall, RecallMode, RecallOptions, RecordedSteps } from "./recall.ts";
