import { assertEquals, assertThrows } from "@std/assert";
import { binaryStates } from "./binary_states.ts";

Deno.test("binaryStates() counts in binary, unit 0 first", () => {
  const states = binaryStates(3, "float64");
  assertEquals([states.dtype, states.shape], ["float64", [8, 3]]);
  const numbers = Array.from({ length: 8 }, (_, i) => states.data.slice(3 * i, 3 * i + 3).join(""));
  assertEquals(numbers, ["000", "001", "010", "011", "100", "101", "110", "111"]);
});

Deno.test("binaryStates() of no units is the one empty state", () => {
  assertEquals(binaryStates(0).shape, [1, 0]);
});

Deno.test("binaryStates() refuses more units than it can list", () => {
  const { message } = assertThrows(() => binaryStates(21), RangeError);
  assertEquals(
    message,
    "Cannot list the states of units as there must be from 0 to 20 of them: current units is 21",
  );
  assertThrows(() => binaryStates(1.5), RangeError, "current units is 1.5");
});
