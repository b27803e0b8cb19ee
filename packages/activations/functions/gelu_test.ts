import { checkOp } from "@chainrule/testing";
import { arange, tensor } from "@chainrule/tensor";
import { assert, assertThrows } from "@std/assert";
import { gelu, geluOp, geluSlopeOp } from "./gelu.ts";

Deno.test("gelu() obeys the laws of an operation", () => {
  checkOp(geluOp, {
    cases: [
      { inputs: [[[-3.5, -1.25, 0], [0.5, 1.5, 6]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      { inputs: [[-1000, 0, 1000]], smooth: false, output: [-0, 0, 1000] },
    ],
  });
});

Deno.test("the derivative of gelu() obeys the laws of an operation", () => {
  checkOp(geluSlopeOp, {
    cases: [
      { inputs: [[[-3.5, -1.25, 0], [0.5, 1.5, 6]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      { inputs: [[-1000, 0, 1000]], smooth: false, output: [-0, 0.5, 1] },
    ],
  });
});

Deno.test("gelu() has approximations as good as its documentation says", () => {
  const x = arange(-8, 8, { step: 1 / 128, dtype: "float64" });
  const error = (approximate: "tanh" | "sigmoid"): number => {
    return gelu(x, { approximate }).sub(gelu(x)).abs().max().item();
  };
  assert(error("tanh") < 5e-4 && error("tanh") > 4e-4);
  assert(error("sigmoid") < 0.021 && error("sigmoid") > 0.02);
});

Deno.test("gelu() refuses an approximation that does not exist", () => {
  assertThrows(
    () => gelu(tensor([1]), { approximate: "erf" as "none" }),
    RangeError,
    "Cannot gelu x as approximate must be one of none, tanh, sigmoid: current value is erf",
  );
});
