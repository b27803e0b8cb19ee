import { backward, gradients } from "@chainrule/autograd";
import { addSelfLoops, GATConv, Graph, karateClub } from "@chainrule/gnn";
import type { EdgeList, GATConvOptions } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { argMax, gather, Random, segmentSum, SparseMatrix, stack, tensor, Variable } from "@chainrule/tensor";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { assertCompiled, assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Stored } from "../golden/cases.ts";
import { assertGolden, find, load } from "../golden/cases.ts";
import { checkGraphLayer } from "../testing/check_graph_layer.ts";

const exact = goldenTolerances.float64.values;

for (const [name, merge] of [["concat", "concat"], ["mean", "mean"], ["no_self_loops", "concat"]] as const) {
  for (const dtype of ["float64", "float32"] as const) {
    for (const form of ["a graph", "a list of edges"] as const) {
      Deno.test(`GATConv has the values, gradients and attention of golden gat_conv_${name}, on ${form}, in ${dtype}`, () => {
        checkGolden(`gat_conv_${name}`, { merge, selfLoops: name !== "no_self_loops", dtype }, form === "a graph");
      });
    }
  }
}

function checkGolden(name: string, options: GATConvOptions, asGraph: boolean): void {
  const { inputs, grads, y, upstream, attention } = find(name);
  const dtype = options.dtype!;
  const graph = new Graph({ numberOfNodes: 6, edgeIndex: load(inputs.edge_index, "int32") });
  const edges: EdgeList = asGraph ? graph : { ...graph };
  const x = new Variable(load(inputs.X, dtype));
  const layer = new GATConv(2, { heads: 2, useBias: inputs.b !== undefined, inputDim: 3, ...options });
  layer.loadStateDict({
    ...layer.stateDict(),
    weight: load(inputs.W, dtype).transpose(),
    attention: stack([load(inputs.att_src, dtype), load(inputs.att_dst, dtype)]),
    ...(inputs.b && { bias: load(inputs.b, dtype) }),
  });
  const found = layer.forward(x.value, edges);
  assertGolden(found, y);
  backward(found.mul(load(upstream, dtype)).sum());
  assertGolden(x.grad!, grads.X, "gradient");
  assertGolden(layer.weight!.grad!.transpose(), grads.W, "gradient");
  const ofEnd = (end: number) => gather(layer.attention!.grad!, tensor(end, "int32"));
  assertGolden(ofEnd(0), grads.att_src, "gradient");
  assertGolden(ofEnd(1), grads.att_dst, "gradient");
  if (layer.bias) assertGolden(layer.bias.grad!, grads.b, "gradient");
  if (attention === undefined) return;
  const { edge_index_with_self_loops: ends, alpha } = attention as Readonly<Record<string, Stored>>;
  const { sources, targets, coefficients } = layer.attentionCoefficients(x.value, edges);
  assertEquals(stack([sources, targets]).toArray(), load(ends, "int32").toArray());
  assertGolden(coefficients, alpha);
}

const forms: readonly (readonly [string, GATConvOptions, number, Readonly<Record<string, Shape>>])[] = [
  ["of version 1", { heads: 2 }, 6, { weight: [6, 4], attention: [2, 2, 3], bias: [6] }],
  ["of version 1 with means and no self-loops", { heads: 2, merge: "mean", selfLoops: false }, 3, {
    weight: [6, 4],
    attention: [2, 2, 3],
    bias: [3],
  }],
  ["of version 1 with one head and no bias", { useBias: false }, 3, { weight: [3, 4], attention: [2, 1, 3] }],
  ["of version 2", { heads: 2, version: 2 }, 6, {
    weight: [6, 4],
    targetWeight: [6, 4],
    attention: [1, 2, 3],
    bias: [6],
  }],
  ["of version 2 with means and no self-loops", { heads: 2, version: 2, merge: "mean", selfLoops: false }, 3, {
    weight: [6, 4],
    targetWeight: [6, 4],
    attention: [1, 2, 3],
    bias: [3],
  }],
];

for (const [form, options, units, parameters] of forms) {
  Deno.test(`GATConv ${form} obeys the laws of graph layers`, () => {
    const make = (dtype: DType) => new GATConv(3, { ...options, dtype });
    checkGraphLayer(make, { name: "GATConv", features: 4, units, parameters });
  });
}

