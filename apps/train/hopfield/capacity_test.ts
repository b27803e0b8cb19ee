import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { LoadPoint } from "./capacity.ts";
import { capacityOf, figuresAt } from "./capacity.ts";

function point(load: number, wrong: number): LoadPoint {
  return { load, figures: { pattern: { wrong, lost: 0 }, damaged: { wrong: 2 * wrong, lost: 1 } } };
}

const points = [point(0.1, 0.001), point(0.13, 0.01), point(0.14, 0.03), point(0.15, 0.015), point(0.16, 0.3)];

Deno.test("the capacity lies between the loads around the first crossing of 2 %, by proportion", () => {
  assertAlmostEquals(capacityOf(points, "pattern"), 0.135, 1e-12);
  assertAlmostEquals(capacityOf(points, "damaged"), 0.13, 1e-12);
});

Deno.test("there is no capacity where 2 % are not crossed", () => {
  assertEquals(capacityOf(points.slice(0, 2), "pattern"), NaN);
  assertEquals(capacityOf(points.slice(2), "pattern"), NaN);
});

Deno.test("figures at a load are those of the nearest one", () => {
  assertEquals(figuresAt(points, 0.136), points[2]!.figures);
});
