/** The computational graph as data, and as text for two programs that draw. */
import { div, scope, tensor, Variable } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { backward, graphOf, toDot, toMermaid } from "../mod.ts";
import type { ComputationalGraph } from "../mod.ts";

/** The book's example f(x; w, b) = 1/(exp(−(wx + b)) + 1) at x = 1, w = 0, b = 0. */
function book(): { readonly result: Tensor; readonly w: Variable; readonly b: Variable } {
  const [w, b] = [new Variable(0, { name: "w" }), new Variable(0, { name: "b" })];
  const result = div(1, w.value.mul(tensor(1)).add(b).neg().exp().add(1));
  return { result, w, b };
}

/** One line an operation: name, value, and the derivative of the mode that ran. */
function traceOf({ nodes }: ComputationalGraph, mode: "gradient" | "tangent"): string[] {
  return nodes.filter(({ kind }) => kind !== "constant").map((node) =>
    [node.name.padEnd(3), `${node.value}`.padEnd(3), `${node[mode] ?? "·"}`].join(" ")
  );
}

Deno.test("the book's example has the values 0, 0, 0, 1, 2, 0.5 in its six operations", () => {
  const { nodes } = graphOf(book().result);
  const values = nodes.filter(({ kind }) => kind === "operation").map(({ value }) => (value as number) + 0);
  assertEquals(values, [0, 0, 0, 1, 2, 0.5]);
});

Deno.test("reverse mode on the book's example arrives at 0.25 for w and b", () => {
  const { result } = book();
  const trace = traceOf(graphOf(result, { backward: true }), "gradient");
  console.log(["Reverse mode: value, and ∂f/∂node", ...trace.toReversed()].join("\n"));
  assertEquals(trace, [
    "w   0   0.25",
    "b   0   0.25",
    "mul 0   0.25",
    "add 0   0.25",
    "neg 0   -0.25",
    "exp 1   -0.25",
    "add 2   -0.25",
    "div 0.5 1",
  ]);
});

Deno.test("forward mode on the book's example arrives at 0.25, once for w and once for b", () => {
  const { result, w, b } = book();
  const [byW, byB] = [w, b].map((forward) => traceOf(graphOf(result, { forward }), "tangent"));
  console.log(["Forward mode: value, and ∂node/∂w", ...byW!].join("\n"));
  assertEquals(byW, [
    "w   0   1",
    "b   0   ·",
    "mul 0   1",
    "add 0   1",
    "neg 0   -1",
    "exp 1   -1",
    "add 2   -1",
    "div 0.5 0.25",
  ]);
  assertEquals(byB!.map((line) => line.slice(8)), ["·", "1", "·", "1", "-1", "-1", "-1", "0.25"]);
});

Deno.test("forward mode starts at any tensor of the graph, and refuses what is not in it", () => {
  const w = new Variable(3);
  const square = w.value.mul(w);
  const { nodes } = graphOf(square.mul(square), { forward: square });
  assertEquals(nodes.map(({ tangent }) => tangent), [null, 1, 18]);
  const error = assertThrows(() => graphOf(square, { forward: new Variable(1, { name: "v" }) }), TypeError) as Error;
  assertEquals(
    error.message,
    "Cannot take graphOf with forward as its source must be in the graph: current source is Variable v float32 []; give a trainable variable, or a tensor computed from one",
  );
});

Deno.test("the edges of the book's example carry its local derivatives", () => {
  const { nodes, edges } = graphOf(book().result);
  const nameOf = (id: string) => nodes.find((node) => node.id === id)!.name;
  assertEquals(edges.map(({ from, to, local }) => `∂${nameOf(to)}/∂${nameOf(from)} = ${local}`), [
    "∂mul/∂w = 1",
    "∂mul/∂1 = 0",
    "∂add/∂mul = 1",
    "∂add/∂b = 1",
    "∂neg/∂add = -1",
    "∂exp/∂neg = 1",
    "∂add/∂exp = 1",
    "∂add/∂1 = 1",
    "∂div/∂1 = 0.5",
    "∂div/∂add = -0.25",
  ]);
});

