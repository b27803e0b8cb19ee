/**
 * Lowering: products with sparse matrices.
 *
 * @module
 */
import type { KernelCall, SparseProductTypes } from "@chainrule/kernels";
import {
  exactSampledProductKernel,
  exactSparseProductKernel,
  rowBlocks,
  sampledProductKernel,
  sparseProductKernel,
} from "@chainrule/kernels";
import type { SparseMatmulAttributes } from "@chainrule/tensor";
import { sampledDotOp, sizeOf, sparseMatmulOp } from "@chainrule/tensor";
import type { LoweringEntries, Operand, Site } from "./lowering.ts";

/** Nanoseconds that one multiplication takes, in float32 and in float64. */
const nanosecondsPerProduct = { single: 0.15, exact: 0.7 };

/** Nanoseconds that a row takes beside them. */
const nanosecondsPerRow = 3;

/** About how long a block of rows should take. */
const blockNanoseconds = 500;

/**
 * Lowerings of `sparseMatmul` and `sampledDot`. In float32, sums are float32: in stored order for the product, in up to sixteen parts for the
 * dot product, off by at most n 2⁻²⁴ Σ |a b| for n terms. With other types they have the bits of eager code.
 */
export const sparseLowerings: LoweringEntries = [
  [sparseMatmulOp, lowerSparseMatmul],
  [sampledDotOp, lowerSampledDot],
];

function lowerSparseMatmul({ node, inputs, outputs }: Site): readonly KernelCall[] {
  const [values, dense, indptr, indices, indptrT, indicesT, permutation] = inputs as OperandsOf<7>;
  const out = outputs[0]!;
  if (sizeOf(out.shape) === 0) return [];
  const { transposed } = node.attributes as SparseMatmulAttributes;
  const width = out.shape[1]!;
  const types = typesOf(values, dense, out);
  const kernel = isSingle(types)
    ? sparseProductKernel(width, transposed)
    : exactSparseProductKernel(types, width, transposed);
  const rows = transposed ? indptrT : indptr;
  const pattern = transposed ? [rows, indicesT, permutation] : [rows, indices];
  const operands = [values, dense, ...pattern, out].map(({ address }) => address);
  const { weight, ...shared } = blocksOf(types, out.shape[0]!, values.shape[0]!, width);
  return [{ kernel, ...shared, arguments: [...operands, out.shape[0]!, weight] }];
}

function lowerSampledDot({ inputs, outputs }: Site): readonly KernelCall[] {
  const [left, right, indptr, indices] = inputs as OperandsOf<4>;
  const out = outputs[0]!;
  if (sizeOf(out.shape) === 0) return [];
  const [rows, width] = left.shape as readonly [number, number];
  const types = typesOf(left, right, out);
  const single = isSingle(types) && width > 0;
  const operands = [left, right, indptr, indices, out].map(({ address }) => address);
  const { weight, ...shared } = blocksOf(types, rows, out.shape[0]!, width);
  return [{
    kernel: single ? sampledProductKernel(width) : exactSampledProductKernel(types),
    ...shared,
    arguments: [...operands, rows, weight, ...(single ? [] : [width])],
  }];
}

type OperandsOf<N extends 4 | 7> = N extends 4 ? readonly [Operand, Operand, Operand, Operand]
  : readonly [Operand, Operand, Operand, Operand, Operand, Operand, Operand];

function typesOf(left: Operand, right: Operand, out: Operand): SparseProductTypes {
  return { left: left.dtype, right: right.dtype, out: out.dtype };
}

function isSingle({ left, right }: SparseProductTypes): boolean {
  return left === "float32" && right === "float32";
}

/** The cut of the work, and how long all of it takes. */
function blocksOf(
  types: SparseProductTypes,
  rows: number,
  stored: number,
  width: number,
): { units: number; weight: number; nanoseconds: number } {
  const perElement = 1 + width * nanosecondsPerProduct[isSingle(types) ? "single" : "exact"];
  const weight = Math.max(1, Math.round(blockNanoseconds / perElement));
  return { ...rowBlocks(rows, stored, weight), nanoseconds: rows * nanosecondsPerRow + stored * perElement };
}
