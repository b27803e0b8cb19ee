import { Random, ShapeError, sum, tensor, zeros } from "@chainrule/tensor";
import { softmax } from "@chainrule/activations";
import { assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { shiftWeights } from "./shift_weights.ts";

Deno.test("shiftWeights is the sum over moves, modulo the number of slots", () => {
  const random = new Random(3);
  const [heads, slots, range] = [2, 6, 2];
  const weights = softmax(random.normal([1, heads, slots], { dtype: "float64" }));
  const shifts = softmax(random.normal([1, heads, 2 * range + 1], { dtype: "float64" }));
  const expected = new Float64Array(heads * slots);
  for (let head = 0; head < heads; head++) {
    for (let slot = 0; slot < slots; slot++) {
      for (let move = -range; move <= range; move++) {
        const from = (slot - move + slots) % slots;
        expected[head * slots + slot]! += weights.data[head * slots + from]! *
          shifts.data[head * (2 * range + 1) + move + range]!;
      }
    }
  }
  const { values } = goldenTolerances.float64;
  assertTensorsClose(shiftWeights(weights, shifts), tensor(expected, "float64", [1, heads, slots]), values);
});

Deno.test("shiftWeights loses nothing", () => {
  const random = new Random(4);
  const weights = softmax(random.normal([3, 2, 5], { dtype: "float64" }));
  const moved = shiftWeights(weights, softmax(random.normal([3, 2, 3], { dtype: "float64" })));
  const ones = tensor([[1, 1], [1, 1], [1, 1]], "float64");
  assertTensorsClose(sum(moved, { axis: 2 }), ones, goldenTolerances.float64.values);
});

Deno.test("shiftWeights goes once around in as many steps as there are slots", () => {
  const ahead = tensor([[[0, 0, 1]]]);
  const start = tensor([[[0.5, 0.25, 0.25, 0]]]);
  let weights = start;
  for (let step = 0; step < 4; step++) weights = shiftWeights(weights, ahead);
  assertEquals(weights.toArray(), start.toArray());
});

Deno.test("shiftWeights refuses an even number of shifts, and more than there are slots", () => {
  for (const count of [2, 5]) {
    assertEquals(
      assertThrows(() => shiftWeights(zeros([1, 1, 4]), zeros([1, 1, count])), ShapeError).message,
      `Cannot shift weights as the number of shifts must be odd and at most the number of slots, 4: current shape is [1, 1, ${count}]`,
    );
  }
});
