/**
 * Random graphs with communities.
 *
 * @module
 */
import { fromValues, Random, ShapeError } from "@chainrule/tensor";
import type { GraphData } from "../graph/graph_data.ts";
import { bothDirections } from "../graph/graph_data.ts";

/** The communities and how they are connected. */
export interface StochasticBlockModelOptions {
  /** The number of nodes of each community. */
  readonly sizes: readonly number[];
  /** The probability of an edge between a node of community i and one of community j; symmetric. */
  readonly probabilities: readonly (readonly number[])[];
  /** What the random numbers come from. @default 0 */
  readonly seed?: number;
}

/**
 * A random graph with communities: each pair of nodes is joined with a probability that depends on their communities alone. 随机块模型
 *
 * Source: Holland, Laskey, Leinhardt (1983), "Stochastic blockmodels: first steps". Nodes come community by community. Every
 * pair takes one random number, so time grows with the square of the number of nodes.
 *
 * @param options Sizes, probabilities and seed
 * @returns The graph, without self-loops; the label of a node is its community
 * @throws {RangeError} When a size is not a whole number from 0, or a probability is not in [0, 1]
 * @throws {ShapeError} When the probabilities are not one row and one column for each community
 * @throws {TypeError} When the probabilities are not symmetric
 *
 * @example Two communities, wholly connected and wholly apart
 * ```ts
 * import { stochasticBlockModel } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = stochasticBlockModel({ sizes: [2, 2], probabilities: [[1, 0], [0, 1]] });
 * assertEquals(graph.edgeIndex.toArray(), [[0, 2, 1, 3], [1, 3, 0, 2]]);
 * assertEquals(graph.labels.toArray(), [0, 0, 1, 1]);
 * ```
 */
export function stochasticBlockModel(
  { sizes, probabilities, seed = 0 }: StochasticBlockModelOptions,
): GraphData {
  checkSizes(sizes);
  checkProbabilities(sizes.length, probabilities);
  const random = new Random(seed);
  const labels = Int32Array.from(
    sizes.flatMap((size, label) => new Array<number>(size).fill(label)),
  );
  const nodeCount = labels.length;
  const sources: number[] = [];
  const targets: number[] = [];
  for (let a = 0; a < nodeCount; a++) {
    const draws = random.uniform([nodeCount - a - 1]).data;
    for (let b = a + 1; b < nodeCount; b++) {
      if (draws[b - a - 1]! >= probabilities[labels[a]!]![labels[b]!]!) continue;
      sources.push(a);
      targets.push(b);
    }
  }
  return {
    nodeCount,
    edgeIndex: bothDirections(sources, targets),
    labels: fromValues(labels, [nodeCount], "int32"),
  };
}

function checkSizes(sizes: readonly number[]): void {
  const wrong = sizes.findIndex((size) => !Number.isInteger(size) || size < 0);
  if (wrong < 0) return;
  throw new RangeError(
    `Cannot make a stochastic block model as sizes must be whole numbers from 0: current size ${wrong} is ${
      sizes[wrong]
    }`,
  );
}

function checkProbabilities(
  count: number,
  probabilities: readonly (readonly number[])[],
): void {
  const lengths = [probabilities, ...probabilities].map(({ length }) => length);
  const odd = lengths.find((length) => length !== count);
  if (odd !== undefined) {
    throw new ShapeError(
      "stochasticBlockModel",
      [[probabilities.length, odd]],
      `Cannot make a stochastic block model as probabilities must be [${count}, ${count}]`,
    );
  }
  probabilities.forEach((row, i) =>
    row.forEach((probability, j) => {
      if (!(probability >= 0 && probability <= 1)) {
        throw new RangeError(
          `Cannot make a stochastic block model as probabilities must be in [0, 1]: current value at [${i}, ${j}] is ${probability}`,
        );
      }
      if (probability === probabilities[j]![i]) return;
      throw new TypeError(
        `Cannot make a stochastic block model as probabilities must be symmetric: current values at [${i}, ${j}] and [${j}, ${i}] are ${probability} and ${
          probabilities[j]![i]
        }`,
      );
    })
  );
}
