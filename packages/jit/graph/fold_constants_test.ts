import type { Tensor } from "@chainrule/tensor";
import { apply, full, gather, randomUniformOp, tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { Program } from "../program.ts";
import { foldConstants } from "./fold_constants.ts";

function traced(f: (x: Tensor) => Tensor) {
  return new Program(f as () => Tensor, [tensor([1, 2])], { optimize: false }).graph;
}

Deno.test("foldConstants() computes now what is the same at every call", () => {
  const before = traced((x) => x.mul(tensor([1, 2]).add(1).mul(3)));
  assertEquals(`${before}`.split("\n"), [
    "%0 = add(float32 [2] 1 2, float32 [] 1): float32 [2]",
    "%1 = mul(%0, float32 [] 3): float32 [2]",
    "%2 = mul(argument 0, %1): float32 [2]",
    "return %2",
  ]);
  assertEquals(`${foldConstants(before)}`.split("\n"), [
    "%2 = mul(argument 0, float32 [2] 6 9): float32 [2]",
    "return %2",
  ]);
});

Deno.test("foldConstants() leaves random draws and large results alone", () => {
  const attributes = { key: [1, 2], shape: [2], dtype: "float32" } as const;
  const draw = traced((x) => x.add(apply(randomUniformOp, [tensor(0, "int32")], attributes)));
  assertEquals(foldConstants(draw).nodes.length, 2);
  const sizes = [1 << 14, (1 << 14) + 1].map((size) => foldConstants(traced(() => full([size], 2).exp())).nodes.length);
  assertEquals(sizes, [0, 1]);
});

Deno.test("foldConstants() leaves a call that fails where it is, so that it fails when it runs", () => {
  const graph = traced((x) => x.add(gather(tensor([1, 2]), tensor([5], "int32"))));
  assertEquals(foldConstants(graph).nodes.length, 2);
  const program = new Program(() => gather(tensor([1, 2]), tensor([5], "int32")), []);
  assertThrows(() => program.run([]), RangeError, "Cannot gather rows as indices must be in [0, 2)");
});
