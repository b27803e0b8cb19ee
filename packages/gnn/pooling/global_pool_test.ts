import { backward, checkGradients } from "@chainrule/autograd";
import { globalPool } from "@chainrule/gnn";
import type { GlobalPooling } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import { assertCompiled } from "@chainrule/testing";
import { gather, Random, ShapeError, tensor, Variable } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { assertGolden, find, load } from "../golden/cases.ts";

for (const pooling of ["sum", "mean", "max"] as const) {
  for (const dtype of ["float64", "float32"] as const) {
    Deno.test(`globalPool() has the values and gradients of golden global_pool_${pooling}, in ${dtype}`, () => {
      const { inputs, grads, y, upstream } = find(`global_pool_${pooling}`);
      const graphOfNode = load(inputs.graph_id, "int32");
      const x = new Variable(load(inputs.X, dtype));
      const u = load(upstream, dtype);
      const run = (ids: Tensor) => {
        const pooled = globalPool(x.value, ids, 3, pooling);
        backward(pooled.mul(u).sum());
        return pooled;
      };
      for (const way of [run, jit(run)]) {
        assertGolden(way(graphOfNode), y);
        assertGolden(x.grad!, grads.X, "gradient");
        x.grad = null;
      }
    });
  }
}

const poolings: readonly GlobalPooling[] = ["sum", "mean", "max", "min"];

Deno.test("globalPool() gives a graph without nodes 0, in whatever order nodes come", () => {
  const x = tensor([[1, -8], [5, -2], [3, -3]]);
  const graphOfNode = tensor([2, 0, 2], "int32");
  const expected = {
    sum: [[5, -2], [0, 0], [4, -11]],
    mean: [[5, -2], [0, 0], [2, -5.5]],
    max: [[5, -2], [0, 0], [3, -3]],
    min: [[5, -2], [0, 0], [1, -8]],
  };
  for (const pooling of poolings) {
    assertEquals(globalPool(x, graphOfNode, 3, pooling).toArray(), expected[pooling]);
  }
});

Deno.test("globalPool() gives the same compiled, at all levels of vector instructions, whatever graph it is", () => {
  const x = new Random(1).normal([40, 5]);
  for (const level of ["relaxed", "simd", "none"] as const) {
    withVectorLevel(level, () => {
      for (const pooling of poolings) {
        const run = jit((input: Tensor, ids: Tensor) => globalPool(input, ids, 7, pooling));
        for (const seed of [2, 3]) {
          const ids = new Random(seed).integers([40], 0, 7);
          assertCompiled(run(x, ids), globalPool(x, ids, 7, pooling));
        }
        assertEquals(run.programs.length, 1);
      }
    });
  }
});

Deno.test("globalPool() has right derivatives of first and second order", () => {
  const x = new Random(1).normal([9, 2], { dtype: "float64" });
  const ids = tensor([0, 0, 3, 1, 1, 1, 3, 0, 1], "int32");
  for (const pooling of poolings) checkGradients((input) => globalPool(input.pow(3), ids, 4, pooling), [x]);
});

Deno.test("globalPool() does not care how nodes are numbered", () => {
  const random = new Random(4);
  const x = random.integers([20, 3], -9, 9).cast("float64");
  const ids = random.integers([20], 0, 4);
  const order = random.permutation(20);
  for (const pooling of poolings) {
    const renumbered = globalPool(gather(x, order), gather(ids, order), 4, pooling);
    assertEquals(renumbered.toArray(), globalPool(x, ids, 4, pooling).toArray());
  }
});

Deno.test("globalPool() refuses poolings that it does not know, and graphs that there are not", () => {
  const x = tensor([[1], [2]]);
  assertEquals(
    assertThrows(() => globalPool(x, tensor([0, 0], "int32"), 1, "median" as never), RangeError).message,
    "Cannot pool nodes as pooling must be one of sum, mean, max, min: current pooling is median",
  );
  assertThrows(() => globalPool(x, tensor([0, 1], "int32"), 1), RangeError, "must be in [0, 1)");
  assertThrows(() => globalPool(x, tensor([0], "int32"), 1), ShapeError);
});
