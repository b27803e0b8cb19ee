/**
 * How rows lie in memory, and what kernels for rows have in common.
 *
 * @module
 */
import type { ElementType } from "../elementwise/element_type.ts";
import type { Address } from "../engine/kernel.ts";

/**
 * Dense elements in row-major order of (o, n, i): a row is all n for one o and i. Rows are counted in the order of (o, i).
 */
export interface RowLayout {
  /** How many o there are. */
  readonly outer: number;
  /** How many n there are: the elements of a row. */
  readonly length: number;
  /** How many i there are; 1 where the elements of a row are neighbours. */
  readonly inner: number;
}

/** Dense elements in memory. */
export interface DenseOperand {
  /** Their type. */
  readonly type: ElementType;
  /** Where the first one is. */
  readonly address: Address;
}

/** What can be done to rows. `sum` and `cumsum` of whole numbers and truth values are whole numbers of 32 bits that come round. */
export type RowFunction = "sum" | "max" | "min" | "argMax" | "argMin" | "logSumExp" | "softmax" | "cumsum";

/** The parameters of every kernel for rows. */
export const rowParameters: readonly string[] = ["out", "x", "length", "inner"];
