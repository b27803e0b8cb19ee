/**
 * What operations with indices check.
 *
 * @module
 */
import { ambient } from "../../core/ambient.ts";
import type { DType } from "../../core/dtype.ts";
import type { TensorLike } from "../../core/op.ts";
import { fromValues } from "../../core/tensor.ts";
import type { Tensor } from "../../core/tensor.ts";

/** Why indices have no derivative. */
export const integers = { none: "indices are integers" } as const;

/** What the axis of an index is called in errors. */
export function alongAxis(axis: number): string {
  return axis === 0 ? "rows" : `along axis ${axis}`;
}

/** A number as an index of dtype int32; everything else as it is. */
export function asIndices(indices: TensorLike): Exclude<TensorLike, number> {
  return typeof indices === "number" && Number.isInteger(indices)
    ? fromValues(Int32Array.of(indices), [], "int32")
    : indices as Exclude<TensorLike, number>;
}

/** Throws unless indices have dtype int32. */
export function checkIndexDType(
  what: string,
  dtype: DType,
  name = "indices",
): void {
  if (dtype === "int32") return;
  throw new TypeError(
    `Cannot ${what} as ${name} must have dtype int32: current dtype is ${dtype}; convert them with cast`,
  );
}

/** Throws unless every index is in [0, size). */
export function checkIndices(
  what: string,
  indices: Tensor,
  size: number,
  name = "indices",
): void {
  const { data } = indices;
  for (let position = 0; position < data.length; position++) {
    const index = data[position]!;
    if (index >= 0 && index < size) continue;
    throw new RangeError(
      `Cannot ${what} as ${name} must be in [0, ${size}): current value at position ${position} is ${index}${where()}`,
    );
  }
}

function where(): string {
  return ambient.scope === "" ? "" : ` (in ${ambient.scope})`;
}
