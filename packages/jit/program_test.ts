/** What a program tells about itself. */
import { backward } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { tanh, tensor, Variable } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import { jit } from "./mod.ts";

const w = new Variable(2, { name: "w" });
const step = (x: Tensor): Tensor => {
  const y = tanh(x.mul(w)).sum();
  x.exp();
  backward(y);
  w.assign(w.value.sub(w.grad!.mul(0.5)));
  w.grad = null;
  return y;
};

Deno.test("a program shows its graph and its plan", () => {
  const f = jit(step);
  f(tensor([1, 2]));
  const { calls, graph, plan } = f.programs[0]!;
  assertEquals([calls.length, graph.nodes.length, plan.operations, plan.fused], [15, 10, 4, 4]);
  assertEquals(plan.bytes, plan.memory.permanentBytes + plan.memory.arenaBytes);
  assertEquals(`${plan}`.split("\n"), [
    "4 operations, 4 of them fused; 128 bytes kept, 192 during a call",
    "%1 = fused[mul, tanh](argument 0, w): float32 [2]",
    "%2 = fused[sum](%1): float32 []",
    "%10 = fused[mul, sub, mul, sum](argument 0, %1): float32 [1]",
    '%11 = reshape(%10) {"shape":[]}: float32 []',
    "%13 = fused[mul, sub](w, %11): float32 []",
    "w := %13",
    "w.grad := null",
    "return %2",
  ]);
});

Deno.test("jit() with optimize: false runs the calls as they were recorded", () => {
  const f = jit(step, { optimize: false });
  f(tensor([1, 2]));
  const { calls, graph } = f.programs[0]!;
  assertEquals(graph.nodes.map(({ op }) => op), calls.map(({ op }) => op));
});
