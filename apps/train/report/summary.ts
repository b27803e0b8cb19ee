/**
 * What a command came to.
 *
 * @module
 */
import type { Outcome, TestFigures } from "../training/outcome.ts";
import { figure } from "./figures.ts";

/** An outcome whose network was tested. */
export type TestedOutcome = Outcome & { readonly test: TestFigures };

/** What `--json` prints. */
export interface Summary {
  readonly preset: string;
  readonly seed: number;
  /** How many epochs there were in the last run. */
  readonly epochs: number;
  /** Of several runs, the mean; so with all figures of the test. */
  readonly trainLoss: number;
  readonly testLoss: number;
  /** The share that is right; null where numbers are predicted. */
  readonly testAccuracy: number | null;
  /** Of several runs, the accuracy of each. */
  readonly testAccuracies?: readonly number[];
  /** Of all runs together. */
  readonly seconds: number;
}

/** Sums up one run, or several. */
export function summarize(preset: string, seed: number, outcomes: readonly TestedOutcome[]): Summary {
  const accuracies = outcomes.map(({ test }) => test.accuracy).filter((accuracy) => accuracy !== null);
  return {
    preset,
    seed,
    epochs: outcomes.at(-1)!.epochs.length,
    trainLoss: mean(outcomes.map(({ epochs }) => epochs.at(-1)!.loss)),
    testLoss: mean(outcomes.map(({ test }) => test.loss)),
    testAccuracy: accuracies.length === 0 ? null : mean(accuracies),
    ...(outcomes.length > 1 && accuracies.length > 0 && { testAccuracies: accuracies }),
    seconds: outcomes.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

/** One line for a test: `loss 0.1021, accuracy 96.67 % (29 of 30)`. */
export function testLine({ loss, accuracy, size }: TestFigures): string {
  if (accuracy === null) return `loss ${figure("loss", loss)}`;
  const right = Math.round(accuracy * size);
  return `loss ${figure("loss", loss)}, accuracy ${figure("accuracy", accuracy)} (${right} of ${size})`;
}

/** One line for several runs: `loss 0.1021, accuracy 96.67 % ± 1.20`. */
export function meanLine({ testLoss, testAccuracy, testAccuracies }: Summary): string {
  const loss = `loss ${figure("loss", testLoss)}`;
  if (testAccuracy === null || testAccuracies === undefined) return loss;
  const spread = (100 * standardDeviation(testAccuracies)).toFixed(2);
  return `${loss}, accuracy ${figure("accuracy", testAccuracy)} ± ${spread}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** That of the population which the values are a sample of. */
function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
