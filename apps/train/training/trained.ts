/**
 * What training gives.
 *
 * @module
 */
import type { Module } from "@chainrule/nn";
import type { Tensor } from "@chainrule/tensor";
import type { Outcome } from "./outcome.ts";

/** A trained network. */
export interface Trained {
  readonly outcome: Outcome;
  readonly model: Module;
  /** The outputs for new samples `[N, D]`, or null where a network only knows its own nodes. */
  readonly predict: ((x: Tensor) => Tensor) | null;
}
