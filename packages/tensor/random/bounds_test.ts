import { assert } from "@std/assert";
import fc from "fast-check";
import { Random } from "../mod.ts";

Deno.test("uniform() never reaches its upper bound, in either precision", () => {
  const bound = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(fc.property(bound, bound, fc.constantFrom("float32" as const, "float64" as const), (a, b, dtype) => {
    const round = (x: number) => dtype === "float32" ? Math.fround(x) : x;
    const [low, high] = [round(Math.min(a, b)), round(Math.max(a, b))];
    fc.pre(low < high);
    const { data } = new Random(1).uniform([64], { low, high, dtype });
    for (const value of data) assert(value >= low && value < high, `${value} is not in [${low}, ${high})`);
  }));
});

Deno.test("uniform() in [1, 2) does not round its largest draws up to 2", () => {
  const { data } = new Random(0).uniform([200_000], { low: 1, high: 2 });
  assert(data.every((value) => value < 2));
});
