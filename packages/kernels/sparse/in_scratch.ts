/**
 * Sparse products of float32 arrays by way of the scratch memory.
 *
 * @module
 */
import { compileKernel } from "../engine/compile_kernel.ts";
import type { Kernel } from "../engine/kernel.ts";
import { scratch } from "../scratch.ts";
import type { CompressedRows } from "../sparse.ts";
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import { exactSampledProductKernel } from "./exact_sampled_product.ts";
import { exactSparseProductKernel } from "./exact_sparse_product.ts";
import { rowBlocks } from "./row_blocks.ts";

const single = { left: "float32", right: "float32", out: "float32" } as const;

/**
 * Writes the product of a sparse with a dense matrix to `out`, with the bits that loops in TypeScript give.
 *
 * @returns Whether there was room; if not, nothing has been written
 */
export function multiplyRowsInScratch(
  level: VectorCodeLevel,
  pattern: CompressedRows,
  values: Float32Array,
  dense: Float32Array,
  width: number,
  out: Float32Array,
): boolean {
  return run(level, exactSparseProductKernel(single, width, false), pattern, values, dense, out, []);
}

/**
 * Writes the dot products at the stored places to `out`, with the bits that loops in TypeScript give.
 *
 * @returns Whether there was room; if not, nothing has been written
 */
export function sampleProductInScratch(
  level: VectorCodeLevel,
  pattern: CompressedRows,
  left: Float32Array,
  right: Float32Array,
  width: number,
  out: Float32Array,
): boolean {
  return run(level, exactSampledProductKernel(single), pattern, left, right, out, [width]);
}

/** Copies the operands in, runs a kernel, and copies the result out. */
function run(
  level: VectorCodeLevel,
  kernel: Kernel,
  { indptr, indices }: CompressedRows,
  left: Float32Array,
  right: Float32Array,
  out: Float32Array,
  more: readonly number[],
): boolean {
  const operands = [left, right, indptr, indices];
  const addresses = [0];
  for (const { byteLength } of operands) addresses.push(addresses.at(-1)! + byteLength);
  const room = scratch(addresses.at(-1)! + out.byteLength);
  if (room === undefined) return false;
  const { memory, floats } = room;
  const integers = new Int32Array(memory.buffer);
  operands.forEach((operand, i) => {
    (operand instanceof Float32Array ? floats : integers).set(operand, addresses[i]! / 4);
  });
  const rows = indptr.length - 1;
  const { units, weight } = rowBlocks(rows, indices.length, rows + indices.length);
  compileKernel(kernel, memory, level)(0, units, ...addresses, rows, weight, ...more);
  const start = addresses.at(-1)! / 4;
  out.set(floats.subarray(start, start + out.length));
  return true;
}
