/**
 * What there is to learn.
 *
 * @module
 */
import type { TableSchema } from "@chainrule/data";
import type { Graph } from "@chainrule/gnn";
import type { Tensor } from "@chainrule/tensor";

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
}

/** What there is to learn. */
export type Problem = SampleProblem | GraphProblem;
