/**
 * How many threads our kernels use.
 *
 * @module
 */
import { threadPool } from "@chainrule/kernels";

/** The most threads that are measured: with more than there are processors, some of them wait. */
export const mostThreads: number = navigator.hardwareConcurrency;

/**
 * Lets the compiled programs of this process use so many threads.
 *
 * @throws {RangeError} When there is no such number
 */
export function useThreads(count: number): void {
  threadPool.useThreads(count);
}

/**
 * Waits until all threads are there, so that what is timed next is timed as in the long run.
 *
 * @throws {RangeError} When not all of them can be started
 */
export async function threadsReady(): Promise<void> {
  const wanted = threadPool.threads;
  const threads = await threadPool.warmUp();
  if (threads === wanted) return;
  throw new RangeError(`Cannot measure ${wanted} threads as all must start: current number is ${threads}`);
}
