/**
 * The memory that kernels of single operations work in: operands are copied in, results out.
 *
 * @module
 */
import { pageSize } from "./wasm/mod.ts";

/** The most bytes that the scratch memory takes. */
export const scratchLimit: number = 64 * 2 ** 20;

/** A memory, and all of it as numbers. */
export interface Scratch {
  /** The memory. */
  readonly memory: WebAssembly.Memory;
  /** What is in it. */
  readonly floats: Float32Array;
}

let current: Scratch | undefined;

/**
 * The scratch memory, grown to at least so many bytes. What is in it is anybody's: nothing outlives a call.
 *
 * @param bytes How many are needed
 * @returns The memory, or nothing if there is no room for it
 */
export function scratch(bytes: number): Scratch | undefined {
  if (current !== undefined && bytes <= current.floats.byteLength) return current;
  if (bytes > scratchLimit) return undefined;
  // At least twice as much as before, so that it does not grow often.
  const pages = Math.ceil(Math.min(Math.max(bytes, 2 * (current?.floats.byteLength ?? 0)), scratchLimit) / pageSize);
  try {
    const memory = current?.memory ?? new WebAssembly.Memory({ initial: 0, maximum: scratchLimit / pageSize });
    memory.grow(pages - memory.buffer.byteLength / pageSize);
    current = { memory, floats: new Float32Array(memory.buffer) };
    return current;
  } catch {
    return undefined;
  }
}

/** Gives the scratch memory back; the next operation that needs it takes a new one. */
export function releaseScratch(): void {
  current = undefined;
}
