/**
 * The multi-layer perceptron that settings describe.
 *
 * @module
 */
import { Activation, Dense, Dropout, Sequential } from "@chainrule/nn";
import type { Layer } from "@chainrule/nn";
import type { Tuning } from "../cli/settings.ts";
import type { SampleProblem } from "../problems/problem.ts";

/** Hidden layers, each with activation and dropout, and an output: probabilities of classes, or a number. */
export function perceptron({ train, classNames }: SampleProblem, tuning: Tuning, seed: number): Sequential {
  const sizes = [train.x.shape[1]!, ...tuning.hidden, classNames?.length ?? 1];
  const dense = (i: number): Dense => new Dense(sizes[i + 1]!, { inputDim: sizes[i]! });
  const layers: Layer[] = tuning.hidden.flatMap((_, i) => [
    dense(i),
    new Activation(tuning.activation),
    ...(tuning.dropout > 0 ? [new Dropout(tuning.dropout)] : []),
  ]);
  layers.push(dense(tuning.hidden.length));
  if (classNames !== null) layers.push(new Activation("softmax"));
  return new Sequential(layers, { seed });
}
