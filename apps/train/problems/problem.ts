/**
 * What there is to learn.
 *
 * @module
 */
import type { TableSchema } from "@chainrule/data";
import type { Graph } from "@chainrule/gnn";
import type { Module, Sequential } from "@chainrule/nn";
import type { SparseMatrix, Tensor } from "@chainrule/tensor";
import type { Tuning } from "../cli/settings.ts";
import type { Chart } from "../report/chart.ts";
import type { TrainOptions } from "../training/train_options.ts";
import type { Trained } from "../training/trained.ts";

/** Inputs and targets: labels `[N]` of dtype int32, or numbers `[N, 1]`. */
export interface Samples {
  readonly x: Tensor;
  readonly y: Tensor;
}

/** The columns of a table that are features, and how to read them in another table. */
export interface Columns {
  readonly names: readonly string[];
  readonly schema: Required<TableSchema>;
}

/** Learning from samples, each a row. */
export interface SampleProblem {
  readonly kind: "samples";
  /** All samples but those kept for the test. */
  readonly train: Samples;
  /** Samples that training never sees. */
  readonly test: Samples;
  /** The names of the classes, or null where a number is predicted. */
  readonly classNames: readonly string[] | null;
  /** Whether features, and numbers to predict, are brought to mean 0 and standard deviation 1 first. */
  readonly standardize: boolean;
  /** How a table of new samples is read, or null where features are the columns in order. */
  readonly columns: Columns | null;
  /** The network, if it is not a multi-layer perceptron; it ends in probabilities of classes, or in a number. */
  readonly network?: (tuning: Tuning, seed: number) => Sequential;
  /** What `--plot` draws above the learning curves. */
  readonly charts?: (model: Sequential) => Promise<Chart[]>;
}

/** A network that gives scores to the nodes of a graph. */
export interface NodeClassifier extends Module {
  /** The scores of each node, shape `[V, C]`. */
  forward(features: Tensor | SparseMatrix, graph: Graph): Tensor;
  /** What the decay of weights applies to: a part of it, or all. */
  readonly decayed: Module;
}

/** Learning the classes of nodes from some of them. */
export interface GraphProblem {
  readonly kind: "graph";
  readonly graph: Graph;
  /** The class of each node, −1 where unknown, shape `[V]`. */
  readonly labels: Tensor;
  readonly classCount: number;
  /** The nodes to learn from, to choose the weights by, and to measure with. */
  readonly train: Tensor;
  readonly validation: Tensor | null;
  readonly test: Tensor;
  /** The network, if it is not made of graph convolutions. */
  readonly network?: (tuning: Tuning, seed: number) => NodeClassifier;
  /** What `--plot` draws above the learning curves. */
  readonly charts?: (model: NodeClassifier) => Promise<Chart[]>;
}

/** Learning that goes its own way. */
export interface OwnProblem {
  readonly kind: "own";
  /** What there is to learn from, for the first line of a run, such as `sequences of 1 to 20 vectors`. */
  readonly data: string;
  /** Trains once, from the seed in the options, and measures. */
  readonly train: (options: TrainOptions) => Promise<Trained>;
}

/** What there is to learn. */
export type Problem = SampleProblem | GraphProblem | OwnProblem;
