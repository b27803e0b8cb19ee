import { checkGradients, grad } from "@chainrule/autograd";
import { checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import type { DType } from "../../core/dtype.ts";
import { tensor } from "../../creation/tensor.ts";
import { cast, castOp } from "./cast.ts";

Deno.test("cast() obeys the laws of an operation", () => {
  checkOp(castOp, {
    cases: [
      {
        inputs: [[1.75, -1.75, 0.5]],
        attributes: { dtype: "int32" },
        output: [1, -1, 0],
      },
      {
        inputs: [[0, -0, 0.25, NaN]],
        attributes: { dtype: "bool" },
        output: [false, false, true, true],
      },
      {
        inputs: [tensor([true, false])],
        attributes: { dtype: "float64" },
        output: [1, 0],
        smooth: false,
      },
      { inputs: [tensor(7, "int32")], attributes: { dtype: "bool" }, output: true },
    ],
  });
});

Deno.test("cast() to float32 rounds to the nearest", () => {
  assertEquals(cast(tensor(0.1, "float64"), "float32").item(), Math.fround(0.1));
});

Deno.test("cast() to the same dtype has the right derivatives", () => {
  checkGradients((x) => cast(x.mul(x), "float64"), [tensor([1.5, -2], "float64")]);
});

Deno.test("cast() carries gradients across precisions", () => {
  const slope = grad((x) => cast(cast(x, "float32").mul(3), "float64"));
  const g = slope(tensor(2, "float64"));
  assertEquals([g.dtype, g.item()], ["float64", 3]);
});

Deno.test("cast() to integers ends the gradient", () => {
  const slope = grad((x) => cast(cast(x, "int32"), "float32").add(x.mul(2)));
  assertEquals(slope(tensor(2.5)).item(), 2);
});

Deno.test("cast() names the dtypes that there are", () => {
  assertEquals(
    assertThrows(() => cast(1, "int64" as DType), TypeError).message,
    "Cannot cast x as the dtype must be one of bool, int32, float32, float64: current dtype is int64",
  );
});
