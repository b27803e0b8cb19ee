import { assert, assertEquals } from "@std/assert";
import { compileKernel } from "../engine/compile_kernel.ts";
import type { Address, KernelCall } from "../engine/kernel.ts";
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import { supports } from "../wasm/mod.ts";
import { convolutionCalls, convolutionInputGradientCalls } from "./convolution.ts";
import type { ConvolutionGeometry } from "./geometry.ts";
import { areaOf } from "./geometry.ts";
import { maxPoolingCall, maxPoolingGradientCall } from "./max_pooling.ts";
import { convolutionWeightGradientCalls } from "./weight_gradient.ts";

const levels: readonly VectorCodeLevel[] = supports("relaxedSimd") ? ["relaxed", "simd"] : ["simd"];

const starts = {
  source: 2 ** 12,
  weights: 2 ** 20,
  result: 2 ** 21,
  temporary: 3 * 2 ** 20,
  scratch: 2 ** 22,
} as const;
const memory = new WebAssembly.Memory({ initial: 128 });
const floats = new Float32Array(memory.buffer);

function fixed(bytes: number): Address {
  return { region: "fixed", bytes };
}

const places = { source: fixed(starts.source), weights: fixed(starts.weights), result: fixed(starts.result) };

/** Does each call in units of its own, from the last to the first. */
function run(calls: readonly KernelCall[], level: VectorCodeLevel): void {
  for (const { kernel, units, arguments: given } of calls) {
    const values = given.map((x) =>
      typeof x === "number" ? x : x.bytes + (x.region === "fixed" ? 0 : starts[region(x)])
    );
    const f = compileKernel(kernel, memory, level);
    for (let unit = units - 1; unit >= 0; unit--) f(unit, unit + 1, ...values);
  }
}

function region(x: Address): "temporary" | "scratch" {
  assert(x.region === "temporary" || x.region === "scratch", x.region);
  return x.region;
}

/** Some numbers that sums do not round: multiples of 1/8 below 2. */
function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => ((i * 2654435761 + seed * 40503) % 31 - 15) / 8);
}

/** Calls `visit` for each product of a convolution, with the places of its operands. */
function forEachProduct(
  geometry: ConvolutionGeometry,
  visit: (x: number, w: number, y: number) => void,
): void {
  const { images, groups, channels, outputs, source, result, kernel, stride, dilation, before } = geometry;
  for (let n = 0; n < images * groups; n++) {
    for (let y = 0; y < outputs * areaOf(result); y++) {
      const output = Math.floor(y / areaOf(result));
      const [i, j] = [Math.floor(y % areaOf(result) / result[1]), y % result[1]];
      for (let w = 0; w < channels * areaOf(kernel); w++) {
        const channel = Math.floor(w / areaOf(kernel));
        const [k, l] = [Math.floor(w % areaOf(kernel) / kernel[1]), w % kernel[1]];
        const row = i * stride[0] + k * dilation[0] - before[0];
        const column = j * stride[1] + l * dilation[1] - before[1];
        if (row < 0 || row >= source[0] || column < 0 || column >= source[1]) continue;
        visit(
          ((n * channels + channel) * source[0] + row) * source[1] + column,
          (n % groups * outputs + output) * channels * areaOf(kernel) + w,
          n * outputs * areaOf(result) + y,
        );
      }
    }
  }
}

const plain: ConvolutionGeometry = {
  images: 2,
  groups: 1,
  channels: 3,
  outputs: 9,
  source: [9, 11],
  result: [9, 11],
  kernel: [3, 5],
  stride: [1, 1],
  dilation: [1, 1],
  before: [1, 2],
  spread: [1, 1],
};

