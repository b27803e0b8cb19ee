/**
 * What elements are in memory, and what they are computed as.
 *
 * @module
 */

/** The type of elements in memory. A `bool` is a byte, 0 or 1. */
export type ElementType = "float32" | "float64" | "int32" | "bool";

/**
 * What a formula is computed in: float32, where each word rounds, or float64. The lane int32 is float64 too, as whole numbers of 32 bits and
 * their sums and products are exact there, up to 53 bits.
 */
export type FormulaLane = "float32" | "float64" | "int32";

/** The floats that a vector holds during a formula. */
export type Precision = "float32" | "float64";

/** How many bytes an element takes. */
export const elementBytes: Readonly<Record<ElementType, number>> = { float32: 4, float64: 8, int32: 4, bool: 1 };

/** The floats that a lane is computed in. */
export function precisionOf(lane: FormulaLane): Precision {
  return lane === "float32" ? "float32" : "float64";
}

/** How many elements a vector of such floats holds. */
export function lanesOf(precision: Precision): 4 | 2 {
  return precision === "float32" ? 4 : 2;
}
