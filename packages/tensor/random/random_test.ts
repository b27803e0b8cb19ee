import { jit } from "@chainrule/jit";
import { threefry2x32 } from "@chainrule/kernels";
import { assertBits } from "@chainrule/testing";
import { assert, assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import type { Tensor } from "../core/tensor.ts";
import { tensor } from "../creation/tensor.ts";
import { defaultRandom, Random, seed } from "./random.ts";

const many = 100_000;

/** Mean, variance, skewness and kurtosis. */
function moments(x: Tensor): [number, number, number, number] {
  const values = Array.from(x.data);
  const about = (centre: number, power: number) =>
    values.reduce((total, value) => total + (value - centre) ** power, 0) / values.length;
  const mean = about(0, 1);
  const variance = about(mean, 2);
  return [mean, variance, about(mean, 3) / variance ** 1.5, about(mean, 4) / variance ** 2];
}

/** The correlation of two samples; that of independent ones has the standard deviation 1/√n. */
function correlation(a: Tensor, b: Tensor): number {
  const [meanA, varianceA] = moments(a);
  const [meanB, varianceB] = moments(b);
  const products = Array.from(a.data).reduce(
    (total, value, i) => total + (value - meanA) * (b.data[i]! - meanB),
    0,
  );
  return products / a.size / Math.sqrt(varianceA * varianceB);
}

/** Checks `actual` against five standard deviations of its distribution. */
function assertWithin(actual: number, expected: number, deviation: number): void {
  assert(
    Math.abs(actual - expected) < 5 * deviation,
    `${actual} is more than five standard deviations of ${deviation} from ${expected}`,
  );
}

Deno.test("uniform() has the bits of Threefry-2x32 with key 0 and counter 0", () => {
  // The known answer of Salmon et al. (2011), 20 rounds: 6b200159 99ba4efe.
  assertEquals(new Random(0).uniform([2]).toArray(), [0x6b2001 * 2 ** -24, 0x99ba4e * 2 ** -24]);
  const wide = (0x6b200159 >>> 5) * 2 ** 26 + (0x99ba4efe >>> 6);
  assertEquals(new Random(0).uniform([], { dtype: "float64" }).item(), wide * 2 ** -53);
});

Deno.test("the n-th pair of numbers comes from the n-th block of Threefry", () => {
  const key = [42, 7] as const;
  const words = new Uint32Array(2);
  const random = new Random(key);
  random.counter.assign(tensor(5, "int32"));
  const uniform = random.uniform([5]).data;
  random.counter.assign(tensor(5, "int32"));
  const normal = random.normal([5], { dtype: "float64" }).data;
  for (let i = 0; i < 5; i++) {
    threefry2x32(...key, Math.floor(i / 2), 5, words);
    assertEquals(uniform[i], (words[i % 2]! >>> 8) * 2 ** -24);
    const radius = Math.sqrt(-2 * Math.log((words[0]! + 0.5) * 2 ** -32));
    const angle = 2 * Math.PI * words[1]! * 2 ** -32;
    const expected = radius * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
    assertAlmostEquals(normal[i]!, expected, 1e-14);
  }
});

Deno.test("fork() takes its key from Threefry-2x32", () => {
  // The known answer for key and counter of ones: 1cb996fc bb002be7.
  const random = new Random([-1, -1]);
  random.counter.assign(tensor(-1, "int32"));
  assertEquals(random.fork().stateDict().key!.toArray(), [0x1cb996fc, 0xbb002be7 | 0]);
});

Deno.test("uniform() has the moments of the uniform distribution", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const [mean, variance, skewness, kurtosis] = moments(new Random(1).uniform([many], { dtype }));
    assertWithin(mean, 1 / 2, Math.sqrt(1 / 12 / many));
    assertWithin(variance, 1 / 12, Math.sqrt(1 / 180 / many));
    assertWithin(skewness, 0, Math.sqrt(6 / many));
    assertWithin(kurtosis, 9 / 5, Math.sqrt(24 / many));
  }
});

