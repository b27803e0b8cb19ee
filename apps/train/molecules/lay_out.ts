/**
 * Places for the nodes of a small graph.
 *
 * @module
 */
import type { Graph } from "@chainrule/gnn";
import { laplacianEigenvectors } from "@chainrule/gnn";

/** A place in the plane. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** More rounds change nothing that an eye would see. */
const rounds = 300;

/**
 * Places whose distances are as nearly as may be the numbers of edges between nodes: from the smoothest eigenvectors of the Laplacian, each node in turn goes to where the others
 * want it (stress majorization: Gansner, Koren and North, 2004, Graph Drawing by Stress Majorization). The graph must be connected.
 */
export function layOut(graph: Graph): Point[] {
  const { numberOfNodes } = graph;
  const { data } = laplacianEigenvectors(graph, { count: 2, dtype: "float64" }).vectors;
  const places = Array.from({ length: numberOfNodes }, (_, v) => ({ x: data[2 * v]!, y: data[2 * v + 1]! }));
  const distances = places.map((_, from) => stepsFrom(from, graph));
  for (let round = 0; round < rounds; round++) {
    places.forEach((place, i) => {
      let [x, y, weight] = [0, 0, 0];
      places.forEach((other, j) => {
        if (i === j) return;
        const wanted = distances[i]![j]!;
        const now = Math.hypot(place.x - other.x, place.y - other.y) || 1e-9;
        const w = 1 / wanted ** 2;
        x += w * (other.x + wanted * (place.x - other.x) / now);
        y += w * (other.y + wanted * (place.y - other.y) / now);
        weight += w;
      });
      [place.x, place.y] = [x / weight, y / weight];
    });
  }
  return places;
}

/** How many edges lie between a node and each other one. */
function stepsFrom(start: number, { numberOfNodes, sources, targets }: Graph): Float64Array {
  const steps = new Float64Array(numberOfNodes).fill(Infinity);
  steps[start] = 0;
  for (let round = 1; round < numberOfNodes; round++) {
    sources.data.forEach((source, edge) => {
      if (steps[source] === round - 1) steps[targets.data[edge]!] = Math.min(steps[targets.data[edge]!]!, round);
    });
  }
  return steps;
}
