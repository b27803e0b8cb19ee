import { checkGradients } from "@chainrule/autograd";
import { globalPool, GraphUpdate, spreadToNodes } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { Dense } from "@chainrule/nn";
import { assertCompiled } from "@chainrule/testing";
import { concat, Random, ShapeError, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";

const random = new Random(1);
const u = random.normal([3, 2], { dtype: "float64" });
const x = random.normal([6, 4], { dtype: "float64" });
const ids = tensor([0, 0, 2, 0, 2, 2], "int32");
const update = new GraphUpdate(new Dense(5, { activation: "tanh", dtype: "float64" }), "mean").useRandom(random);

Deno.test("GraphUpdate puts graphs through its network beside their pooled nodes", () => {
  const expected = update.network.forward(concat([u, globalPool(x, ids, 3, "mean")], 1));
  assertEquals(update.forward(u, x, ids).toArray(), expected.toArray());
  assertEquals(update.namedParameters().map(([name]) => name), ["network.weight", "network.bias"]);
});

Deno.test("graph features go to nodes and back with right derivatives, compiled too", () => {
  const round = (graphs: Tensor, nodes: Tensor) =>
    update.forward(graphs, nodes.mul(spreadToNodes(graphs, ids).sum({ axis: 1, keepDims: true })), ids);
  checkGradients(round, [u, x]);
  assertCompiled(jit(round)(u, x), round(u, x));
});

Deno.test("GraphUpdate refuses features without a row for each graph, and unknown poolings", () => {
  assertEquals(
    assertThrows(() => update.forward(tensor([1]), x, ids), ShapeError).message,
    "Cannot apply GraphUpdate as graphFeatures must have shape [B, G], a row for each graph: current shape is [1]",
  );
  assertEquals(
    assertThrows(() => new GraphUpdate(new Dense(1), "most" as never), RangeError).message,
    "Cannot make GraphUpdate as pooling must be one of sum, mean, max, min: current pooling is most",
  );
  assertThrows(() => spreadToNodes(u, tensor([3], "int32")), RangeError);
});
