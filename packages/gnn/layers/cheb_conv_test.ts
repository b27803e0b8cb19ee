import { addSelfLoops, ChebConv, Graph, karateClub, normalizedAdjacency, toUndirected } from "@chainrule/gnn";
import { eye, gather, matmul, Random, SparseMatrix, tensor } from "@chainrule/tensor";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { assertGolden, find, load } from "../golden/cases.ts";
import { checkGraphLayer } from "../testing/check_graph_layer.ts";

const forms: readonly (readonly [string, number, number, Readonly<Record<string, Shape>>])[] = [
  ["one term", 1, 2, { weight: [1, 2, 3], bias: [2] }],
  ["two terms", 2, 2, { weight: [2, 2, 3], bias: [2] }],
  ["four terms and a λ of its own", 4, 1.8, { weight: [4, 2, 3], bias: [2] }],
];

for (const [form, terms, lambdaMax, parameters] of forms) {
  Deno.test(`ChebConv with ${form} obeys the laws of graph layers`, () => {
    const make = (dtype: DType) => new ChebConv(2, terms, { lambdaMax, dtype });
    checkGraphLayer(make, { name: "ChebConv", features: 3, units: 2, parameters });
  });
}

/** The sum of the definition, by dense products. */
function polynomial(layer: ChebConv, x: Tensor, graph: Graph, lambda: number): Tensor {
  const nodes = graph.numberOfNodes;
  const matrix = normalizedAdjacency(graph, { selfLoops: false, dtype: "float64" }).toDense();
  const laplacian = eye(nodes, nodes, "float64").sub(matrix);
  const scaled = laplacian.mul(2 / lambda).sub(eye(nodes, nodes, "float64"));
  const powers = [x, matmul(scaled, x)];
  while (powers.length < layer.terms) powers.push(matmul(scaled, powers.at(-1)!).mul(2).sub(powers.at(-2)!));
  return Array.from({ length: layer.terms }, (_, k) => {
    return matmul(powers[k]!, gather(layer.weight!, tensor(k, "int32")).transpose());
  }).reduce((sum, term) => sum.add(term), layer.bias!.value);
}

Deno.test("ChebConv gives the sum of its definition, for dense and sparse features, on graphs and on lists", () => {
  for (let seed = 0; seed < 12; seed++) {
    const random = new Random(seed);
    const graph = toUndirected(new Graph({ numberOfNodes: 8, edgeIndex: random.integers([2, 9], 0, 8) }));
    const x = random.normal([8, 3], { dtype: "float64" });
    const lambdaMax = seed % 2 === 0 ? 2 : 1.5;
    const biasInitializer = () => tensor([1, 2], "float64");
    const layer = new ChebConv(2, 1 + seed % 5, { lambdaMax, dtype: "float64", biasInitializer }).useRandom(random);
    const found = layer.forward(x, graph);
    const { values } = goldenTolerances.float64;
    assertTensorsClose(found, polynomial(layer, x, graph, lambdaMax), values);
    assertTensorsClose(layer.forward(SparseMatrix.fromDense(x), graph), found, values);
    assertTensorsClose(layer.forward(x, { ...graph }), found, values);
  }
});

Deno.test("ChebConv with two terms multiplies with the Laplacian of golden gcn_normalised_adjacency", () => {
  const { inputs, laplacian_sym } = find("gcn_normalised_adjacency");
  const graph = new Graph({ numberOfNodes: 6, edgeIndex: load(inputs.edge_index, "int32") });
  const zero = tensor([[0]], "float64");
  const weights = [zero.add(eye(6, 6, "float64")), eye(6, 6, "float64")];
  const layer = new ChebConv(6, 2, { dtype: "float64", useBias: false, weightInitializer: () => weights.pop()! });
  // With λ = 2 it is X + (L − I) X for two identities.
  assertGolden(layer.forward(eye(6, 6, "float64"), graph), laplacian_sym);
});

Deno.test("ChebConv finds the largest eigenvalue of a graph, so that eigenvalues are between -1 and 1", () => {
  const { graph, features } = karateClub();
  const x = features.cast("float64");
  const layer = new ChebConv(2, 3, { lambdaMax: "power", dtype: "float64" }).useRandom(new Random(1));
  const found = layer.forward(x, graph);
  // The eigenvalue of numpy.linalg.eigvalsh.
  assertTensorsClose(found, polynomial(layer, x, graph, 1.7146113474736238), { rtol: 1e-6, atol: 1e-6 });
  const loops = addSelfLoops(new Graph({ numberOfNodes: 2, edgeIndex: tensor([], "int32", [2, 0]) }));
  const alone = new ChebConv(1, 3, { lambdaMax: "power" }).forward(tensor([[1], [2]]), loops);
  assert(alone.data.every(Number.isFinite));
});

Deno.test("ChebConv refuses scales, counts and lists that do not fit", () => {
  const { graph, features } = karateClub();
  const cases: [() => unknown, string][] = [
    [
      () => new ChebConv(2, 0),
      "Cannot make ChebConv as terms must be a positive whole number: current terms is 0",
    ],
    [
      () => new ChebConv(2, 2, { lambdaMax: 0 }),
      'Cannot make ChebConv as lambdaMax must be a positive number or "power": current lambdaMax is 0',
    ],
    [
      () => new ChebConv(2, 2, { lambdaMax: "power" }).forward(features, { ...graph }),
      "Cannot apply ChebConv as lambdaMax must be a number for a list of edges: current lambdaMax is power; give a Graph, or lambdaMax: 2",
    ],
    [
      () => new ChebConv(2, 2, { inputDim: 3 }).forward(features, graph),
      "Cannot apply ChebConv as its input must have shape [34, 3], a row for each node: current shape is [34, 34]",
    ],
  ];
  for (const [f, message] of cases) assertEquals(assertThrows(f, Error).message, message);
});
