import { assert, assertEquals } from "@std/assert";
import { Random } from "@chainrule/tensor";
import { choose } from "./choose.ts";

Deno.test("choose() gives each number the same chance, and rising numbers that differ", () => {
  const { data } = new Random(1).uniform([40_000], { dtype: "float64" });
  let next = 0;
  const counts = new Float64Array(5);
  for (let draw = 0; draw < 10_000; draw++) {
    const chosen = choose(5, 2, () => data[next++]!);
    assert(chosen.length === 2 && chosen[0]! < chosen[1]!);
    for (const i of chosen) counts[i]!++;
  }
  // 4000 each, with a standard deviation of 49.
  for (const count of counts) assert(Math.abs(count - 4000) < 5 * 49);
});

Deno.test("choose() takes all where there are no more, without a random number", () => {
  const none = () => {
    throw new Error("no random number is needed");
  };
  assertEquals([choose(3, 3, none), choose(2, 7, none), choose(0, 4, none)], [[0, 1, 2], [0, 1], []]);
});
