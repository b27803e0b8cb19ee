import { degreeFeatures, degreeStatistics, Graph, karateClub } from "@chainrule/gnn";
import { tensor } from "@chainrule/tensor";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";

// In-degrees 0, 3, 1, 0; node 3 is alone.
const graph = new Graph({ numberOfNodes: 4, edgeIndex: tensor([[0, 2, 2, 1], [1, 1, 1, 2]], "int32") });

Deno.test("degreeStatistics() describes the degrees of entering edges", () => {
  const { standardDeviation, ...rest } = degreeStatistics(graph);
  assertEquals(rest, { min: 0, max: 3, mean: 1, median: 0.5, isolated: 1, histogram: [2, 1, 0, 1] });
  assertAlmostEquals(standardDeviation, Math.sqrt((1 + 4 + 0 + 1) / 4), 1e-15);
});

Deno.test("degreeStatistics() of the karate club adds up", () => {
  const { mean, histogram } = degreeStatistics(karateClub().graph);
  assertEquals(mean, 156 / 34);
  assertEquals(histogram.reduce((sum, count) => sum + count, 0), 34);
  assertEquals(histogram.reduce((sum, count, degree) => sum + count * degree, 0), 156);
});

Deno.test("degreeFeatures() are one-hot, and the last column stands for more", () => {
  const expected = [[1, 0, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]];
  const found = degreeFeatures(graph, { max: 2, dtype: "float64" });
  assertEquals([found.toArray(), found.dtype], [expected, "float64"]);
  assertEquals(degreeFeatures(graph, { max: 0 }).toArray(), [[1], [1], [1], [1]]);
});

Deno.test("degrees are not asked of a graph without nodes, nor told apart up to half a degree", () => {
  const empty = new Graph({ numberOfNodes: 0, edgeIndex: tensor([[], []], "int32") });
  assertEquals(
    assertThrows(() => degreeStatistics(empty), RangeError).message,
    "Cannot describe degrees as a graph must have at least one node: current number is 0",
  );
  assertEquals(
    assertThrows(() => degreeFeatures(graph, { max: 0.5 }), RangeError).message,
    "Cannot make degree features as max must be a whole number from 0: current max is 0.5",
  );
});
