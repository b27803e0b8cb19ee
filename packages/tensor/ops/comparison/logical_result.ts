/**
 * The dtype rule of logic.
 *
 * @module
 */
import type { DType } from "../../core/dtype.ts";

/** The dtype rule of operations on truth values, which takes nothing else. */
export function logicalResult(op: string, dtypes: readonly DType[]): DType {
  const wrong = dtypes.find((dtype) => dtype !== "bool");
  if (wrong === undefined) return "bool";
  throw new TypeError(
    `Cannot ${op} tensors as every operand must have dtype bool: current dtype is ${wrong}; compare it first, for example with notEqual(x, 0)`,
  );
}
