/**
 * How the kernels of sparse products share their work.
 *
 * @module
 */
import type { SparseProductTypes } from "@chainrule/kernels";
import { rowBlocks } from "@chainrule/kernels";
import type { Operand } from "../core/lowering.ts";

/** Nanoseconds that one multiplication takes, in float32 and in float64. */
const nanosecondsPerProduct = { single: 0.15, exact: 0.7 };

/** Nanoseconds that a row takes beside them. */
const nanosecondsPerRow = 3;

/** About how long a block of rows should take. */
const blockNanoseconds = 500;

/** The types of the operands. */
export function productTypes(left: Operand, right: Operand, out: Operand): SparseProductTypes {
  return { left: left.dtype, right: right.dtype, out: out.dtype };
}

/** Whether products are computed in float32. */
export function isSingle({ left, right }: SparseProductTypes): boolean {
  return left === "float32" && right === "float32";
}

/** A cut of the work, and how long all of it takes. */
export interface ProductBlocks {
  /** How many blocks of rows there are. */
  readonly units: number;
  /** How many rows and stored elements together make a block. */
  readonly weight: number;
  /** How long all of it takes on one thread. */
  readonly nanoseconds: number;
}

/** The cut of a pattern with so many rows and stored elements, each of which takes `width` multiplications. */
export function productBlocks(types: SparseProductTypes, rows: number, stored: number, width: number): ProductBlocks {
  const perElement = 1 + width * nanosecondsPerProduct[isSingle(types) ? "single" : "exact"];
  const weight = Math.max(1, Math.round(blockNanoseconds / perElement));
  return { ...rowBlocks(rows, stored, weight), nanoseconds: rows * nanosecondsPerRow + stored * perElement };
}
