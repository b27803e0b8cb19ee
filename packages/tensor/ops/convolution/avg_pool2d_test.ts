import { checkOp } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import { ones } from "../../creation/full.ts";
import { Random } from "../../random/random.ts";
import type { AveragePooling } from "./avg_pool2d.ts";
import { avgPool2d, avgPool2dGradientOp, avgPool2dOp } from "./avg_pool2d.ts";

const random = new Random(13);

function images(...shape: number[]) {
  return random.normal(shape, { dtype: "float64" });
}

const plain: AveragePooling = {
  size: [2, 2],
  stride: [2, 2],
  padding: [0, 0, 0, 0],
  dilation: [1, 1],
  countPadding: true,
};
const overlapping: AveragePooling = { ...plain, size: [3, 2], stride: [2, 1], padding: [1, 1, 0, 1] };
const inside: AveragePooling = { ...overlapping, countPadding: false };

Deno.test("avgPool2d() obeys the laws of an operation", () => {
  checkOp(avgPool2dOp, {
    cases: [
      { inputs: [[[[[1, 2, 5, 6], [3, 4, 8, 7]]]]], attributes: plain, output: [[[[2.5, 6.5]]]] },
      { inputs: [images(2, 2, 5, 4)], attributes: overlapping },
      { inputs: [images(2, 2, 5, 4)], attributes: inside },
    ],
    failures: [{
      inputs: [images(1, 1, 1, 4)],
      attributes: plain,
      message:
        "Cannot avgPool2d x as a window of 2 rows must fit into the padded image of 1: current shape is [1, 1, 1, 4]",
    }],
  });
});

Deno.test("avgPool2dGradient() obeys the laws of an operation", () => {
  checkOp(avgPool2dGradientOp, {
    cases: [
      {
        inputs: [[[[[4, 8]]]]],
        attributes: { ...plain, image: [2, 5] },
        output: [[[[1, 1, 2, 2, 0], [1, 1, 2, 2, 0]]]],
      },
      { inputs: [images(2, 2, 3, 4)], attributes: { ...overlapping, image: [5, 4] } },
      { inputs: [images(2, 2, 3, 4)], attributes: { ...inside, image: [5, 4] } },
    ],
    failures: [{
      inputs: [images(1, 1, 1, 1)],
      attributes: { ...plain, image: [4, 2] },
      message: "Cannot avgPool2dGradient g as its shape must be [1, 1, 2, 1]: current shape is [1, 1, 1, 1]",
    }],
  });
});

Deno.test("avgPool2d() leaves padding out if told so", () => {
  const x = ones([1, 1, 2, 2]);
  assertEquals(avgPool2d(x, { size: 2, stride: 2, padding: 1 }).toArray(), [[[[0.25, 0.25], [0.25, 0.25]]]]);
  assertEquals(avgPool2d(x, { size: 2, stride: 2, padding: 1, countPadding: false }).toArray(), [[[[1, 1], [1, 1]]]]);
});
