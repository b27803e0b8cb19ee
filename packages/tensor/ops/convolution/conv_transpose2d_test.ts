import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { ones } from "../../creation/full.ts";
import { tensor } from "../../creation/tensor.ts";
import { Random } from "../../random/random.ts";
import { convTranspose2d } from "./conv_transpose2d.ts";

Deno.test("convTranspose2d() adds rows and columns at the end", () => {
  const x = tensor([[[[1, 2]]]]);
  const y = convTranspose2d(x, ones([1, 1, 1, 1]), { stride: 2, outputPadding: [0, 1] });
  assertEquals(y.toArray(), [[[[1, 0, 2, 0]]]]);
});

Deno.test("convTranspose2d() has the right derivatives", () => {
  const random = new Random(6);
  const [x, w] = [random.normal([2, 4, 2, 3], { dtype: "float64" }), random.normal([4, 2, 3, 2], { dtype: "float64" })];
  const options = { stride: [2, 1], padding: [1, 0, 0, 1], dilation: [1, 2], groups: 2 } as const;
  assertEquals(convTranspose2d(x, w, options).shape, [2, 4, 4, 4]);
  checkGradients((a, b) => convTranspose2d(a, b, options), [x, w]);
});

Deno.test("convTranspose2d() explains what does not fit", () => {
  assertEquals(
    assertThrows(() => convTranspose2d(ones([1, 2, 3, 3]), ones([3, 1, 2, 2])), TypeError).message,
    "Cannot conv2dInputGradient g as it must have the shape of the convolution, [1, 3, 3, 3]: current shapes are [1, 2, 3, 3] and [3, 1, 2, 2] (in convTranspose2d)",
  );
});
