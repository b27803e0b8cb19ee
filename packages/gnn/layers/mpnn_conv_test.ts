import { backward } from "@chainrule/autograd";
import { ConcatAggregation, Graph, MPNNConv, SoftmaxAggregation } from "@chainrule/gnn";
import type { AggregationName, MPNNConvOptions } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { Dense, meanSquaredError, Sequential } from "@chainrule/nn";
import type { GRUCell } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { gather, Random, tensor, Variable } from "@chainrule/tensor";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { assertBits } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { assertGolden, find, load } from "../golden/cases.ts";
import { checkGraphLayer } from "../testing/check_graph_layer.ts";

for (const dtype of ["float64", "float32"] as const) {
  for (const aggregation of ["sum", "mean", "max", "min"] as const) {
    Deno.test(`MPNNConv has the values and gradients of golden mpnn_${aggregation} in ${dtype}`, () => {
      const layer = new MPNNConv(2, {
        messageUnits: 3,
        messageActivation: "tanh",
        activation: "relu",
        aggregation,
        dtype,
      });
      const names = {
        Wm: "messageNetwork.weight",
        bm: "messageNetwork.bias",
        Wu: "updateNetwork.weight",
        bu: "updateNetwork.bias",
      };
      checkGolden(`mpnn_${aggregation}`, layer, names, dtype);
    });
  }

  Deno.test(`MPNNConv with matrices of edges has the values and gradients of golden nnconv_sum in ${dtype}`, () => {
    const layer = new MPNNConv(2, { message: "matrix", update: "add", useBias: false, dtype });
    checkGolden("nnconv_sum", layer, { Wk: "messageNetwork.weight", Wr: "updateNetwork.weight" }, dtype);
  });
}

function checkGolden(name: string, layer: MPNNConv, names: Readonly<Record<string, string>>, dtype: DType): void {
  const { inputs, grads, y, upstream } = find(name);
  const graph = new Graph({ numberOfNodes: 6, edgeIndex: load(inputs.edge_index, "int32") });
  const [x, edges] = [new Variable(load(inputs.X, dtype)), new Variable(load(inputs.edge_attr, dtype))];
  const forward = () => layer.forward(x.value, { ...graph, edgeFeatures: edges.value });
  forward();
  // Weights of the file are [inputs, units].
  const turned = (value: Tensor) => value.rank === 2 ? value.transpose() : value;
  layer.loadStateDict(
    Object.fromEntries(Object.entries(names).map(([stored, name]) => [name, turned(load(inputs[stored], dtype))])),
  );
  const found = forward();
  assertGolden(found, y);
  backward(found.mul(load(upstream, dtype)).sum());
  assertGolden(x.grad!, grads.X, "gradient");
  assertGolden(edges.grad!, grads.edge_attr, "gradient");
  const parameters = Object.fromEntries(layer.namedParameters());
  for (const [stored, name] of Object.entries(names)) {
    assertGolden(turned(parameters[name]!.grad!), grads[stored], "gradient");
  }
}

const forms: readonly (readonly [string, MPNNConvOptions, Readonly<Record<string, Shape>>])[] = [
  ["a dense update", {}, {
    "messageNetwork.weight": [3, 8],
    "messageNetwork.bias": [3],
    "updateNetwork.weight": [3, 6],
    "updateNetwork.bias": [3],
  }],
  ["matrices of edges", { message: "matrix", update: "add", aggregation: "mean" }, {
    "messageNetwork.weight": [9, 2],
    "messageNetwork.bias": [9],
    "updateNetwork.weight": [3, 3],
    "updateNetwork.bias": [3],
  }],
  ["a gated update", { messageUnits: 4, update: "gru" }, {
    "messageNetwork.weight": [4, 8],
    "messageNetwork.bias": [4],
    "updateNetwork.inputWeight": [9, 4],
    "updateNetwork.hiddenWeight": [9, 3],
    "updateNetwork.inputBias": [9],
    "updateNetwork.hiddenBias": [9],
  }],
];

for (const [form, options, parameters] of forms) {
  Deno.test(`MPNNConv with ${form} obeys the laws of graph layers`, () => {
    const make = (dtype: DType) =>
      new MPNNConv(3, { messageActivation: "tanh", activation: "tanh", ...options, dtype });
    checkGraphLayer(make, { name: "MPNNConv", features: 3, edgeFeatures: 2, units: 3, parameters });
  });
}

Deno.test("MPNNConv without edge features makes messages of both ends", () => {
  checkGraphLayer((dtype) => new MPNNConv(2, { messageActivation: "tanh", dtype }), {
    name: "MPNNConv",
    features: 3,
    units: 2,
    parameters: {
      "messageNetwork.weight": [2, 6],
      "messageNetwork.bias": [2],
      "updateNetwork.weight": [2, 5],
      "updateNetwork.bias": [2],
    },
  });
});

Deno.test("MPNNConv takes a message network of one's own, and aggregations that have parameters", () => {
  const make = (dtype: DType) =>
    new MPNNConv(2, {
      messageNetwork: new Sequential([new Dense(4, { activation: "tanh", dtype }), new Dense(3, { dtype })]),
      aggregation: new ConcatAggregation(["mean", new SoftmaxAggregation({ dtype })]),
      dtype,
    });
  checkGraphLayer(make, {
    name: "MPNNConv",
    features: 3,
    edgeFeatures: 2,
    units: 2,
    parameters: {
      "aggregation.parts.1.beta": [],
      "messageNetwork.layers.0.weight": [4, 8],
      "messageNetwork.layers.0.bias": [4],
      "messageNetwork.layers.1.weight": [3, 4],
      "messageNetwork.layers.1.bias": [3],
      "updateNetwork.weight": [2, 9],
      "updateNetwork.bias": [2],
    },
  });
});

