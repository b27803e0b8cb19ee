import type { Builder, Tensor } from "@chainrule/tensor";
import { exp, matmul, scalarBuilder, sigmoid, tanh, tensor, Variable, where, zeros } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import { Program } from "../program.ts";
import { fuse } from "./fuse.ts";
import { optimize } from "./optimize.ts";
import type { FusedNode } from "./static_graph.ts";

function fused(f: (x: Tensor, y: Tensor) => unknown, args: Tensor[] = [zeros([2, 3]), zeros([2, 3])]) {
  return fuse(optimize(new Program(f as () => unknown, args, { optimize: false }).graph));
}

function lines(...given: Parameters<typeof fused>): string[] {
  return `${fused(...given)}`.split("\n");
}

Deno.test("fuse() makes one loop of a chain, with broadcast inputs", () => {
  assertEquals(lines((x) => tanh(x.mul(2).add(tensor([1, 2, 3])))), [
    "%2 = fused[mul, add, tanh](float32 [3] 1 2 3, argument 0): float32 [2, 3]",
    "return %2",
  ]);
});

Deno.test("fuse() computes what is smaller in a loop of its own", () => {
  assertEquals(lines((x, y) => tanh(x).add(y), [zeros([3]), zeros([2, 3])]), [
    "%0 = fused[tanh](argument 0): float32 [3]",
    "%1 = fused[add](%0, argument 1): float32 [2, 3]",
    "return %1",
  ]);
});

Deno.test("fuse() ends a loop in a sum", () => {
  assertEquals(lines((x, y) => x.sub(y).mul(x).sum({ axis: 1 })), [
    "%2 = fused[sub, mul, sum](argument 0, argument 1): float32 [2]",
    "return %2",
  ]);
});

Deno.test("fuse() lets a value that is needed later leave the loop beside the last one", () => {
  const state = new Variable(zeros([2, 3]), { name: "state", trainable: false });
  const f = (x: Tensor) => {
    state.assign(state.value.mul(0.9).add(x));
    return state.value.mul(state.value).div(2);
  };
  assertEquals(lines(f), [
    "%1, %4 = fused[mul, add, mul, div](argument 0, state): float32 [2, 3], float32 [2, 3]",
    "state := %1",
    "return %4",
  ]);
});

Deno.test("fuse() does not delay a value that is needed before the end of the loop", () => {
  assertEquals(lines((x, y) => exp(x).add(matmul(exp(x), y.reshape([3, 2])).sum())).slice(0, 2), [
    "%0 = fused[exp](argument 0): float32 [2, 3]",
    '%2 = reshape(argument 1) {"shape":[3,2]}: float32 [3, 2]',
  ]);
});

Deno.test("fuse() copies a cheap call into each loop that wants it, if that reads nothing more", () => {
  const f = (x: Tensor) => {
    const doubled = x.mul(2);
    const a = matmul(doubled.add(x), zeros([3, 3]));
    return doubled.sub(x).add(a);
  };
  assertEquals(lines(f), [
    "%1 = fused[mul, add](argument 0): float32 [2, 3]",
    "%2 = matmul(%1, float32 [3, 3]): float32 [2, 3]",
    "%4 = fused[mul, sub, add](%2, argument 0): float32 [2, 3]",
    "return %4",
  ]);
});

Deno.test("fuse() does not copy a call whose value is in memory anyway", () => {
  const f = (x: Tensor) => {
    const doubled = x.mul(2);
    return [doubled, doubled.sub(x).add(matmul(doubled.add(x), zeros([3, 3])))];
  };
  assertEquals(lines(f).filter((line) => line.includes("fused")), [
    "%0, %2 = fused[mul, add](argument 0): float32 [2, 3], float32 [2, 3]",
    "%4 = fused[sub, add](%3, %0, argument 0): float32 [2, 3]",
  ]);
});

Deno.test("fuse() computes once what is dear", () => {
  const f = (x: Tensor) => {
    const dear = exp(x);
    const a = matmul(dear.add(x), zeros([3, 3]));
    return dear.sub(x).add(a);
  };
  assertEquals(lines(f)[0], "%0, %1 = fused[exp, add](argument 0): float32 [2, 3], float32 [2, 3]");
});

Deno.test("fuse() keeps float32 and float64 apart, and takes truth values into either", () => {
  const f = (x: Tensor, y: Tensor) => where(x.less(0), y, x.cast("float64").mul(y)).add(1);
  assertEquals(lines(f, [zeros([3]), zeros([3], "float64")]), [
    "%0 = fused[less](argument 0): bool [3]",
    "%4 = fused[cast, mul, where, add](%0, argument 1, argument 0): float64 [3]",
    "return %4",
  ]);
});

Deno.test("fuse() bounds the size of a loop", () => {
  const long = fused((x) => Array.from({ length: 30 }).reduce<Tensor>((y) => tanh(y), x));
  assertEquals(long.nodes.map((node) => (node as FusedNode).members.length), [6, 24]);
  const wide = fused((x) => {
    const rows = Array.from({ length: 16 }, (_, i) => tensor([i, i + 1, 2]));
    return rows.reduce((y, row) => tanh(y.mul(row)), x);
  });
  assertEquals(wide.nodes.map(({ inputs }) => inputs.length), [6, 12]);
});

Deno.test("a fused node carries the formula of all its members", () => {
  const { nodes, values } = fused((x, y) => sigmoid(x.mul(3).sub(y)));
  const { inputs, expression } = nodes[0] as FusedNode;
  const numbers = inputs.map((id) => values[id]!.kind === "argument" && values[id]!.index === 0 ? 0.5 : -0.25);
  assertEquals(expression(scalarBuilder, numbers), [1 / (1 + Math.exp(-(0.5 * 3 + 0.25)))]);
});

Deno.test("the formula of a fused node has uniform constants in it", () => {
  const [node] = fused((x) => x.mul(3).add(zeros([2, 3]).add(1))).nodes as FusedNode[];
  const text = new Proxy({} as Builder<string>, {
    get: (_, name: string) => (...operands: unknown[]) => `${name}(${operands.join(", ")})`,
  });
  assertEquals(node!.expression(text, ["x"]), ["add(mul(x, constant(3)), constant(1))"]);
});
