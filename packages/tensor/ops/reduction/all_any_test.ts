import { assertEquals, assertThrows } from "@std/assert";
import { zeros } from "../../creation/full.ts";
import { tensor } from "../../creation/tensor.ts";
import { all } from "./all.ts";
import { any } from "./any.ts";

const x = tensor([[true, true], [true, false], [false, false]]);

Deno.test("all() and any() go along all axes or those named", () => {
  assertEquals(all(x).toArray(), false);
  assertEquals(any(x).toArray(), true);
  assertEquals(all(x, { axis: 1 }).toArray(), [true, false, false]);
  assertEquals(any(x, { axis: 1 }).toArray(), [true, true, false]);
  assertEquals(any(x, { axis: 0, keepDims: true }).toArray(), [[true, true]]);
});

Deno.test("all() of nothing is true, any() of nothing is false", () => {
  assertEquals(all(zeros([0], "bool")).toArray(), true);
  assertEquals(any(zeros([0], "bool")).toArray(), false);
});

Deno.test("all() and any() refuse numbers", () => {
  assertEquals(
    assertThrows(() => all(tensor([1, 0])), TypeError).message,
    "Cannot all x as it must have dtype bool: current dtype is float32; compare it first, for example with notEqual(x, 0)",
  );
  assertEquals(
    assertThrows(() => any(1), TypeError).message,
    "Cannot any x as it must have dtype bool: current dtype is number; compare it first, for example with notEqual(x, 0)",
  );
});

Deno.test("all() and any() name themselves in errors", () => {
  assertEquals(
    assertThrows(() => all(x, { axis: 2 }), RangeError).message,
    "Cannot all along an axis as it must be in [-2, 2): current axis is 2",
  );
  assertEquals(
    assertThrows(() => any(x, { axis: 2 }), RangeError).message,
    "Cannot any along an axis as it must be in [-2, 2): current axis is 2",
  );
});