/** Heads side by side, by plain loops over all pairs of nodes. */
function attended(layer: GATConv, x: Tensor, graph: Graph): number[][] {
  const [nodes, features] = x.shape as [number, number];
  const { heads, units, options: { negativeSlope = 0.2, version = 1 } } = layer;
  const at = (variable: Variable | null, ...index: number[]) =>
    variable!.value.data[index.reduce((place, i, axis) => place * variable!.shape[axis]! + i, 0)]!;
  const project = (weight: Variable | null, node: number, row: number) =>
    Array.from({ length: features }, (_, f) => at(weight, row, f) * x.data[node * features + f]!)
      .reduce((a, b) => a + b, 0);
  const leaky = (z: number) => z < 0 ? negativeSlope * z : z;
  const { adjacency } = addSelfLoops(graph);
  const counts = adjacency.toDense().toArray() as number[][];
  return Array.from({ length: nodes }, (_, i) =>
    Array.from({ length: heads * units }, (_, column) => {
      const head = Math.floor(column / units);
      const rows = Array.from({ length: units }, (_, m) => head * units + m);
      const score = (j: number) =>
        version === 1
          ? leaky(
            rows.reduce(
              (sum, row, m) =>
                sum + at(layer.attention, 0, head, m) * project(layer.weight, j, row) +
                at(layer.attention, 1, head, m) * project(layer.weight, i, row),
              0,
            ),
          )
          : rows.reduce(
            (sum, row, m) =>
              sum +
              at(layer.attention, 0, head, m) *
                leaky(project(layer.weight, j, row) + project(layer.targetWeight, i, row)),
            0,
          );
      const shares = Array.from({ length: nodes }, (_, j) => counts[i]![j]! * Math.exp(score(j)));
      const total = shares.reduce((a, b) => a + b, 0);
      return shares.reduce((sum, share, j) => sum + share / total * project(layer.weight, j, column), 0);
    }));
}

for (const version of [1, 2] as const) {
  Deno.test(`GATConv of version ${version} gives what loops over all pairs of nodes give`, () => {
    for (let seed = 0; seed < 10; seed++) {
      const random = new Random(seed);
      const graph = new Graph({ numberOfNodes: 7, edgeIndex: random.integers([2, 12], 0, 7) });
      const x = random.normal([7, 3], { dtype: "float64" });
      const layer = new GATConv(2, { heads: 3, version, dtype: "float64", negativeSlope: 0.1 }).useRandom(random);
      const found = layer.forward(x, graph);
      assertTensorsClose(found, tensor(attended(layer, x, graph), "float64"), exact);
      assertTensorsClose(layer.forward(SparseMatrix.fromDense(x), graph), found, exact);
      assertTensorsClose(layer.forward(SparseMatrix.fromDense(x), { ...graph }), found, exact);
    }
  });
}

Deno.test("GATConv has coefficients that add up to 1 for each node and head, also for a list with a loop of its own", () => {
  const random = new Random(1);
  const graph = new Graph({ numberOfNodes: 4, edgeIndex: tensor([[0, 1, 2, 2], [1, 1, 0, 0]], "int32") });
  const x = random.normal([4, 3]);
  const layer = new GATConv(2, { heads: 2 }).useRandom(random);
  for (const edges of [graph, { ...graph }]) {
    const { sources, targets, coefficients } = layer.attentionCoefficients(x, edges);
    const totals = segmentSum(coefficients, targets, 4);
    totals.data.forEach((total) => assert(Math.abs(total - 1) < 1e-6));
    assertEquals(sources.shape, targets.shape);
  }
  // Node 1 has a loop: the second one, edge 4 + 1 of the list, does not count.
  const { coefficients } = layer.attentionCoefficients(x, { ...graph });
  assertEquals([...coefficients.data.subarray(10, 12)], [0, 0]);
  assertEquals(layer.attentionCoefficients(x, graph).sources.toArray(), [0, 1, 2, 2, 0, 2, 3]);
});

Deno.test("GATConv silences coefficients in training alone, the same ones compiled as eagerly", () => {
  const { graph, features } = karateClub();
  for (const edges of [graph, { ...graph }]) {
    const make = () => new GATConv(4, { heads: 2, dropout: 0.5 }).useRandom(new Random(1));
    const [eager, compiled] = [make(), make()];
    const run = jit((x: Tensor) => compiled.forward(x, edges));
    const first = eager.forward(features, edges);
    assertCompiled(run(features), first);
    const second = eager.forward(features, edges);
    assertCompiled(run(features), second);
    assert(second.sub(first).abs().max().item() > 0.01, "other coefficients are silenced the second time");
    const { coefficients } = eager.attentionCoefficients(features, edges);
    assert(coefficients.data.every((share) => share > 0), "coefficients are those of evaluation");
    const quiet = eager.eval().forward(features, edges);
    assertCompiled(eager.forward(features, edges), quiet);
  }
});

Deno.test("GATConv with everything silenced gives the bias", () => {
  const { graph, features } = karateClub();
  const layer = new GATConv(2, { dropout: 1, biasInitializer: () => tensor([3, 4]) });
  assertEquals(layer.forward(features, graph).toArray(), Array(34).fill([3, 4]));
});

