/**
 * An epoch through `fit`: shuffling, cutting batches and bookkeeping included.
 *
 * @module
 */
import type { Sampling } from "../measuring/steady_state.ts";
import { steadyState } from "../measuring/steady_state.ts";
import { labels, uniform } from "../workloads/hashed.ts";
import { perceptron } from "../workloads/perceptron.ts";
import type { Row } from "./row.ts";
import { seconds } from "./unit.ts";

const samples = 60_000;

/** The row. */
export const w10: Row = {
  row: "W10",
  title: "epoch of 60 000 samples through fit, MLP as in W2",
  unit: seconds,
  variants: [
    {
      name: "eager",
      workload: "W10",
      isBest: false,
      onOneThread: true,
      measure: (sampling) => measure(sampling, false),
    },
    { name: "compiled", workload: "W10", isBest: true, measure: (sampling) => measure(sampling, true) },
  ],
};

function measure(sampling: Sampling, jit: boolean): Promise<readonly number[]> {
  const [x, y] = [uniform([samples, 784], 1), labels(samples, 10, 9)];
  const model = perceptron("softmax");
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "sgd", learningRate: 0.01 });
  return steadyState(() => model.fit(x, y, { epochs: 1, batchSize: 64, jit }), sampling);
}
