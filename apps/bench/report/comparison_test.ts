import { assertEquals } from "@std/assert";
import { ratioOf } from "./comparison.ts";

Deno.test("ratioOf() is above 1 where ours takes less time", () => {
  assertEquals(ratioOf([2], [6]), { ratio: 3, spread: { least: 3, most: 3 } });
});

Deno.test("ratioOf() compares round with round: a slow round of both changes nothing", () => {
  assertEquals(ratioOf([1, 10, 1], [2, 20, 2]), { ratio: 2, spread: { least: 2, most: 2 } });
});

Deno.test("ratioOf() uses the rounds that both have", () => {
  assertEquals(ratioOf([1, 1, 1], [4, 2]), { ratio: 3, spread: { least: 2, most: 4 } });
});
