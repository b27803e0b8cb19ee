import { checkOp } from "@chainrule/testing";
import { tensor } from "../creation/tensor.ts";
import type { Draw } from "./draws.ts";
import { randomNormalOp, randomPermutationOp, randomUniformOp } from "./draws.ts";

const counter = tensor(3, "int32");
const draw = (shape: number[], dtype: Draw["dtype"]): Draw => ({ key: [1, -2], shape, dtype });

Deno.test("uniform draws obey the laws of an operation", () => {
  checkOp(randomUniformOp, {
    cases: [
      { inputs: [counter], attributes: draw([2, 3], "float32") },
      { inputs: [counter], attributes: draw([5], "float64") },
      { inputs: [counter], attributes: draw([0], "float32") },
    ],
  });
});

Deno.test("normal draws obey the laws of an operation", () => {
  checkOp(randomNormalOp, {
    cases: [
      { inputs: [counter], attributes: draw([2, 3], "float32") },
      { inputs: [counter], attributes: draw([5], "float64") },
    ],
  });
});

Deno.test("permutations obey the laws of an operation", () => {
  checkOp(randomPermutationOp, {
    cases: [
      { inputs: [counter], attributes: draw([7], "int32") },
      { inputs: [counter], attributes: draw([0], "int32"), output: [] },
      { inputs: [counter], attributes: draw([1], "int32"), output: [0] },
    ],
  });
});
