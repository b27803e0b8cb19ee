/**
 * The error that a wrong shape gives.
 *
 * @module
 */
import { ambient } from "./ambient.ts";

/**
 * Thrown when shapes do not fit an operation. The message reads `Cannot <op> <operands> as <rule>: current shapes
 * are ...; <cure>`.
 *
 * @example Reading what did not fit
 * ```ts
 * import { add, ShapeError, zeros } from "@chainrule/tensor";
 * import { assertThrows } from "@std/assert";
 *
 * const error = assertThrows(() => add(zeros([2, 3]), zeros([4])), ShapeError);
 * console.log(error.op, error.shapes); // add [ [ 2, 3 ], [ 4 ] ]
 * ```
 */
export class ShapeError extends TypeError {
  /** The name of the operation. */
  readonly op: string;
  /** The shapes that it was given. */
  readonly shapes: readonly (readonly number[])[];

  /**
   * An error about shapes.
   *
   * @param op The name of the operation
   * @param shapes The shapes that it was given
   * @param rule The sentence up to the colon, for example `Cannot dot a and b as both must be vectors`
   * @param cure What to do about it
   */
  constructor(
    op: string,
    shapes: readonly (readonly number[])[],
    rule: string,
    cure?: string,
  ) {
    const listed = shapes.map((shape) => `[${shape.join(", ")}]`).join(" and ");
    const current = shapes.length === 1 ? `current shape is ${listed}` : `current shapes are ${listed}`;
    super(
      `${rule}: ${current}${cure === undefined ? "" : `; ${cure}`}${where()}`,
    );
    this.name = "ShapeError";
    this.op = op;
    this.shapes = shapes.map((shape) => [...shape]);
  }
}

function where(): string {
  return ambient.scope === "" ? "" : ` (in ${ambient.scope})`;
}
