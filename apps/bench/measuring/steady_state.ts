/**
 * The time of one repetition once everything is warm.
 *
 * @module
 */

/** Something that is done again and again. */
export type Repetition = () => unknown;

/** How many samples are taken. */
export interface Sampling {
  /** So many, or null for as many as a few seconds hold. */
  readonly repeat: number | null;
  /** Waited for after the first calls: what only then can get ready. @default nothing */
  readonly ready?: () => Promise<void>;
  /** The time in milliseconds. @default performance.now */
  readonly clock?: () => number;
}

const warmUp = { milliseconds: 800, calls: 2 };
const sampling = { milliseconds: 1500, samples: 5 };
/** A sample takes at least this long, so that the clock is exact enough: quick repetitions share one. */
const leastSample = 5;

/**
 * Runs `repetition` until it is warm, then takes samples.
 *
 * @returns Milliseconds a repetition, one for each sample
 */
export async function steadyState(repetition: Repetition, options: Sampling): Promise<number[]> {
  const { repeat, ready, clock = () => performance.now() } = options;
  let begin = clock();
  let calls = 0;
  while (calls < warmUp.calls || clock() - begin < warmUp.milliseconds) {
    await repeated(repetition, 1);
    calls++;
    if (calls === warmUp.calls) {
      const before = clock();
      await ready?.();
      // Waiting is no warm-up.
      begin += clock() - before;
    }
  }
  const inOneSample = Math.max(1, Math.floor(leastSample * calls / (clock() - begin)));
  const samples: number[] = [];
  const start = clock();
  const isEnough = () =>
    repeat === null
      ? samples.length >= sampling.samples && clock() - start >= sampling.milliseconds
      : samples.length >= repeat;
  while (!isEnough()) {
    const before = clock();
    await repeated(repetition, inOneSample);
    samples.push((clock() - before) / inOneSample);
  }
  return samples;
}

async function repeated(repetition: Repetition, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const result = repetition();
    // Waiting for what is there already would be measured too.
    if (result instanceof Promise) await result;
  }
}
