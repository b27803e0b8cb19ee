/**
 * One weight for each pair of units, and the matrix that they make.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { concat, gather, tensor, zeros } from "@chainrule/tensor";
import type { DType } from "@chainrule/tensor";

/** How many pairs there are among `units`. */
export function pairCount(units: number): number {
  return units * (units - 1) / 2;
}

/** The symmetric matrix `[U, U]` with a diagonal of zeros whose upper triangle is `pairs`, row by row. */
export function symmetricMatrix(pairs: TensorLike, units: number, dtype: DType): Tensor {
  const places = new Int32Array(units * units).fill(pairCount(units));
  let pair = 0;
  for (let i = 0; i < units; i++) {
    for (let j = i + 1; j < units; j++) places[i * units + j] = places[j * units + i] = pair++;
  }
  // The diagonal takes the zero behind the last pair.
  return gather(concat([pairs, zeros([1], dtype)]), tensor(places, "int32", [units, units]));
}

/** The upper triangle of a matrix `[U, U]`, row by row. */
export function upperTriangle(matrix: Tensor): Tensor {
  const units = matrix.shape[0]!;
  const places: number[] = [];
  for (let i = 0; i < units; i++) {
    for (let j = i + 1; j < units; j++) places.push(i * units + j);
  }
  return gather(matrix.reshape([-1]), tensor(Int32Array.from(places)));
}
