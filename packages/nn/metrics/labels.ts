/**
 * Labels from outputs and targets.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { argMax, greater, ShapeError } from "@chainrule/tensor";

/** The class of each sample: its largest output, or whether its one output is above `threshold`. */
export function predictedLabels(name: string, output: Tensor, threshold = 0.5): ArrayLike<number> {
  if (output.rank === 0 || output.rank > 2) {
    throw new ShapeError(
      name,
      [output.shape],
      `Cannot compute ${name} as its output must have shape [N, C], [N, 1] or [N]`,
    );
  }
  return isBinary(output) ? greater(output, threshold).data : argMax(output, { axis: 1 }).data;
}

/** The class of each sample in a target: labels, one-hot rows, or 0 and 1. */
export function targetLabels(
  name: string,
  target: Tensor,
  samples: number | undefined = target.shape[0],
): ArrayLike<number> {
  const oneHot = target.rank === 2 && target.shape[1]! > 1;
  const labels = oneHot ? argMax(target, { axis: 1 }) : target;
  if (target.rank > 2 || labels.size !== samples) {
    throw new ShapeError(
      name,
      [target.shape],
      `Cannot compute ${name} as the target must have a label or a one-hot row for each of ${samples} samples`,
    );
  }
  return labels.data;
}

/** Whether there is one output a sample, the probability of class 1. */
export function isBinary(output: Tensor): boolean {
  return output.rank < 2 || output.shape[1] === 1;
}
