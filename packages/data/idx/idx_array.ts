/**
 * What an IDX file holds.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { allocate, fromValues } from "@chainrule/tensor";

/** The types of elements that IDX files have. */
export type IdxDType =
  | "uint8"
  | "int8"
  | "int16"
  | "int32"
  | "float32"
  | "float64";

/** The typed array that holds elements of each type. */
export type IdxValues =
  | Uint8Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** An array of numbers, as an IDX file holds it. */
export interface IdxArray {
  /** The length of each axis. */
  readonly shape: readonly number[];
  /** The type of the elements. */
  readonly dtype: IdxDType;
  /** The elements, row-major. */
  readonly values: IdxValues;
}

/** How `idxToTensor` converts. */
export interface IdxToTensorOptions {
  /** The dtype of the tensor. @default "float32" */
  readonly dtype?: "float32" | "float64" | "int32";
  /** What every element is multiplied by, for example `1 / 255` for grey values. @default 1 */
  readonly scale?: number;
}

/**
 * Makes a tensor of what an IDX file holds. IDX 转张量
 *
 * @param array What `readIdx` gave
 * @param options The dtype and the scale
 * @returns A tensor of the same shape
 *
 * @example Grey values from 0 to 1
 * ```ts
 * import { idxToTensor } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const pixels = { shape: [1, 2], dtype: "uint8", values: Uint8Array.of(0, 255) } as const;
 * assertEquals(idxToTensor(pixels, { scale: 1 / 255 }).toArray(), [[0, 1]]);
 * ```
 */
export function idxToTensor(
  { shape, values }: IdxArray,
  { dtype = "float32", scale = 1 }: IdxToTensorOptions = {},
): Tensor {
  const scaled = allocate(dtype, values.length);
  for (let i = 0; i < scaled.length; i++) scaled[i] = values[i]! * scale;
  return fromValues(scaled, shape, dtype);
}
