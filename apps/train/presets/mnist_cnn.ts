/**
 * Handwritten digits, with a convolutional network.
 *
 * @module
 */
import type { Sequential } from "@chainrule/nn";
import { slice } from "@chainrule/tensor";
import { lenet } from "../networks/lenet.ts";
import { plotFilters } from "../report/plot_filters.ts";
import { mnist } from "./mnist.ts";
import type { Preset } from "./preset.ts";
import { usual } from "./preset.ts";

/** All of MNIST, as images. */
export const mnistCnn: Preset = {
  name: "mnist-cnn",
  description: "70 000 handwritten digits, with a convolutional network of the size of LeNet-5",
  kind: "samples",
  needs: [],
  tuning: {
    ...usual,
    epochs: 6,
    batchSize: 64,
    learningRate: 0.003,
    hidden: [120, 84],
    dropout: 0.2,
    schedule: "one-cycle",
  },
  network: ({ hidden, activation, optimizer, learningRate }) =>
    `convolutions 6-16, hidden ${hidden.join("-") || "none"} ${activation}, ${optimizer} ${learningRate}`,
  async load(settings, seed) {
    const digits = await mnist.load(settings, seed);
    if (digits.kind !== "samples") return digits;
    const digit = slice(digits.test.x, [0], [1]);
    return {
      ...digits,
      network: (tuning, seed) => lenet(digits.classNames!.length, tuning, seed),
      charts: (model: Sequential) => Promise.resolve([plotFilters(model, digit)]),
    };
  },
};
