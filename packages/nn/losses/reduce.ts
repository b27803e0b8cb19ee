/**
 * From the losses of elements to one number.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { equal, formatShape, mean, reshape, sameShape, ShapeError, sizeOf, sum, where } from "@chainrule/tensor";

/** How the losses of samples become the result. */
export interface LossOptions {
  /** The mean, the sum, or one loss a sample. @default "mean" */
  readonly reduction?: "mean" | "sum" | "none";
  /** A weight for each sample, shape `[N]`; the mean is then divided by the sum of the weights, or 0 if that is 0. @default all 1 */
  readonly weights?: Tensor;
}

/** Reduces losses of shape `[N, ...]`. */
export function reduceLoss(name: string, losses: Tensor, options: LossOptions = {}): Tensor {
  const { reduction = "mean", weights } = options;
  if (weights === undefined) {
    if (reduction === "mean") return mean(losses);
    if (reduction === "sum") return sum(losses);
  }
  const samples = losses.shape[0] ?? 1;
  const parts = reshape(losses, [samples, losses.size / Math.max(1, samples)]);
  if (weights === undefined) return mean(parts, { axis: 1 });
  if (!sameShape(weights.shape, [samples])) {
    throw new ShapeError(
      name,
      [weights.shape],
      `Cannot weight ${name} as there must be one weight for each of ${samples} samples`,
    );
  }
  const weighted = (reduction === "sum" ? sum(parts, { axis: 1 }) : mean(parts, { axis: 1 })).mul(weights);
  if (reduction === "none") return weighted;
  return reduction === "sum" ? sum(weighted) : sum(weighted).div(divisor(weights));
}

/** The sum of the weights; 1 where nothing counts, so that the mean of nothing is 0 and not NaN. */
function divisor(weights: Tensor): Tensor {
  const total = sum(weights);
  return where(equal(total, 0), 1, total);
}

/** Throws unless output and target have one shape. */
export function checkSameShape(name: string, output: Tensor, target: Tensor): void {
  if (sameShape(output.shape, target.shape)) return;
  const column = sizeOf(output.shape) === sizeOf(target.shape);
  throw new ShapeError(
    name,
    [output.shape, target.shape],
    `Cannot compute ${name} as output and target must have the same shape`,
    column ? `reshape the target to ${formatShape(output.shape)}` : undefined,
  );
}
