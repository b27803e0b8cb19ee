/**
 * What a graph must be.
 *
 * @module
 */
import type { Shape } from "@chainrule/tensor";
import { ShapeError } from "@chainrule/tensor";
import type { GraphInit } from "./graph.ts";

/** Throws unless the parts of a graph fit each other; gives the number of nodes. */
export function checkGraph(init: GraphInit): number {
  const { edgeIndex, nodeFeatures, edgeFeatures, graphFeatures } = init;
  if (edgeIndex.rank !== 2 || edgeIndex.shape[0] !== 2) {
    throw misfit("edgeIndex must have shape [2, E]", edgeIndex.shape);
  }
  if (edgeIndex.dtype !== "int32") {
    throw new TypeError(
      `Cannot make a graph as edgeIndex must have dtype int32: current dtype is ${edgeIndex.dtype}; make it with tensor(edges, "int32")`,
    );
  }
  const edges = edgeIndex.shape[1]!;
  const nodes = countNodes(init);
  if (
    nodeFeatures &&
    (nodeFeatures.shape.length !== 2 || nodeFeatures.shape[0] !== nodes)
  ) {
    throw misfit(
      `nodeFeatures must have shape [${nodes}, F], a row for each node`,
      nodeFeatures.shape,
    );
  }
  if (
    edgeFeatures &&
    (edgeFeatures.shape.length !== 2 || edgeFeatures.shape[0] !== edges)
  ) {
    throw misfit(
      `edgeFeatures must have shape [${edges}, D], a row for each edge`,
      edgeFeatures.shape,
    );
  }
  if (graphFeatures && graphFeatures.shape.length !== 1) {
    throw misfit("graphFeatures must have shape [G]", graphFeatures.shape);
  }
  const { data } = edgeIndex;
  checkEnds("source", data.subarray(0, edges), nodes);
  checkEnds("target", data.subarray(edges), nodes);
  return nodes;
}

function countNodes({ numberOfNodes, nodeFeatures }: GraphInit): number {
  const nodes = numberOfNodes ?? nodeFeatures?.shape[0];
  if (nodes === undefined) {
    throw new TypeError(
      "Cannot make a graph as its number of nodes must be known: current nodeFeatures and numberOfNodes are both missing; give one of them",
    );
  }
  if (!Number.isInteger(nodes) || nodes < 0) {
    throw new RangeError(
      `Cannot make a graph as numberOfNodes must be a whole number from 0: current numberOfNodes is ${nodes}`,
    );
  }
  return nodes;
}

function checkEnds(
  end: "source" | "target",
  found: ArrayLike<number>,
  nodes: number,
): void {
  for (let edge = 0; edge < found.length; edge++) {
    const node = found[edge]!;
    if (node >= 0 && node < nodes) continue;
    throw new RangeError(
      `Cannot make a graph as ${end}s must be in [0, ${nodes}): current ${end} of edge ${edge} is ${node}`,
    );
  }
}

function misfit(rule: string, shape: Shape): ShapeError {
  return new ShapeError("Graph", [shape], `Cannot make a graph as ${rule}`);
}
