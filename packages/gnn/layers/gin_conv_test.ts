import { GINConv, Graph } from "@chainrule/gnn";
import { Activation, Dense, Sequential } from "@chainrule/nn";
import { tensor } from "@chainrule/tensor";
import type { DType } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { checkGraphLayer } from "../testing/check_graph_layer.ts";

for (const learnable of [true, false]) {
  Deno.test(`GINConv with ${learnable ? "a learned" : "a fixed"} ε obeys the laws of graph layers`, () => {
    const make = (dtype: DType) =>
      new GINConv(new Sequential([new Dense(4, { activation: "tanh", dtype }), new Dense(2, { dtype })]), {
        epsilon: 0.25,
        learnable,
        dtype,
      });
    checkGraphLayer(make, {
      name: "GINConv",
      features: 3,
      units: 2,
      parameters: {
        "network.layers.0.weight": [4, 3],
        "network.layers.0.bias": [4],
        "network.layers.1.weight": [2, 4],
        "network.layers.1.bias": [2],
        ...(learnable && { epsilon: [] }),
      },
    });
  });
}

// 0 → 2, 1 → 2 and again, 2 → 0.
const graph = new Graph({ numberOfNodes: 3, edgeIndex: tensor([[0, 1, 1, 2], [2, 2, 2, 0]], "int32") });
const x = tensor([[1, 10], [2, 20], [4, 40]]);

Deno.test("GINConv gives (1 + ε) x plus the sum over neighbours, parallel edges counted", () => {
  for (const edges of [graph, { ...graph }]) {
    const layer = new GINConv(new Activation((z) => z), { epsilon: 0.5 });
    assertEquals(layer.forward(x, edges).toArray(), [[5.5, 55], [3, 30], [11, 110]]);
  }
});

Deno.test("GINConv with a fixed ε has it in its state", () => {
  const layer = new GINConv(new Dense(1, { inputDim: 2 }), { epsilon: 2 });
  assertEquals(layer.parameters().length, 2);
  assertEquals(layer.stateDict().epsilon?.item(), 2);
});

Deno.test("GINConv refuses an ε that is not finite, and features that its network does not know", () => {
  assertEquals(
    assertThrows(() => new GINConv(new Dense(1), { epsilon: NaN }), RangeError).message,
    "Cannot make GINConv as epsilon must be finite: current epsilon is NaN",
  );
  assertEquals(
    assertThrows(() => new GINConv(new Dense(1, { inputDim: 3 })).forward(x, graph), TypeError).message,
    "Cannot apply GINConv as its input must have shape [3, 3], a row for each node: current shape is [3, 2]",
  );
});