Deno.test("a graph is a plain record, with null where a value is large or has no local derivative", () => {
  const w = new Variable(tensor(Array(20).fill(2)), { name: "w" });
  const graph = graphOf(w.value.mul(tensor(Array(20).fill(3))).sum(), { backward: true });
  assertEquals(JSON.parse(JSON.stringify(graph)), graph);
  assertEquals(graph.nodes.map(({ kind, name, shape, value }) => ({ kind, name, shape, value })), [
    { kind: "variable", name: "w", shape: [20], value: null },
    { kind: "constant", name: "[20]", shape: [20], value: null },
    { kind: "operation", name: "mul", shape: [20], value: null },
    { kind: "operation", name: "sum", shape: [], value: 120 },
  ]);
  assertEquals(graph.edges.map(({ local }) => local), [null, null, null]);
  assertEquals(graph.output, "n3");
});

Deno.test("a value that is used twice is one node with two edges", () => {
  const w = new Variable(3, { name: "w" });
  const { nodes, edges } = graphOf(w.value.mul(w), { backward: true });
  assertEquals(nodes.map(({ name, gradient }) => [name, gradient]), [["w", 6], ["mul", 1]]);
  assertEquals(edges.map(({ from, position, local }) => [from, position, local]), [["n0", 0, 3], ["n0", 1, 3]]);
});

Deno.test("graphOf() records nothing and leaves the graph whole", () => {
  const w = new Variable(3);
  const result = w.value.mul(w);
  graphOf(result, { backward: true, forward: w });
  assertEquals(w.grad, null);
  backward(result);
  assertEquals(w.grad?.item(), 6);
});

Deno.test("graphOf() of a constant is one node, and after backward an error", () => {
  assertEquals(graphOf(tensor(2)).nodes.map(({ name, kind }) => [name, kind]), [["2", "constant"]]);
  const result = new Variable(3).value.mul(2);
  backward(result);
  const error = assertThrows(() => graphOf(result), TypeError) as Error;
  assertEquals(
    error.message,
    "Cannot take graphOf through mul as its graph must still be there: an earlier backward released it; pass { retainGraph: true } to that call",
  );
});

const scoped = (): ComputationalGraph => {
  const w = new Variable(2, { name: 'w "1"' });
  const square = scope("square", () => w.value.mul(w));
  return graphOf(square.add(1), { backward: true, forward: w });
};

Deno.test("toDot() writes nodes, boxes around composites, and local derivatives", () => {
  assertEquals(
    toDot(scoped()),
    `digraph {
  rankdir=LR;
  n0 [label="w \\"1\\"\\n2\\ngradient 4\\ntangent 1", shape=ellipse];
  n2 [label="1", shape=plaintext];
  n3 [label="add\\n5\\ngradient 1\\ntangent 4", shape=box];
  subgraph cluster_1 {
    label="square";
    n1 [label="mul\\n4\\ngradient 1\\ntangent 4", shape=box];
  }
  n0 -> n1 [label="2"];
  n0 -> n1 [label="2"];
  n1 -> n3 [label="1"];
  n2 -> n3 [label="1"];
}
`,
  );
});

Deno.test("toMermaid() writes the same picture", () => {
  assertEquals(
    toMermaid(scoped()),
    `flowchart LR
  n0(["w #34;1#34;<br>2<br>gradient 4<br>tangent 1"])
  n2[/"1"/]
  n3["add<br>5<br>gradient 1<br>tangent 4"]
  subgraph s1["square"]
    n1["mul<br>4<br>gradient 1<br>tangent 4"]
  end
  n0 -->|"2"| n1
  n0 -->|"2"| n1
  n1 -->|"1"| n3
  n2 -->|"1"| n3
`,
  );
});
