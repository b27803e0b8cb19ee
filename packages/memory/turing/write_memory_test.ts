import { Random, sigmoid, slice, tensor } from "@chainrule/tensor";
import { softmax } from "@chainrule/activations";
import { assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import { writeMemory } from "./write_memory.ts";

Deno.test("writeMemory lets every head erase before any adds", () => {
  const weights = tensor([[[1, 0], [1, 0]]]);
  const erase = tensor([[[1, 0], [0.5, 0.5]]]);
  const add = tensor([[[10, 20], [1, 2]]]);
  const found = writeMemory(tensor([[[4, 4], [8, 8]]]), weights, erase, add);
  assertEquals(found.toArray(), [[[11, 24], [8, 8]]]);
});

Deno.test("writeMemory does not depend on the order of heads", () => {
  const random = new Random(5);
  const memory = random.normal([2, 5, 3], { dtype: "float64" });
  const weights = softmax(random.normal([2, 2, 5], { dtype: "float64" }));
  const erase = sigmoid(random.normal([2, 2, 3], { dtype: "float64" }));
  const add = random.normal([2, 2, 3], { dtype: "float64" });
  const [w, e, a] = [weights, erase, add].map((x) => slice(x, [0, 1, 0], [], [1, -1, 1])) as [
    typeof weights,
    typeof weights,
    typeof weights,
  ];
  const { values } = goldenTolerances.float64;
  assertTensorsClose(writeMemory(memory, w, e, a), writeMemory(memory, weights, erase, add), values);
});
