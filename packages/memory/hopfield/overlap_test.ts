import { tensor, zeros } from "@chainrule/tensor";
import { ShapeError } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { overlap } from "./overlap.ts";

Deno.test("overlap() is 1 for equal states, −1 for opposite ones, and between in proportion to the units that differ", () => {
  const state = tensor([1, -1, 1, -1]);
  const others = tensor([[1, -1, 1, -1], [-1, 1, -1, 1], [1, 1, 1, -1], [1, 1, 1, 1]]);
  assertEquals(overlap(state, others).toArray(), [1, -1, 0.5, 0]);
});

Deno.test("overlap() compares states one by one, or each with each by a further axis", () => {
  const states = tensor([[1, 1], [1, -1]]);
  assertEquals(overlap(states, states).toArray(), [1, 1]);
  assertEquals(overlap(states.reshape([2, 1, 2]), states).toArray(), [[1, 0], [0, 1]]);
});

Deno.test("overlap() refuses states of other numbers of units", () => {
  for (const other of [zeros([3]), zeros([2, 1]), zeros([])]) {
    assertThrows(() => overlap(zeros([2]), other), ShapeError, "both must have N units along their last axis");
  }
});
