/**
 * How well classes are told apart by a linear function of features.
 *
 * @module
 */
import { Dense, Sequential } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import type { Samples } from "../problems/problem.ts";

/** What a logistic regression came to, on samples that it had not seen. */
export interface Classified {
  /** In nats. */
  readonly loss: number;
  readonly accuracy: number;
}

/** How it is trained, whatever the features are. */
const regression = { epochs: 100, batchSize: 64, learningRate: 0.01 };

/** Trains a logistic regression on features, and measures it. */
export async function logisticRegression(
  train: Samples,
  test: Samples,
  { classCount, seed, jit }: { readonly classCount: number; readonly seed: number; readonly jit: boolean },
): Promise<Classified> {
  const { epochs, batchSize, learningRate } = regression;
  const model = new Sequential([new Dense(classCount, { activation: "softmax" })], { seed });
  model.compile({
    loss: "sparseCategoricalCrossentropy",
    optimizer: (parameters) => new Adam(parameters, { learningRate }),
    metrics: ["accuracy"],
  });
  await model.fit(train.x, train.y, { epochs, batchSize, seed, jit });
  const { loss, accuracy } = model.evaluate(test.x, test.y, { batchSize: 256, jit });
  return { loss, accuracy };
}
