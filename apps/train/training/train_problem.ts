/**
 * Training on whatever there is to learn.
 *
 * @module
 */
import type { Problem } from "../problems/problem.ts";
import { trainGraph } from "./train_graph.ts";
import type { TrainOptions } from "./train_options.ts";
import { trainSamples } from "./train_samples.ts";
import type { Trained } from "./trained.ts";

/** Trains once, from the seed in the options. */
export function trainProblem(problem: Problem, options: TrainOptions): Promise<Trained> {
  switch (problem.kind) {
    case "samples":
      return trainSamples(problem, options);
    case "graph":
      return trainGraph(problem, options);
    case "own":
      return problem.train(options);
  }
}
