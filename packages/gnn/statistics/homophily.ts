/**
 * Whether neighbours are alike.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { ShapeError } from "@chainrule/tensor";
import type { Graph } from "../graph/graph.ts";

/**
 * The share of the edges whose ends have one label. Self-loops, and edges with an end of unknown label (−1), do not count. 边同质性
 *
 * Formula: `h = |{(j, i) : y_j = y_i}| / E`; NaN without edges. Source: Zhu et al. (2020), Beyond Homophily in Graph Neural Networks.
 *
 * @param graph A graph
 * @param labels The class of each node, int32 `[V]`
 * @returns A number in [0, 1]; a graph without structure has about the sum of the squared shares of the classes
 * @throws {ShapeError} When there is not one label for each node
 *
 * @example Friends join the same side
 * ```ts
 * import { edgeHomophily, karateClub } from "@chainrule/gnn";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { graph, labels } = karateClub();
 * assertAlmostEquals(edgeHomophily(graph, labels), 67 / 78, 1e-12);
 * ```
 */
export function edgeHomophily(graph: Graph, labels: Tensor): number {
  const { same, all } = alikeByNode(graph, labels);
  return sum(same) / sum(all);
}

/**
 * The mean, over nodes, of the share of their neighbours that have their label: nodes with few edges count as much as others. Nodes without incoming edges, and of
 * unknown label (−1), do not count. 节点同质性
 *
 * Formula: `h = mean over i of |{j → i : y_j = y_i}| / dᵢ`; NaN without edges. Source: Pei et al. (2020), Geom-GCN: Geometric Graph Convolutional Networks.
 *
 * @param graph A graph
 * @param labels The class of each node, int32 `[V]`
 * @returns A number in [0, 1]
 * @throws {ShapeError} When there is not one label for each node
 *
 * @example A star whose centre is unlike one of its three neighbours
 * ```ts
 * import { Graph, nodeHomophily, toUndirected } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const star = toUndirected(new Graph({ numberOfNodes: 4, edgeIndex: tensor([[1, 2, 3], [0, 0, 0]], "int32") }));
 * assertAlmostEquals(nodeHomophily(star, tensor([0, 0, 0, 1], "int32")), (2 / 3 + 1 + 1 + 0) / 4, 1e-12);
 * ```
 */
export function nodeHomophily(graph: Graph, labels: Tensor): number {
  const { same, all } = alikeByNode(graph, labels);
  const counted = [...all.keys()].filter((node) => all[node]! > 0);
  return sum(counted.map((node) => same[node]! / all[node]!)) / counted.length;
}

/** For each node how many of its neighbours are counted, and how many of these have its label. */
function alikeByNode(graph: Graph, { shape, data }: Tensor): { same: Int32Array; all: Int32Array } {
  const { numberOfNodes, sources, targets } = graph;
  if (shape.length !== 1 || shape[0] !== numberOfNodes) {
    throw new ShapeError(
      "homophily",
      [shape],
      `Cannot measure homophily as labels must have shape [${numberOfNodes}], one for each node`,
    );
  }
  const [same, all] = [new Int32Array(numberOfNodes), new Int32Array(numberOfNodes)];
  sources.data.forEach((source, edge) => {
    const target = targets.data[edge]!;
    const [a, b] = [data[source]!, data[target]!];
    if (source === target || a < 0 || b < 0) return;
    all[target]!++;
    if (a === b) same[target]!++;
  });
  return { same, all };
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
