/**
 * Constants that hold one number.
 *
 * @module
 */
import type { Value } from "./static_graph.ts";

/** Larger constants are not looked through, unless they repeat one number by their strides. */
const mostCompared = 1024;

/** The number that every element of a constant is; null if there is none. 0 and −0 are told apart. */
export function uniformValue(value: Value): number | null {
  if (value.kind !== "constant" || value.tensor.size === 0) return null;
  const { storage, strides, shape, offset, size } = value.tensor;
  const first = storage![offset]!;
  if (strides.every((stride, axis) => stride === 0 || shape[axis] === 1)) return first;
  return size <= mostCompared && value.tensor.data.every((x) => Object.is(x, first)) ? first : null;
}
