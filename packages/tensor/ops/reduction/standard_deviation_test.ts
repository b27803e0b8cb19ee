import { checkGradients, grad } from "@chainrule/autograd";
import { assertEquals } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { standardDeviation } from "./standard_deviation.ts";

const x = tensor([[2, 4, 4, 4], [5, 5, 7, 9]], "float64");

Deno.test("standardDeviation() is the root of the variance", () => {
  assertEquals(standardDeviation(x).item(), 2);
  assertEquals(standardDeviation(x, { axis: 0 }).toArray(), [1.5, 0.5, 1.5, 2.5]);
  assertEquals(standardDeviation(tensor([1, 3]), { correction: 1 }).item(), Math.fround(Math.SQRT2));
});

Deno.test("standardDeviation() has the right derivatives", () => {
  checkGradients((y) => standardDeviation(y, { axis: 1 }), [x]);
});

Deno.test("standardDeviation() of equal elements is 0, and so is its gradient", () => {
  const y = tensor([3, 3], "float64");
  assertEquals(standardDeviation(y).item(), 0);
  assertEquals(grad((z) => standardDeviation(z))(y).toArray(), [0, 0]);
});
