/**
 * What this machine can do at once.
 *
 * @module
 */
import { supports } from "../../wasm/mod.ts";
import { processParallelism } from "./process_worker.ts";

/** More threads than this gain little for networks of ordinary size, and each takes memory. */
const mostByDefault = 8;

/** How many threads programs use if nobody says: one for each processor, up to eight. */
export function defaultThreads(): number {
  const processors = globalThis.navigator?.hardwareConcurrency ?? processParallelism() ?? 1;
  return Math.max(1, Math.min(processors, mostByDefault));
}

/** Whether threads can share memory here. Pages must be isolated for that; see `crossOriginIsolated`. */
export function canShareMemory(): boolean {
  return typeof SharedArrayBuffer === "function" && supports("threads");
}

/** Whether this thread may sleep until another one wakes it: the main thread of a page may not. */
export function maySleep(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0);
    return true;
  } catch {
    return false;
  }
}
