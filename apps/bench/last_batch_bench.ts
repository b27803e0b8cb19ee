/**
 * What is best for the last batch of an epoch, if it is smaller: a program of its own, or zeros to fill it up. `deno bench -A apps/bench/last_batch_bench.ts`
 *
 * @module
 */
import type { Sequential } from "@chainrule/nn";
import type { Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";
import { convolutionalNetwork } from "./workloads/convolutional_network.ts";
import { labels, uniform } from "./workloads/hashed.ts";
import { perceptron } from "./workloads/perceptron.ts";

const [whole, rest] = [64, 32];

/** A network, and the shape of a sample. */
interface Kind {
  readonly make: () => Sequential;
  readonly sample: readonly number[];
}

const kinds: Readonly<Record<string, Kind>> = {
  "perceptron 784-256-128-10": { make: () => perceptron("softmax"), sample: [784] },
  "two convolutions": {
    make: () => convolutionalNetwork("softmax"),
    sample: [1, 28, 28],
  },
};

for (const [name, { make, sample }] of Object.entries(kinds)) {
  const batch = (count: number): [x: Tensor, y: Tensor] => [uniform([count, ...sample], 1), labels(count, 10, 9)];
  const sampleWeights = tensor(Array.from({ length: whole }, (_, i) => i < rest ? 1 : 0));
  const model = async (): Promise<Sequential> => {
    const made = make();
    made.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "sgd", learningRate: 0.01 });
    await made.fit(...batch(whole), { batchSize: whole });
    return made;
  };
  const warm = await model();
  const [small, filled] = [batch(rest), batch(whole)];

  Deno.bench(
    { name: `making a program for ${rest} beside that for ${whole}`, group: name, n: 20, warmup: 3 },
    async (b) => {
      const fresh = await model();
      b.start();
      await fresh.fit(...small, { batchSize: whole });
      b.end();
    },
  );

  Deno.bench({ name: `a batch of ${rest} in its own program`, group: name }, async () => {
    await warm.fit(...small, { batchSize: whole });
  });

  Deno.bench({ name: `${rest} filled up to ${whole}, of weight 0`, group: name }, async () => {
    await warm.fit(...filled, { batchSize: whole, sampleWeights });
  });
}
