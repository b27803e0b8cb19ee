import { gradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { concat, full, Random, ShapeError, slice, sum, Variable, zeros } from "@chainrule/tensor";
import { assertBits, assertCompiled, assertTensorsClose, checkLayer } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { constantInitializer } from "../../initializers/constant.ts";
import { GroupNorm } from "./group_norm.ts";
import { LayerNorm } from "./layer_norm.ts";

const close = { rtol: 1e-13, atol: 1e-14 };

Deno.test("GroupNorm obeys the laws of layers, on images, signals and tables", () => {
  const parameters = { gamma: [4], beta: [4] };
  checkLayer((dtype) => new GroupNorm(2, { dtype }), {
    input: [2, 4, 2, 3],
    output: [2, 4, 2, 3],
    parameters,
    failures: [
      {
        input: [2, 6, 2, 3],
        message: "Cannot apply GroupNorm as its input must have shape [N, 4, ...]: current shape is [2, 6, 2, 3]",
      },
      { input: [4], message: "Cannot apply GroupNorm as its input must have shape [N, 4, ...]: current shape is [4]" },
    ],
  });
  checkLayer((dtype) => new GroupNorm(4, { dtype }), { input: [2, 4, 3], output: [2, 4, 3], parameters });
  checkLayer((dtype) => new GroupNorm(2, { dtype }), { input: [3, 4], output: [3, 4], parameters });
  checkLayer((dtype) => new GroupNorm(1, { dtype, affine: false }), {
    input: [2, 3, 2],
    output: [2, 3, 2],
    parameters: {},
  });
});

Deno.test("one group is layer normalisation of samples, and as many groups as channels that of each channel", () => {
  const x = new Random(1).normal([3, 4, 2, 5], { dtype: "float64" });
  const options = { affine: false, dtype: "float64" } as const;
  const by = (axis: readonly number[]) => new LayerNorm({ ...options, axis }).forward(x);
  assertTensorsClose(new GroupNorm(1, options).forward(x), by([1, 2, 3]), close);
  assertTensorsClose(new GroupNorm(4, options).forward(x), by([2, 3]), close);
});

Deno.test("other groups, other samples and the mode do not matter", () => {
  const layer = new GroupNorm(2);
  const random = new Random(1);
  const [a, b, other] = [1, 2, 3].map(() => random.normal([2, 2, 3]));
  const y = layer.forward(concat([a!, b!], 1));
  const changed = layer.eval().forward(concat([concat([a!, other!], 1), concat([b!, other!], 1)]));
  assertBits(slice(changed, [0, 0, 0], [2, 2, 3]), slice(y, [0, 0, 0], [2, 2, 3]));
});

for (const dtype of ["float64", "float32"] as const) {
  Deno.test(`a group whose values are all equal gives β, and finite gradients, ${dtype}`, () => {
    const make = () => {
      const layer = new GroupNorm(2, { dtype, inputDim: 4, betaInitializer: constantInitializer(0.5) });
      const x = new Variable(full([2, 4, 3], -1e6, dtype));
      return () => {
        const y = layer.forward(x.value);
        const upstream = new Random(2).normal(y.shape, { dtype });
        return [y, ...gradients(sum(y.mul(upstream)), [x, ...layer.parameters()])];
      };
    };
    const eager = make()();
    assert(eager[0]!.data.every((value) => value === 0.5));
    for (const result of eager) assert(result.data.every(Number.isFinite));
    jit(make())().forEach((result, i) => assertCompiled(result, eager[i]!, `${i}`));
  });
}

Deno.test("GroupNorm refuses channels that its groups do not divide, and is not built by them", () => {
  const layer = new GroupNorm(4);
  assertEquals(
    assertThrows(() => layer.forward(zeros([2, 6])), ShapeError).message,
    "Cannot apply GroupNorm as its input must have shape [N, C, ...] with C a multiple of the 4 groups: current shape is [2, 6]",
  );
  assertEquals(layer.built, false);
  assertEquals(layer.forward(zeros([2, 8])).shape, [2, 8]);
});

Deno.test("GroupNorm refuses options that mean nothing", () => {
  const cases = [
    [() => new GroupNorm(0), "Cannot make GroupNorm as groups must be a positive whole number: current groups is 0"],
    [
      () => new GroupNorm(4, { inputDim: 6 }),
      "Cannot make GroupNorm as inputDim must be a multiple of the 4 groups: current inputDim is 6",
    ],
    [
      () => new GroupNorm(1, { inputDim: -1 }),
      "Cannot make GroupNorm as inputDim must be a positive whole number: current inputDim is -1",
    ],
    [
      () => new GroupNorm(1, { epsilon: Infinity }),
      "Cannot make GroupNorm as epsilon must be above 0 and finite: current epsilon is Infinity",
    ],
  ] as const;
  for (const [make, message] of cases) assertEquals(assertThrows(make, RangeError).message, message);
});
