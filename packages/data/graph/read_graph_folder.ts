/**
 * Reading a graph from the files of a folder.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { fromValues } from "@chainrule/tensor";
import { DataError } from "../data_error.ts";
import type { GraphData } from "./graph_data.ts";
import { bothDirections } from "./graph_data.ts";
import { GraphFile } from "./graph_file.ts";

/** Features of which few are not 0, as a list of those. */
export interface SparseFeatures {
  /** The number of nodes and of features, `[V, F]`. */
  readonly shape: readonly [number, number];
  /** The node of each entry, shape `[K]`, dtype int32. */
  readonly rows: Tensor;
  /** The feature of each entry, shape `[K]`, dtype int32. */
  readonly columns: Tensor;
  /** The value of each entry, shape `[K]`. */
  readonly values: Tensor;
}

/** What a graph folder holds. */
export interface GraphFolder extends GraphData {
  /** The number of classes, C. */
  readonly classCount: number;
  /** The features of the nodes, or null where the folder has none. */
  readonly features: SparseFeatures | null;
  /** The nodes to learn from, dtype int32. */
  readonly train: Tensor;
  /** The nodes to choose settings by, dtype int32. */
  readonly validation: Tensor;
  /** The nodes to measure with, dtype int32. */
  readonly test: Tensor;
}

/** The files of a graph folder, as text. */
export interface GraphFolderFiles {
  /** `source,target`: each undirected edge once, nodes from 0. */
  readonly "edges.csv": string;
  /** `node,label`: every node once; −1 where the class is unknown. */
  readonly "labels.csv": string;
  /** `node,feature` or `node,feature,value`: each feature that is not 0, once. @default no features */
  readonly "features.csv"?: string;
  /** `node,split`: nodes with `train`, `val` or `test`. @default nodes are in no split */
  readonly "split.csv"?: string;
}

/**
 * Reads a graph from the texts of its files, with a header each; columns beyond those named are passed over. 读取图数据
 *
 * The number of features is one more than the largest in the file. Features are given as they are; papers on citation graphs
 * divide each row by its sum first.
 *
 * @param files The texts by file name
 * @returns Edges in both directions, labels, features, and the nodes of each split
 * @throws {DataError} When a node, a feature or a label is out of range, something is there twice, an edge joins a node to
 * itself, or a file or column is missing; the message names file and line
 *
 * @example Three nodes in a row
 * ```ts
 * import { readGraphFolder } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = readGraphFolder({
 *   "edges.csv": "source,target\n0,1\n1,2\n",
 *   "labels.csv": "node,label\n0,1\n1,0\n2,-1\n",
 * });
 * assertEquals(graph.nodeCount, 3);
 * assertEquals(graph.edgeIndex.toArray(), [[0, 1, 1, 2], [1, 2, 0, 1]]);
 * assertEquals(graph.labels.toArray(), [1, 0, -1]);
 * ```
 */
export function readGraphFolder(files: GraphFolderFiles): GraphFolder {
  const labels = readLabels(fileOf(files, "labels.csv"));
  const nodeCount = labels.length;
  const features = files["features.csv"];
  return {
    nodeCount,
    edgeIndex: readEdges(fileOf(files, "edges.csv"), nodeCount),
    labels: int32(labels),
    classCount: labels.reduce((most, label) => Math.max(most, label + 1), 0),
    features: features === undefined ? null : readFeatures(new GraphFile("features.csv", features), nodeCount),
    ...readSplit(files["split.csv"], nodeCount),
  };
}

function fileOf(
  files: GraphFolderFiles,
  name: "edges.csv" | "labels.csv",
): GraphFile {
  const text: string | undefined = files[name];
  if (text !== undefined) return new GraphFile(name, text);
  throw new DataError(
    `Cannot read a graph folder as it must have ${name}: current files are ${Object.keys(files).join(", ")}`,
  );
}

function readLabels(file: GraphFile): Int32Array {
  const nodes = file.wholeNumbers("node", 0, file.length);
  checkDistinct(file, nodes, "node", "must name each node once");
  const inOrder = new Int32Array(nodes.length);
  file.wholeNumbers("label", -1, int32End)
    .forEach((label, i) => inOrder[nodes[i]!] = label);
  return inOrder;
}

function readEdges(file: GraphFile, nodeCount: number): Tensor {
  const sources = file.wholeNumbers("source", 0, nodeCount);
  const targets = file.wholeNumbers("target", 0, nodeCount);
  const loop = sources.findIndex((source, i) => source === targets[i]);
  if (loop >= 0) {
    file.refuse(loop, "target", "must differ from source", `${targets[loop]}`);
  }
  const pairs = Array.from(sources, (source, i) => {
    const target = targets[i]!;
    return Math.min(source, target) * nodeCount + Math.max(source, target);
  });
  checkDistinct(
    file,
    pairs,
    "target",
    "must give each edge once, in one direction",
  );
  return bothDirections(sources, targets);
}

function readFeatures(file: GraphFile, nodeCount: number): SparseFeatures {
  const rows = file.wholeNumbers("node", 0, nodeCount);
  const columns = file.wholeNumbers("feature", 0, int32End);
  const count = columns.reduce((most, column) => Math.max(most, column + 1), 0);
  const pairs = Array.from(rows, (row, i) => row * count + columns[i]!);
  checkDistinct(
    file,
    pairs,
    "feature",
    "must give each feature of a node once",
  );
  const values = file.has("value") ? file.numbers("value") : new Float32Array(rows.length).fill(1);
  return {
    shape: [nodeCount, count],
    rows: int32(rows),
    columns: int32(columns),
    values: fromValues(values, [values.length], "float32"),
  };
}

/** The first whole number that int32 cannot hold. */
const int32End = 2 ** 31;

/** How the file names the splits. */
const splitNames = ["train", "val", "test"] as const;

function readSplit(
  text: string | undefined,
  nodeCount: number,
): Pick<GraphFolder, "train" | "validation" | "test"> {
  const file = new GraphFile("split.csv", text ?? "node,split\n");
  const nodes = file.wholeNumbers("node", 0, nodeCount);
  checkDistinct(file, nodes, "node", "must name each node at most once");
  const names = file.cells("split");
  names.forEach((name, row) => {
    if (splitNames.some((known) => known === name)) return;
    file.refuse(
      row,
      "split",
      `must hold ${splitNames.join(", ")}`,
      `"${name}"`,
    );
  });
  const [train, validation, test] = splitNames.map((name) => int32(nodes.filter((_, i) => names[i] === name)));
  return { train: train!, validation: validation!, test: test! };
}

function checkDistinct(
  file: GraphFile,
  keys: ArrayLike<number>,
  column: string,
  rule: string,
): void {
  const seen = new Set<number>();
  for (let row = 0; row < keys.length; row++) {
    if (seen.has(keys[row]!)) {
      file.refuse(row, column, rule, `${file.cells(column)[row]} again`);
    }
    seen.add(keys[row]!);
  }
}

function int32(values: Int32Array): Tensor {
  return fromValues(values, [values.length], "int32");
}
