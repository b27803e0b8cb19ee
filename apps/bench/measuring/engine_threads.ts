/**
 * How many threads our kernels use.
 *
 * @module
 */

/** The most that the kernels can use; more than one is not there yet. */
export const mostThreads = 1;

/**
 * Makes the kernels of this process use so many threads.
 *
 * @throws {RangeError} When they cannot
 */
export function useThreads(count: number): void {
  if (count <= mostThreads) return;
  throw new RangeError(`Cannot use threads as there must be at most ${mostThreads}: current count is ${count}`);
}
