/**
 * What a command came to.
 *
 * @module
 */
import type { Measure, Outcome, TestFigures } from "../training/outcome.ts";
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
  readonly trainLoss: number | null;
  /** Null where nothing is minimised. */
  readonly testLoss: number | null;
  /** The share that is right; null where there is no right and wrong. */
  readonly testAccuracy: number | null;
  /** Of several runs, the accuracy of each. */
  readonly testAccuracies?: readonly number[];
  /** What else was measured, by name: the figure of one run, or those of several. */
  readonly measures?: Readonly<Record<string, number | readonly number[]>>;
  /** Of all runs together. */
  readonly seconds: number;
}

/** Sums up one run, or several. */
export function summarize(preset: string, seed: number, outcomes: readonly TestedOutcome[]): Summary {
  const accuracies = outcomes.map(({ test }) => test.accuracy).filter((accuracy) => accuracy !== null);
  const series = measuresOf(outcomes);
  const single = outcomes.length === 1;
  return {
    preset,
    seed,
    epochs: outcomes.at(-1)!.epochs.length,
    trainLoss: meanOfAll(outcomes.map(({ epochs }) => epochs.at(-1)?.loss ?? null)),
    testLoss: meanOfAll(outcomes.map(({ test }) => test.loss)),
    testAccuracy: accuracies.length === 0 ? null : mean(accuracies),
    ...(!single && accuracies.length > 0 && { testAccuracies: accuracies }),
    ...(series.length > 0 && {
      measures: Object.fromEntries(series.map(({ measure: { name }, values }) => [name, single ? values[0]! : values])),
    }),
    seconds: outcomes.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

/** One line for a test: `loss 0.1021, accuracy 96.67 % (29 of 30), wrong bits at length 60 1.20 %`. */
export function testLine({ loss, accuracy, size, measures = [] }: TestFigures): string {
  return [
    ...(loss === null ? [] : [`loss ${figure("loss", loss)}`]),
    ...(accuracy === null
      ? []
      : [`accuracy ${figure("accuracy", accuracy)} (${Math.round(accuracy * size)} of ${size})`]),
    ...measures.map(({ label, value, unit }) => `${label} ${written(value, unit)}`),
  ].join(", ");
}

/** One line for several runs: `loss 0.1021, accuracy 96.67 % ± 1.20, wrong bits 1.20 % ± 0.31 (median 1.15 %)`. */
export function meanLine(outcomes: readonly TestedOutcome[]): string {
  const { testLoss, testAccuracy, testAccuracies = [] } = summarize("", 0, outcomes);
  return [
    ...(testLoss === null ? [] : [`loss ${figure("loss", testLoss)}`]),
    ...(testAccuracy === null
      ? []
      : [`accuracy ${figure("accuracy", testAccuracy)} ± ${(100 * standardDeviation(testAccuracies)).toFixed(2)}`]),
    ...measuresOf(outcomes).map(({ measure: { label, unit }, values }) => {
      const spread = standardDeviation(values);
      const deviation = unit === "%" ? (100 * spread).toFixed(2) : spread.toFixed(4);
      return `${label} ${written(mean(values), unit)} ± ${deviation} (median ${written(median(values), unit)})`;
    }),
  ].join(", ");
}

/** What was measured beside loss and accuracy, over all runs. */
function measuresOf(outcomes: readonly TestedOutcome[]): { measure: Measure; values: number[] }[] {
  return (outcomes[0]?.test.measures ?? []).map((measure, i) => ({
    measure,
    values: outcomes.map(({ test }) => test.measures![i]!.value),
  }));
}

function written(value: number, unit: Measure["unit"]): string {
  return unit === "%" ? `${(100 * value).toFixed(2)} %` : value.toFixed(4);
}

function meanOfAll(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : mean(known);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return mean([sorted[Math.floor((sorted.length - 1) / 2)]!, sorted[Math.ceil((sorted.length - 1) / 2)]!]);
}

/** That of the population which the values are a sample of. */
function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
