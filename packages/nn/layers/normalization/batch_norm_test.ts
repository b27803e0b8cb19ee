import { gradients, noGrad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import type { DType, Tensor } from "@chainrule/tensor";
import { full, permute, Random, ShapeError, sum, tensor, Variable, zeros } from "@chainrule/tensor";
import { assertBits, assertCompiled, assertTensorsClose, checkLayer, goldenTolerances } from "@chainrule/testing";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { constantInitializer } from "../../initializers/constant.ts";
import { BatchNorm } from "./batch_norm.ts";

const parameters = { gamma: [3], beta: [3] };
const normal = (shape: readonly number[], seed = 1) => new Random(seed).normal(shape, { dtype: "float64" });

Deno.test("BatchNorm obeys the laws of layers, on tables", () => {
  const rule = "Cannot apply BatchNorm as axis 1 of its input must be the 3 features, after the samples";
  checkLayer((dtype) => new BatchNorm({ dtype }), {
    input: [5, 3],
    output: [5, 3],
    parameters,
    failures: [
      { input: [5, 4], message: `${rule}: current shape is [5, 4]` },
      { input: [3], message: `${rule}: current shape is [3]` },
      {
        input: [1, 3],
        message:
          "Cannot apply BatchNorm in training as each feature must have at least two values: current shape is [1, 3]; choose a batchSize that leaves no batch of one sample, or call eval()",
      },
      {
        input: [0, 3],
        message:
          "Cannot apply BatchNorm in training as each feature must have at least two values: current shape is [0, 3]; choose a batchSize that leaves no batch of one sample, or call eval()",
      },
    ],
  });
});

Deno.test("BatchNorm obeys the laws of layers, on images and signals, without γ and β, and with features last", () => {
  checkLayer((dtype) => new BatchNorm({ dtype }), { input: [2, 3, 2, 2], output: [2, 3, 2, 2], parameters });
  checkLayer((dtype) => new BatchNorm({ dtype, momentum: 0.5 }), { input: [2, 3, 4], output: [2, 3, 4], parameters });
  checkLayer((dtype) => new BatchNorm({ dtype, affine: false }), {
    input: [4, 3],
    output: [4, 3],
    parameters: {},
  });
  checkLayer((dtype) => new BatchNorm({ dtype, axis: -1, epsilon: 0.1 }), {
    input: [2, 4, 3],
    output: [2, 4, 3],
    parameters,
    failures: [{
      input: [2, 3, 4],
      message:
        "Cannot apply BatchNorm as axis -1 of its input must be the 3 features, after the samples: current shape is [2, 3, 4]",
    }],
  });
});

Deno.test("in training, features have mean 0 and variance 1 over batch and places, whatever they were", () => {
  const x = normal([50, 2, 3]).mul(tensor([[0.25], [40]], "float64")).add(tensor([[-7], [1000]], "float64"));
  const y = new BatchNorm({ dtype: "float64", epsilon: 1e-12 }).forward(x);
  const mean = y.mean({ axis: [0, 2] });
  const variance = y.mul(y).mean({ axis: [0, 2] });
  for (const channel of [0, 1]) {
    assertAlmostEquals(mean.data[channel]!, 0, 1e-12);
    assertAlmostEquals(variance.data[channel]!, 1, 1e-9);
  }
});

Deno.test("features along another axis are the same features", () => {
  const x = normal([4, 3, 5]);
  const [first, last] = [new BatchNorm({ dtype: "float64" }), new BatchNorm({ dtype: "float64", axis: -1 })];
  const y = last.forward(permute(x, [0, 2, 1]));
  assertTensorsClose(permute(y, [0, 2, 1]), first.forward(x), { rtol: 1e-13, atol: 1e-14 });
  assertTensorsClose(last.runningVariance!.value, first.runningVariance!.value, { rtol: 1e-13, atol: 0 });
});

Deno.test("running statistics follow the batches by the momentum, with variances that divide by n - 1", () => {
  const layer = new BatchNorm({ momentum: 0.25, dtype: "float64" });
  layer.forward(tensor([[1], [3]], "float64"));
  layer.forward(tensor([[10], [10], [16]], "float64"));
  // Means 2 and 12, variances 2 and 12.
  assertEquals(layer.runningMean!.value.toArray(), [0.75 * (0.25 * 2) + 0.25 * 12]);
  assertEquals(layer.runningVariance!.value.toArray(), [0.75 * (0.75 + 0.25 * 2) + 0.25 * 12]);
});

Deno.test("momentum 0 leaves the statistics as they are, momentum 1 makes them those of the last batch", () => {
  const x = tensor([[1], [3]], "float64");
  for (const [momentum, mean, variance] of [[0, 0, 1], [1, 2, 2]] as const) {
    const layer = new BatchNorm({ momentum, dtype: "float64" });
    layer.forward(x);
    assertEquals([layer.runningMean!.value.item(), layer.runningVariance!.value.item()], [mean, variance]);
  }
});

Deno.test("in evaluation it uses the running statistics, changes none, and takes one sample", () => {
  const layer = new BatchNorm({ dtype: "float64", epsilon: 0.25 }).eval();
  layer.ensureBuilt([1, 2]);
  layer.runningMean!.assign(tensor([1, -2], "float64"));
  layer.runningVariance!.assign(tensor([3.75, 0.75], "float64"));
  layer.gamma!.assign(tensor([2, 3], "float64"));
  layer.beta!.assign(tensor([0.5, 0], "float64"));
  const before = layer.stateDict();
  assertEquals(layer.forward(tensor([[5, 0]], "float64")).toArray(), [[4.5, 6]]);
  assertEquals(layer.forward(zeros([0, 2], "float64")).shape, [0, 2]);
  for (const [name, value] of Object.entries(layer.stateDict())) assertBits(value, before[name]!, name);
});

Deno.test("running statistics are state, but no parameters, and get no gradients", () => {
  const layer = new BatchNorm({ inputDim: 2 });
  assertEquals(layer.namedParameters().map(([name]) => name), ["gamma", "beta"]);
  assertEquals(Object.keys(layer.stateDict()), ["gamma", "beta", "runningMean", "runningVariance"]);
  layer.eval();
  assertEquals([layer.runningMean!.trainable, layer.runningVariance!.trainable], [false, false]);
  layer.trainable = true;
  assertEquals([layer.runningMean!.trainable, layer.runningVariance!.trainable], [false, false]);
});

Deno.test("a frozen layer holds γ and β, while its statistics go on", () => {
  const layer = new BatchNorm({ inputDim: 1, momentum: 1 });
  layer.trainable = false;
  layer.forward(tensor([[1], [3]]));
  assertEquals(layer.runningMean!.value.toArray(), [2]);
});

Deno.test("the parameters of a layer with inputDim exist before the first input, of whatever rank that will be", () => {
  for (
    const [axis, shape] of [[1, [2, 3]], [1, [2, 3, 4, 5]], [2, [2, 4, 3]], [-1, [2, 4, 3]], [-2, [2, 3, 4]]] as const
  ) {
    const layer = new BatchNorm({ inputDim: 3, axis });
    assertEquals(layer.parameters().map(({ shape }) => shape), [[3], [3]]);
    assertEquals(layer.forward(new Random(1).normal(shape)).shape, shape);
  }
});

Deno.test("BatchNorm starts from its initialisers", () => {
  const layer = new BatchNorm({
    gammaInitializer: constantInitializer(0),
    betaInitializer: constantInitializer(7),
  });
  assertEquals(layer.forward(tensor([[1], [2]])).toArray(), [[7], [7]]);
});

Deno.test("BatchNorm is not built by an input that it refuses, and a refused batch leaves the statistics", () => {
  const layer = new BatchNorm();
  assertThrows(() => layer.forward(tensor([1, 2])), ShapeError, "axis 1 of its input must be the features");
  assertEquals(layer.built, false);
  layer.forward(tensor([[1], [3]]));
  const before = layer.stateDict();
  assertThrows(() => layer.forward(tensor([[1]])), ShapeError, "at least two values");
  for (const [name, value] of Object.entries(layer.stateDict())) assertBits(value, before[name]!, name);
  assertThrows(() => new BatchNorm({ inputDim: 2 }).forward(zeros([4, 3])), ShapeError, "the 2 features");
  assertThrows(() => new BatchNorm({ axis: -2 }).forward(zeros([4, 3])), ShapeError, "axis -2 of its input");
});

Deno.test("one image is enough in training, as its places are values of a channel", () => {
  assertEquals(new BatchNorm().forward(new Random(1).normal([1, 3, 2, 2])).shape, [1, 3, 2, 2]);
});

/** Output, gradients of input, γ and β, and statistics after a step in training. */
function stepOf(x: Tensor, dtype: DType, level?: "relaxed" | "simd" | "none"): Tensor[] {
  const layer = new BatchNorm({ dtype, betaInitializer: constantInitializer(0.5) });
  layer.ensureBuilt(x.shape);
  const input = new Variable(x.cast(dtype));
  const both = () => {
    const y = layer.forward(input.value);
    const upstream = new Random(2).normal(y.shape, { dtype });
    return [y, ...gradients(sum(y.mul(upstream)), [input, layer.gamma!, layer.beta!])];
  };
  const results = level === undefined ? both() : withVectorLevel(level, () => jit(both)());
  return [...results, layer.runningMean!.value, layer.runningVariance!.value];
}

for (const dtype of ["float64", "float32"] as const) {
  Deno.test(`a feature that never changes gives β, and finite gradients, ${dtype}`, () => {
    for (const value of [0, 3, -1e6]) {
      const x = full([4, 2], value, dtype);
      const eager = stepOf(x, dtype);
      assertEquals(eager[0]!.toArray(), full([4, 2], 0.5, dtype).toArray());
      for (const result of eager) assert(result.data.every(Number.isFinite));
      for (const level of ["relaxed", "simd", "none"] as const) {
        stepOf(x, dtype, level).forEach((result, i) => assertCompiled(result, eager[i]!, `${value}, ${level}, ${i}`));
      }
    }
  });

  Deno.test(`the gradient of a running statistic is cut, eagerly and compiled, ${dtype}`, () => {
    const make = () => {
      const layer = new BatchNorm({ dtype, inputDim: 3, momentum: 0.9 });
      const x = new Variable(normal([4, 3]).cast(dtype));
      return () => {
        layer.train().forward(x.value);
        const y = layer.eval().forward(x.value);
        layer.train();
        return [y, ...gradients(sum(y.mul(y)), [x])];
      };
    };
    const [y, found] = make()();
    const statistics = new BatchNorm({ dtype, inputDim: 3, momentum: 0.9 });
    noGrad(() => statistics.forward(normal([4, 3]).cast(dtype)));
    const scale = statistics.runningVariance!.value.add(1e-5).pow(-0.5);
    assertTensorsClose(found!, y!.mul(2).mul(scale), goldenTolerances[dtype].gradients);
    jit(make())().forEach((result, i) => assertCompiled(result, [y!, found!][i]!));
  });
}

Deno.test("far from 0, float32 keeps what its inputs have: variances are means of squared distances", () => {
  const x = new Random(3).normal([64, 2], { mean: 1000, dtype: "float32" });
  const [narrow, , , , , variance] = stepOf(x, "float32");
  const [wide, , , , , expected] = stepOf(x, "float64");
  // The mean is rounded to half of 2⁻¹⁴, an ulp of 1000.
  assertTensorsClose(narrow!, wide!, { rtol: 1e-5, atol: 2 ** -14 });
  assertTensorsClose(variance!, expected!, goldenTolerances.float32.values);
});

Deno.test("whatever the scale of a feature, float32 has all of its gradient", () => {
  const x = normal([5, 2]);
  const [, unit] = stepOf(x, "float64");
  // ε is nothing beside deviations as large as these.
  for (const scale of [1e3, 1e9, 1e15, 1e17]) {
    const [, wide] = stepOf(x.mul(scale), "float64");
    const [, narrow] = stepOf(x.mul(scale), "float32");
    const tolerance = goldenTolerances.float32.gradients;
    assertTensorsClose(narrow!.cast("float64").mul(scale), wide!.mul(scale), tolerance, `scale ${scale}`);
    assertTensorsClose(wide!.mul(scale), unit!, { rtol: 1e-4, atol: 1e-4 }, `scale ${scale}`);
    for (const level of ["relaxed", "simd", "none"] as const) {
      const [, compiled] = stepOf(x.mul(scale), "float32", level);
      assertTensorsClose(compiled!.cast("float64").mul(scale), wide!.mul(scale), tolerance, `scale ${scale}, ${level}`);
    }
  }
});

Deno.test("changes of mode are seen by compiled code, which keeps one program for each", () => {
  const [compiled, eager] = [new BatchNorm(), new BatchNorm()];
  const run = jit((x: Tensor) => compiled.forward(x));
  for (const [seed, training] of [true, false, true, true, false].entries()) {
    const x = new Random(seed).normal([6, 3]);
    for (const layer of [compiled, eager]) training ? layer.train() : layer.eval();
    assertCompiled(run(x), eager.forward(x), `call ${seed}`);
  }
  assertEquals(run.programs.length, 2);
  for (const program of run.programs) assertEquals(program.uncompiled, []);
  assertCompiled(compiled.runningMean!.value, eager.runningMean!.value);
  assertCompiled(compiled.runningVariance!.value, eager.runningVariance!.value);
});

Deno.test("BatchNorm refuses options that mean nothing", () => {
  const cases = [
    [
      { axis: 0 },
      "Cannot make BatchNorm as the axis of the features must be a whole number other than 0, that of the samples: current axis is 0",
    ],
    [
      { axis: 1.5 },
      "Cannot make BatchNorm as the axis of the features must be a whole number other than 0, that of the samples: current axis is 1.5",
    ],
    [{ momentum: 1.5 }, "Cannot make BatchNorm as momentum must be in [0, 1]: current momentum is 1.5"],
    [{ momentum: NaN }, "Cannot make BatchNorm as momentum must be in [0, 1]: current momentum is NaN"],
    [{ epsilon: 0 }, "Cannot make BatchNorm as epsilon must be above 0 and finite: current epsilon is 0"],
    [{ inputDim: 0 }, "Cannot make BatchNorm as inputDim must be a positive whole number: current inputDim is 0"],
  ] as const;
  for (const [options, message] of cases) {
    assertEquals(assertThrows(() => new BatchNorm(options), RangeError).message, message);
  }
});
