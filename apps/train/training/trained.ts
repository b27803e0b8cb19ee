/**
 * What training gives.
 *
 * @module
 */
import type { Module } from "@chainrule/nn";
import type { Tensor } from "@chainrule/tensor";
import type { Chart } from "../report/chart.ts";
import type { Outcome } from "./outcome.ts";

/** A trained network. */
export interface Trained {
  readonly outcome: Outcome;
  readonly model: Pick<Module, "stateDict">;
  /** The outputs for new samples `[N, D]`, or null where there is no such thing. */
  readonly predict: ((x: Tensor) => Tensor) | null;
  /** What `--plot` draws above the learning curves. */
  readonly charts?: (() => Promise<Chart[]>) | undefined;
  /** Whether these show the course of training, so that the usual curves are left out. @default false */
  readonly chartsShowCourse?: boolean;
}
