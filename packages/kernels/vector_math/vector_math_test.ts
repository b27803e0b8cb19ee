import { assert, assertEquals } from "@std/assert";
import { erf, erfc } from "../erf.ts";
import type { Local, Vector } from "../wasm/mod.ts";
import { ModuleBuilder, supports, v128 } from "../wasm/mod.ts";
import { expOfNonPositive } from "./exp_of_non_positive.ts";
import type { Lanes, VectorCodeLevel } from "./lanes.ts";
import { writeLanes } from "./lanes.ts";
import * as vectorMath from "./mod.ts";

type Code = (lanes: Lanes, x: Local<"v128">, y: Local<"v128">) => Vector;

interface Claim {
  /** Gives the exact value, but for a rounding to float64. */
  readonly reference: (x: number, y: number) => number;
  /** The largest error, in units in the last place of float32. */
  readonly ulps: number;
  /** Exact values of arguments for which the sign of zero or the limit matters. */
  readonly limits: readonly (readonly [number, number])[];
}

/** Bounds are a little above the worst of 44 million arguments, one in 97 of all floats, and of 12 million in each range where there is most to do. */
const claims: Readonly<Record<Exclude<keyof typeof vectorMath, "pow">, Claim>> = {
  exp: {
    reference: Math.exp,
    ulps: 1.1,
    limits: [[0, 1], [-0, 1], [Infinity, Infinity], [-Infinity, 0], [88.8, Infinity], [-104, 0]],
  },
  expm1: {
    reference: Math.expm1,
    ulps: 1.7,
    limits: [[0, 0], [-0, -0], [Infinity, Infinity], [-Infinity, -1], [-30, -1], [-1e-45, -1e-45]],
  },
  log: {
    reference: Math.log,
    ulps: 0.9,
    limits: [[0, -Infinity], [-0, -Infinity], [Infinity, Infinity], [1, 0], [-1, NaN], [-Infinity, NaN]],
  },
  log1p: {
    reference: Math.log1p,
    ulps: 1.5,
    limits: [[0, 0], [-0, -0], [-1, -Infinity], [Infinity, Infinity], [-1.5, NaN], [-Infinity, NaN]],
  },
  tanh: {
    reference: Math.tanh,
    ulps: 2.6,
    limits: [[0, 0], [-0, -0], [9.02, 1], [-9.02, -1], [Infinity, 1], [-Infinity, -1], [1e-45, 1e-45]],
  },
  erf: {
    reference: erf,
    ulps: 2.1,
    limits: [[0, 0], [-0, -0], [4, 1], [-4, -1], [Infinity, 1], [-Infinity, -1]],
  },
  erfc: {
    reference: erfc,
    ulps: 8.5,
    limits: [[0, 1], [-0, 1], [Infinity, 0], [-Infinity, 2], [10.1, 0], [-5, 2]],
  },
  sin: {
    reference: Math.sin,
    ulps: 2,
    limits: [[0, 0], [-0, -0], [Infinity, NaN], [-Infinity, NaN]],
  },
  cos: {
    reference: Math.cos,
    ulps: 2,
    limits: [[0, 1], [-0, 1], [Infinity, NaN], [-Infinity, NaN]],
  },
  tan: {
    reference: Math.tan,
    ulps: 4,
    limits: [[0, 0], [-0, -0], [Infinity, NaN], [-Infinity, NaN]],
  },
};

const memory = new WebAssembly.Memory({ initial: 256 });
const floats = new Float32Array(memory.buffer);
const bits = new Uint32Array(memory.buffer);

/** How many arguments are computed at once, and where in `floats` arguments and results are. */
const batch = 2 ** 20;
const [xs, ys, results] = [0, batch, 2 * batch];

/** Applies a function to numbers at `xs` and `ys`, a multiple of four of them, giving those at `results`. */
function compile(code: Code, level: VectorCodeLevel): (count: number) => void {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { initial: 1 });
  module.export(module.function("run", { bytes: "i32" }, "none", (f, { bytes }) => {
    writeLanes(f, level, (lanes) => {
      lanes.f.for(0, bytes, 16, (at) => {
        const x = lanes.let(v128.load(at, { offset: 4 * xs }));
        const y = lanes.let(v128.load(at, { offset: 4 * ys }));
        lanes.f.do(v128.store(at, code(lanes, x, y), { offset: 4 * results }));
      });
    });
  }));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { host: { memory } });
  return (count) => (exports.run as (bytes: number) => void)(4 * count);
}

const levels: readonly VectorCodeLevel[] = supports("relaxedSimd") ? ["relaxed", "simd"] : ["simd"];

/** The distance in units in the last place of float32, where what is too large for it counts as the next power of two. */
function distance(found: number, expected: number): number {
  if (Number.isNaN(expected) || Number.isNaN(found)) return Object.is(found, expected) ? 0 : Infinity;
  const limited = (x: number) => Math.sign(x) * Math.min(Math.abs(x), 2 ** 128);
  const exponent = Math.floor(Math.log2(Math.abs(limited(expected))));
  const unit = 2 ** (Math.min(Math.max(exponent, -126), 127) - 23);
  return Math.abs(limited(found) - limited(expected)) / unit;
}

/** Fails unless what was computed of the first `count` arguments is within so many units of the reference. */
function checkBatch(name: string, reference: Claim["reference"], ulps: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const [x, y, found] = [floats[xs + i]!, floats[ys + i]!, floats[results + i]!];
    const expected = reference(x, y);
    const error = distance(found, expected);
    if (error > ulps) throw new Error(`${name} of ${x}, ${y} is ${found}, not ${expected}: ${error} units apart`);
  }
}

