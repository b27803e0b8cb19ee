/**
 * What training comes to.
 *
 * @module
 */

/** The figures of an epoch, counted from 1, with the learning rate at its beginning. */
export type EpochFigures =
  & { readonly epoch: number; readonly loss: number; readonly learning_rate: number; readonly seconds: number }
  & Readonly<Record<string, number>>;

/** What the network did on samples that it had not seen. */
export interface TestFigures {
  readonly loss: number;
  /** The share that is right; null where numbers are predicted. */
  readonly accuracy: number | null;
  /** How many samples, or nodes. */
  readonly size: number;
}

/** What training once came to. */
export interface Outcome {
  readonly epochs: readonly EpochFigures[];
  /** Null when the user interrupted it. */
  readonly test: TestFigures | null;
  readonly seconds: number;
}