Deno.test("uniform() stays in its bounds", () => {
  const x = new Random(2).uniform([many], { low: -3, high: 5 });
  assert(x.data.every((value) => value >= -3 && value < 5));
  assertWithin(moments(x)[0], 1, Math.sqrt(64 / 12 / many));
});

Deno.test("normal() has the moments of the normal distribution", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const [mean, variance, skewness, kurtosis] = moments(new Random(3).normal([many], { dtype }));
    assertWithin(mean, 0, Math.sqrt(1 / many));
    assertWithin(variance, 1, Math.sqrt(2 / many));
    assertWithin(skewness, 0, Math.sqrt(6 / many));
    assertWithin(kurtosis, 3, Math.sqrt(24 / many));
  }
});

Deno.test("normal() has the mean and standard deviation asked for", () => {
  const [mean, variance] = moments(new Random(4).normal([many], { mean: 7, std: 0.5 }));
  assertWithin(mean, 7, Math.sqrt(0.25 / many));
  assertWithin(variance, 0.25, Math.sqrt(2 / many) * 0.25);
});

Deno.test("normal() reaches the tails as often as it should", () => {
  const x = new Random(5).normal([many]);
  const beyond = x.data.filter((value) => Math.abs(value) > 3).length / many;
  // P(|x| > 3) = erfc(3/√2).
  const expected = 0.0026997960632601866;
  assertWithin(beyond, expected, Math.sqrt(expected / many));
});

Deno.test("bernoulli() is true as often as asked, each element by its own probability", () => {
  const random = new Random(6);
  const x = random.bernoulli([many], 0.3);
  assertEquals(x.dtype, "bool");
  assertWithin(moments(x)[0], 0.3, Math.sqrt(0.21 / many));
  assertEquals(random.bernoulli([3], tensor([0, 1, 0])).toArray(), [false, true, false]);
  assertEquals(random.bernoulli([4], 1).toArray(), [true, true, true, true]);
  assertEquals(random.bernoulli([4], 0).toArray(), [false, false, false, false]);
});

Deno.test("integers() are uniform in their bounds", () => {
  const x = new Random(7).integers([many], -2, 3);
  assertEquals(x.dtype, "int32");
  for (const value of [-2, -1, 0, 1, 2]) {
    const share = x.data.filter((found) => found === value).length / many;
    assertWithin(share, 0.2, Math.sqrt(0.16 / many));
  }
});

Deno.test("permutation() has each number once", () => {
  const x = new Random(8).permutation(1000);
  assertEquals(x.dtype, "int32");
  assertEquals([...x.data].sort((a, b) => a - b), Array.from({ length: 1000 }, (_, i) => i));
  assertNotEquals([...x.data], Array.from({ length: 1000 }, (_, i) => i));
  assertEquals(new Random(8).permutation(0).shape, [0]);
});

