/**
 * What training comes to.
 *
 * @module
 */

/** The figures of an epoch, counted from 1, with the learning rate at its beginning. */
export type EpochFigures =
  & { readonly epoch: number; readonly loss: number; readonly learning_rate: number; readonly seconds: number }
  & Readonly<Record<string, number>>;

/** Something measured beside loss and accuracy. */
export interface Measure {
  /** Its name in JSON, such as `wrongBitsAt60`. */
  readonly name: string;
  /** What it is called in text, such as `wrong bits at length 60`. */
  readonly label: string;
  readonly value: number;
  /** How it is written: a share as per cent, or a number. */
  readonly unit: "%" | "";
}

/** What the network did on samples that it had not seen. */
export interface TestFigures {
  /** Null where nothing is minimised. */
  readonly loss: number | null;
  /** The share that is right; null where there is no right and wrong. */
  readonly accuracy: number | null;
  /** How many samples, or nodes. */
  readonly size: number;
  /** What else was measured. */
  readonly measures?: readonly Measure[];
}

/** What training once came to. */
export interface Outcome {
  readonly epochs: readonly EpochFigures[];
  /** Null when the user interrupted it. */
  readonly test: TestFigures | null;
  readonly seconds: number;
}
