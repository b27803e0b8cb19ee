/**
 * What transforms take and give: arguments, tangents and cotangents.
 *
 * @module
 */
import type { DType, Tensor, TensorLike } from "@chainrule/tensor";
import { formatShape, full, isTensor, ones, sameShape, ShapeError, zeros } from "@chainrule/tensor";

/** Arguments as tensors. A number is a float64 if a tensor beside it is, otherwise a float32. */
export function asTensors(args: readonly TensorLike[]): Tensor[] {
  const wide = args.some((x) => typeof x !== "number" && x.dtype === "float64");
  return args.map((x) => asTensor(x, wide ? "float64" : "float32"));
}

/**
 * A tangent or cotangent of `x`. A number takes its dtype.
 *
 * @throws {ShapeError} When the shape is another
 * @throws {TypeError} When the dtype is another
 */
export function changeOf(
  name: string,
  what: string,
  x: Tensor,
  given: TensorLike,
): Tensor {
  const change = asTensor(given, x.dtype);
  if (!sameShape(change.shape, x.shape)) {
    throw new ShapeError(
      name,
      [change.shape],
      `Cannot take ${name} as the ${what} must have shape ${formatShape(x.shape)}`,
    );
  }
  if (change.dtype !== x.dtype) {
    throw new TypeError(
      `Cannot take ${name} as the ${what} must have dtype ${x.dtype}: current dtype is ${change.dtype}; convert it with cast`,
    );
  }
  return change;
}

/** Throws unless `value` is a single number. */
export function checkScalar(
  name: string,
  what: string,
  value: Tensor,
  cure: string,
): void {
  if (value.rank === 0) return;
  throw new ShapeError(
    name,
    [value.shape],
    `Cannot take ${name} of ${what} as ${what === "f" ? "its value" : "it"} must be a scalar`,
    cure,
  );
}

/** Ones in the shape and dtype of `x`. */
export function onesLike(x: Tensor): Tensor {
  return ones(x.shape, x.dtype);
}

/** Zeros in the shape and dtype of `x`. */
export function zerosLike(x: Tensor): Tensor {
  return zeros(x.shape, x.dtype);
}

function asTensor(x: TensorLike, dtype: DType): Tensor {
  if (typeof x === "number") return full([], x, dtype);
  return isTensor(x) ? x : x.value;
}