Deno.test("MPNNConv with a gated update gives what GRUCell gives", () => {
  const layer = new MPNNConv(3, { update: "gru", messageActivation: (z) => z, useBias: false }).useRandom(
    new Random(1),
  );
  const graph = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0], [1]], "int32") });
  const x = new Random(2).normal([2, 3]);
  const y = layer.forward(x, graph);
  const cell = layer.updateNetwork as GRUCell;
  const message = layer.messageNetwork!.forward(tensor([[...x.data.slice(3), ...x.data.slice(0, 3)]]));
  const heard = tensor([[0, 0, 0], [...message.data]]);
  assertBits(y, cell.forward(heard, { hidden: x }).hidden);
});

Deno.test("MPNNConv trains under jit: atoms learn the sum of what their bonds carry", () => {
  const random = new Random(1);
  const graph = new Graph({
    numberOfNodes: 20,
    edgeIndex: random.integers([2, 60], 0, 20),
    edgeFeatures: random.normal([60, 2]),
  });
  const x = random.normal([20, 1]);
  // Along each edge travels its first feature times the source.
  const carried = gather(x, graph.sources).mul(gather(graph.edgeFeatures!, tensor([0], "int32"), 1));
  const goal = Array.from({ length: 20 }, () => 0);
  graph.targets.data.forEach((target, edge) => goal[target]! += carried.data[edge]!);
  const layer = new MPNNConv(1, { message: "matrix", update: "add" }).useRandom(new Random(3));
  const optimizer = new Adam(layer, { learningRate: 0.05 });
  layer.forward(x, graph);
  const step = jit(() => {
    const loss = meanSquaredError(layer.forward(x, graph), tensor(goal, "float32", [20, 1]));
    backward(loss);
    optimizer.step();
    return loss;
  });
  for (let epoch = 0; epoch < 300; epoch++) step();
  assert(step().item() < 1e-4, `loss is ${step().item()}`);
});

Deno.test("MPNNConv knows its parameters before the first input, once it is told of nodes and edges", () => {
  const options = { inputDim: 3, edgeDim: 2, messageUnits: 4 };
  const shapes = (layer: MPNNConv) => layer.parameters().map(({ shape }) => shape);
  assertEquals(shapes(new MPNNConv(5, { ...options, update: "add" })), [[4, 8], [4], [5, 3], [5]]);
  assertEquals(shapes(new MPNNConv(5, options)), [[4, 8], [4], [5, 7], [5]]);
  assertEquals(shapes(new MPNNConv(3, { ...options, update: "gru", useBias: false })), [[4, 8], [9, 4], [9, 3]]);
  assertThrows(() => new MPNNConv(5).parameters(), TypeError, "current MPNNConv does not know its input");
});

Deno.test("MPNNConv refuses choices and inputs that do not fit", () => {
  const pair = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0], [1]], "int32") });
  const x = tensor([[1], [2]]);
  const cases: [() => unknown, string][] = [
    [() => new MPNNConv(0), "Cannot make MPNNConv as units must be a positive whole number: current units is 0"],
    [
      () => new MPNNConv(2, { message: "sum" as never }),
      "Cannot make MPNNConv as message must be one of concat, matrix: current message is sum",
    ],
    [
      () => new MPNNConv(2, { update: "lstm" as never }),
      "Cannot make MPNNConv as update must be one of dense, add, gru: current update is lstm",
    ],
    [
      () => new MPNNConv(2, { aggregation: "median" as AggregationName }),
      "Cannot make MPNNConv as aggregation must be one of sum, mean, max, min, std, a function or a module: current aggregation is median",
    ],
    [
      () => new MPNNConv(2, { update: "gru", inputDim: 3 }),
      "Cannot make MPNNConv as inputDim must be units for the update gru: current inputDim is 3, units is 2",
    ],
    [
      () => new MPNNConv(2, { update: "gru" }).forward(x, pair),
      "Cannot apply MPNNConv as its input must have shape [2, 2], a row for each node: current shape is [2, 1]",
    ],
    [
      () => new MPNNConv(2, { update: "add", messageUnits: 3 }).forward(x, pair),
      "Cannot update nodes of MPNNConv as what they aggregate must have shape [2, 2] for the update add: current shape is [2, 3]",
    ],
    [
      () => new MPNNConv(2, { message: "matrix" }).forward(x, pair),
      "Cannot make messages of edge features as the graph must have some: current edgeFeatures are missing; give them to new Graph",
    ],
    [
      () => {
        const layer = new MPNNConv(2, { message: "matrix", messageNetwork: new Dense(3) });
        layer.forward(tensor([[1, 2], [3, 4]]), pair.with({ edgeFeatures: tensor([[1]]) }));
      },
      "Cannot make messages of MPNNConv as its network must give a multiple of 2 numbers for each edge, a matrix of 2 rows: current shape is [1, 3]",
    ],
    [
      () => new MPNNConv(2).forward(x, { ...pair, edgeFeatures: tensor([[1], [2]]) }),
      "Cannot apply MPNNConv as edge features must have shape [1, D], a row for each edge: current shape is [2, 1]",
    ],
    [
      () => new MPNNConv(2).forward(x, { ...pair, sources: tensor([0, 1], "int32") }),
      "Cannot apply MPNNConv as sources and targets must be vectors, with one of each for each edge: current shapes are [2] and [1]",
    ],
  ];
  for (const [f, message] of cases) assertEquals(assertThrows(f, Error).message, message);
});
