import { gradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { concat, full, Random, ShapeError, slice, sum, tensor, Variable, zeros } from "@chainrule/tensor";
import { assertBits, assertCompiled, assertTensorsClose, checkLayer, goldenTolerances } from "@chainrule/testing";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { constantInitializer } from "../../initializers/constant.ts";
import { LayerNorm } from "./layer_norm.ts";

Deno.test("LayerNorm obeys the laws of layers, over the last axis", () => {
  const rule = "Cannot apply LayerNorm as axis -1 of its input must have length 4, after the samples";
  checkLayer((dtype) => new LayerNorm({ dtype }), {
    input: [2, 3, 4],
    output: [2, 3, 4],
    parameters: { gamma: [4], beta: [4] },
    failures: [
      { input: [2, 3], message: `${rule}: current shape is [2, 3]` },
      { input: [4], message: `${rule}: current shape is [4]; one sample is a row: reshape it to [1, D]` },
    ],
  });
});

Deno.test("LayerNorm obeys the laws of layers, over several axes, over one in the middle, and without γ and β", () => {
  checkLayer((dtype) => new LayerNorm({ dtype, axis: [-1, -2] }), {
    input: [2, 3, 4],
    output: [2, 3, 4],
    parameters: { gamma: [3, 4], beta: [3, 4] },
    failures: [{
      input: [2, 4, 3],
      message:
        "Cannot apply LayerNorm as axes [-1, -2] of its input must have lengths [3, 4], after the samples: current shape is [2, 4, 3]",
    }],
  });
  checkLayer((dtype) => new LayerNorm({ dtype, axis: [1, 3] }), {
    input: [2, 3, 2, 2],
    output: [2, 3, 2, 2],
    parameters: { gamma: [3, 2], beta: [3, 2] },
  });
  checkLayer((dtype) => new LayerNorm({ dtype, axis: 1 }), {
    input: [2, 3, 2],
    output: [2, 3, 2],
    parameters: { gamma: [3], beta: [3] },
  });
  checkLayer((dtype) => new LayerNorm({ dtype, affine: false, epsilon: 0.1 }), {
    input: [3, 5],
    output: [3, 5],
    parameters: {},
  });
});

Deno.test("each sample has mean 0 and variance 1, whatever its scale", () => {
  const x = new Random(1).normal([2, 60], { dtype: "float64" }).mul(tensor([[1e-3], [1e3]], "float64")).add(5);
  const y = new LayerNorm({ dtype: "float64", epsilon: 1e-16 }).forward(x);
  for (const value of y.mean({ axis: 1 }).data) assertAlmostEquals(value, 0, 1e-9);
  for (const value of y.mul(y).mean({ axis: 1 }).data) assertAlmostEquals(value, 1, 1e-9);
});

Deno.test("other samples of the batch do not matter, and neither does the mode", () => {
  const layer = new LayerNorm();
  const [x, other] = [new Random(1).normal([2, 5]), new Random(2).normal([3, 5])];
  const y = layer.forward(x);
  assertBits(slice(layer.forward(concat([x, other])), [0, 0], [2, 5]), y);
  assertBits(layer.eval().forward(x), y);
});

Deno.test("LayerNorm starts from its initialisers, and knows its parameters where inputDim is given", () => {
  const layer = new LayerNorm({
    inputDim: 2,
    gammaInitializer: constantInitializer(0),
    betaInitializer: constantInitializer(7),
  });
  assertEquals(layer.parameters().map(({ shape }) => shape), [[2], [2]]);
  assertEquals(layer.forward(zeros([1, 3, 2])).toArray(), [[[7, 7], [7, 7], [7, 7]]]);
});

for (const dtype of ["float64", "float32"] as const) {
  Deno.test(`a sample whose features are all equal gives β, and finite gradients, ${dtype}`, () => {
    for (const value of [0, 3, -1e6]) {
      const make = () => {
        const layer = new LayerNorm({ dtype, inputDim: 3, betaInitializer: constantInitializer(0.5) });
        const x = new Variable(full([2, 3], value, dtype));
        return () => {
          const y = layer.forward(x.value);
          const upstream = new Random(2).normal(y.shape, { dtype });
          return [y, ...gradients(sum(y.mul(upstream)), [x, ...layer.parameters()])];
        };
      };
      const eager = make()();
      assertEquals(eager[0]!.toArray(), [[0.5, 0.5, 0.5], [0.5, 0.5, 0.5]]);
      for (const result of eager) assert(result.data.every(Number.isFinite));
      jit(make())().forEach((result, i) => assertCompiled(result, eager[i]!, `${value}, ${i}`));
    }
  });
}

Deno.test("far from 0, float32 keeps what its inputs have", () => {
  const x = new Random(3).normal([4, 64], { mean: 1000, dtype: "float32" });
  const wide = new LayerNorm({ dtype: "float64" }).forward(x.cast("float64"));
  const { rtol } = goldenTolerances.float32.values;
  // The mean is rounded to half of 2⁻¹⁴, an ulp of 1000.
  assertTensorsClose(new LayerNorm().forward(x), wide, { rtol, atol: 2 ** -14 });
});

Deno.test("LayerNorm is not built by an input that it refuses", () => {
  const layer = new LayerNorm({ axis: [1, -1] });
  const rule = "Cannot apply LayerNorm as axes [1, -1] of its input must be there, after the samples";
  assertEquals(
    assertThrows(() => layer.forward(zeros([2, 3])), ShapeError).message,
    `${rule}: current shape is [2, 3]`,
  );
  assertEquals(layer.built, false);
  assertEquals(layer.forward(zeros([2, 3, 4])).shape, [2, 3, 4]);
  assertThrows(() => new LayerNorm({ inputDim: 3 }).forward(zeros([2, 4])), ShapeError, "must have length 3");
});

Deno.test("LayerNorm refuses options that mean nothing", () => {
  const axes = "Cannot make LayerNorm as its axes must be whole numbers other than 0, that of the samples";
  const cases = [
    [{ axis: 0 }, `${axes}: current axes are [0]`],
    [{ axis: [] }, `${axes}: current axes are []`],
    [{ axis: [1, 0.5] }, `${axes}: current axes are [1, 0.5]`],
    [{ epsilon: -1 }, "Cannot make LayerNorm as epsilon must be above 0 and finite: current epsilon is -1"],
    [{ inputDim: 1.5 }, "Cannot make LayerNorm as inputDim must be a positive whole number: current inputDim is 1.5"],
    [
      { inputDim: 3, axis: [1, 2] },
      "Cannot make LayerNorm as inputDim goes with the last axis alone: current axes are [1, 2]; leave inputDim out",
    ],
  ] as const;
  for (const [options, message] of cases) {
    assertEquals(assertThrows(() => new LayerNorm(options), RangeError).message, message);
  }
});
