import { checkGradients, grad } from "@chainrule/autograd";
import { assertEquals } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { zeroSafeRoot } from "./zero_safe_root.ts";

Deno.test("zeroSafeRoot() is the square root, with the derivative 0 at 0", () => {
  const x = tensor([0, 4, Infinity], "float64");
  assertEquals(zeroSafeRoot(x).toArray(), [0, 2, Infinity]);
  assertEquals(grad((y) => zeroSafeRoot(y).sum())(x).toArray(), [0, 0.25, 0]);
});

Deno.test("zeroSafeRoot() of NaN is NaN", () => {
  assertEquals(zeroSafeRoot(tensor(NaN)).item(), NaN);
});

Deno.test("zeroSafeRoot() has the right derivatives above 0", () => {
  checkGradients((y) => zeroSafeRoot(y), [tensor([0.5, 9], "float64")]);
});
