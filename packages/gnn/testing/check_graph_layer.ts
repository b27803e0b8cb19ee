/**
 * The laws that every graph layer obeys. Not published.
 *
 * @module
 */
import { backward, checkGradients } from "@chainrule/autograd";
import { Graph } from "@chainrule/gnn";
import type { EdgeList } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { Module } from "@chainrule/nn";
import { gather, Random, tensor, Variable } from "@chainrule/tensor";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { assertBits, assertCompiled, assertTensorsClose, checkLayer, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals } from "@std/assert";

/** A layer from the features of nodes and a graph to features of nodes. */
export interface GraphLayer extends Module {
  /** The features of the nodes, from those of the layer before. */
  forward(x: Tensor, graph: Graph | EdgeList): Tensor;
}

/** What {@link checkGraphLayer} checks a layer with. */
export interface GraphLayerCheck {
  /** The number of features of a node. */
  readonly features: number;
  /** The number of features of an edge; graphs have none where it is left out. */
  readonly edgeFeatures?: number;
  /** The number of features of a node in the output. */
  readonly units: number;
  /** The shape of every parameter by name, in order. */
  readonly parameters: Readonly<Record<string, Shape>>;
  /** Whether derivatives are compared with differences. @default true */
  readonly smooth?: boolean;
  /** What the layer calls itself in errors. */
  readonly name: string;
}

/** Ends of edges over six nodes: parallel ones, a loop, a node that hears nobody (4), one without edges (5). */
const ends = [
  [[0, 0, 1, 2, 3, 2, 4, 4], [1, 1, 2, 2, 0, 3, 0, 3]],
  [[3, 1, 0, 0, 1, 1, 4, 2], [0, 0, 0, 2, 1, 2, 1, 3]],
] as const;

/**
 * Checks a layer: the laws of all layers, on a graph and on a list of edges; that both give the same; that one program serves all lists
 * of one size, with their gradients; that nodes and edges may be numbered otherwise; the gradients of edge features; the same bits from run
 * to run; a graph without edges.
 *
 * @param make Makes the layer, unbuilt, with parameters of a dtype
 * @param check What to expect
 */
export function checkGraphLayer(make: (dtype: DType) => GraphLayer, check: GraphLayerCheck): void {
  const random = new Random(4);
  const { features, edgeFeatures } = check;
  const graphs = ends.map((pair) =>
    new Graph({
      numberOfNodes: 6,
      edgeIndex: tensor(pair.map((row) => [...row]), "int32"),
      ...(edgeFeatures !== undefined && {
        edgeFeatures: random.normal([pair[0].length, edgeFeatures], { dtype: "float64" }),
      }),
    })
  ) as [Graph, Graph];
  const x = random.normal([6, features], { dtype: "float64" });
  const fresh = (dtype: DType = "float64") => make(dtype).useRandom(new Random(2));
  for (const edges of [graphs[0], listOf(graphs[0])]) checkAsLayer(make, edges, check);
  checkLists(fresh, graphs, x);
  checkPrograms(fresh, graphs, x);
  checkNumbering(fresh, graphs[1], x);
  if (check.smooth ?? true) checkEdgeGradients(fresh(), graphs[0], x);
  const bare = graphs[0].with({
    edgeIndex: tensor([], "int32", [2, 0]),
    ...(edgeFeatures !== undefined && { edgeFeatures: tensor([], "float64", [0, edgeFeatures]) }),
  });
  const lonely = fresh().eval().forward(x, bare);
  assertEquals(lonely.shape, [6, check.units], `${check.name}: without edges`);
  assert(lonely.data.every(Number.isFinite), `${check.name}: without edges`);
}

class OnGraph extends Module {
  readonly layer: GraphLayer;
  readonly #edges: Graph | EdgeList;

  constructor(layer: GraphLayer, edges: Graph | EdgeList) {
    super();
    this.layer = layer;
    this.#edges = edges;
  }

  override get built(): boolean {
    return this.layer.built;
  }

