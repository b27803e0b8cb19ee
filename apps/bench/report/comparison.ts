/**
 * Ours against a peer's.
 *
 * @module
 */
import { median, spreadOf } from "../measuring/statistics.ts";
import type { Spread } from "../measuring/statistics.ts";
import type { Figure } from "./figure.ts";

/** How many times as fast ours is, with a number of threads. */
export interface Ratio {
  /** Our number of threads. */
  readonly threads: number;
  /** The median of the ratios of the rounds: above 1, ours is faster. */
  readonly ratio: number;
  readonly spread: Spread;
}

/** What a peer has reached, and ours against that. */
export interface PeerFigure extends Figure {
  readonly peer: string;
  /** Our variant that does the same. */
  readonly rival: string;
  /** Ours with each number of threads; none where nothing of ours could be measured. */
  readonly ratios: readonly Ratio[];
}

/**
 * Compares round with round, so that what slows the whole machine for a while cancels out.
 *
 * @param ours The time of each round
 * @param theirs The time of each round
 */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Pick<Ratio, "ratio" | "spread"> {
  const rounds = ours.slice(0, theirs.length).map((time, round) => theirs[round]! / time);
  return { ratio: median(rounds), spread: spreadOf(rounds) };
}
