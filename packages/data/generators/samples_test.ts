import { assert, assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { ShapeError } from "@chainrule/tensor";
import golden from "../golden/scikit_learn.json" with { type: "json" };
import { blobs } from "./blobs.ts";
import { circles } from "./circles.ts";
import { moons } from "./moons.ts";
import type { NoisySampleOptions, Samples } from "./samples.ts";
import { spirals } from "./spirals.ts";
import { xor } from "./xor.ts";

for (const [name, { count, x, y }] of Object.entries(golden.generators)) {
  Deno.test(`generators give the points of scikit-learn: ${name}`, () => {
    const options = { count, noise: 0, dtype: "float64" } as const;
    const samples = name.startsWith("moons") ? moons(options) : circles({ ...options, factor: 0.3 });
    assertEquals(samples.y.toArray(), y);
    // Cosines and sines of angles up to 2π that differ in their last bit.
    x.flat().forEach((value, i) => assertAlmostEquals(samples.x.data[i]!, value, 2e-15));
  });
}

const generators: Record<string, (options?: NoisySampleOptions) => Samples> = { xor, moons, circles, spirals };

for (const [name, generate] of Object.entries(generators)) {
  Deno.test(`${name}() gives as many samples as asked for, in classes of equal size`, () => {
    const { x, y } = generate({ count: 40 });
    assertEquals([x.shape, x.dtype], [[40, 2], "float32"]);
    assertEquals([y.shape, y.dtype], [[40], "int32"]);
    assertEquals(y.sum().item(), 20);
    assertEquals(generate().x.shape, [100, 2]);
    assertEquals(generate({ count: 43 }).y.size, 43);
  });

  Deno.test(`${name}() gives the same samples from one seed, others from another`, () => {
    assertEquals(generate({ seed: 3 }).x.data, generate({ seed: 3 }).x.data);
    assertNotEquals(generate({ seed: 3 }).x.data, generate({ seed: 4 }).x.data);
  });

  Deno.test(`${name}() adds noise of the standard deviation asked for`, () => {
    const count = 5000;
    const clean = generate({ count, noise: 0, dtype: "float64" }).x.data;
    const noisy = generate({ count, noise: 0.3, dtype: "float64" }).x.data;
    const squares = Array.from(noisy, (value, i) => (value - clean[i]!) ** 2).reduce((a, b) => a + b);
    // The deviation of 10 000 normal numbers has itself a standard deviation of 0.3 / √20 000 ≈ 0.002.
    assertAlmostEquals(Math.sqrt(squares / noisy.length), 0.3, 0.01);
  });

  Deno.test(`${name}() refuses too few samples and negative noise`, () => {
    assertThrows(() => generate({ count: 1 }), RangeError, "their number must be a whole number from");
    assertThrows(() => generate({ count: 10.5 }), RangeError, "current number is 10.5");
    assertThrows(
      () => generate({ noise: -1 }),
      RangeError,
      "Cannot make samples as their spread must be a finite number from 0: current spread is -1",
    );
  });
}

Deno.test("spirals() have radius t at angle 2π (turns · t + class / classes)", () => {
  const { x, y } = spirals({ count: 33, classes: 3, turns: 1.5, noise: 0, dtype: "float64" });
  y.data.forEach((label, row) => {
    const t = (row % 11) / 10;
    const [a, b] = [x.data[2 * row]!, x.data[2 * row + 1]!];
    assertAlmostEquals(Math.hypot(a, b), t, 1e-15);
    if (t === 0) return;
    const angle = 2 * Math.PI * (1.5 * t + label / 3);
    assertAlmostEquals(Math.cos(Math.atan2(b, a) - angle), 1, 1e-14);
  });
});

Deno.test("blobs() are normal around their centers", () => {
  const count = 6000;
  const { x, y } = blobs({ count, centers: [[-5, 0, 2], [5, 1, 2]], std: 0.5, dtype: "float64" });
  assertEquals(x.shape, [count, 3]);
  assertEquals(y.sum().item(), count / 2);
  const mean = x.slice([0], [count / 2]).mean({ axis: 0 });
  // The mean of 3000 numbers has a standard deviation of 0.5 / √3000 ≈ 0.009.
  [-5, 0, 2].forEach((center, i) => assertAlmostEquals(mean.data[i]!, center, 0.04));
});

Deno.test("blobs() draw centers in a box, with the features and sizes asked for", () => {
  const { x, y } = blobs({ count: 10, centers: 4, features: 3, std: 0 });
  assertEquals(x.shape, [10, 3]);
  assertEquals([...y.data], [0, 0, 0, 1, 1, 1, 2, 2, 3, 3]);
  assertEquals(new Set(x.data).size, 12);
  assert(x.data.every((value) => Math.abs(value) <= 10));
  assertEquals(x.data, blobs({ count: 10, centers: 4, features: 3, std: 0 }).x.data);
});

Deno.test("generators refuse what has no meaning", () => {
  assertThrows(
    () => circles({ factor: 1 }),
    RangeError,
    "Cannot make circles as factor must be in [0, 1): current factor is 1",
  );
  assertThrows(
    () => spirals({ turns: Infinity }),
    RangeError,
    "Cannot make spirals as turns must be a finite number: current turns are Infinity",
  );
  assertThrows(
    () => spirals({ classes: 0 }),
    RangeError,
    "Cannot make classes of spirals as their number must be a whole number from 1: current number is 0",
  );
  assertThrows(
    () => spirals({ count: 2, classes: 3 }),
    RangeError,
    "Cannot make samples of spirals as their number must be a whole number from 3",
  );
  assertThrows(
    () => blobs({ centers: 0 }),
    RangeError,
    "Cannot make centers of blobs as their number must be a whole number from 1",
  );
  assertThrows(
    () => blobs({ features: 0 }),
    RangeError,
    "Cannot make features of blobs as their number must be a whole number from 1",
  );
  assertThrows(
    () => blobs({ centers: [] }),
    RangeError,
    "Cannot make centers of blobs as their number must be a whole number from 1",
  );
  assertThrows(
    () => blobs({ count: 1, centers: 2 }),
    RangeError,
    "Cannot make samples of blobs as their number must be a whole number from 2",
  );
  assertThrows(() => blobs({ std: -1 }), RangeError, "current spread is -1");
  assertThrows(
    () => blobs({ centers: [[0, 0], [1]] }),
    ShapeError,
    "Cannot make blobs as all centers must have equally many coordinates: current shapes are [2] and [1]",
  );
});
