import { checkGradients, gradients, numericalGradient } from "@chainrule/autograd";
import { AttentionPool } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import { Dense } from "@chainrule/nn";
import { assertBits, assertCompiled, assertTensorsClose, goldenTolerances, randomLike } from "@chainrule/testing";
import { Random, segmentSum, tensor } from "@chainrule/tensor";
import type { DType, Tensor } from "@chainrule/tensor";
import { assertAlmostEquals, assertEquals } from "@std/assert";

const ids = tensor([0, 0, 3, 1, 1, 1, 3, 0, 1], "int32");
const x = new Random(1).normal([9, 3], { dtype: "float64" });

function make(dtype: DType = "float64"): AttentionPool {
  const pool = new AttentionPool({ dtype, value: new Dense(2, { dtype }) }).useRandom(new Random(2));
  pool.forward(x.cast(dtype), ids, 4);
  return pool;
}

Deno.test("AttentionPool weighs the nodes of a graph by a softmax of their scores", () => {
  const pool = new AttentionPool();
  pool.forward(tensor([[1]]), tensor([0], "int32"), 1);
  pool.score.parameters()[0]!.assign(tensor([[Math.LN2]]));
  // Scores ln 2 · x: weights 2^x, here 2, 8 and 4.
  const nodes = tensor([[1], [3], [2]]);
  const expected = [(2 * 1 + 8 * 3) / 10, 0, 2];
  pool.forward(nodes, tensor([0, 0, 2], "int32"), 3).data.forEach((value, i) =>
    assertAlmostEquals(value, expected[i]!, 1e-6)
  );
});

Deno.test("AttentionPool gives each graph that has nodes an attention that adds up to 1", () => {
  const attention = make().attention(x, ids, 4);
  assertEquals(attention.shape, [9, 1]);
  const sums = segmentSum(attention, ids, 4).data;
  [1, 1, 0, 1].forEach((sum, graph) => assertAlmostEquals(sums[graph]!, sum, 1e-14));
});

Deno.test("AttentionPool gives the same compiled, at all levels of vector instructions, and in float32", () => {
  const pool = make();
  for (const level of ["relaxed", "simd", "none"] as const) {
    withVectorLevel(level, () => {
      const run = jit((input: Tensor, graphs: Tensor) => pool.forward(input, graphs, 4));
      assertCompiled(run(x, ids), pool.forward(x, ids, 4));
    });
  }
  const narrow = make("float32");
  const state = Object.entries(pool.stateDict()).map(([name, value]) => [name, value.cast("float32")]);
  narrow.loadStateDict(Object.fromEntries(state));
  const found = narrow.forward(x.cast("float32"), ids, 4);
  assertTensorsClose(found, pool.forward(x, ids, 4), goldenTolerances.float32.values);
});

Deno.test("AttentionPool has right gradients of its input, to second order, and of its parameters", () => {
  const pool = make();
  checkGradients((input) => pool.forward(input, ids, 4), [x]);
  const u = randomLike(pool.forward(x, ids, 4), 3);
  const loss = () => pool.forward(x, ids, 4).mul(u).sum();
  const found = gradients(loss(), pool.parameters());
  pool.parameters().forEach((parameter, i) => {
    const before = parameter.value;
    const [expected] = numericalGradient((value) => {
      parameter.assign(value);
      return loss();
    }, before);
    parameter.assign(before);
    // Differences in float64 with steps of ∛ε have about ten digits.
    assertTensorsClose(found[i]!, expected!, { rtol: 1e-7, atol: 1e-7 });
  });
});

Deno.test("AttentionPool comes back from its state", () => {
  const [pool, other] = [make(), make().useRandom(new Random(9))];
  assertEquals(pool.namedParameters().map(([name]) => name), [
    "score.weight",
    "score.bias",
    "value.weight",
    "value.bias",
  ]);
  other.loadStateDict(pool.stateDict());
  assertBits(other.forward(x, ids, 4), pool.forward(x, ids, 4));
});
