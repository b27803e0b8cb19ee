import { checkGradients, grad } from "@chainrule/autograd";
import { assertEquals } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { segmentMin } from "./segment_min.ts";

const values = tensor([[1, 2], [3, 4], [5, -6]], "float64");
const ids = tensor([2, 0, 2], "int32");

Deno.test("segmentMin() takes the smallest, and 0 or what is asked for an empty segment", () => {
  assertEquals(segmentMin(values, ids, 4).toArray(), [[3, 4], [0, 0], [1, -6], [0, 0]]);
  assertEquals(segmentMin(tensor([1, 2, 4]), ids, 3, { empty: Infinity }).toArray(), [
    2,
    Infinity,
    1,
  ]);
});

Deno.test("segmentMin() has the right derivatives", () => {
  checkGradients((x) => segmentMin(x, ids, 4), [values]);
});

Deno.test("segmentMin() shares its gradient among elements that tie", () => {
  const slope = grad((x) => segmentMin(x, ids, 3).sum());
  assertEquals(slope(tensor([2, 5, 2])).toArray(), [0.5, 1, 0.5]);
});
