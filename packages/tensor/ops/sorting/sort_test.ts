import { checkGradients } from "@chainrule/autograd";
import { assertEquals } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { sort } from "./sort.ts";

const x = tensor([[3, 1, 2], [-1, 4, 0]], "float64");

Deno.test("sort() orders along the axis named", () => {
  assertEquals(sort(x).toArray(), [[1, 2, 3], [-1, 0, 4]]);
  assertEquals(sort(x, { axis: 0 }).toArray(), [[-1, 1, 0], [3, 4, 2]]);
  assertEquals(sort(x, { descending: true }).toArray(), [[3, 2, 1], [4, 0, -1]]);
});

Deno.test("sort() puts NaN last", () => {
  assertEquals(sort(tensor([NaN, 2, 1])).toArray(), [1, 2, NaN]);
});

Deno.test("sort() has the right derivatives", () => {
  checkGradients((y) => sort(y.mul(y)), [x]);
});
