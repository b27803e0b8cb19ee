import { assertBits } from "@chainrule/testing";
import type { AnyOp, Tensor, Windows } from "@chainrule/tensor";
import {
  abs,
  applyAny,
  avgPool2dGradientOp,
  avgPool2dOp,
  cast,
  conv2dInputGradientOp,
  conv2dOp,
  conv2dWeightGradientOp,
  gather,
  maxPool2dGradientOp,
  maxPool2dOp,
  maxPool2dTakeOp,
  Random,
  tensor,
  zeros,
} from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { levels, runOp } from "./testing/run_calls.ts";

/** Sizes and options of a convolution or of pooling. */
interface Sizes extends Windows {
  readonly images: number;
  readonly groups: number;
  readonly channels: number;
  readonly outputs: number;
  readonly image: readonly [number, number];
  readonly kernel: readonly [number, number];
}

const seeds = new Random(21);

function normal(shape: readonly number[]): Tensor {
  return seeds.normal(shape);
}

/** How many windows there are along an axis; below one, the window does not fit. */
function windowsAlong({ image, kernel, stride, dilation, padding }: Sizes, axis: 0 | 1): number {
  const length = image[axis] + padding[2 * axis]! + padding[2 * axis + 1]!;
  return Math.floor((length - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis]) + 1;
}

function fits(sizes: Sizes): boolean {
  return windowsAlong(sizes, 0) > 0 && windowsAlong(sizes, 1) > 0;
}

/** A convolution and its gradients. */
function convolutions(sizes: Sizes): { op: AnyOp; inputs: Tensor[]; attributes: unknown; terms: number }[] {
  const { images, groups, channels, outputs, image, kernel, stride, dilation, padding } = sizes;
  const options = { stride, dilation, padding, groups };
  const x = normal([images, groups * channels, ...image]);
  const weight = normal([groups * outputs, channels, ...kernel]);
  const windows = [windowsAlong(sizes, 0), windowsAlong(sizes, 1)] as const;
  const g = normal([images, groups * outputs, ...windows]);
  const area = kernel[0] * kernel[1];
  return [
    { op: conv2dOp, inputs: [x, weight], attributes: options, terms: channels * area },
    { op: conv2dInputGradientOp, inputs: [g, weight], attributes: { ...options, size: image }, terms: outputs * area },
    {
      op: conv2dWeightGradientOp,
      inputs: [x, g],
      attributes: { ...options, size: kernel },
      terms: images * windows[0] * windows[1],
    },
  ];
}

/** Runs a convolution and its gradients, whole and in parts, and compares with float64. */
function checkConvolutions(sizes: Sizes): void {
  for (const { op, inputs, attributes, terms } of convolutions(sizes)) {
    const wide = inputs.map((x) => cast(x, "float64"));
    const exact = applyAny(op, wide, attributes);
    const scale = applyAny(op, wide.map((x) => abs(x)), attributes);
    for (const level of levels) {
      const { output } = runOp(op, inputs, attributes, { level });
      exact.data.forEach((value, i) => {
        const bound = (terms + 1) * 2 ** -24 * scale.data[i]!;
        const error = Math.abs(output.data[i]! - value);
        assert(error <= bound, `${op.name} at ${i}: ${output.data[i]} is not ${value}; ${JSON.stringify(sizes)}`);
      });
      const cut = runOp(op, inputs, attributes, { level, parts: 3 });
      assertBits(cut.output, output, `${op.name} in parts`);
    }
  }
}

const plain: Sizes = {
  images: 1,
  groups: 1,
  channels: 1,
  outputs: 1,
  image: [6, 6],
  kernel: [3, 3],
  stride: [1, 1],
  dilation: [1, 1],
  padding: [0, 0, 0, 0],
};

const shapes: Readonly<Record<string, Partial<Sizes>>> = {
  "of one pixel": { image: [1, 1], kernel: [1, 1] },
  "that keep their size": { images: 3, outputs: 8, image: [28, 28], kernel: [5, 5], padding: [2, 2, 2, 2] },
  "of several channels": {
    images: 9,
    channels: 8,
    outputs: 16,
    image: [14, 14],
    kernel: [5, 5],
    padding: [2, 2, 2, 2],
  },
  "of wide rows": { outputs: 3, image: [5, 150], kernel: [3, 3], padding: [1, 1, 1, 1] },
  "in many bands": { channels: 40, outputs: 2, image: [70, 40], kernel: [3, 3], padding: [1, 1, 1, 1] },
  "with stride 2": { channels: 3, outputs: 7, image: [17, 23], stride: [2, 2], padding: [1, 0, 1, 1] },
  "with stride 3 and large windows": {
    outputs: 2,
    image: [20, 31],
    kernel: [7, 8],
    stride: [3, 3],
    padding: [3, 3, 3, 3],
  },
  "with dilation": { channels: 2, outputs: 5, image: [19, 21], dilation: [2, 3], padding: [2, 2, 3, 3] },
  "by channel": { images: 2, groups: 12, image: [13, 13], padding: [1, 1, 1, 1] },
  "in groups with stride": { groups: 3, channels: 2, outputs: 6, image: [15, 12], kernel: [2, 4], stride: [2, 1] },
  "with windows of one pixel": { images: 2, channels: 9, outputs: 11, image: [7, 7], kernel: [1, 1] },
  "with windows of one pixel and stride": { channels: 3, outputs: 4, image: [9, 9], kernel: [1, 1], stride: [2, 2] },
  "with more padding than window": { outputs: 2, image: [4, 5], kernel: [2, 2], padding: [3, 2, 4, 3] },
  "with windows as large as images": { images: 2, channels: 3, outputs: 10, image: [5, 7], kernel: [5, 7] },
  "of sequences": { images: 2, channels: 4, outputs: 5, image: [1, 100], kernel: [1, 13], padding: [0, 0, 6, 6] },
  "of columns": { images: 2, channels: 4, outputs: 5, image: [50, 1], kernel: [9, 1], padding: [4, 4, 0, 0] },
};

