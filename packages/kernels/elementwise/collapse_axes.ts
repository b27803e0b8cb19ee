/**
 * Fewer axes for the same elements.
 *
 * @module
 */

/** Over which elements a loop goes, and where it finds them. */
export interface Axes {
  /** The length of each axis, the outermost first. */
  readonly lengths: readonly number[];
  /** For each operand, its step along each axis, in elements; 0 along an axis that is repeated. */
  readonly strides: readonly (readonly number[])[];
  /**
   * The class of each axis: only axes of one class become one. A sum tells its axes from those that stay.
   *
   * @default {[0, 0, …]}
   */
  readonly classes?: readonly number[];
}

/** Axes of which no two could be one. */
export interface CollapsedAxes extends Axes {
  /** The class of each axis. */
  readonly classes: readonly number[];
}

/**
 * The same loop with as few axes as can be, in the same order of elements. Axes of length 1 go away, whatever their class; neighbours of
 * one class become one where every operand steps over both as over one. A single element has no axes left.
 *
 * @param axes The loop as shapes give it
 * @returns The loop as it is best run
 *
 * @example A row added to a matrix of many axes
 * ```ts
 * import { collapseAxes } from "@chainrule/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = [1500, 500, 500, 5, 1];
 * const row = [0, 0, 0, 0, 1];
 * const { lengths, strides } = collapseAxes({ lengths: [2, 3, 1, 100, 5], strides: [matrix, row] });
 * assertEquals(lengths, [600, 5]);
 * assertEquals(strides, [[5, 1], [0, 1]]);
 * ```
 */
export function collapseAxes({ lengths, strides, classes = lengths.map(() => 0) }: Axes): CollapsedAxes {
  const kept: number[] = [];
  const merged: number[] = [];
  const isOne = (outer: number, inner: number): boolean =>
    classes[outer] === classes[inner] &&
    strides.every((steps) => steps[outer] === steps[inner]! * lengths[inner]!);
  // The last axis of each run is kept: its step is that of the run.
  for (let axis = 0; axis < lengths.length; axis++) {
    if (lengths[axis] === 1) continue;
    const outer = kept.at(-1);
    if (outer !== undefined && isOne(outer, axis)) {
      kept[kept.length - 1] = axis;
      merged[merged.length - 1]! *= lengths[axis]!;
    } else {
      kept.push(axis);
      merged.push(lengths[axis]!);
    }
  }
  return {
    lengths: merged,
    strides: strides.map((steps) => kept.map((axis) => steps[axis]!)),
    classes: kept.map((axis) => classes[axis]!),
  };
}
