/**
 * How many threads compiled programs run on.
 *
 * @module
 */
import { threadPool } from "@chainrule/kernels";

/**
 * Sets how many threads compiled programs may run on; without it, one for each processor, up to eight. The results are the same bits for any
 * number. Work that is too small is never shared, and threads are started when there has been enough to do. Where memory cannot be shared
 * (in pages that are not cross-origin isolated), there is one. 线程数
 *
 * @param threads A whole number from 1, with the calling thread
 * @throws {RangeError} When it is not a whole number from 1
 *
 * @example One thread
 * ```ts
 * import { useThreads } from "@chainrule/jit";
 * import { assertThrows } from "@std/assert";
 *
 * useThreads(1);
 * assertThrows(() => useThreads(0), RangeError, "must be a whole number from 1");
 * ```
 */
export function useThreads(threads: number): void {
  threadPool.useThreads(threads);
}
