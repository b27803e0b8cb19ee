/**
 * Our turn at a row.
 *
 * @module
 */
import { measureAlone } from "./measuring/measure_alone.ts";
import type { Measured } from "./measuring/measure_alone.ts";
import type { Variant } from "./rows/row.ts";
import { ProgramError } from "./run_program.ts";

/** A variant with a number of threads, and what it has reached. */
export interface Contestant {
  readonly row: string;
  readonly variant: Variant;
  readonly threads: number;
  /** One entry for each round. */
  readonly rounds: Measured[];
  /** Why there are no more rounds. */
  failure: string | null;
}

/** Measures each variant once more, but those that have failed. */
export async function ourTurn(contestants: readonly Contestant[], repeat: number | null): Promise<void> {
  for (const contestant of contestants.filter(({ failure }) => failure === null)) {
    const { row, variant, threads, rounds } = contestant;
    try {
      rounds.push(await measureAlone(row, variant.name, threads, repeat));
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
      contestant.failure = error.message;
    }
  }
}