  forward(x: Tensor): Tensor {
    const { edgeFeatures } = this.#edges;
    if (edgeFeatures === null || edgeFeatures.dtype === x.dtype) return this.layer.forward(x, this.#edges);
    return this.layer.forward(x, cast(this.#edges, x.dtype));
  }
}

function cast(edges: Graph | EdgeList, dtype: DType): Graph | EdgeList {
  const edgeFeatures = edges.edgeFeatures!.cast(dtype);
  return "with" in edges ? edges.with({ edgeFeatures }) : { ...edges, edgeFeatures };
}

function listOf({ numberOfNodes, sources, targets, edgeFeatures }: EdgeList): EdgeList {
  return { numberOfNodes, sources, targets, edgeFeatures };
}

function checkAsLayer(make: (dtype: DType) => GraphLayer, edges: Graph | EdgeList, check: GraphLayerCheck): void {
  const { features, units, parameters, smooth = true, name } = check;
  const message = `Cannot apply ${name} as its input must have shape [6, ${features}], a row for each node`;
  checkLayer((dtype) => new OnGraph(make(dtype), edges), {
    input: [6, features],
    output: [6, units],
    parameters: Object.fromEntries(Object.entries(parameters).map(([path, shape]) => [`layer.${path}`, shape])),
    smooth,
    failures: [
      { input: [5, features], message: `${message}: current shape is [5, ${features}]` },
      { input: [6, features + 1], message: `${message}: current shape is [6, ${features + 1}]` },
      { input: [6], message: `${message}: current shape is [6]` },
    ],
  });
}

function checkLists(fresh: () => GraphLayer, graphs: readonly Graph[], x: Tensor): void {
  const layer = fresh().eval();
  for (const graph of graphs) {
    const expected = layer.forward(x, graph);
    assertTensorsClose(layer.forward(x, listOf(graph)), expected, goldenTolerances.float64.values, "as a list");
    assertBits(layer.forward(x, graph), expected, "again");
  }
}

/** A whole step: the gradients of input and parameters, in one program for all graphs of one size. */
function checkPrograms(fresh: (dtype?: DType) => GraphLayer, graphs: readonly Graph[], x: Tensor): void {
  for (const dtype of ["float64", "float32"] as const) {
    const layer = fresh(dtype).eval();
    const input = new Variable(x.cast(dtype));
    const step = (sources: Tensor, targets: Tensor, edgeFeatures: Tensor | null) => {
      const y = layer.forward(input.value, { numberOfNodes: 6, sources, targets, edgeFeatures });
      backward(y.mul(y).sum());
      const variables = [input, ...layer.parameters()];
      const gradients = variables.map((variable) => variable.grad!);
      for (const variable of variables) variable.grad = null;
      return [y, ...gradients];
    };
    layer.forward(input.value, withDType(graphs[0]!, dtype));
    const compiled = jit(step);
    for (const graph of graphs) {
      const { sources, targets, edgeFeatures } = withDType(graph, dtype);
      const expected = step(sources, targets, edgeFeatures);
      const again = compiled(sources, targets, edgeFeatures);
      compiled(sources, targets, edgeFeatures).forEach((found, i) => {
        assertCompiled(found, expected[i]!, `${layer.name}: result ${i} of a compiled step`);
        assertBits(found, again[i]!, `${layer.name}: result ${i} of a compiled step, again`);
      });
    }
    assertEquals(compiled.programs.length, 1, `${layer.name}: one program for both graphs`);
  }
}

function withDType(graph: Graph, dtype: DType): Graph {
  return graph.edgeFeatures === null ? graph : cast(graph, dtype) as Graph;
}

function checkNumbering(fresh: () => GraphLayer, graph: Graph, x: Tensor): void {
  const layer = fresh().eval();
  const expected = layer.forward(x, graph);
  const random = new Random(6);
  // Node `i` of the renumbered graph is node `old[i]` of the given one.
  const old = random.permutation(6);
  const order = random.permutation(graph.numberOfEdges);
  const now = new Int32Array(6);
  old.data.forEach((node, i) => now[node] = i);
  const renumbered = graph.with({
    edgeIndex: gather(gather(tensor(now), graph.edgeIndex), order, 1),
    ...(graph.edgeFeatures !== null && { edgeFeatures: gather(graph.edgeFeatures, order) }),
  });
  for (const edges of [renumbered, listOf(renumbered)]) {
    const found = layer.forward(gather(x, old), edges);
    assertTensorsClose(found, gather(expected, old), goldenTolerances.float64.values, `${layer.name}: renumbered`);
  }
}

function checkEdgeGradients(layer: GraphLayer, graph: Graph, x: Tensor): void {
  if (graph.edgeFeatures === null) return;
  layer.eval();
  const f = (nodes: Tensor, edgeFeatures: Tensor) => layer.forward(nodes, { ...listOf(graph), edgeFeatures });
  checkGradients(f, [x, graph.edgeFeatures]);
}
