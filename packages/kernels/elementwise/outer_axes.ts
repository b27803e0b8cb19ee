/**
 * Going from row to row over all axes but the one that rows lie along.
 *
 * @module
 */
import type { FunctionBuilder, Local, Operand, ResultType } from "../wasm/mod.ts";
import { i32 } from "../wasm/mod.ts";

/** An operand as rows are gone through. */
export interface Walker {
  /** The address of the row's first element. */
  readonly row: Local<"i32">;
  /** The address of the first row. */
  readonly start: Local<"i32">;
  /** The steps along the outer axes in bytes, the outermost first. */
  readonly steps: readonly Local<"i32">[];
}

/** Counts through the indices of the outer axes, and keeps the addresses of all operands with them. */
export class OuterAxes {
  readonly #f: FunctionBuilder<ResultType>;
  readonly #walkers: readonly Walker[];
  /** The length and the current index of each axis but the outermost, which never begins again. */
  readonly #lengths: readonly Local<"i32">[];
  readonly #indices: readonly Local<"i32">[];
  /** For each of these axes and each operand, the way back to its start. */
  readonly #returns: readonly (readonly Local<"i32">[])[];

  /**
   * Computes what is the same for all rows.
   *
   * @param f Where the code goes
   * @param lengths The lengths of the outer axes but the outermost
   * @param walkers The operands
   */
  constructor(f: FunctionBuilder<ResultType>, lengths: readonly Local<"i32">[], walkers: readonly Walker[]) {
    this.#f = f;
    this.#walkers = walkers;
    this.#lengths = lengths;
    this.#indices = lengths.map(() => f.local("i32"));
    this.#returns = lengths.map((length, axis) =>
      walkers.map(({ steps }) => f.let(i32.mul(length, i32.sub(0, steps[axis + 1]!))))
    );
  }

  /** Goes to a row by its number. */
  seek(row: Operand<"i32">): void {
    const f = this.#f;
    const rest = f.local("i32");
    f.set(rest, row);
    for (const { row, start } of this.#walkers) f.set(row, start);
    for (let axis = this.#lengths.length; axis > 0; axis--) {
      const length = this.#lengths[axis - 1]!;
      const index = this.#indices[axis - 1]!;
      f.set(index, i32.remU(rest, length));
      f.set(rest, i32.divU(rest, length));
      this.#add(axis, index);
    }
    this.#add(0, rest);
  }

  /** Goes to the next row. */
  next(axis: number = this.#lengths.length): void {
    const f = this.#f;
    for (const { row, steps } of this.#walkers) f.set(row, i32.add(row, steps[axis]!));
    if (axis === 0) return;
    const index = this.#indices[axis - 1]!;
    f.set(index, i32.add(index, 1));
    f.if(i32.eq(index, this.#lengths[axis - 1]!), () => {
      f.set(index, 0);
      this.#walkers.forEach(({ row }, i) => f.set(row, i32.add(row, this.#returns[axis - 1]![i]!)));
      this.next(axis - 1);
    });
  }

  #add(axis: number, index: Local<"i32">): void {
    for (const { row, steps } of this.#walkers) {
      this.#f.set(row, i32.add(row, i32.mul(index, steps[axis]!)));
    }
  }
}
