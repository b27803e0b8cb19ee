/**
 * What `all` and `any` check.
 *
 * @module
 */
import type { TensorLike } from "../../core/op.ts";

/** Throws unless `x` has dtype bool. */
export function checkTruth(op: string, x: TensorLike): void {
  const dtype = typeof x === "number" ? "number" : x.dtype;
  if (dtype === "bool") return;
  throw new TypeError(
    `Cannot ${op} x as it must have dtype bool: current dtype is ${dtype}; compare it first, for example with notEqual(x, 0)`,
  );
}
