/**
 * Graphs whose nodes have classes.
 *
 * @module
 */
import { loadGraphFolder } from "@chainrule/data/files";
import { Graph, karateClub } from "@chainrule/gnn";
import { gather, SparseMatrix, tensor } from "@chainrule/tensor";
import { RunError } from "../cli/failure.ts";
import type { GraphProblem } from "../problems/problem.ts";
import type { Preset } from "./preset.ts";
import { usual } from "./preset.ts";

/** The settings of Kipf and Welling (2017). */
const paper: Preset["tuning"] = { ...usual, epochs: 200, hidden: [16], dropout: 0.5, weightDecay: 0.0005 };

/** Zachary's karate club: which side will each member take? */
export const karate: Preset = {
  name: "karate",
  description: "the sides that 34 members of a karate club take, from those of 4",
  kind: "graph",
  needs: [],
  tuning: { ...paper, hidden: [8], dropout: 0 },
  load() {
    const { graph, labels } = karateClub();
    // The two leaders and a friend of each.
    const known = [0, 1, 32, 33];
    const others = Array.from({ length: 34 }, (_, node) => node).filter((node) => !known.includes(node));
    return {
      kind: "graph",
      graph,
      labels,
      classCount: 2,
      train: tensor(Int32Array.from(known)),
      validation: null,
      test: tensor(Int32Array.from(others)),
    };
  },
};

function citations(name: string, description: string): Preset {
  return {
    name,
    description: `${description}: --data FOLDER`,
    kind: "graph",
    needs: ["data"],
    tuning: paper,
    load: ({ data }) => loadCitations(data!),
  };
}

/** Cora: papers that cite each other. */
export const cora: Preset = citations("cora", "the fields of 2708 papers that cite each other");

/** Citeseer: papers that cite each other. */
export const citeseer: Preset = citations("citeseer", "the fields of 3327 papers that cite each other");

/** Reads papers that cite each other: their words, fields and split. */
export async function loadCitations(folder: string): Promise<GraphProblem> {
  const { nodeCount, edgeIndex, features, labels, classCount, train, validation, test } = await loadGraphFolder(folder);
  if (features === null) throw new RunError(`${folder} has no features.csv, from which the network would learn`);
  if (train.size === 0 || validation.size === 0 || test.size === 0) {
    throw new RunError(`${folder}/split.csv must name nodes for train, val and test`);
  }
  const unknown = [train, validation, test].flatMap((nodes) => [...nodes.data]).find((node) => labels.data[node]! < 0);
  if (unknown !== undefined) throw new RunError(`${folder}/split.csv names node ${unknown}, whose label is not known`);
  // As in the paper, the features of a node add up to 1.
  const counts = new Float32Array(nodeCount);
  features.rows.data.forEach((node, i) => counts[node]! += features.values.data[i]!);
  const values = features.values.div(gather(tensor(counts), features.rows));
  const x = SparseMatrix.fromCoo({ ...features, values });
  return {
    kind: "graph",
    graph: new Graph({ nodeFeatures: x, edgeIndex }),
    labels,
    classCount,
    train,
    validation,
    test,
  };
}