for (const [what, sizes] of Object.entries(shapes)) {
  Deno.test(`compiled convolutions ${what} are within their bounds`, () => checkConvolutions({ ...plain, ...sizes }));
}

function pair(from: number, to: number): fc.Arbitrary<[number, number]> {
  return fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: from, max: to }));
}

const randomSizes: fc.Arbitrary<Sizes> = fc.record({
  images: fc.integer({ min: 1, max: 3 }),
  groups: fc.integer({ min: 1, max: 2 }),
  channels: fc.integer({ min: 1, max: 3 }),
  outputs: fc.integer({ min: 1, max: 7 }),
  image: pair(1, 12),
  kernel: pair(1, 4),
  stride: pair(1, 3),
  dilation: pair(1, 3),
  padding: fc.tuple(pair(0, 3), pair(0, 3)).map(([a, b]) => [...a, ...b] as const),
}).filter(fits);

Deno.test("compiled convolutions of any sizes are within their bounds", () => {
  fc.assert(fc.property(randomSizes, checkConvolutions), { numRuns: 40 });
});

/** Numbers of which many tie, with NaN, infinities and both zeros among them. */
function mixed(shape: readonly number[]): Tensor {
  const choice = tensor([0, -0, 1, 1, 2, -1, -Infinity, Infinity, NaN, 0.5, 3, -3]);
  return gather(choice, seeds.integers(shape, 0, choice.size));
}

function checkPooling(sizes: Sizes): void {
  const { images, channels, image, kernel, stride, dilation, padding } = sizes;
  const attributes = { size: kernel, stride, dilation, padding };
  const pooled = [images, channels, windowsAlong(sizes, 0), windowsAlong(sizes, 1)];
  const planes = [images, channels, ...image];
  const overlap = dilation.some((spacing) => spacing > 1) || stride.some((step, axis) => step < kernel[axis]!);
  const cases: { op: AnyOp; inputs: Tensor[]; attributes: unknown; adds?: boolean }[] = [
    { op: maxPool2dOp, inputs: [mixed(planes)], attributes },
    { op: maxPool2dTakeOp, inputs: [mixed(planes), normal(planes)], attributes },
    { op: maxPool2dGradientOp, inputs: [mixed(planes), normal(pooled)], attributes, adds: true },
    ...[true, false].flatMap((countPadding) => {
      const mean = { ...attributes, dilation: [1, 1] as const, countPadding };
      const windows = { ...sizes, dilation: [1, 1] as const };
      const g = normal([images, channels, windowsAlong(windows, 0), windowsAlong(windows, 1)]);
      return [
        { op: avgPool2dOp as AnyOp, inputs: [mixed(planes)], attributes: mean },
        { op: avgPool2dGradientOp as AnyOp, inputs: [g], attributes: { ...mean, image }, adds: true },
      ];
    }),
  ];
  for (const { op, inputs, attributes, adds = false } of cases) {
    try {
      op.shape(inputs.map((x) => x.shape), attributes);
    } catch {
      continue; // A window has nothing inside.
    }
    for (const level of levels) {
      for (const parts of [1, 3]) {
        const { output, expected } = runOp(op, inputs, attributes, { level, parts });
        if (!adds || !overlap) {
          assertBits(output, expected!, `${op.name} ${JSON.stringify(sizes)}`);
        } else {
          // Sums of at most 25 numbers below 6, rounded each time.
          expected!.data.forEach((y, i) => assert(Math.abs(output.data[i]! - y) <= 25 * 150 * 2 ** -24, op.name));
        }
      }
    }
  }
}

Deno.test("compiled pooling of pairs has the bits of eager pooling", () => {
  const pairs = { ...plain, kernel: [2, 2], stride: [2, 2] } as const;
  for (const image of [[8, 8], [9, 11], [2, 8], [28, 28], [14, 14], [7, 10], [6, 6]] as const) {
    checkPooling({ ...pairs, images: 3, channels: 2, image });
  }
});

Deno.test("compiled pooling of any windows is eager pooling", () => {
  fc.assert(fc.property(randomSizes, checkPooling), { numRuns: 60 });
});

Deno.test("what is not float32, or empty, has no kernel", () => {
  const run = (x: Tensor, weight: Tensor) => {
    const attributes = { stride: [1, 1], padding: [0, 0, 0, 0], dilation: [1, 1], groups: 1 };
    const operand = (t: Tensor) => ({
      ...t,
      shape: t.shape,
      dtype: t.dtype,
      address: { region: "fixed", bytes: 0 } as const,
    });
    const out = conv2dOp.shape([x.shape, weight.shape], attributes as never);
    const inputs = [operand(x), operand(weight)];
    const output = { ...operand(x), shape: out, strides: [] };
    return conv2dOp.lower!({ attributes, inputs, output } as never);
  };
  assertEquals(run(zeros([1, 1, 2, 2], "float64"), zeros([1, 1, 2, 2], "float64")), null);
  assertEquals(run(zeros([0, 1, 2, 2]), zeros([1, 1, 2, 2])), null);
  assertEquals(run(zeros([1, 1, 2, 40]), zeros([1, 1, 2, 33])), null);
  assert(run(zeros([1, 1, 2, 2]), zeros([1, 1, 2, 2])) !== null);
});