const geometries: Readonly<Record<string, ConvolutionGeometry>> = {
  "with rows and columns added": plain,
  "with windows of seven columns": { ...plain, kernel: [2, 7], result: [8, 16], before: [0, 5] },
  "with stride and dilation": { ...plain, stride: [2, 3], dilation: [2, 1], result: [4, 3], before: [1, 0] },
  "in groups": { ...plain, groups: 3, channels: 2, outputs: 4, kernel: [2, 2], before: [0, 0], result: [8, 10] },
  "of long rows": {
    ...plain,
    images: 1,
    source: [2, 90],
    result: [2, 90],
    channels: 1,
    kernel: [1, 3],
    before: [0, 1],
  },
};

for (const level of levels) {
  for (const [what, geometry] of Object.entries(geometries)) {
    const { images, groups, channels, outputs, source, result, kernel } = geometry;
    const counts = {
      x: images * groups * channels * areaOf(source),
      w: groups * outputs * channels * areaOf(kernel),
      y: images * groups * outputs * areaOf(result),
    };
    const [x, w, g] = [numbers(counts.x, 1), numbers(counts.w, 2), numbers(counts.y, 3)];
    const outcome = (count: number) => [...floats.subarray(starts.result / 4, starts.result / 4 + count)];
    const expect = (count: number, visit: (total: Float64Array, x: number, w: number, y: number) => void) => {
      const total = new Float64Array(count);
      forEachProduct(geometry, (...at) => visit(total, ...at));
      return [...total];
    };

    Deno.test(`convolution ${what} is its definition, ${level}`, () => {
      floats.fill(NaN);
      floats.set(x, starts.source / 4);
      floats.set(w, starts.weights / 4);
      run(convolutionCalls(geometry, { ...places, out: places.result }), level);
      assertEquals(outcome(counts.y), expect(counts.y, (y, i, j, k) => y[k]! += x[i]! * w[j]!));
    });

    Deno.test(`the gradient of the source of convolution ${what} is its definition, ${level}`, () => {
      floats.fill(NaN);
      floats.set(g, starts.source / 4);
      floats.set(w, starts.weights / 4);
      run(convolutionInputGradientCalls(geometry, { ...places, out: places.result }), level);
      assertEquals(outcome(counts.x), expect(counts.x, (dx, i, j, k) => dx[i]! += g[k]! * w[j]!));
    });

    Deno.test(`the gradient of the weights of convolution ${what} is its definition, ${level}`, () => {
      floats.fill(NaN);
      floats.set(x, starts.source / 4);
      floats.set(g, starts.weights / 4);
      const operands = { source: places.source, gradient: places.weights, out: places.result };
      run(convolutionWeightGradientCalls(geometry, operands), level);
      assertEquals(outcome(counts.w), expect(counts.w, (dw, i, j, k) => dw[j]! += g[k]! * x[i]!));
    });
  }

  Deno.test(`the largest of pairs is the first, NaN before all, ${level}`, () => {
    const pairs = {
      planes: 1,
      source: [2, 12],
      result: [1, 6],
      size: [2, 2],
      stride: [2, 2],
      dilation: [1, 1],
      before: [0, 0],
    } as const;
    const rows = [[1, 2, 0, -0, 5, NaN, -1, -1, 3, 3, -Infinity, -2], [
      4,
      3,
      -0,
      0,
      NaN,
      9,
      -1,
      -1,
      4,
      4,
      -3,
      -Infinity,
    ]];
    floats.fill(-77);
    floats.set(rows.flat(), starts.source / 4);
    floats.set([1, 2, 3, 4, 5, 6], starts.weights / 4);
    run([maxPoolingCall(pairs, places.source, places.result)], level);
    assertEquals([...floats.subarray(starts.result / 4, starts.result / 4 + 7)], [4, 0, NaN, -1, 4, -2, -77]);
    run([maxPoolingGradientCall(pairs, { source: places.source, values: places.weights, out: places.result })], level);
    assertEquals([...floats.subarray(starts.result / 4, starts.result / 4 + 25)], [
      ...[0, 0, 2, 0, 0, 3, 4, 0, 0, 0, 0, 6],
      ...[1, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0],
      -77,
    ]);
  });
}
