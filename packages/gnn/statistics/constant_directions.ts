/**
 * The connected parts of a graph as directions.
 *
 * @module
 */
import type { Graph } from "../graph/graph.ts";

/** Directions in which all nodes of a connected part move alike. */
export interface ConstantDirections {
  /** The number of connected parts with edges between nodes or from a node to itself. */
  readonly count: number;
  /** Takes what lies in these directions out of a vector, in place. */
  readonly remove: (x: Float64Array) => void;
}

/** For each connected part that has edges, the direction of the square roots of its degrees: `D^-1/2 A D^-1/2` leaves it as it is. */
export function constantDirections(graph: Graph): ConstantDirections {
  const degrees = graph.inDegrees.data;
  const part = connectedParts(graph);
  const numbers = new Map([...part].filter((_, node) => degrees[node]! > 0).map((root) => [root, 0]));
  [...numbers.keys()].forEach((root, i) => numbers.set(root, i));
  const partOf = Int32Array.from(part, (root, node) => degrees[node]! > 0 ? numbers.get(root)! : -1);
  const squares = new Float64Array(numbers.size);
  partOf.forEach((k, node) => {
    if (k >= 0) squares[k]! += degrees[node]!;
  });
  const direction = Float64Array.from(partOf, (k, node) => k < 0 ? 0 : Math.sqrt(degrees[node]! / squares[k]!));
  return {
    count: numbers.size,
    remove: (x) => {
      const shares = new Float64Array(numbers.size);
      partOf.forEach((k, node) => {
        if (k >= 0) shares[k]! += direction[node]! * x[node]!;
      });
      partOf.forEach((k, node) => {
        if (k >= 0) x[node]! -= direction[node]! * shares[k]!;
      });
    },
  };
}

/** For each node one that stands for all that are connected with it: union and find. */
function connectedParts({ numberOfNodes, sources, targets }: Graph): Int32Array {
  const parent = Int32Array.from({ length: numberOfNodes }, (_, node) => node);
  const find = (node: number) => {
    while (parent[node] !== node) node = parent[node] = parent[parent[node]!]!;
    return node;
  };
  sources.data.forEach((source, edge) => parent[find(source)] = find(targets.data[edge]!));
  return parent.map((_, node) => find(node));
}
