import { checkGradients } from "@chainrule/autograd";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { segmentSoftmax } from "./segment_softmax.ts";
import { segmentSum } from "./segment_sum.ts";

const ids = tensor([2, 0, 2, 2], "int32");
const scores = tensor([[0, 1], [3, -2], [Math.LN2, 0], [0, 0.5]], "float64");

Deno.test("segmentSoftmax() is exp(s) over the sum in the segment", () => {
  const y = segmentSoftmax(scores, ids, 3);
  const total = Math.exp(1) + 1 + Math.exp(0.5);
  const expected = [0.25, Math.exp(1) / total, 1, 1, 0.5, 1 / total, 0.25, Math.exp(0.5) / total];
  expected.forEach((value, i) => assertAlmostEquals(y.data[i]!, value, 1e-15));
});

Deno.test("segmentSoftmax() adds up to 1 in every segment that has rows", () => {
  const totals = segmentSum(segmentSoftmax(scores, ids, 3), ids, 3);
  [1, 1, 0, 0, 1, 1].forEach((value, i) => assertAlmostEquals(totals.data[i]!, value, 1e-15));
});

Deno.test("segmentSoftmax() neither overflows nor underflows", () => {
  const y = segmentSoftmax(tensor([1000, -1000, 1000, -1000]), ids, 3);
  assertEquals(y.toArray(), [0.5, 1, 0.5, 0]);
});

Deno.test("segmentSoftmax() gives a score of −Infinity no weight", () => {
  const y = segmentSoftmax(tensor([-Infinity, -Infinity, 0, 0]), ids, 3);
  assertEquals(y.toArray(), [0, 0, 0.5, 0.5]);
});

Deno.test("segmentSoftmax() has the right derivatives", () => {
  checkGradients((x) => segmentSoftmax(x, ids, 3), [scores]);
});
