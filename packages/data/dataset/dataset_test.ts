import { assertEquals, assertThrows } from "@std/assert";
import { ShapeError, tensor, zeros } from "@chainrule/tensor";
import { Dataset } from "./dataset.ts";

const samples = new Dataset({
  x: tensor([[[1], [2]], [[3], [4]], [[5], [6]]], "float64"),
  y: tensor([7, 8, 9], "int32"),
});

Deno.test("Dataset gives aligned samples in any order, also repeated", () => {
  for (const indices of [[2, 0, 2], Int32Array.of(2, 0, 2), tensor([2, 0, 2], "int32")]) {
    const { x, y } = samples.get(indices);
    assertEquals([x.dtype, y.dtype], ["float64", "int32"]);
    assertEquals(x.toArray(), [[[5], [6]], [[1], [2]], [[5], [6]]]);
    assertEquals(y.toArray(), [9, 7, 9]);
  }
});

Deno.test("Dataset gives no samples for no indices", () => {
  assertEquals(samples.get([]).x.shape, [0, 2, 1]);
});

Deno.test("Dataset.subset() is a data set", () => {
  const rest = samples.subset([1, 2]);
  assertEquals(rest.length, 2);
  assertEquals(rest.get([0]).y.toArray(), [8]);
});

Deno.test("Dataset refuses tensors that do not belong together", () => {
  assertThrows(
    () => new Dataset({ x: zeros([3, 2]), y: zeros([2]) }),
    ShapeError,
    "Cannot make a data set as x and y must have equally many samples: current shapes are [3, 2] and [2]",
  );
  assertThrows(
    () => new Dataset({ x: zeros([]) }),
    ShapeError,
    "Cannot make a data set as x must have an axis of samples: current shape is []",
  );
  assertThrows(
    () => new Dataset({}),
    TypeError,
    "Cannot make a data set as it must have at least one tensor: current number is 0",
  );
  assertThrows(
    () => new Dataset({ x: [1, 2] as never }),
    TypeError,
    "Cannot make a data set as x must be a tensor: current type is object",
  );
});

Deno.test("Dataset refuses indices that are not those of samples", () => {
  for (const index of [3, -1, 0.5, NaN]) {
    assertThrows(
      () => samples.get([0, index]),
      RangeError,
      `Cannot get samples as indices must be whole numbers in [0, 3): current value at position 1 is ${index}`,
    );
  }
  assertThrows(
    () => samples.get(tensor([3], "int32")),
    RangeError,
    "must be in [0, 3): current value at position 0 is 3",
  );
});
