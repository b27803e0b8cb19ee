/**
 * Walking an array through strides.
 *
 * @module
 */
import type { Values } from "./dtype.ts";
import type { Shape } from "./shape.ts";

/** Copies the elements that `strides` and `shape` pick from `source` to `target`, in row-major order. */
export function copyStrided(
  source: Values,
  offset: number,
  strides: readonly number[],
  shape: Shape,
  target: Values | Float64Array,
): void {
  const rank = shape.length;
  if (rank === 0) {
    target[0] = source[offset]!;
    return;
  }
  const rows = new StridedRows(offset, strides, shape);
  const inner = shape[rank - 1]!;
  const step = strides[rank - 1]!;
  for (let to = 0; to < target.length; to += inner) {
    let from = rows.position;
    for (let i = 0; i < inner; i++, from += step) {
      target[to + i] = source[from]!;
    }
    rows.next();
  }
}

/** The start of each run along the last axis, one after the other. */
export class StridedRows {
  /** Where in the storage the current run starts. */
  position: number;
  readonly #index: Int32Array;
  readonly #strides: readonly number[];
  readonly #shape: Shape;

  constructor(offset: number, strides: readonly number[], shape: Shape) {
    this.position = offset;
    this.#index = new Int32Array(shape.length);
    this.#strides = strides;
    this.#shape = shape;
  }

  /** Goes to the next run. */
  next(): void {
    for (let axis = this.#shape.length - 2; axis >= 0; axis--) {
      this.position += this.#strides[axis]!;
      if (++this.#index[axis]! < this.#shape[axis]!) return;
      this.position -= this.#strides[axis]! * this.#shape[axis]!;
      this.#index[axis] = 0;
    }
  }
}
