/**
 * Checking what a model is trained, evaluated and asked on.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { isTensor, ShapeError } from "@chainrule/tensor";

/** Throws unless all are tensors with the same number of samples, at least one. */
export function checkSamples(action: string, samples: readonly Tensor[]): void {
  for (const x of samples) {
    if (isTensor(x)) continue;
    throw new TypeError(
      `Cannot ${action} as inputs and targets must be tensors: current type is ${typeof x}; make them with tensor()`,
    );
  }
  const count = samples[0]!.shape[0];
  if (count !== undefined && count > 0 && samples.every((x) => x.shape[0] === count)) return;
  const rule = samples.length === 1
    ? "inputs must have at least one sample"
    : "inputs and targets must have the same number of samples, at least one";
  throw new ShapeError(action, samples.map((x) => x.shape), `Cannot ${action} as ${rule}`);
}
