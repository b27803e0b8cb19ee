/**
 * Two things measured in turns, on machines whose speed wanders.
 *
 * @module
 */
import type { Repetition, Sampling } from "./steady_state.ts";
import { steadyState } from "./steady_state.ts";

/** Turns are this many milliseconds long: short against the time in which a machine changes its speed. */
const turn = 4;

/** How many comparisons there are at least, and after how many milliseconds there are enough. */
const [least, longest] = [15, 2000];

/**
 * How much longer one thing takes than another. Both run in turns, so that each sample compares what ran on the same machine at
 * the same time.
 *
 * @param repetition What is measured
 * @param standard What it is compared with
 * @param sampling As for `steadyState`, which warms both up
 * @returns Ratios of times, `repetition` to `standard`, one for each sample
 */
export async function ratiosInTurns(
  repetition: Repetition,
  standard: Repetition,
  { repeat, ready = async () => {}, clock = () => performance.now() }: Sampling,
): Promise<number[]> {
  const warm = { repeat: 1, ready, clock };
  const first = (await steadyState(repetition, warm))[0]!;
  const second = (await steadyState(standard, warm))[0]!;
  const timed = (run: Repetition, milliseconds: number): number => {
    const times = Math.max(1, Math.round(turn / milliseconds));
    const before = clock();
    for (let i = 0; i < times; i++) run();
    return (clock() - before) / times;
  };
  const ratios: number[] = [];
  const start = clock();
  const isEnough = () =>
    repeat === null ? ratios.length >= least && clock() - start >= longest : ratios.length >= repeat;
  while (!isEnough()) {
    const before = timed(standard, second);
    const own = timed(repetition, first);
    const after = timed(standard, second);
    // What changes evenly on the way cancels out.
    ratios.push(own / ((before + after) / 2));
  }
  return ratios;
}
