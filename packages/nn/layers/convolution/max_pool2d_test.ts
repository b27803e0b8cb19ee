import { maxPool2d, Random, tensor, zeros } from "@chainrule/tensor";
import { assertBits, checkLayer } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { MaxPool2D } from "./max_pool2d.ts";

Deno.test("MaxPool2D obeys the laws of layers", () => {
  checkLayer(() => new MaxPool2D(2), {
    input: [2, 3, 5, 4],
    output: [2, 3, 2, 2],
    parameters: {},
    failures: [
      {
        input: [2, 5, 4],
        message:
          "Cannot apply MaxPool2D as its input must have shape [N, C, H, W]: current shape is [2, 5, 4]; without an axis of channels, reshape it to [N, 1, H, W]",
      },
      {
        input: [2, 3, 5, 1],
        message:
          "Cannot apply MaxPool2D as its window of 2 columns must fit into the padded image of 1: current shape is [2, 3, 5, 1]",
      },
    ],
  });
});

Deno.test("MaxPool2D obeys the laws of layers, with overlapping, padded and dilated windows", () => {
  checkLayer(() => new MaxPool2D([2, 3], { stride: [1, 2], padding: [0, 1, 2, 1], dilation: [2, 1] }), {
    input: [2, 2, 5, 4],
    output: [2, 2, 4, 3],
    parameters: {},
  });
});

Deno.test("MaxPool2D is maxPool2d() with its options, and goes by its size unless told otherwise", () => {
  const x = new Random(1).normal([1, 2, 6, 7]);
  const options = { stride: 2, padding: "same", dilation: 2 } as const;
  assertBits(new MaxPool2D([3, 2], options).forward(x), maxPool2d(x, { size: [3, 2], ...options }));
  assertEquals(new MaxPool2D([2, 3]).forward(x).shape, [1, 2, 3, 2]);
  assertEquals(new MaxPool2D(3).forward(zeros([0, 2, 6, 7])).shape, [0, 2, 2, 2]);
});

Deno.test("MaxPool2D takes what lies outside the image for less than anything", () => {
  const x = tensor([[[[-3, -1], [-4, -2]]]]);
  assertEquals(new MaxPool2D(2, { padding: 1 }).forward(x).toArray(), [[[[-3, -1], [-4, -2]]]]);
});

Deno.test("MaxPool2D explains numbers that it refuses", () => {
  for (
    const [make, message] of [
      [
        () => new MaxPool2D(0),
        "Cannot make MaxPool2D as size must be one whole number or two, each from 1: current size is [0, 0]",
      ],
      [
        () => new MaxPool2D(2, { stride: 0.5 }),
        "Cannot make MaxPool2D as stride must be one whole number or two, each from 1: current stride is [0.5, 0.5]",
      ],
      [
        () => new MaxPool2D(2, { padding: [1, 1] as unknown as number }),
        "Cannot make MaxPool2D as padding must be one whole number or 4, each from 0: current padding is [1, 1]",
      ],
      [
        () => new MaxPool2D(2, { dilation: [1, 0] }),
        "Cannot make MaxPool2D as dilation must be one whole number or two, each from 1: current dilation is [1, 0]",
      ],
    ] as const
  ) {
    assertEquals(assertThrows(make, RangeError).message, message);
  }
});
