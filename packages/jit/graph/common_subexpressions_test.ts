import type { Tensor } from "@chainrule/tensor";
import { apply, randomUniformOp, tensor, Variable } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import { Program } from "../program.ts";
import { commonSubexpressions } from "./common_subexpressions.ts";

function traced(f: (x: Tensor) => Tensor | Tensor[]) {
  return new Program(f as () => Tensor, [tensor([[1, 2]])], { optimize: false }).graph;
}

Deno.test("commonSubexpressions() merges equal operations of equal inputs with equal attributes", () => {
  const before = traced((x) => x.sum({ axis: 0 }).mul(0.5).add(x.sum({ axis: 0 }).mul(0.5)));
  assertEquals(`${before}`.split("\n"), [
    '%0 = sum(argument 0) {"axes":[0],"keepDims":false}: float32 [2]',
    "%1 = mul(%0, float32 [] 0.5): float32 [2]",
    '%2 = sum(argument 0) {"axes":[0],"keepDims":false}: float32 [2]',
    "%3 = mul(%2, float32 [] 0.5): float32 [2]",
    "%4 = add(%1, %3): float32 [2]",
    "return %4",
  ]);
  assertEquals(`${commonSubexpressions(before)}`.split("\n"), [
    '%0 = sum(argument 0) {"axes":[0],"keepDims":false}: float32 [2]',
    "%1 = mul(%0, float32 [] 0.5): float32 [2]",
    "%4 = add(%1, %1): float32 [2]",
    "return %4",
  ]);
});

Deno.test("commonSubexpressions() tells apart attributes, dtypes, shapes and the sign of zero", () => {
  const different = traced((x) => [
    x.sum({ axis: 0 }),
    x.sum({ axis: 1 }),
    x.sum({ axis: 0, keepDims: true }),
    x.cast("float64"),
    x.cast("int32"),
    x.add(0),
    x.add(-0),
    x.add(tensor([0])),
    x.mul(tensor(NaN)),
    x.mul(tensor(Infinity)),
  ]);
  assertEquals(commonSubexpressions(different).nodes.length, different.nodes.length);
});

Deno.test("commonSubexpressions() merges draws with one counter only", () => {
  const counter = new Variable(tensor(7, "int32"), { name: "counter" });
  const attributes = { key: [1, 2], shape: [3], dtype: "float32" } as const;
  const draw = () => apply(randomUniformOp, [counter.value], attributes);
  const merged = traced(() => [draw(), draw()]);
  assertEquals(commonSubexpressions(merged).nodes.length, 1);
  const apart = traced(() => {
    const first = draw();
    counter.assign(counter.value.add(1));
    return [first, draw()];
  });
  assertEquals(commonSubexpressions(apart).nodes.length, apart.nodes.length);
});
