/**
 * Keeping samples out of training to measure on after each epoch.
 *
 * @module
 */
import { Dataset, split } from "@chainrule/data";
import { RunError } from "../cli/failure.ts";
import type { SampleProblem, Samples } from "../problems/problem.ts";

/** The training samples of a problem, and those that are measured on after each epoch. */
export interface HeldOut {
  readonly train: Samples;
  readonly validation: Samples | null;
}

/** Draws a share of the training samples, of each class in proportion: data often comes in order. */
export function holdOut({ train, classNames }: SampleProblem, share: number, seed: number): HeldOut {
  if (share === 0) return { train, validation: null };
  const count = train.x.shape[0]!;
  const held = Math.round(count * share);
  if (held === 0 || held === count) {
    throw new RunError(`--validation-split ${share} leaves nothing on one side of ${count} training samples`);
  }
  const parts = split(new Dataset({ x: train.x, y: train.y }), { train: count - held, validation: held }, {
    seed,
    ...(classNames !== null && { stratify: "y" as const }),
  });
  return { train: parts.train.tensors, validation: parts.validation.tensors };
}
