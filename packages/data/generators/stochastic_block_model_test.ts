import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { ShapeError } from "@chainrule/tensor";
import { stochasticBlockModel } from "./stochastic_block_model.ts";

const options = { sizes: [60, 40], probabilities: [[0.3, 0.05], [0.05, 0.6]], seed: 1 };

Deno.test("stochasticBlockModel() gives each edge in both directions, none twice, no self-loop", () => {
  const { nodeCount, edgeIndex, labels } = stochasticBlockModel(options);
  assertEquals(nodeCount, 100);
  assertEquals(labels.sum().item(), 40);
  const [sources, targets] = edgeIndex.toArray() as number[][] as [number[], number[]];
  const edges = new Set(sources.map((source, e) => `${source} ${targets[e]}`));
  assertEquals(edges.size, sources.length);
  sources.forEach((source, e) => {
    assert(edges.has(`${targets[e]} ${source}`));
    assert(source !== targets[e]);
  });
});

Deno.test("stochasticBlockModel() joins communities with their probabilities", () => {
  const { edgeIndex, labels } = stochasticBlockModel(options);
  const [sources, targets] = edgeIndex.toArray() as number[][] as [number[], number[]];
  const counts = [0, 0, 0];
  sources.forEach((source, e) => counts[labels.data[source]! + labels.data[targets[e]!]!]! += 0.5);
  [[60 * 59 / 2, 0.3], [60 * 40, 0.05], [40 * 39 / 2, 0.6]].forEach(([pairs, p], i) => {
    // Four standard deviations of a binomial number.
    const spread = 4 * Math.sqrt(pairs! * p! * (1 - p!));
    assert(Math.abs(counts[i]! - pairs! * p!) < spread, `${counts}`);
  });
});

Deno.test("stochasticBlockModel() gives the same graph from one seed, another from another", () => {
  const draw = (seed: number) => stochasticBlockModel({ ...options, seed }).edgeIndex.data;
  assertEquals(draw(2), draw(2));
  assertNotEquals(draw(2), draw(3));
});

Deno.test("stochasticBlockModel() makes empty graphs", () => {
  const { nodeCount, edgeIndex } = stochasticBlockModel({ sizes: [0, 0], probabilities: [[1, 1], [1, 1]] });
  assertEquals([nodeCount, edgeIndex.shape], [0, [2, 0]]);
});

Deno.test("stochasticBlockModel() refuses sizes and probabilities that are none", () => {
  const make = (sizes: number[], probabilities: number[][]) => () => stochasticBlockModel({ sizes, probabilities });
  const start = "Cannot make a stochastic block model as";
  assertThrows(make([1.5], [[1]]), RangeError, `${start} sizes must be whole numbers from 0: current size 0 is 1.5`);
  assertThrows(make([1], [[2]]), RangeError, `${start} probabilities must be in [0, 1]: current value at [0, 0] is 2`);
  assertThrows(make([1, 1], [[1, 0]]), ShapeError, `${start} probabilities must be [2, 2]: current shape is [1, 1]`);
  assertThrows(
    make([1, 1], [[1, 0], [0]]),
    ShapeError,
    `${start} probabilities must be [2, 2]: current shape is [2, 1]`,
  );
  assertThrows(
    make([1, 1], [[1, 0], [0.5, 1]]),
    TypeError,
    `${start} probabilities must be symmetric: current values at [0, 1] and [1, 0] are 0 and 0.5`,
  );
});