Deno.test("GATConv counts parallel edges as often as they are there", () => {
  const x = new Random(1).normal([3, 2], { dtype: "float64" });
  const layer = new GATConv(2, { dtype: "float64", selfLoops: false }).useRandom(new Random(2));
  const twice = new Graph({ numberOfNodes: 3, edgeIndex: tensor([[0, 1, 0], [2, 2, 2]], "int32") });
  const { coefficients } = layer.attentionCoefficients(x, twice);
  const [first, second, third] = coefficients.data;
  assertEquals(first, third);
  const expected = (first! + third!) * layerFeature(layer, x, 0) + second! * layerFeature(layer, x, 1);
  for (const edges of [twice, { ...twice }]) {
    assert(Math.abs(layer.forward(x, edges).data[4]! - expected) < 1e-12);
  }
});

function layerFeature(layer: GATConv, x: Tensor, node: number): number {
  const [a, b] = layer.weight!.value.data;
  return a! * x.data[2 * node]! + b! * x.data[2 * node + 1]!;
}

Deno.test("GATConv told of the two leaders alone places at least 32 of the 34 members of the karate club", () => {
  const { graph, features, labels } = karateClub();
  const leaders = tensor([0, 33], "int32");
  for (const version of [1, 2] as const) {
    const layers = [
      new GATConv(4, { heads: 4, version, inputDim: 34 }),
      new GATConv(2, { version, inputDim: 16 }),
    ] as const;
    layers.forEach((layer, i) => layer.useRandom(new Random(i + 1)));
    const scores = () => layers[1].forward(layers[0].forward(features, graph).tanh(), graph);
    const optimizer = new Adam(layers.flatMap((layer) => layer.parameters()), { learningRate: 0.01 });
    const step = jit(() => {
      backward(softmaxCrossEntropy(gather(scores(), leaders), gather(labels, leaders)));
      optimizer.step();
    });
    for (let epoch = 0; epoch < 100; epoch++) step();
    const guesses = argMax(scores(), { axis: 1 });
    const right = guesses.data.filter((guess, node) => guess === labels.data[node]).length;
    assert(right >= 32, `version ${version}: ${right} of 34`);
  }
});

Deno.test("GATConv has second derivatives: of the gradient of its attention, too", () => {
  const { graph, features } = karateClub();
  const layer = new GATConv(2, { heads: 2, dtype: "float64" }).useRandom(new Random(1));
  const x = features.cast("float64");
  layer.forward(x, graph);
  const slope = () => gradients(layer.forward(x, graph).pow(2).sum(), [layer.attention!])[0]!.pow(2).sum();
  const [found] = gradients(slope(), [layer.attention!]);
  const step = 1e-6;
  const before = layer.attention!.value;
  const moved = (by: number) => {
    const values = before.data.slice();
    values[3]! += by;
    layer.attention!.assign(tensor(values, "float64", before.shape));
    return slope().item();
  };
  const difference = (moved(step) - moved(-step)) / (2 * step);
  assert(Math.abs(found!.data[3]! - difference) < 1e-5 * Math.max(1, Math.abs(difference)));
});

Deno.test("GATConv refuses choices and inputs that do not fit", () => {
  const { graph, features } = karateClub();
  const cases: [() => unknown, string][] = [
    [() => new GATConv(1.5), "Cannot make GATConv as units must be a positive whole number: current units is 1.5"],
    [
      () => new GATConv(2, { heads: 0 }),
      "Cannot make GATConv as heads must be a positive whole number: current heads is 0",
    ],
    [
      () => new GATConv(2, { merge: "sum" as never }),
      "Cannot make GATConv as merge must be one of concat, mean: current merge is sum",
    ],
    [
      () => new GATConv(2, { version: 3 as never }),
      "Cannot make GATConv as version must be one of 1, 2: current version is 3",
    ],
    [
      () => new GATConv(2, { negativeSlope: NaN }),
      "Cannot make GATConv as negativeSlope must be finite: current negativeSlope is NaN",
    ],
    [() => new GATConv(2, { dropout: 2 }), "Cannot make Dropout as the rate must be in [0, 1]: current rate is 2"],
    [
      () => new GATConv(2, { inputDim: 3 }).forward(features, graph),
      "Cannot apply GATConv as its input must have shape [34, 3], a row for each node: current shape is [34, 34]",
    ],
    [
      () => new GATConv(2).forward(features, { ...graph, targets: tensor([[1]], "int32") }),
      "Cannot apply GATConv as sources and targets must be vectors, with one of each for each edge: current shapes are [156] and [1, 1]",
    ],
  ];
  for (const [f, message] of cases) assertEquals(assertThrows(f, Error).message, message);
});
