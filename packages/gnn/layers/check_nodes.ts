/**
 * Checking what a graph layer is applied to.
 *
 * @module
 */
import type { Shape } from "@chainrule/tensor";
import { ShapeError } from "@chainrule/tensor";
import type { EdgeList } from "../graph/graph.ts";

/** Throws unless there is a row of features for each node, with the number of features that a layer knows, if it knows one. */
export function checkNodes(layer: string, shape: Shape, numberOfNodes: number, features?: number): void {
  const [rows, width] = shape;
  if (shape.length === 2 && rows === numberOfNodes && (features ?? width) === width) return;
  throw new ShapeError(
    layer,
    [shape],
    `Cannot apply ${layer} as its input must have shape [${numberOfNodes}, ${features ?? "F"}], a row for each node`,
  );
}

/** Throws unless edges have as many sources as targets as rows of features. */
export function checkEdges(layer: string, { sources, targets, edgeFeatures }: EdgeList): void {
  const edges = sources.shape[0];
  if (sources.shape.length !== 1 || targets.shape.length !== 1 || targets.shape[0] !== edges) {
    throw new ShapeError(
      layer,
      [sources.shape, targets.shape],
      `Cannot apply ${layer} as sources and targets must be vectors, with one of each for each edge`,
    );
  }
  if (edgeFeatures === null || edgeFeatures.shape.length >= 2 && edgeFeatures.shape[0] === edges) return;
  throw new ShapeError(
    layer,
    [edgeFeatures.shape],
    `Cannot apply ${layer} as edge features must have shape [${edges}, D], a row for each edge`,
  );
}
