/**
 * Points in the plane.
 *
 * @module
 */
import * as generators from "@chainrule/data";
import type { Samples } from "../problems/problem.ts";
import type { Preset } from "./preset.ts";
import { usual } from "./preset.ts";

type Generator = (options: { readonly count: number; readonly seed: number }) => Samples;

function points(name: string, description: string, generate: Generator, tuning: Partial<Preset["tuning"]>): Preset {
  return {
    name,
    description,
    kind: "samples",
    needs: [],
    tuning: { ...usual, ...tuning },
    load: (_settings, seed) => ({
      kind: "samples",
      train: generate({ count: 800, seed }),
      // Other noise, so that the test is not the training data again.
      test: generate({ count: 400, seed: seed + 1_000_003 }),
      classNames: ["0", "1"],
      standardize: false,
      columns: null,
    }),
  };
}

/** Exclusive or, with noise. */
export const xor: Preset = points("xor", "exclusive or of two noisy inputs", generators.xor, {
  epochs: 60,
  hidden: [8],
  activation: "tanh",
  learningRate: 0.02,
});

/** Two moons. */
export const moons: Preset = points("moons", "two interlocking half moons", generators.moons, {
  epochs: 60,
  hidden: [16, 16],
});

/** Two spirals. */
export const spirals: Preset = points("spirals", "two intertwined spirals", generators.spirals, {
  epochs: 150,
  hidden: [32, 32],
  activation: "tanh",
});
