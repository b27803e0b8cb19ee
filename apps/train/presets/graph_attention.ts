/**
 * Papers that cite each other, with graph attention.
 *
 * @module
 */
import { AttentionNetwork, heads } from "../networks/attention_network.ts";
import type { GraphProblem } from "../problems/problem.ts";
import { plotAttention } from "../report/plot_attention.ts";
import { loadCitations } from "./graphs.ts";
import type { Preset } from "./preset.ts";
import { usual } from "./preset.ts";

/** The settings of Veličković et al. (2018). */
const paper: Preset["tuning"] = {
  ...usual,
  epochs: 1000,
  learningRate: 0.005,
  activation: "elu",
  hidden: [8],
  dropout: 0.6,
  weightDecay: 0.0005,
  earlyStopping: 100,
};

function citations(name: string, description: string): Preset {
  return {
    name,
    description: `${description}, with graph attention: --data FOLDER`,
    kind: "graph",
    needs: ["data"],
    tuning: paper,
    network: ({ hidden, activation, dropout, optimizer, learningRate }) =>
      `graph attention ${
        hidden.map((units) => `${heads}x${units}`).join("-") || "without hidden layers"
      } ${activation}, dropout ${dropout}, ${optimizer} ${learningRate}`,
    async load({ data }): Promise<GraphProblem> {
      const problem = await loadCitations(data!);
      const inputs = problem.graph.nodeFeatures!.shape[1]!;
      return {
        ...problem,
        network: (tuning, seed) => new AttentionNetwork(inputs, problem.classCount, tuning, seed),
        charts: (model) => plotAttention(model as AttentionNetwork, problem),
      };
    },
  };
}

/** Cora, with graph attention. */
export const coraGat: Preset = citations("cora-gat", "the fields of 2708 papers that cite each other");

/** Citeseer, with graph attention. */
export const citeseerGat: Preset = citations("citeseer-gat", "the fields of 3327 papers that cite each other");