Deno.test("permutation() gives each order equally often", () => {
  const random = new Random(9);
  const draws = 6000;
  const counts = new Map<string, number>();
  for (let i = 0; i < draws; i++) {
    const order = random.permutation(3).data.join();
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assertEquals(counts.size, 6);
  for (const count of counts.values()) {
    assertWithin(count / draws, 1 / 6, Math.sqrt(5 / 36 / draws));
  }
});

Deno.test("successive draws differ and do not correlate", () => {
  const random = new Random(10);
  const [a, b] = [random.normal([many]), random.normal([many])];
  assertWithin(correlation(a, b), 0, 1 / Math.sqrt(many));
});

Deno.test("neighbouring seeds do not correlate", () => {
  const [a, b] = [new Random(11).normal([many]), new Random(12).normal([many])];
  assertWithin(correlation(a, b), 0, 1 / Math.sqrt(many));
});

Deno.test("fork() does not correlate with its parent or its sibling", () => {
  const parent = new Random(13);
  const [first, second] = [parent.fork(), parent.fork()];
  const draws = [parent, first, second].map((random) => random.normal([many]));
  for (const [i, j] of [[0, 1], [0, 2], [1, 2]] as const) {
    assertWithin(correlation(draws[i]!, draws[j]!), 0, 1 / Math.sqrt(many));
  }
});

Deno.test("a draw is a prefix of a longer one with the same seed", () => {
  const short = new Random(14).uniform([7]).toArray();
  assertEquals(new Random(14).uniform([100]).slice([0], [7]).toArray(), short);
});

Deno.test("seeds up to 2⁵³ in magnitude give different numbers", () => {
  const first = [0, 1, -1, 2 ** 32, 2 ** 53 - 1, -(2 ** 53 - 1)].map((seed) =>
    new Random(seed).uniform([2], { dtype: "float64" }).data.join()
  );
  assertEquals(new Set(first).size, first.length);
});

Deno.test("stateDict() lets another generator go on where one stopped", () => {
  const random = new Random(15);
  random.uniform([3]);
  random.normal([5]);
  const state = random.stateDict();
  const expected = random.normal([10]);
  const resumed = new Random(15);
  resumed.loadStateDict(state);
  assertBits(resumed.normal([10]), expected);
  assertEquals(state.counter!.item(), 2);
});

Deno.test("loadStateDict() explains a state that does not fit", () => {
  const random = new Random(16);
  assertEquals(
    assertThrows(() => random.loadStateDict({ key: tensor([1]) }), TypeError).message,
    "Cannot load the state of Random as it must have key and counter: current names are key",
  );
  assertEquals(
    assertThrows(() => random.loadStateDict(new Random(17).stateDict()), TypeError).message,
    "Cannot load the state of Random as it must come from a generator with the same seed: current keys differ",
  );
});

Deno.test("draws inside jit are those outside, bit for bit, call after call", () => {
  const eager = new Random(18);
  const traced = new Random(18);
  const draws = (random: Random) => [
    random.uniform([33]),
    random.uniform([5], { low: -2, high: 3, dtype: "float64" }),
    random.normal([33], { mean: 1, std: 2 }),
    random.bernoulli([40], 0.25),
    random.integers([20], 0, 10),
    random.permutation(9),
  ];
  const run = jit(() => draws(traced));
  for (let call = 0; call < 3; call++) {
    const expected = draws(eager);
    run().forEach((x, i) => assertBits(x, expected[i]!, `call ${call}, draw ${i}`));
  }
  assertEquals(traced.counter.value.item(), 18);
});

Deno.test("seed() starts the default generator anew", () => {
  seed(19);
  const first = defaultRandom().normal([4]);
  seed(19);
  assertBits(defaultRandom().normal([4]), first);
  assertBits(new Random(19).normal([4]), first);
});

Deno.test("Random explains what it cannot draw", () => {
  const random = new Random(0);
  const message = (f: () => unknown) => assertThrows(f, Error).message;
  assertEquals(
    message(() => new Random(0.5)),
    "Cannot seed Random as the seed must be a whole number up to 2^53: current seed is 0.5",
  );
  assertEquals(
    message(() => random.uniform([2], { low: 1, high: 0 })),
    "Cannot draw uniform numbers as low must not be above high: current bounds are 1 and 0",
  );
  assertEquals(
    message(() => random.normal([2], { std: -1 })),
    "Cannot draw normal numbers as std must be at least 0: current std is -1",
  );
  assertEquals(
    message(() => random.bernoulli([2], 1.5)),
    "Cannot draw truth values as the probability must be in [0, 1]: current probability is 1.5",
  );
  assertEquals(
    message(() => random.integers([2], 3, 3)),
    "Cannot draw integers as low and high must be whole numbers with low below high: current bounds are 3 and 3",
  );
  assertEquals(
    message(() => random.uniform([2], { dtype: "int32" })),
    "Cannot draw uniform numbers as the dtype must be float32 or float64: current dtype is int32; use integers, or cast",
  );
  assertEquals(
    message(() => random.permutation(-1)),
    "Cannot draw permutation numbers for a tensor as every length of its shape must be a whole number from 0: current length of axis 0 is -1",
  );
});
