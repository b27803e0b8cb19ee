import { avgPool2d, ones, Random, zeros } from "@chainrule/tensor";
import { assertBits, checkLayer } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { AvgPool2D } from "./avg_pool2d.ts";

Deno.test("AvgPool2D obeys the laws of layers", () => {
  checkLayer(() => new AvgPool2D(2), {
    input: [2, 3, 5, 4],
    output: [2, 3, 2, 2],
    parameters: {},
    failures: [
      {
        input: [2, 60],
        message:
          "Cannot apply AvgPool2D as its input must have shape [N, C, H, W]: current shape is [2, 60]; rows of numbers become images with Reshape([C, H, W])",
      },
      {
        input: [2, 3, 1, 4],
        message:
          "Cannot apply AvgPool2D as its window of 2 rows must fit into the padded image of 1: current shape is [2, 3, 1, 4]",
      },
    ],
  });
});

for (const countPadding of [true, false]) {
  Deno.test(`AvgPool2D obeys the laws of layers, with padded windows, counting padding: ${countPadding}`, () => {
    checkLayer(() => new AvgPool2D([2, 3], { stride: [1, 2], padding: [0, 1, 2, 1], countPadding }), {
      input: [2, 2, 3, 4],
      output: [2, 2, 3, 3],
      parameters: {},
    });
  });
}

Deno.test("AvgPool2D is avgPool2d() with its options, and goes by its size unless told otherwise", () => {
  const x = new Random(1).normal([1, 2, 6, 7]);
  const options = { stride: 2, padding: "same", countPadding: false } as const;
  assertBits(new AvgPool2D([3, 2], options).forward(x), avgPool2d(x, { size: [3, 2], ...options }));
  assertEquals(new AvgPool2D([2, 3]).forward(x).shape, [1, 2, 3, 2]);
  assertEquals(new AvgPool2D(3).forward(zeros([0, 2, 6, 7])).shape, [0, 2, 2, 2]);
});

Deno.test("AvgPool2D counts zeros outside the image unless told otherwise", () => {
  const x = ones([1, 1, 2, 2]);
  assertEquals(new AvgPool2D(2, { padding: 1 }).forward(x).toArray(), [[[[0.25, 0.25], [0.25, 0.25]]]]);
  assertEquals(new AvgPool2D(2, { padding: 1, countPadding: false }).forward(x).toArray(), [[[[1, 1], [1, 1]]]]);
});

Deno.test("AvgPool2D explains numbers that it refuses", () => {
  assertEquals(
    assertThrows(() => new AvgPool2D([2, -1]), RangeError).message,
    "Cannot make AvgPool2D as size must be one whole number or two, each from 1: current size is [2, -1]",
  );
  assertThrows(() => new AvgPool2D(2, { stride: 0 }), RangeError, "as stride must be");
  assertThrows(() => new AvgPool2D(2, { padding: 0.5 }), RangeError, "as padding must be");
});
