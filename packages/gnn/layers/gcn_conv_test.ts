import { backward, grad } from "@chainrule/autograd";
import { GCNConv, Graph, karateClub, normalizedAdjacency, toUndirected } from "@chainrule/gnn";
import type { GCNConvOptions } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { assertBits, assertCompiled } from "@chainrule/testing";
import { gather, matmul, Random, ShapeError, SparseMatrix, tensor, Variable } from "@chainrule/tensor";
import type { DType, Tensor } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { Case } from "../golden/cases.ts";
import { assertGolden, find, load } from "../golden/cases.ts";
import { checkGraphLayer } from "../testing/check_graph_layer.ts";

for (const name of ["gcn_conv", "gcn_conv_weighted", "gcn_conv_directed"]) {
  for (const form of ["as a product", "edge by edge", "along a list"] as const) {
    for (const dtype of ["float64", "float32"] as const) {
      Deno.test(`GCNConv has the values and gradients of golden ${name}, ${form}, in ${dtype}`, () => {
        checkGolden(find(name), { edgeByEdge: form === "edge by edge", dtype }, form === "along a list");
      });
    }
  }
}

function checkGolden({ inputs, grads, y, upstream }: Case, options: GCNConvOptions, asList: boolean): void {
  const dtype = options.dtype!;
  const given = new Graph({ numberOfNodes: 6, edgeIndex: load(inputs.edge_index, "int32") });
  const graph = asList ? { ...given } : given;
  const x = new Variable(load(inputs.X, dtype));
  const weights = inputs.edge_weight && new Variable(load(inputs.edge_weight, dtype));
  const layer = new GCNConv(2, {
    ...options,
    weightInitializer: () => load(inputs.W, dtype).transpose(),
    biasInitializer: () => load(inputs.b, dtype),
  });
  const found = layer.forward(x.value, graph, weights);
  assertGolden(found, y);
  backward(found.mul(load(upstream, dtype)).sum());
  assertGolden(x.grad!, grads.X, "gradient");
  assertGolden(layer.weight!.grad!.transpose(), grads.W, "gradient");
  assertGolden(layer.bias!.grad!, grads.b, "gradient");
  if (weights) assertGolden(weights.grad!, grads.edge_weight, "gradient");
}

/** A graph of `nodes` nodes with random edges, parallel ones and self-loops among them. */
function randomGraph(nodes: number, edges: number, random: Random): Graph {
  const ends = random.uniform([2, edges], { low: 0, high: nodes }).cast("int32");
  return toUndirected(new Graph({ numberOfNodes: nodes, edgeIndex: ends }));
}

const size = { nodes: fc.integer({ min: 1, max: 12 }), edges: fc.integer({ min: 0, max: 30 }) };

Deno.test("GCNConv gives the same edge by edge, by a sparse product, by a dense product, and for sparse features", () => {
  fc.assert(
    fc.property(size.nodes, size.edges, fc.nat(), (nodes, edges, seed) => {
      const random = new Random(seed);
      const graph = randomGraph(nodes, edges, random);
      const x = random.normal([nodes, 4], { dtype: "float64" });
      const weight = random.normal([3, 4], { dtype: "float64" });
      const bias = random.normal([3], { dtype: "float64" });
      const options: GCNConvOptions = {
        dtype: "float64",
        weightInitializer: () => weight,
        biasInitializer: () => bias,
      };
      const dense = matmul(
        normalizedAdjacency(graph, { dtype: "float64" }).toDense(),
        matmul(x, weight.transpose()),
      ).add(bias);
      const layer = new GCNConv(3, options);
      assertNear(layer.forward(x, graph), dense);
      assertNear(layer.forward(SparseMatrix.fromDense(x), graph), dense);
      assertNear(new GCNConv(3, { ...options, edgeByEdge: true }).forward(x, graph), dense);
    }),
  );
});

Deno.test("GCNConv gives each node the same whatever the nodes are numbered", () => {
  fc.assert(
    fc.property(size.nodes, size.edges, fc.nat(), (nodes, edges, seed) => {
      const random = new Random(seed);
      const graph = randomGraph(nodes, edges, random);
      const x = random.normal([nodes, 4], { dtype: "float64" });
      const layer = new GCNConv(3, { dtype: "float64" }).useRandom(random);
      // Node `i` of the renumbered graph is node `old[i]` of the given one.
      const old = random.permutation(nodes);
      const now = new Int32Array(nodes);
      old.data.forEach((node, i) => now[node] = i);
      const renumbered = graph.with({ edgeIndex: gather(tensor(now), graph.edgeIndex) });
      assertNear(layer.forward(gather(x, old), renumbered), gather(layer.forward(x, graph), old));
    }),
  );
});

Deno.test("GCNConv gives equal bits from run to run, and close values and gradients when compiled", () => {
  const { graph, features } = karateClub();
  const run = (edgeByEdge: boolean) => {
    const layer = new GCNConv(5, { edgeByEdge }).useRandom(new Random(3));
    return [layer, layer.forward(features, graph)] as const;
  };
  for (const edgeByEdge of [false, true]) {
    const [layer, first] = run(edgeByEdge);
    assertBits(run(edgeByEdge)[1], first);
    assertCompiled(jit((x: Tensor) => layer.forward(x, graph))(features), first);
    const slope = grad((x) => layer.forward(x, graph).pow(2).sum());
    assertBits(slope(features), slope(features));
    assertCompiled(jit(slope)(features), slope(features));
    assertBits(jit(slope)(features), jit(slope)(features));
  }
});

