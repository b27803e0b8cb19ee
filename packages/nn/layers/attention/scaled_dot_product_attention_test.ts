import { checkGradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import type { Tensor } from "@chainrule/tensor";
import { matmul, Random, ShapeError, tensor, zeros } from "@chainrule/tensor";
import { assertBits, assertCompiled } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { attentionWeights } from "./attention_weights.ts";
import { scaledDotProductAttention } from "./scaled_dot_product_attention.ts";

const normal = (shape: readonly number[], seed: number) => new Random(seed).normal(shape, { dtype: "float64" });
const [query, key, value] = [normal([2, 3, 4], 1), normal([2, 5, 4], 2), normal([2, 5, 3], 3)] as const;
const mask = tensor([[true, true, false, true, false], [false, false, false, false, false], [
  true,
  true,
  true,
  true,
  true,
]]);

Deno.test("scaledDotProductAttention() is the product of weights and values", () => {
  for (const options of [{}, { mask }, { causal: true }, { mask, causal: true, scale: 2 }]) {
    const y = scaledDotProductAttention(query, key, value, options);
    assertBits(y, matmul(attentionWeights(query, key, options), value));
  }
});

Deno.test("scaledDotProductAttention() has derivatives in both modes, and second ones, hidden queries included", () => {
  for (const options of [{}, { mask }, { causal: true }]) {
    checkGradients((q, k, v) => scaledDotProductAttention(q, k, v, options), [query, key, value]);
  }
});

Deno.test("scaledDotProductAttention() is one compiled program, in which nothing is left to TypeScript", () => {
  for (const dtype of ["float64", "float32"] as const) {
    const run = jit((q: Tensor, k: Tensor, v: Tensor, mask: Tensor) =>
      scaledDotProductAttention(q, k, v, { mask, causal: true })
    );
    const [q, k, v] = [query, key, value].map((x) => x.cast(dtype)) as [Tensor, Tensor, Tensor];
    assertCompiled(run(q, k, v, mask), scaledDotProductAttention(q, k, v, { mask, causal: true }));
    assertEquals(run.programs[0]!.uncompiled, []);
  }
});

Deno.test("equal keys give the mean of the values that are seen, and zeros to who sees none", () => {
  const values = tensor([[3], [5], [100], [1], [100]]);
  const y = scaledDotProductAttention(zeros([3, 2]), zeros([5, 2]), values, { mask });
  assertEquals(y.data[0], 3);
  assertEquals(y.data[1], 0);
});

Deno.test("hidden values do not matter as long as they are finite", () => {
  const hidden = tensor([[[0], [0], [1], [0], [1]]], "float64");
  const options = { mask: tensor([true, true, false, true, false]) };
  assertBits(
    scaledDotProductAttention(query, key, value.add(hidden.mul(1e300)), options),
    scaledDotProductAttention(query, key, value, options),
  );
});

Deno.test("scaledDotProductAttention() wants a value for each key", () => {
  const rule = "Cannot take scaledDotProductAttention as there must be one value for each key";
  assertEquals(
    assertThrows(() => scaledDotProductAttention(query, key, zeros([2, 4, 3])), ShapeError).message,
    `${rule}: current shapes are [2, 5, 4] and [2, 4, 3]`,
  );
  assertThrows(() => scaledDotProductAttention(query, key, zeros([5])), ShapeError, rule);
});