/** Whole numbers below 2³², the same each time. */
function* pseudorandom(): Generator<number> {
  for (let state = 1;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

const random = pseudorandom();
const draw = (): number => random.next().value as number;

/** Bits of floats: for every sign and exponent the smallest and largest mantissas, and random ones. */
function* sampledBits(mantissas: number): Generator<number> {
  for (let upper = 0; upper < 512; upper++) {
    for (const edge of [0, 1, 2, 0x3504f3, 0x3504f4, 0x400000, 0x7ffffe, 0x7fffff]) yield upper * 2 ** 23 + edge;
    for (let i = 8; i < mantissas; i++) yield upper * 2 ** 23 + (draw() >>> 9);
  }
}

for (const level of levels) {
  for (const [name, { reference, ulps, limits }] of Object.entries(claims)) {
    const code = vectorMath[name as keyof typeof claims];

    Deno.test(`${name}() on ${level} vectors is within ${ulps} units in the last place, everywhere`, () => {
      const run = compile(code, level);
      let count = 0;
      for (const sample of sampledBits(1024)) bits[xs + count++] = sample;
      run(count);
      checkBatch(name, reference, ulps, count);
    });

    Deno.test(`${name}() on ${level} vectors has its limits and lets NaN through`, () => {
      const run = compile(code, level);
      floats.fill(1, xs, xs + 12);
      limits.forEach(([x], i) => floats[xs + i] = x);
      floats[xs + limits.length] = NaN;
      run(12);
      [...limits, [NaN, NaN]].forEach(([x, y], i) => {
        const found = floats[results + i];
        assert(Object.is(found, Math.fround(y!)), `${name} of ${x} is ${found}, not ${y}`);
      });
    });
  }

  Deno.test(`expOfNonPositive() on ${level} vectors has the bits of exp()`, () => {
    const found: Uint32Array[] = [];
    for (const code of [vectorMath.exp, expOfNonPositive]) {
      floats.fill(0, xs, xs + 2 ** 18);
      // From 2⁻⁸ to 2⁷, so far into the numbers that are not normal, and the end where nothing is left.
      for (let i = 0; i < 2 ** 18 - 4; i++) floats[xs + i] = -(2 ** (i / 2 ** 14 - 9));
      floats.set([-Infinity, NaN, -0, -1e-40], xs + 2 ** 18 - 4);
      compile(code, level)(2 ** 18);
      found.push(bits.slice(results, results + 2 ** 18));
    }
    assertEquals(found[1], found[0]);
  });

  Deno.test(`sin() and cos() on ${level} vectors are right beside multiples of π/2`, () => {
    const runs = { sin: compile(vectorMath.sin, level), cos: compile(vectorMath.cos, level) };
    for (let i = 0; i < 2 ** 17; i++) floats[xs + i] = i * Math.PI / 2;
    for (const name of ["sin", "cos"] as const) {
      runs[name](2 ** 17);
      checkBatch(name, Math[name], claims[name].ulps, 2 ** 17);
    }
  });

  Deno.test(`erf() and tanh() on ${level} vectors reach 1 and never pass it`, () => {
    for (const code of [vectorMath.erf, vectorMath.tanh]) {
      const run = compile(code, level);
      for (let i = 0; i < 2 ** 16; i++) floats[xs + i] = 3 + i / 2 ** 12;
      run(2 ** 16);
      const found = floats.subarray(results, results + 2 ** 16);
      assert(found.every((y) => y <= 1));
      assertEquals(found.at(-1), 1);
    }
  });

  Deno.test(`pow() on ${level} vectors is within 0.6 units in the last place`, () => {
    const run = compile(vectorMath.pow, level);
    const between = (low: number, high: number) => low + (high - low) * draw() / 2 ** 32;
    const kinds: readonly (() => readonly [number, number])[] = [
      () => [Math.exp(between(-88, 88)), between(-1.5, 1.5)],
      () => [Math.exp(between(-3, 3)), between(-40, 40)],
      () => [1 + between(-0.001, 0.001), between(-1e5, 1e5)],
      () => [-Math.exp(between(-3, 3)), Math.round(between(-40, 40))],
      () => [between(0, 1e-38), between(-1.2, 4)],
    ];
    const count = 2 ** 17;
    for (const kind of kinds) {
      for (let i = 0; i < count; i++) [floats[xs + i], floats[ys + i]] = kind() as [number, number];
      run(count);
      checkBatch("pow", Math.pow, 0.6, count);
    }
  });

  Deno.test(`pow() on ${level} vectors has the limits of Math.pow`, () => {
    const run = compile(vectorMath.pow, level);
    const edges = [
      ...[0, 1, 0.5, 2, 3, 2.5, 1e-40, 3e38, 2 ** 24, 2 ** 24 - 1, 2 ** 23 + 1, Infinity].flatMap((x) => [x, -x]),
      NaN,
    ];
    const pairs = edges.flatMap((x) => edges.map((y) => [Math.fround(x), Math.fround(y)] as const));
    pairs.forEach(([x, y], i) => [floats[xs + i], floats[ys + i]] = [x, y]);
    run(pairs.length + 3 & -4);
    pairs.forEach(([x, y], i) => {
      const [found, expected] = [floats[results + i]!, Math.fround(Math.pow(x, y))];
      const same = Object.is(found, expected) || (expected !== 0 && distance(found, expected) <= 1);
      assert(same, `${x} to the power ${y} is ${found}, not ${expected}`);
    });
  });
}
