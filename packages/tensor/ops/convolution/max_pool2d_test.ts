import { checkOp } from "@chainrule/testing";
import { grad } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { ones } from "../../creation/full.ts";
import { tensor } from "../../creation/tensor.ts";
import { Random } from "../../random/random.ts";
import { sum } from "../reduction/sum.ts";
import { maxPool2d, maxPool2dGradientOp, maxPool2dOp, maxPool2dTakeOp } from "./max_pool2d.ts";
import type { Pooling } from "./pooling.ts";

const random = new Random(12);

function images(...shape: number[]) {
  return random.normal(shape, { dtype: "float64" });
}

const plain: Pooling = { size: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0], dilation: [1, 1] };
const overlapping: Pooling = { size: [3, 2], stride: [2, 1], padding: [1, 1, 0, 1], dilation: [1, 2] };
const special = [[[[NaN, 2, -Infinity, -Infinity], [NaN, 9, -Infinity, -Infinity], [0, -0, -0, 0], [-0, 0, -1, NaN]]]];

Deno.test("maxPool2d() obeys the laws of an operation", () => {
  checkOp(maxPool2dOp, {
    cases: [
      { inputs: [[[[[1, 2, 5, 6], [3, 4, 8, 7]]]]], attributes: plain, output: [[[[4, 8]]]] },
      { inputs: [special], attributes: plain, smooth: false, output: [[[[NaN, -Infinity], [0, NaN]]]] },
      { inputs: [images(2, 2, 5, 4)], attributes: overlapping },
      { inputs: [tensor([[[[1, 2], [4, 3]]]], "int32")], attributes: plain, output: [[[[4]]]] },
    ],
    failures: [{
      inputs: [images(1, 1, 1, 4)],
      attributes: plain,
      message:
        "Cannot maxPool2d x as a window of 2 rows must fit into the padded image of 1: current shape is [1, 1, 1, 4]",
    }, {
      inputs: [images(1, 1, 3, 3)],
      attributes: { ...plain, padding: [2, 0, 0, 0] },
      message:
        "Cannot maxPool2d x as each window must have an element inside the image: current shape is [1, 1, 3, 3]; current padding is [2, 0, 0, 0]",
    }],
  });
});

Deno.test("maxPool2dGradient() obeys the laws of an operation", () => {
  checkOp(maxPool2dGradientOp, {
    cases: [
      { inputs: [[[[[1, 2], [2, 0]]]], [[[[7]]]]], attributes: plain, smooth: false, output: [[[[0, 7], [0, 0]]]] },
      { inputs: [images(2, 2, 5, 4), images(2, 2, 3, 3)], attributes: overlapping },
    ],
    failures: [{
      inputs: [images(1, 1, 2, 2), images(1, 1, 2, 1)],
      attributes: plain,
      message:
        "Cannot maxPool2dGradient g as its shape must be [1, 1, 1, 1]: current shapes are [1, 1, 2, 2] and [1, 1, 2, 1]",
    }],
  });
});

Deno.test("maxPool2dTake() obeys the laws of an operation", () => {
  checkOp(maxPool2dTakeOp, {
    cases: [
      { inputs: [special, images(1, 1, 4, 4)], attributes: plain, smooth: false },
      { inputs: [images(2, 2, 5, 4), images(2, 2, 5, 4)], attributes: overlapping },
    ],
    failures: [{
      inputs: [images(1, 1, 2, 2), images(1, 1, 2, 1)],
      attributes: plain,
      message:
        "Cannot maxPool2dTake values as its shape must be [1, 1, 2, 2]: current shapes are [1, 1, 2, 2] and [1, 1, 2, 1]",
    }],
  });
});

Deno.test("maxPool2d() sends the gradient to the first of those that tie, NaN before all", () => {
  const gradient = grad((x) => sum(maxPool2d(x, { size: 2 })));
  assertEquals(gradient(tensor(special)).toArray(), [[[[1, 0, 1, 0], [0, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1]]]]);
});

Deno.test("maxPool2d() goes by its size unless told otherwise", () => {
  assertEquals(maxPool2d(ones([1, 1, 6, 7]), { size: [2, 3] }).shape, [1, 1, 3, 2]);
  assertEquals(maxPool2d(ones([1, 1, 6, 7]), { size: [2, 3], stride: 1, padding: "same" }).shape, [1, 1, 6, 7]);
});

Deno.test("maxPool2d() explains what is no image, and options", () => {
  assertEquals(
    assertThrows(() => maxPool2d(ones([4, 4]), { size: 2 }), TypeError).message,
    "Cannot maxPool2d x as it must have four axes: samples, channels, rows, columns: current shape is [4, 4]",
  );
  assertEquals(
    assertThrows(() => maxPool2d(ones([1, 1, 4, 4]), { size: 0 }), RangeError).message,
    "Cannot maxPool2d x as size must be one whole number or two, each from 1: current size is [0, 0]",
  );
});
