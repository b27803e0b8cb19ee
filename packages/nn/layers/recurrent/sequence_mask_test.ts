import { tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { sequenceMask } from "./sequence_mask.ts";

Deno.test("sequenceMask() holds up to the length of each sequence", () => {
  assertEquals(sequenceMask(tensor([2, 0, 3], "int32"), 3).toArray(), [
    [true, true, false],
    [false, false, false],
    [true, true, true],
  ]);
  assertEquals(sequenceMask(tensor([9], "int32"), 2).toArray(), [[true, true]]);
});

Deno.test("sequenceMask() refuses lengths that are no vector, and no steps", () => {
  assertEquals(
    assertThrows(() => sequenceMask(tensor([[1]], "int32"), 3), TypeError).message,
    "Cannot make a mask of sequences as lengths must have shape [N]: current shape is [1, 1]",
  );
  assertEquals(
    assertThrows(() => sequenceMask(tensor([1], "int32"), 0), RangeError).message,
    "Cannot make a mask of sequences as steps must be a positive whole number: current steps is 0",
  );
});
