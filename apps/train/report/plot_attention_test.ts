import { Graph } from "@chainrule/gnn";
import { Random, tensor } from "@chainrule/tensor";
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { AttentionNetwork } from "../networks/attention_network.ts";
import { usual } from "../presets/preset.ts";
import type { GraphProblem } from "../problems/problem.ts";
import { evennessOf, plotAttention } from "./plot_attention.ts";
import { plotNeighborhood } from "./plot_neighborhood.ts";

// Node 2 listens to 0, 1 and itself, the others to themselves alone.
const attention = {
  sources: tensor([0, 1, 0, 1, 2], "int32"),
  targets: tensor([2, 2, 0, 1, 2], "int32"),
  coefficients: tensor([[0.5, 1], [0.25, 0], [1, 1], [1, 1], [0.25, 0]], "float64"),
};

Deno.test("evennessOf() gives the entropy of each node and head, and that of listening to all alike", () => {
  const points = evennessOf(attention, "last layer").filter(({ node }) => node === 2);
  assertAlmostEquals(points[0]!.entropy, 1.5 * Math.log(2));
  assertEquals(points[1]!.entropy, 0);
  for (const { uniform } of points) assertAlmostEquals(uniform, Math.log(3));
  assertEquals(points.map(({ head }) => head), [0, 1]);
  const alone = evennessOf(attention, "last layer").find(({ node }) => node === 0);
  assertEquals([alone?.entropy, alone?.uniform], [0, 0]);
});

function problem(nodes: number): GraphProblem {
  const random = new Random(1);
  return {
    kind: "graph",
    graph: new Graph({ nodeFeatures: random.normal([nodes, 4]), edgeIndex: random.integers([2, 4 * nodes], 0, nodes) }),
    labels: tensor(Array.from({ length: nodes }, (_, node) => node % 4 - 1), "int32"),
    classCount: 3,
    train: tensor([0, 1], "int32"),
    validation: null,
    test: tensor([2, 3, 4], "int32"),
  };
}

Deno.test("plotNeighborhood() draws lines as wide as attention, the most important first", () => {
  const listener = { node: 2, head: 0, layer: "layer 1" };
  const { svg } = plotNeighborhood(listener, attention, problem(3));
  assertStringIncludes(svg, "attention of node 2 in head 1 of layer 1, 25 % of it to itself");
  assertEquals([...svg.matchAll(/stroke-width="([\d.]+)" stroke-opacity/g)].map(([, width]) => width), ["13.0", "7.0"]);
  assert(svg.indexOf("50 %") < svg.indexOf("25 %</text>"));
});

Deno.test("plotAttention() draws entropies of every layer and one node, without changing the model", async () => {
  const given = problem(30);
  const model = new AttentionNetwork(4, 3, { ...usual, hidden: [2], dropout: 0.5 }, 1).eval();
  const before = model.forward(given.graph.nodeFeatures!, given.graph).toArray();
  const charts = await plotAttention(model, given);
  assertEquals(charts.length, 2);
  for (const word of ["layer 1", "last layer", "learned", "all alike"]) assertStringIncludes(charts[0]!.svg, word);
  for (const { svg } of charts) assert(svg.startsWith("<svg") && !svg.includes("NaN"));
  assert(/attention of node [234] in/.test(charts[1]!.svg), "a test node");
  assertEquals(model.forward(given.graph.nodeFeatures!, given.graph).toArray(), before);
});
