import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { ShapeError } from "../../core/errors.ts";
import { tensor } from "../../creation/tensor.ts";
import { split } from "./split.ts";

const x = tensor([[1, 2, 3, 4], [5, 6, 7, 8]], "float64");
const arrays = (parts: ReturnType<typeof split>) => parts.map((part) => part.toArray());

Deno.test("split() cuts into equal parts or given lengths", () => {
  assertEquals(arrays(split(x, 2)), [[[1, 2, 3, 4]], [[5, 6, 7, 8]]]);
  assertEquals(arrays(split(x, 2, -1)), [[[1, 2], [5, 6]], [[3, 4], [7, 8]]]);
  assertEquals(arrays(split(x, [1, 0, 3], 1)), [
    [[1], [5]],
    [[], []],
    [[2, 3, 4], [6, 7, 8]],
  ]);
});

Deno.test("split() has the right derivatives", () => {
  checkGradients((y) => {
    const [a, b] = split(y, 2, 1);
    return a!.mul(b!);
  }, [x]);
});

Deno.test("split() explains lengths that do not fit", () => {
  const message = (f: () => unknown) => assertThrows(f, ShapeError).message;
  assertEquals(
    message(() => split(x, 3, 1)),
    "Cannot split x along axis 1 into 3 equal parts as the length of the axis must be a multiple of that: current shape is [2, 4]; give the length of each part",
  );
  assertEquals(
    message(() => split(x, 0)),
    "Cannot split x along axis 0 into 0 equal parts as the length of the axis must be a multiple of that: current shape is [2, 4]; give the length of each part",
  );
  assertEquals(
    message(() => split(x, [1, 2], 1)),
    "Cannot split x along axis 1 into lengths [1, 2] as they must add up to the length of the axis: current shape is [2, 4]",
  );
  assertEquals(
    assertThrows(() => split(x, [5, -1], 1), RangeError).message,
    "Cannot split into a tensor as every length of its shape must be a whole number from 0: current length of axis 1 is -1",
  );
});