Deno.test("GCNConv takes its graph as an argument of a compiled function: one program for each graph", () => {
  const { graph, features } = karateClub();
  const loops = graph.with({ edgeIndex: tensor([[0], [0]], "int32") });
  const layer = new GCNConv(2).useRandom(new Random(3));
  const run = jit((x: Tensor, on: Graph) => layer.forward(x, on));
  for (const on of [graph, loops, graph]) assertCompiled(run(features, on), layer.forward(features, on));
  assertEquals(run.programs.length, 2);
});

Deno.test("GCNConv takes edge weights as a variable of a compiled function", () => {
  const { graph, features } = karateClub();
  const weights = new Variable(new Random(2).uniform([graph.numberOfEdges]));
  const layer = new GCNConv(2).useRandom(new Random(3));
  const run = jit((x: Tensor) => layer.forward(x, graph, weights));
  assertCompiled(run(features), layer.forward(features, graph, weights));
  weights.assign(weights.value.mul(2));
  assertCompiled(run(features), layer.forward(features, graph, weights));
});

for (const normalization of ["symmetric", "row", "none"] as const) {
  for (const selfLoops of [true, false]) {
    const name = `${normalization} sums ${selfLoops ? "with" : "without"} self-loops`;
    Deno.test(`GCNConv with ${name} obeys the laws of graph layers`, () => {
      const make = (dtype: DType) => new GCNConv(2, { normalization, selfLoops, dtype });
      checkGraphLayer(make, {
        name: "GCNConv",
        features: 3,
        units: 2,
        parameters: { weight: [2, 3], bias: [2] },
      });
    });
  }
}

Deno.test("GCNConv takes edge weights and lists of edges as arguments of a compiled function: one program for all", () => {
  const random = new Random(1);
  const layer = new GCNConv(2, { dtype: "float64" }).useRandom(new Random(3));
  const f = (x: Tensor, sources: Tensor, targets: Tensor, weights: Tensor) =>
    layer.forward(x, { numberOfNodes: x.shape[0]!, sources, targets, edgeFeatures: null }, weights);
  const run = jit(f);
  for (let round = 0; round < 3; round++) {
    const graph = new Graph({ numberOfNodes: 5, edgeIndex: random.integers([2, 9], 0, 5) });
    const [x, weights] = [random.normal([5, 3], { dtype: "float64" }), random.uniform([9], { dtype: "float64" })];
    const found = run(x, graph.sources, graph.targets, weights);
    assertCompiled(found, f(x, graph.sources, graph.targets, weights));
    assertNear(found, layer.forward(x, graph, weights));
  }
  assertEquals(run.programs.length, 1);
  const [x, sources, weights] = [
    random.normal([5, 3], { dtype: "float64" }),
    random.integers([9], 0, 5),
    random.uniform([9], { dtype: "float64" }),
  ];
  const outside = tensor([0, 1, 2, 3, 4, 5, 0, 0, 0], "int32");
  for (const either of [run, f]) {
    assertThrows(
      () => either(x, sources, outside, weights),
      RangeError,
      "must be in [0, 5): current value at position 5 is 5",
    );
  }
});

Deno.test("GCNConv without bias has weights alone, and knows its parameters before the first input", () => {
  const layer = new GCNConv(3, { useBias: false, inputDim: 4 });
  assertEquals(layer.namedParameters().map(([name, { shape }]) => [name, shape]), [["weight", [3, 4]]]);
});

Deno.test("GCNConv refuses features that fit neither the graph nor its weights, and counts that are none", () => {
  const { graph } = karateClub();
  const layer = new GCNConv(2, { inputDim: 3 });
  assertMessage(
    () => layer.forward(tensor([[1, 2, 3]]), graph),
    ShapeError,
    "Cannot apply GCNConv as its input must have shape [34, 3], a row for each node: current shape is [1, 3]",
  );
  assertMessage(
    () => new GCNConv(2).forward(tensor([1, 2, 3]), graph),
    ShapeError,
    "Cannot apply GCNConv as its input must have shape [34, F], a row for each node: current shape is [3]",
  );
  assertMessage(
    () => new GCNConv(0),
    RangeError,
    "Cannot make GCNConv as units must be a positive whole number: current units is 0",
  );
  assertMessage(
    () => new GCNConv(2, { inputDim: 2.5 }),
    RangeError,
    "Cannot make GCNConv as inputDim must be a positive whole number: current inputDim is 2.5",
  );
});

/** The same sums of a few products in another order: some ulps of float64. */
function assertNear(actual: Tensor, expected: Tensor): void {
  assertEquals(actual.shape, expected.shape);
  expected.data.forEach((value, i) => {
    const error = Math.abs(actual.data[i]! - value);
    assert(error <= 1e-13 * Math.max(1, Math.abs(value)), `element ${i} is ${actual.data[i]}, not ${value}`);
  });
}

// deno-lint-ignore no-explicit-any
function assertMessage(f: () => unknown, type: new (...args: any[]) => Error, message: string): void {
  assertEquals(assertThrows(f, type).message, message);
}
