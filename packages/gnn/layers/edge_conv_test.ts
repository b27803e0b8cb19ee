import { EdgeConv, Graph } from "@chainrule/gnn";
import { Activation, Dense, Sequential } from "@chainrule/nn";
import { tensor } from "@chainrule/tensor";
import type { DType } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { checkGraphLayer } from "../testing/check_graph_layer.ts";

for (const aggregation of ["max", "mean"] as const) {
  Deno.test(`EdgeConv with ${aggregation} obeys the laws of graph layers`, () => {
    const make = (dtype: DType) =>
      new EdgeConv(new Sequential([new Dense(4, { activation: "tanh", dtype }), new Dense(2, { dtype })]), {
        aggregation,
      });
    checkGraphLayer(make, {
      name: "EdgeConv",
      features: 3,
      units: 2,
      // Of parallel edges two tie for the largest; they are equal, and share the gradient.
      smooth: true,
      parameters: {
        "network.layers.0.weight": [4, 6],
        "network.layers.0.bias": [4],
        "network.layers.1.weight": [2, 4],
        "network.layers.1.bias": [2],
      },
    });
  });
}

// 0 → 2, 1 → 2, 2 → 0.
const graph = new Graph({ numberOfNodes: 3, edgeIndex: tensor([[0, 1, 2], [2, 2, 0]], "int32") });
const x = tensor([[1], [2], [4]]);

Deno.test("EdgeConv gives its network the target, and how the source differs from it", () => {
  const layer = new EdgeConv(new Activation((z) => z), { aggregation: "sum" });
  assertEquals(layer.forward(x, graph).toArray(), [[1, 3], [0, 0], [8, -5]]);
});

Deno.test("EdgeConv changes nothing in how the source differs when all points are moved together", () => {
  const layer = new EdgeConv(new Activation((z) => z));
  const moved = layer.forward(x.add(100), graph);
  assertEquals(moved.toArray(), [[101, 3], [0, 0], [104, -2]]);
});

Deno.test("EdgeConv refuses features that are not half of what its network knows", () => {
  assertEquals(
    assertThrows(() => new EdgeConv(new Dense(1, { inputDim: 4 })).forward(x, graph), TypeError).message,
    "Cannot apply EdgeConv as its input must have shape [3, 2], a row for each node: current shape is [3, 1]",
  );
  assertEquals(
    assertThrows(() => new EdgeConv(new Dense(1), { aggregation: "none" as never }), RangeError).message,
    "Cannot make EdgeConv as aggregation must be one of sum, mean, max, min, std, a function or a module: current aggregation is none",
  );
});
