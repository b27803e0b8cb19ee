/**
 * Tensors from numbers.
 *
 * @module
 */
import type { DType, Values } from "../core/dtype.ts";
import { allocate, dtypeOf, dtypes, isDType } from "../core/dtype.ts";
import { ShapeError } from "../core/errors.ts";
import type { Shape } from "../core/shape.ts";
import { checkShape, formatShape, sizeOf } from "../core/shape.ts";
import type { NestedArray, Tensor } from "../core/tensor.ts";
import { fromValues } from "../core/tensor.ts";

/**
 * Makes a tensor from a number, nested arrays, or a typed array. 创建张量
 *
 * The numbers are copied. Without a dtype, numbers give float32, booleans give bool, and a typed array keeps its own.
 *
 * @param values A number, nested arrays of equal lengths, or a typed array (then a vector, unless `shape` says otherwise)
 * @param dtype The dtype, or the shape for a typed array
 * @param shape The shape for a typed array
 * @returns The tensor
 * @throws {TypeError} When something in the arrays is not a number or a boolean
 * @throws {ShapeError} When the arrays are ragged, or the shape has another number of elements
 *
 * @example Three ways
 * ```ts
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(tensor(3).shape, []);
 * assertEquals(tensor([[1, 2], [3, 4]], "float64").dtype, "float64");
 * assertEquals(tensor(Float32Array.of(1, 2, 3, 4), [2, 2]).toArray(), [[1, 2], [3, 4]]);
 * ```
 */
export function tensor(
  values: NestedArray | Values,
  dtype?: DType | Shape,
  shape?: Shape,
): Tensor {
  const type = typeof dtype === "string" ? dtype : undefined;
  if (type !== undefined && !isDType(type)) {
    throw new TypeError(
      `Cannot make a tensor as the dtype must be one of ${dtypes.join(", ")}: current dtype is ${type}`,
    );
  }
  const wanted = typeof dtype === "object" ? dtype : shape;
  return ArrayBuffer.isView(values) ? fromTyped(values, type, wanted) : fromNested(values as NestedArray, type, wanted);
}

function fromTyped(
  values: Values,
  dtype: DType = dtypeOf(values),
  shape: Shape = [values.length],
): Tensor {
  checkCount(values.length, shape);
  const copy = allocate(dtype, values.length);
  for (let i = 0; i < copy.length; i++) copy[i] = stored(values[i]!, dtype);
  return fromValues(copy, [...shape], dtype);
}

function fromNested(
  values: NestedArray,
  dtype: DType | undefined,
  shape: Shape | undefined,
): Tensor {
  const found: number[] = [];
  for (let inner = values; Array.isArray(inner); inner = inner[0]) {
    found.push(inner.length);
    if (inner.length === 0) break;
  }
  const flat: (number | boolean)[] = [];
  flatten(values, found, 0, flat);
  const type = dtype ??
    (flat.length > 0 && flat.every((value) => typeof value === "boolean") ? "bool" : "float32");
  if (shape !== undefined) checkCount(flat.length, shape);
  const out = allocate(type, flat.length);
  for (let i = 0; i < out.length; i++) out[i] = stored(Number(flat[i]), type);
  return fromValues(out, shape === undefined ? found : [...shape], type);
}

function flatten(
  values: NestedArray,
  shape: Shape,
  axis: number,
  flat: (number | boolean)[],
): void {
  if (axis === shape.length) {
    if (typeof values !== "number" && typeof values !== "boolean") {
      throw Array.isArray(values) ? ragged(shape, axis, "an array where a number was expected") : new TypeError(
        `Cannot make a tensor as every element must be a number or a boolean: current element ${flat.length} is ${typeof values}`,
      );
    }
    flat.push(values);
    return;
  }
  if (!Array.isArray(values)) {
    throw ragged(shape, axis, "a number where an array was expected");
  }
  if (values.length !== shape[axis]) {
    throw ragged(shape, axis, `a length of ${values.length}`);
  }
  for (const value of values) flatten(value, shape, axis + 1, flat);
}

function ragged(shape: Shape, axis: number, found: string): ShapeError {
  return new ShapeError(
    "tensor",
    [shape],
    `Cannot make a tensor as all arrays at one depth must have equal lengths, and at depth ${axis} there is ${found}`,
  );
}

function checkCount(count: number, shape: Shape): void {
  checkShape("make", shape);
  if (sizeOf(shape) === count) return;
  throw new ShapeError(
    "tensor",
    [shape],
    `Cannot make a tensor of ${formatShape(shape)} as there must be ${sizeOf(shape)} values and there are ${count}`,
  );
}

function stored(value: number, dtype: DType): number {
  return dtype === "bool" ? (value === 0 ? 0 : 1) : value;
}
