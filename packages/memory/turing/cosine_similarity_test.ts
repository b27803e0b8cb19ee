import { gradients } from "@chainrule/autograd";
import { full, sum, tensor, Variable, zeros } from "@chainrule/tensor";
import { assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals } from "@std/assert";
import { cosineSimilarity } from "./cosine_similarity.ts";

Deno.test("cosineSimilarity does not depend on lengths", () => {
  const keys = tensor([[[3, 4]]], "float64");
  const memory = tensor([[[6, 8], [-0.003, -0.004], [4e5, -3e5], [5, 0]]], "float64");
  const { values } = goldenTolerances.float64;
  assertTensorsClose(cosineSimilarity(keys, memory), tensor([[[1, -1, 0, 0.6]]], "float64"), values);
});

Deno.test("cosineSimilarity of a blank memory is exact in float32", () => {
  const found = cosineSimilarity(full([1, 1, 20], -0.5), full([1, 3, 20], 1e-6));
  assertTensorsClose(found, tensor([[[-1, -1, -1]]]), goldenTolerances.float32.values);
});

Deno.test("cosineSimilarity with zeros is 0, and its derivatives are finite", () => {
  const keys = new Variable(zeros([1, 2, 3]));
  const memory = new Variable(tensor([[[0, 0, 0], [1, 2, 3]]]));
  const found = cosineSimilarity(keys.value, memory.value);
  assertEquals(found.toArray(), [[[0, 0], [0, 0]]]);
  const derivatives = gradients(sum(found), [keys, memory]);
  assert(derivatives.every(({ data }) => data.every(Number.isFinite)));
});
