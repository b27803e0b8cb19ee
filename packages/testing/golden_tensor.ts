/**
 * Tensors of golden files.
 *
 * @module
 */
import type { DType, Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";

/** A tensor as golden files store it; a bare number is a scalar. */
export type Golden = number | { readonly shape: readonly number[]; readonly data: readonly (number | string | null)[] };

/** The tensor that a golden file stores; missing values become NaN. */
export function goldenTensor(golden: Golden, dtype: DType = "float64"): Tensor {
  if (typeof golden === "number") return tensor(golden, dtype);
  const values = golden.data.map((value) => value === null ? NaN : Number(value));
  return tensor(Float64Array.from(values), dtype, golden.shape);
}
