import type { Tensor } from "@chainrule/tensor";
import { broadcastTo, transpose, zeros } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import { Program } from "../program.ts";
import { layoutsOf } from "./layouts.ts";

Deno.test("layoutsOf() follows views to the memory that they look at", () => {
  const f = (x: Tensor) => {
    const y = x.neg();
    return [
      y.reshape([6]),
      transpose(y),
      transpose(y).reshape([6]),
      y.slice([1]).reshape([3]),
      broadcastTo(y, [4, 2, 3]),
    ];
  };
  const graph = new Program(f as () => Tensor[], [zeros([2, 3])], { optimize: false }).graph;
  const layouts = layoutsOf(graph);
  const [flat, turned, flattened, row, repeated] = graph.outputs.results.map((id) => layouts[id]!);
  assertEquals(flat, { base: 0, strides: [1], offset: 0, isDense: true });
  assertEquals(turned, { base: 0, strides: [1, 3], offset: 0, isDense: false });
  assertEquals(flattened!.base, graph.outputs.results[2]!, "no strides give the rows of a transpose, so it is a copy");
  assertEquals(row, { base: 0, strides: [1], offset: 3, isDense: true });
  assertEquals(repeated, { base: 0, strides: [0, 3, 1], offset: 0, isDense: false });
});
