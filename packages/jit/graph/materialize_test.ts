import type { Tensor } from "@chainrule/tensor";
import { gather, matmul, tensor, transpose, zeros } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import { Program } from "../program.ts";
import { materialize } from "./materialize.ts";
import { optimize } from "./optimize.ts";

function materialized(f: (x: Tensor) => unknown): string[] {
  const { graph } = new Program(f as () => unknown, [zeros([2, 3])], { optimize: false });
  return `${materialize(optimize(graph))}`.split("\n");
}

Deno.test("materialize() copies views for kernels that do not read strides, once", () => {
  const rows = tensor([0, 0], "int32");
  assertEquals(materialized((x) => [gather(transpose(x), rows), transpose(x).reshape([6])]), [
    '%0 = permute(argument 0) {"order":[1,0]}: float32 [3, 2]',
    "%6 = copy(%0): float32 [3, 2]",
    '%1 = gather(%6, int32 [2] 0 0) {"axis":0}: float32 [2, 2]',
    '%3 = reshape(%6) {"shape":[6]}: float32 [6]',
    "return %1, %3",
  ]);
});

Deno.test("materialize() leaves views to products, sums and elementwise operations", () => {
  const f = (x: Tensor) => [matmul(x, transpose(x)), transpose(x).sum({ axis: 0 }), transpose(x).neg()];
  assertEquals(materialized(f).filter((line) => line.includes("copy")), []);
});

Deno.test("materialize() copies what would leave without memory of its own", () => {
  assertEquals(materialized((x) => [x, transpose(x.neg())]), [
    "%0 = neg(argument 0): float32 [2, 3]",
    '%1 = permute(%0) {"order":[1,0]}: float32 [3, 2]',
    "%3 = copy(argument 0): float32 [2, 3]",
    "%4 = copy(%1): float32 [3, 2]",
    "return %3, %4",
  ]);
});
