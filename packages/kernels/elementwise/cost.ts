/**
 * About how long a loop takes, to decide whether threads share it.
 *
 * @module
 */
import type { FormulaLane } from "./element_type.ts";
import { precisionOf } from "./element_type.ts";
import type { Spread } from "./operands.ts";
import type { Word } from "./vocabulary.ts";

/** Nanoseconds for one float32, where it is not next to nothing. */
const single: Readonly<Partial<Record<Word, number>>> = {
  div: 0.25,
  sqrt: 0.25,
  exp: 0.8,
  expm1: 0.9,
  log: 0.9,
  log1p: 1.2,
  sin: 1.3,
  cos: 1.3,
  tan: 2,
  tanh: 0.9,
  erf: 1.3,
  erfc: 1.6,
  pow: 3,
};

/** Nanoseconds for one float64: functions are calls. */
const double: Readonly<Partial<Record<Word, number>>> = {
  div: 0.8,
  sqrt: 1,
  exp: 10,
  expm1: 25,
  log: 10,
  log1p: 25,
  sin: 14,
  cos: 14,
  tan: 20,
  tanh: 28,
  erf: 30,
  erfc: 35,
  pow: 20,
};

/** Nanoseconds of any other word, of going to an element in memory, and of beginning a row. */
const plain = { float32: 0.08, float64: 0.2 } as const;
const access: Readonly<Record<Spread, number>> = { contiguous: 0.1, repeated: 0, strided: 0.4 };
const row = 3;

/** What a loop does, how often. */
export interface Work {
  /** The words of the formula. */
  readonly words: readonly Word[];
  /** What it is computed in. */
  readonly lane: FormulaLane;
  /** How the inputs and outputs lie. */
  readonly spreads: readonly Spread[];
  /** How many elements there are. */
  readonly elements: number;
  /** In how many rows they are. */
  readonly rows: number;
}

/** About how many nanoseconds a loop takes one thread. */
export function nanosecondsOf({ words, lane, spreads, elements, rows }: Work): number {
  const precision = precisionOf(lane);
  const costs = precision === "float32" ? single : double;
  const computing = words.reduce((sum, word) => sum + (costs[word] ?? plain[precision]), 0);
  const moving = spreads.reduce((sum, spread) => sum + access[spread], 0);
  return elements * (computing + moving) + rows * row;
}
