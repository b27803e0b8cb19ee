import type { Shape, Tensor } from "@chainrule/tensor";
import { Random } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { constantInitializer, onesInitializer, zerosInitializer } from "./constant.ts";
import type { Initializer } from "./initializer.ts";
import { fansOf } from "./initializer.ts";
import { glorotNormal, heNormal, normalInitializer } from "./normal.ts";
import { glorotUniform, heUniform, uniformInitializer } from "./uniform.ts";

const draw = (initializer: Initializer, shape: Shape, seed = 1): Tensor =>
  initializer(shape, { random: new Random(seed), dtype: "float64" });

/** 48 000 weights, whose moments are known to within five of their own standard deviations. */
const shape = [200, 240];
const n = 48_000;

interface Expectation {
  readonly initializer: Initializer;
  readonly variance: number;
  readonly mean?: number;
  /** E (x − μ)⁴ / variance²: 3 for normal, 9/5 for uniform numbers. */
  readonly kurtosis: number;
  /** The largest distance from the mean, for those that have one. */
  readonly bound?: number;
}

const expectations: Record<string, Expectation> = {
  glorotUniform: { initializer: glorotUniform, variance: 2 / 440, kurtosis: 9 / 5, bound: Math.sqrt(6 / 440) },
  glorotNormal: { initializer: glorotNormal, variance: 2 / 440, kurtosis: 3 },
  heUniform: { initializer: heUniform, variance: 2 / 240, kurtosis: 9 / 5, bound: Math.sqrt(6 / 240) },
  heNormal: { initializer: heNormal, variance: 2 / 240, kurtosis: 3 },
  "normalInitializer(0.5, 2)": { initializer: normalInitializer(0.5, 2), mean: 2, variance: 0.25, kurtosis: 3 },
  "uniformInitializer(-1, 3)": {
    initializer: uniformInitializer(-1, 3),
    mean: 1,
    variance: 16 / 12,
    kurtosis: 9 / 5,
    bound: 2,
  },
};

for (const [name, { initializer, mean = 0, variance, kurtosis, bound }] of Object.entries(expectations)) {
  Deno.test(`${name} has the mean and the variance of its formula`, () => {
    const w = draw(initializer, shape);
    assertEquals(w.shape, shape);
    const found = w.mean().item();
    assert(Math.abs(found - mean) < 5 * Math.sqrt(variance / n), `mean ${found}`);
    const spread = w.sub(mean).pow(2).mean().item();
    assert(Math.abs(spread - variance) < 5 * variance * Math.sqrt((kurtosis - 1) / n), `variance ${spread}`);
    const furthest = w.sub(mean).abs().max().item();
    // Of 48 000 normal numbers one is beyond 3.5 deviations but for one case in 10⁹; uniform ones reach their bound to 1 %.
    if (bound === undefined) assert(furthest > 3.5 * Math.sqrt(variance), `largest ${furthest}`);
    else assert(furthest <= bound && furthest > 0.99 * bound, `largest ${furthest} of ${bound}`);
  });

  Deno.test(`${name} gives the same numbers for the same seed, others for another, in either dtype`, () => {
    const same = draw(initializer, [2, 3]).toArray();
    assertEquals(draw(initializer, [2, 3]).toArray(), same);
    assert(JSON.stringify(draw(initializer, [2, 3], 2).toArray()) !== JSON.stringify(same));
    assertEquals(initializer([2, 3], { random: new Random(1), dtype: "float32" }).dtype, "float32");
  });
}

Deno.test("weights of filters count the size of their field", () => {
  const w = draw(heUniform, [64, 8, 5, 5]);
  const bound = Math.sqrt(6 / (8 * 25));
  const furthest = w.abs().max().item();
  assert(furthest <= bound && furthest > 0.99 * bound);
});

Deno.test("fansOf() of a vector takes it for a square", () => {
  assertEquals(fansOf([7]), { fanIn: 7, fanOut: 7 });
  assertEquals(fansOf([3, 5]), { fanIn: 5, fanOut: 3 });
  assertEquals(fansOf([16, 8, 3, 3]), { fanIn: 72, fanOut: 144 });
});

Deno.test("constants are constant", () => {
  assertEquals(draw(constantInitializer(0.5), [2]).toArray(), [0.5, 0.5]);
  assertEquals(draw(zerosInitializer, [2]).toArray(), [0, 0]);
  assertEquals(draw(onesInitializer, [2]).toArray(), [1, 1]);
});

Deno.test("impossible bounds and deviations are refused when they are used", () => {
  assertThrows(
    () => draw(uniformInitializer(1, 0), [2]),
    RangeError,
    "low must not be above high: current bounds are 1 and 0",
  );
  assertThrows(() => draw(normalInitializer(-1), [2]), RangeError, "std must be at least 0: current std is -1");
});
