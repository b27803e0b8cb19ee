import type { Tensor } from "@chainrule/tensor";
import { tensor, Variable } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import { Program } from "../program.ts";
import { deadCode } from "./dead_code.ts";

Deno.test("deadCode() drops what nothing that leaves depends on, and keeps assignments", () => {
  const count = new Variable(0, { name: "count", trainable: false });
  const f = (x: Tensor) => {
    x.exp().sum();
    count.assign(count.value.add(1));
    return x.neg();
  };
  const before = new Program(f as () => Tensor, [tensor([1, 2])], { optimize: false }).graph;
  assertEquals(`${before}`.split("\n"), [
    "%0 = exp(argument 0): float32 [2]",
    '%1 = sum(%0) {"axes":[0],"keepDims":false}: float32 []',
    "%2 = add(count, float32 [] 1): float32 []",
    "%3 = stopGradient(%2): float32 []",
    "%4 = neg(argument 0): float32 [2]",
    "count := %3",
    "return %4",
  ]);
  assertEquals(`${deadCode(before)}`.split("\n"), [
    "%2 = add(count, float32 [] 1): float32 []",
    "%3 = stopGradient(%2): float32 []",
    "%4 = neg(argument 0): float32 [2]",
    "count := %3",
    "return %4",
  ]);
  assertEquals(before.nodes.length, 5, "the graph before is as it was");
});
