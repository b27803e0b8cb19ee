/**
 * Memories that threads may share.
 *
 * @module
 */

/** The most pages that a memory can have: 4 GiB. A shared memory must be declared with some limit. */
export const maximumPages = 65536;

/** Whether threads can share `memory`. */
export function isShared(memory: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer === "function" && memory.buffer instanceof SharedArrayBuffer;
}
