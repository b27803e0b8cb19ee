import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { zeros } from "../../creation/full.ts";
import { tensor } from "../../creation/tensor.ts";
import { flip } from "./flip.ts";

const x = tensor([[1, 2, 3], [4, 5, 6]], "float64");

Deno.test("flip() reverses all axes or those named", () => {
  assertEquals(flip(x).toArray(), [[6, 5, 4], [3, 2, 1]]);
  assertEquals(flip(x, 0).toArray(), [[4, 5, 6], [1, 2, 3]]);
  assertEquals(flip(x, [-1]).toArray(), [[3, 2, 1], [6, 5, 4]]);
  assertEquals(flip(zeros([0, 2])).shape, [0, 2]);
  assertEquals(flip(4).item(), 4);
});

Deno.test("flip() copies nothing", () => {
  assertStrictEquals(flip(x).storage, x.storage);
});

Deno.test("flip() has the right derivatives", () => {
  checkGradients((y) => flip(y, 1).mul(y), [x]);
});

Deno.test("flip() names itself in errors", () => {
  assertEquals(
    assertThrows(() => flip(x, 2), RangeError).message,
    "Cannot flip along an axis as it must be in [-2, 2): current axis is 2",
  );
});
