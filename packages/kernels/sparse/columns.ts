/**
 * A row of float32 numbers as vectors.
 *
 * @module
 */
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import type { Expression, Operand, Vector } from "../wasm/mod.ts";
import { f32x4, i32, v128 } from "../wasm/mod.ts";

/** Some numbers of a row that a vector holds. */
export interface Lanes {
  /** Bytes from the start of the row. */
  readonly offset: number;
  /** How many numbers; the other lanes are zeros. */
  readonly count: number;
}

/**
 * Cuts columns `start` to `end − 1` into vectors. If their number is no multiple of four, the last vector reaches back over columns of
 * others, so that it is whole; only a row of less than four columns has a vector that is not.
 */
export function vectorsOf(start: number, end: number): Lanes[] {
  if (end < 4) return end > start ? [{ offset: 0, count: end }] : [];
  const vectors: Lanes[] = [];
  for (let column = start; column < end; column += 4) {
    vectors.push({ offset: 4 * Math.min(column, end - 4), count: 4 });
  }
  return vectors;
}

/** The numbers of a vector, from the address of a row. */
export function loadLanes(row: Operand<"i32">, { offset, count }: Lanes): Vector {
  switch (count) {
    case 1:
      return v128.load32Zero(row, { offset });
    case 2:
      return v128.load64Zero(row, { offset });
    case 3:
      return v128.load32Lane(row, 2, v128.load64Zero(row, { offset }), { offset: offset + 8 });
    default:
      return v128.load(row, { offset });
  }
}

/** Writes the numbers of a vector; `vector` is computed once or twice. */
export function storeLanes(row: Operand<"i32">, { offset, count }: Lanes, vector: Vector): Expression<"none">[] {
  switch (count) {
    case 1:
      return [v128.store32Lane(row, 0, vector, { offset })];
    case 2:
      return [v128.store64Lane(row, 0, vector, { offset })];
    case 3:
      return [
        v128.store64Lane(row, 0, vector, { offset }),
        v128.store32Lane(row, 2, vector, { offset: offset + 8 }),
      ];
    default:
      return [v128.store(row, vector, { offset })];
  }
}

/** The address of a row. */
export function rowAddress(matrix: Operand<"i32">, row: Operand<"i32">, bytes: number): Expression<"i32"> {
  return i32.add(matrix, i32.mul(row, bytes));
}

/** a · b + c on vectors. */
export type MultiplyAdd = (a: Vector, b: Vector, c: Vector) => Vector;

/** a · b + c, rounded once where the level has an instruction for it. */
export function multiplyAdd(level: VectorCodeLevel): MultiplyAdd {
  return level === "relaxed" ? f32x4.relaxedMadd : (a, b, c) => f32x4.add(f32x4.mul(a, b), c);
}
