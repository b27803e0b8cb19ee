import { backward } from "@chainrule/autograd";
import { AttentionAggregation, ConcatAggregation, Graph, SAGEConv } from "@chainrule/gnn";
import type { SAGEConvOptions } from "@chainrule/gnn";
import { Dense } from "@chainrule/nn";
import { norm, Random, SparseMatrix, tensor, Variable } from "@chainrule/tensor";
import type { DType, Shape } from "@chainrule/tensor";
import { assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { assertGolden, find, load } from "../golden/cases.ts";
import { checkGraphLayer } from "../testing/check_graph_layer.ts";

for (const form of ["a graph", "a list of edges"] as const) {
  for (const dtype of ["float64", "float32"] as const) {
    Deno.test(`SAGEConv has the values and gradients of golden sage_mean, on ${form}, in ${dtype}`, () => {
      const { inputs, grads, y, upstream } = find("sage_mean");
      const graph = new Graph({ numberOfNodes: 6, edgeIndex: load(inputs.edge_index, "int32") });
      const x = new Variable(load(inputs.X, dtype));
      const layer = new SAGEConv(2, { useBias: false, inputDim: 3, dtype });
      layer.loadStateDict({
        weight: load(inputs.Wr, dtype).transpose(),
        neighborWeight: load(inputs.Wl, dtype).transpose(),
      });
      const found = layer.forward(x.value, form === "a graph" ? graph : { ...graph });
      assertGolden(found, y);
      backward(found.mul(load(upstream, dtype)).sum());
      assertGolden(x.grad!, grads.X, "gradient");
      assertGolden(layer.weight!.grad!.transpose(), grads.Wr, "gradient");
      assertGolden(layer.neighborWeight!.grad!.transpose(), grads.Wl, "gradient");
    });
  }
}

const plain = { weight: [2, 3], neighborWeight: [2, 3], bias: [2] };
const forms: readonly (readonly [string, (dtype: DType) => SAGEConvOptions, Readonly<Record<string, Shape>>])[] = [
  ["means", () => ({}), plain],
  ["sums", () => ({ aggregation: "sum", normalize: true }), plain],
  ["the largest, without bias", () => ({ aggregation: "max", useBias: false }), {
    weight: [2, 3],
    neighborWeight: [2, 3],
  }],
  [
    "a message network and several aggregations",
    (dtype) => ({
      messageNetwork: new Dense(4, { activation: "tanh", dtype }),
      aggregation: new ConcatAggregation(["max", "std", new AttentionAggregation(new Dense(1, { dtype }))]),
    }),
    {
      "aggregation.parts.2.gate.weight": [1, 4],
      "aggregation.parts.2.gate.bias": [1],
      "messageNetwork.weight": [4, 3],
      "messageNetwork.bias": [4],
      weight: [2, 3],
      neighborWeight: [2, 12],
      bias: [2],
    },
  ],
];

for (const [form, options, parameters] of forms) {
  Deno.test(`SAGEConv with ${form} obeys the laws of graph layers`, () => {
    const make = (dtype: DType) => new SAGEConv(2, { ...options(dtype), dtype });
    checkGraphLayer(make, { name: "SAGEConv", features: 3, units: 2, parameters });
  });
}

const graph = new Graph({ numberOfNodes: 5, edgeIndex: tensor([[0, 1, 2, 2], [1, 2, 0, 1]], "int32") });

Deno.test("SAGEConv gives sparse features what it gives dense ones, on graphs and on lists", () => {
  const x = new Random(1).normal([5, 3], { dtype: "float64" });
  for (const aggregation of ["mean", "sum"] as const) {
    const layer = new SAGEConv(2, { aggregation, dtype: "float64" }).useRandom(new Random(2));
    for (const edges of [graph, { ...graph }]) {
      const found = layer.forward(SparseMatrix.fromDense(x), edges);
      assertTensorsClose(found, layer.forward(x, edges), goldenTolerances.float64.values);
    }
  }
});

Deno.test("SAGEConv scales rows to length 1 where it is told to, and leaves zeros", () => {
  const layer = new SAGEConv(4, { normalize: true, useBias: false }).useRandom(new Random(2));
  const x = new Random(1).normal([5, 3]);
  const lengths = norm(layer.forward(x, graph), { axis: 1 });
  lengths.data.forEach((length) => assert(Math.abs(length - 1) < 1e-6));
  const nothing = new Variable(x.mul(0));
  const output = layer.forward(nothing.value, graph);
  assertEquals([...output.data], Array(20).fill(0));
  backward(output.sum());
  assert(nothing.grad!.data.every(Number.isFinite));
});

Deno.test("SAGEConv knows its parameters before the first input where the number of features says all", () => {
  assertEquals(new SAGEConv(2, { inputDim: 3 }).parameters().map(({ shape }) => shape), [[2, 3], [2, 3], [2]]);
  const pooling = new SAGEConv(2, { inputDim: 3, messageNetwork: new Dense(4) });
  assertThrows(() => pooling.parameters(), TypeError, "must be built");
});

Deno.test("SAGEConv refuses counts, aggregations and inputs that do not fit", () => {
  const cases: [() => unknown, string][] = [
    [() => new SAGEConv(-1), "Cannot make SAGEConv as units must be a positive whole number: current units is -1"],
    [
      () => new SAGEConv(1, { aggregation: "median" as never }),
      "Cannot make SAGEConv as aggregation must be one of sum, mean, max, min, std, a function or a module: current aggregation is median",
    ],
    [
      () => new SAGEConv(1, { aggregation: "max" }).forward(SparseMatrix.identity(5), graph),
      "Cannot apply SAGEConv as its input must be dense where neighbours are neither averaged nor added: current input is sparse; turn it with toDense()",
    ],
    [
      () => new SAGEConv(1, { inputDim: 3 }).forward(SparseMatrix.identity(5), graph),
      "Cannot apply SAGEConv as its input must have shape [5, 3], a row for each node: current shape is [5, 5]",
    ],
  ];
  for (const [f, message] of cases) assertEquals(assertThrows(f, Error).message, message);
});
