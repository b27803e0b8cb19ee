import { checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { ones, zeros } from "../../creation/full.ts";
import { tensor } from "../../creation/tensor.ts";
import { Random } from "../../random/random.ts";
import { conv2d, conv2dOp } from "./conv2d.ts";
import { conv2dInputGradientOp } from "./conv2d_input_gradient.ts";
import { conv2dWeightGradientOp } from "./conv2d_weight_gradient.ts";
import type { Convolution } from "./convolved_shape.ts";

const random = new Random(11);

function images(...shape: number[]) {
  return random.normal(shape, { dtype: "float64" });
}

const plain: Convolution = { stride: [1, 1], padding: [0, 0, 0, 0], dilation: [1, 1], groups: 1 };
const strided: Convolution = { stride: [2, 1], padding: [1, 0, 2, 1], dilation: [1, 2], groups: 1 };
const grouped: Convolution = { stride: [1, 2], padding: [0, 1, 1, 0], dilation: [2, 1], groups: 2 };

Deno.test("conv2d() obeys the laws of an operation", () => {
  checkOp(conv2dOp, {
    cases: [
      {
        inputs: [[[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]], [[[[1, 0], [0, -1]]]]],
        attributes: plain,
        output: [[[[-4, -4], [-4, -4]]]],
      },
      { inputs: [images(2, 2, 4, 5), images(3, 2, 2, 3)], attributes: strided },
      { inputs: [images(2, 4, 4, 3), images(2, 2, 2, 2)], attributes: grouped },
      { inputs: [zeros([0, 1, 3, 3], "float64"), images(2, 1, 2, 2)], attributes: plain },
      { inputs: [zeros([2, 0, 3, 3], "float64"), zeros([2, 0, 2, 2], "float64")], attributes: plain },
    ],
    failures: [{
      inputs: [images(1, 2, 3, 3), images(1, 3, 2, 2)],
      attributes: plain,
      message:
        "Cannot conv2d x with weight as x.shape[1] must equal weight.shape[1]: current shapes are [1, 2, 3, 3] and [1, 3, 2, 2]",
    }, {
      inputs: [images(1, 4, 3, 3), images(3, 2, 2, 2)],
      attributes: grouped,
      message:
        "Cannot conv2d x with weight in 2 groups as x.shape[1] must equal 2 times weight.shape[1], and weight.shape[0] must be a multiple of 2: current shapes are [1, 4, 3, 3] and [3, 2, 2, 2]",
    }, {
      inputs: [images(1, 1, 3, 3), images(1, 1, 4, 2)],
      attributes: plain,
      message:
        "Cannot conv2d x as a window of 4 rows must fit into the padded image of 3: current shapes are [1, 1, 3, 3] and [1, 1, 4, 2]",
    }],
  });
});

Deno.test("conv2dInputGradient() obeys the laws of an operation", () => {
  checkOp(conv2dInputGradientOp, {
    cases: [
      {
        inputs: [[[[[1, 2]]]], [[[[1, 10], [3, 4]]]]],
        attributes: { ...plain, size: [2, 3] },
        output: [[[[1, 12, 20], [3, 10, 8]]]],
      },
      { inputs: [images(2, 3, 2, 4), images(3, 2, 2, 3)], attributes: { ...strided, size: [4, 5] } },
      { inputs: [images(2, 2, 3, 2), images(2, 2, 2, 2)], attributes: { ...grouped, size: [4, 3] } },
    ],
    failures: [{
      inputs: [images(1, 1, 2, 2), images(1, 1, 2, 2)],
      attributes: { ...plain, size: [4, 3] },
      message:
        "Cannot conv2dInputGradient g as it must have the shape of the convolution, [1, 1, 3, 2]: current shapes are [1, 1, 2, 2] and [1, 1, 2, 2]",
    }, {
      inputs: [images(2, 2), images(1, 1, 2, 2)],
      attributes: { ...plain, size: [4, 3] },
      message:
        "Cannot conv2dInputGradient g as it must have four axes: samples, channels, rows, columns: current shapes are [2, 2] and [1, 1, 2, 2]",
    }],
  });
});

Deno.test("conv2dWeightGradient() obeys the laws of an operation", () => {
  checkOp(conv2dWeightGradientOp, {
    cases: [
      { inputs: [[[[[1, 2, 3]]]], [[[[1, 10]]]]], attributes: { ...plain, size: [1, 2] }, output: [[[[21, 32]]]] },
      { inputs: [images(2, 2, 4, 5), images(2, 3, 2, 4)], attributes: { ...strided, size: [2, 3] } },
      { inputs: [images(2, 4, 4, 3), images(2, 2, 3, 2)], attributes: { ...grouped, size: [2, 2] } },
    ],
    failures: [{
      inputs: [images(1, 1, 3, 3), images(1, 1, 2, 2)],
      attributes: { ...plain, size: [1, 2] },
      message:
        "Cannot conv2dWeightGradient g as it must have the shape of the convolution, [1, 1, 3, 2]: current shapes are [1, 1, 3, 3] and [1, 1, 2, 2]",
    }, {
      inputs: [images(1, 1, 3, 3), images(2, 2)],
      attributes: { ...plain, size: [1, 2] },
      message:
        "Cannot conv2dWeightGradient g as it must have four axes: samples, channels, rows, columns: current shapes are [1, 1, 3, 3] and [2, 2]",
    }],
  });
});

Deno.test("conv2d() keeps the size of images with same padding, more of it after than before", () => {
  const row = tensor([[[[1, 2, 3, 4, 5]]]]);
  assertEquals(conv2d(row, ones([1, 1, 1, 3]), { padding: "same" }).toArray(), [[[[3, 6, 9, 12, 9]]]]);
  assertEquals(conv2d(row, ones([1, 1, 1, 2]), { padding: "same" }).toArray(), [[[[3, 5, 7, 9, 5]]]]);
  assertEquals(conv2d(row, ones([1, 1, 1, 3]), { padding: "same", dilation: 2 }).toArray(), [[[[4, 6, 9, 6, 8]]]]);
  assertEquals(conv2d(row, ones([1, 1, 1, 3]), { padding: "same", stride: 2 }).toArray(), [[[[3, 9, 9]]]]);
  assertEquals(conv2d(row, ones([1, 1, 1, 2]), { padding: "valid" }).toArray(), [[[[3, 5, 7, 9]]]]);
});

Deno.test("conv2d() works on whole numbers", () => {
  const y = conv2d(tensor([[[[1, 2, 3]]]], "int32"), tensor([[[[1, -1]]]], "int32"));
  assertEquals([y.dtype, y.toArray()], ["int32", [[[[-1, -1]]]]]);
});

Deno.test("conv2d() explains options", () => {
  const [x, w] = [ones([1, 2, 3, 3]), ones([2, 1, 2, 2])];
  const message = (options: Parameters<typeof conv2d>[2]) =>
    assertThrows(() => conv2d(x, w, options), RangeError).message;
  assertEquals(
    message({ stride: 0 }),
    "Cannot conv2d x as stride must be one whole number or two, each from 1: current stride is [0, 0]",
  );
  assertEquals(
    message({ padding: [1, 2, -1, 0] }),
    "Cannot conv2d x as padding must be one whole number or 4, each from 0: current padding is [1, 2, -1, 0]",
  );
  assertEquals(
    message({ dilation: [1.5, 1] }),
    "Cannot conv2d x as dilation must be one whole number or two, each from 1: current dilation is [1.5, 1]",
  );
  assertEquals(
    message({ groups: 0 }),
    "Cannot conv2d x as groups must be a whole number from 1: current groups are 0",
  );
});

Deno.test("conv2d() explains operands that are no images", () => {
  assertEquals(
    assertThrows(() => conv2d(ones([3, 3]), ones([1, 1, 2, 2])), TypeError).message,
    "Cannot conv2d x as it must have four axes: samples, channels, rows, columns: current shapes are [3, 3] and [1, 1, 2, 2]",
  );
  assertEquals(
    assertThrows(() => conv2d(ones([1, 1, 3, 3]), ones([2, 2])), TypeError).message,
    "Cannot conv2d weight as it must have four axes: samples, channels, rows, columns: current shapes are [1, 1, 3, 3] and [2, 2]",
  );
});
