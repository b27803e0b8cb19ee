import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { descend, lossSurface, side, surfaces, survey } from "./loss_surface.ts";
import type { Point, Survey } from "./loss_surface.ts";

/** As worked out with formulas, apart from this library: minimum, maximum, places, norms, and counts of Hessians. */
const known = {
  squaredError: {
    lowest: "4.787306e-5",
    highest: "0.98621",
    at: [0.8540, 0.5344, 0.0723, 0.0058],
    flattest: { w1: 5, w2: 5, value: "9.45e-5" },
    steepest: { w1: 5, w2: -0.7, value: "0.2943" },
    curvature: { positive: 2834, negative: 2097, indefinite: 5270 },
    level: 0.25,
  },
  crossEntropy: {
    lowest: "6.943083e-3",
    highest: "4.973479",
    at: [2.5789, 1.3133, 0.3133, 0.0789],
    flattest: { w1: -5, w2: 0, value: "3.35e-3" },
    steepest: { w1: 0.3, w2: -5, value: "1.2782" },
    curvature: { positive: 2671, negative: 0, indefinite: 7530 },
    level: Math.LN2,
  },
};

/** A place and its value, written with the digits that are known. */
interface Known extends Omit<Point, "value"> {
  readonly value: string;
}

function assertPoint({ w1, w2, value }: Point, known: Known): void {
  const digits = known.value.replace(/e.*/, "").replace(/^[0.]+/, "").replace(".", "").length;
  assertEquals({ w1, w2, value: Number(value.toPrecision(digits)) }, { ...known, value: Number(known.value) });
}

for (const name of ["squaredError", "crossEntropy"] as const) {
  const expected = known[name];
  const found: Survey = survey(surfaces[name]);
  const heightAt = (w1: number, w2: number) => found.heights[(w2 * 10 + 50) * side + w1 * 10 + 50]!;

  Deno.test(`${name}: heights are those of the formula`, () => {
    assertPoint(found.lowest, { w1: 5, w2: 5, value: expected.lowest });
    assertPoint(found.highest, { w1: 5, w2: -5, value: expected.highest });
    [-5, -2, 2, 5].forEach((w2, i) => assertAlmostEquals(heightAt(0, w2), expected.at[i]!, 5e-5));
    for (let w1 = -5; w1 <= 5; w1++) assertAlmostEquals(heightAt(w1, 0), expected.level, 1e-15);
  });

  Deno.test(`${name}: no place is stationary, and the surface is not convex`, () => {
    assertPoint(found.flattest, expected.flattest);
    assertPoint(found.steepest, expected.steepest);
    assertEquals(found.curvature, expected.curvature);
  });
}

Deno.test("from (1, −5) gradient descent is stuck on the plateau after 20 000 steps, and from (3, −3) it arrives", () => {
  const end = (name: keyof typeof surfaces, start: readonly [number, number]) =>
    descend(surfaces[name], start, 20_000).at(-1)!.value;
  assertEquals(end("squaredError", [1, -5]).toFixed(4), "0.2501");
  assertEquals(end("crossEntropy", [1, -5]).toFixed(4), "0.6931");
  assert(end("squaredError", [3, -3]) < 1e-3);
  assert(end("crossEntropy", [3, -3]) < 1e-3);
});

Deno.test("both surfaces are drawn, each as a map and from the side", () => {
  const { svg } = lossSurface(100);
  assert(svg.includes("Squared error") && svg.includes("Cross-entropy"));
  assert(svg.match(/<path d="M[\d.,-]+L[\d.,-]+L[\d.,-]+L[\d.,-]+Z"/g)!.length >= 2 * 1600);
});
