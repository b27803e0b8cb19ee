/**
 * Going through the columns of a matrix of features.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { allocate, fromValues, isFloat, ShapeError } from "@chainrule/tensor";

/** Applies a function of value and column to every element; it computes in double precision whatever the dtype. */
export function mapColumns(
  action: string,
  x: Tensor,
  columns: number,
  f: (value: number, column: number) => number,
): Tensor {
  checkMatrix(action, x);
  if (x.shape[1] !== columns) {
    throw new ShapeError(
      action,
      [x.shape],
      `Cannot ${action} x as it must have ${columns} features, like what was fitted`,
    );
  }
  const { data } = x;
  const mapped = allocate(x.dtype, x.size);
  for (let i = 0; i < mapped.length; i++) mapped[i] = f(data[i]!, i % columns);
  return fromValues(mapped, x.shape, x.dtype);
}

/** The result of a function for each column of a matrix that has samples and no value that is not finite. */
export function perColumn(
  action: string,
  x: Tensor,
  f: (values: Float64Array) => number,
): Float64Array {
  checkMatrix(action, x);
  const [rows, columns] = x.shape as [number, number];
  if (rows === 0) {
    throw new ShapeError(
      action,
      [x.shape],
      `Cannot ${action} x as it must have at least one sample`,
    );
  }
  checkFinite(action, x);
  const column = new Float64Array(rows);
  return Float64Array.from({ length: columns }, (_, c) => {
    for (let r = 0; r < rows; r++) column[r] = x.data[r * columns + c]!;
    return f(column);
  });
}

function checkMatrix(action: string, x: Tensor): void {
  if (x.rank !== 2) {
    throw new ShapeError(
      action,
      [x.shape],
      `Cannot ${action} x as it must have an axis of samples and one of features`,
    );
  }
  if (isFloat(x.dtype)) return;
  throw new TypeError(
    `Cannot ${action} x as its dtype must be float32 or float64: current dtype is ${x.dtype}; convert it with cast`,
  );
}

function checkFinite(action: string, x: Tensor): void {
  const columns = x.shape[1]!;
  const { data } = x;
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i]!)) continue;
    throw new RangeError(
      `Cannot ${action} x as its values must be finite: current value at [${Math.floor(i / columns)}, ${
        i % columns
      }] is ${data[i]}`,
    );
  }
}
