/**
 * Memories that threads may share.
 *
 * @module
 */

/** The most pages that a memory can have: 4 GiB. A shared memory must be declared with some limit. */
export const maximumPages = 65536;

/**
 * The pages that a kernel may count on. Where V8 compares addresses with the size of the memory, as it does in Deno, it compares once less if
 * there are some: a tenth of the time of a matrix product.
 */
export const leastPages = 1;

/** Whether threads can share `memory`. */
export function isShared(memory: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer === "function" && memory.buffer instanceof SharedArrayBuffer;
}
