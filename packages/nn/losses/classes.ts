/**
 * Targets that name classes.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { sameShape, ShapeError } from "@chainrule/tensor";

/** Whether `target` holds labels, one whole number a sample, rather than a row of probabilities. */
export function isLabels(target: Tensor): boolean {
  return target.dtype === "int32" && target.rank === 1;
}

/** Throws unless `output` is `[N, C]` and `target` fits it. */
export function checkClasses(name: string, output: Tensor, target: Tensor): void {
  if (output.rank !== 2) {
    throw new ShapeError(name, [output.shape], `Cannot compute ${name} as its output must have shape [N, C]`);
  }
  const fits = isLabels(target) ? target.shape[0] === output.shape[0] : sameShape(output.shape, target.shape);
  if (fits) return;
  const cure = target.rank === 1 && target.dtype !== "int32" ? "labels must have dtype int32: cast them" : undefined;
  throw new ShapeError(
    name,
    [output.shape, target.shape],
    `Cannot compute ${name} as the target must be one row a sample, or one int32 label a sample`,
    cure,
  );
}
