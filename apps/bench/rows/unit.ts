/**
 * What a row is measured in.
 *
 * @module
 */

/** From the time of a repetition to the value in the table. */
export interface Unit {
  /** Its name. */
  readonly name: string;
  /** The value of a sample, given how much work (in a sense of the unit) one repetition does. */
  readonly of: (sample: number, work: number) => number;
  /** Whether samples are milliseconds. */
  readonly timed: boolean;
}

/** Milliseconds for a repetition. */
export const milliseconds: Unit = { name: "ms", of: (sample) => sample, timed: true };

/** Seconds for a repetition. */
export const seconds: Unit = { name: "s", of: (sample) => sample / 1000, timed: true };

/** Billions of additions and multiplications in a second; the work is their number. */
export const gigaflops: Unit = { name: "GFLOP/s", of: (sample, work) => work / sample / 1e6, timed: true };

/** How many of something are done in a second. */
export function perSecond(what: string): Unit {
  return { name: `${what}/s`, of: (sample) => 1000 / sample, timed: true };
}

/** Thousands of bytes after compression; samples are bytes. */
export const kilobytesGzip: Unit = { name: "KB gzip", of: (sample) => sample / 1000, timed: false };

/** How much of what the machine can do at most is reached; samples are ratios of times, and the work is the ratio of the work in them. */
export const shareOfPeak: Unit = { name: "% of peak", of: (sample, work) => 100 * work / sample, timed: false };
