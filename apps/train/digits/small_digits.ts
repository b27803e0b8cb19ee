/**
 * Small pictures of digits.
 *
 * @module
 */
import { Dataset, split, toFeatures } from "@chainrule/data";
import { loadTable } from "@chainrule/data/files";
import { mean, reshape, slice } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { RunError } from "../cli/failure.ts";
import type { Settings } from "../cli/settings.ts";
import { mnist } from "../presets/mnist.ts";
import type { Samples } from "../problems/problem.ts";

/** Pictures, a row each, with pixels between 0 and 1, and what they show. */
export interface SmallDigits {
  /** Where they come from, for the first line of a run. */
  readonly source: string;
  /** How many pixels a picture is wide and high. */
  readonly side: number;
  readonly classCount: number;
  /** What to learn from and what to be tested on; where the pictures come without a division, the seed makes one. */
  parts(seed: number): { readonly train: Samples; readonly test: Samples };
}

/** How many digits of MNIST are learned from, and how many are tested on. */
const ofMnist = { train: 10_000, test: 2_000 };

/** Reads the digits of MNIST, made smaller. */
export async function mnistDigits(settings: Settings): Promise<SmallDigits> {
  const digits = await mnist.load(settings, 0);
  if (digits.kind !== "samples") throw new RunError("MNIST is no longer made of samples");
  const some = ({ x, y }: Samples, count: number): Samples => ({
    x: shrunk(slice(x, [0], [count])),
    y: slice(y, [0], [count]),
  });
  const parts = { train: some(digits.train, ofMnist.train), test: some(digits.test, ofMnist.test) };
  return { source: "MNIST, 8 x 8 pixels", side: 8, classCount: 10, parts: () => parts };
}

/** Pictures of 28 x 28 pixels without their margins, as means of 3 x 3 pixels. */
export function shrunk(x: Tensor): Tensor {
  const inner = slice(reshape(x, [-1, 28, 28]), [0, 2, 2], [x.shape[0]!, 26, 26]);
  return reshape(mean(reshape(inner, [-1, 8, 3, 8, 3]), { axis: [2, 4] }), [-1, 64]);
}

/** Reads a table of pictures: a column a pixel, row by row, and one that says what the picture shows. */
export async function tableDigits(path: string, target: string): Promise<SmallDigits> {
  const { x, y, classNames } = toFeatures(await loadTable(path), { target, task: "classify" });
  const pixels = x.shape[1]!;
  const side = Math.sqrt(pixels);
  if (!Number.isInteger(side)) {
    throw new RunError(`${path} must have as many pixels as a square, beside ${target}: it has ${pixels}`);
  }
  const brightest = x.max().item();
  if (!(x.min().item() >= 0 && brightest > 0)) throw new RunError(`The pixels of ${path} must be numbers from 0`);
  const all = new Dataset({ x: x.div(brightest), y });
  return {
    source: `${path}, ${side} x ${side} pixels`,
    side,
    classCount: classNames!.length,
    parts(seed) {
      const { train, test } = split(all, { train: 0.8, test: 0.2 }, { seed, stratify: "y" });
      return { train: train.tensors, test: test.tensors };
    },
  };
}
