import { checkGradients, gradients, numericalGradient } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import type { DType, Tensor, Variable } from "@chainrule/tensor";
import { concat, gather, ones, Random, ShapeError, slice, sum, tensor, zeros } from "@chainrule/tensor";
import { assertBits, assertCompiled, assertTensorsClose, checkLayer, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { normalInitializer } from "../../initializers/normal.ts";
import { Sequential } from "../../sequential.ts";
import type { AttentionInputs } from "./attention_inputs.ts";
import type { MultiHeadAttentionOptions } from "./multi_head_attention.ts";
import { MultiHeadAttention } from "./multi_head_attention.ts";

const normal = (shape: readonly number[], seed: number) => new Random(seed).normal(shape, { dtype: "float64" });
const close = { rtol: 1e-12, atol: 1e-13 };

Deno.test("MultiHeadAttention obeys the laws of layers", () => {
  checkLayer((dtype) => new MultiHeadAttention(2, { dtype }), {
    input: [2, 3, 4],
    output: [2, 3, 4],
    parameters: {
      "query.weight": [4, 4],
      "query.bias": [4],
      "key.weight": [4, 4],
      "key.bias": [4],
      "value.weight": [4, 4],
      "value.bias": [4],
      "output.weight": [4, 4],
      "output.bias": [4],
    },
    failures: [
      {
        input: [2, 3, 5],
        message: "Cannot apply MultiHeadAttention as its query must have shape [N, T, 4]: current shape is [2, 3, 5]",
      },
      {
        input: [3, 4],
        message: "Cannot apply MultiHeadAttention as its query must have shape [N, T, 4]: current shape is [3, 4]",
      },
    ],
  });
});

Deno.test("MultiHeadAttention obeys the laws of layers, causal, without biases, with sizes of its own", () => {
  checkLayer(
    (dtype) => new MultiHeadAttention(3, { keyDim: 2, valueDim: 1, units: 5, useBias: false, causal: true, dtype }),
    {
      input: [2, 3, 4],
      output: [2, 3, 5],
      parameters: {
        "query.weight": [6, 4],
        "key.weight": [6, 4],
        "value.weight": [3, 4],
        "output.weight": [5, 3],
      },
    },
  );
});

Deno.test("MultiHeadAttention obeys the laws of layers, with dropout on the weights", () => {
  checkLayer((dtype) => new MultiHeadAttention(1, { dropout: 0.5, useBias: false, dtype }), {
    input: [2, 3, 2],
    output: [2, 3, 2],
    parameters: {
      "query.weight": [2, 2],
      "key.weight": [2, 2],
      "value.weight": [2, 2],
      "output.weight": [2, 2],
    },
  });
});

const [query, key, value] = [normal([2, 3, 4], 1), normal([2, 5, 6], 2), normal([2, 5, 7], 3)] as const;
const keyMask = tensor([[true, true, true, true, false], [true, true, false, false, false]]);
const mask = tensor([[true, false, true, true, true], [false, false, false, false, true], [
  true,
  true,
  true,
  true,
  true,
]]);
const sizes = { keyDim: 3, valueDim: 2, units: 5 } as const;

function made(options: MultiHeadAttentionOptions = {}, dtype: DType = "float64"): MultiHeadAttention {
  const layer = new MultiHeadAttention(2, {
    inputDim: 4,
    keyInputDim: 6,
    valueInputDim: 7,
    ...sizes,
    biasInitializer: normalInitializer(1),
    dtype,
    ...options,
  }).useRandom(new Random(4));
  layer.parameters();
  return layer;
}

/** The formula, number by number. */
function byHand(layer: MultiHeadAttention, visible: (n: number, t: number, s: number) => boolean): Tensor {
  const project =
    (x: Tensor, { weight, bias }: { weight: Variable | null; bias: Variable | null }) =>
    (n: number, t: number, unit: number): number => {
      const [, steps, features] = x.shape as [number, number, number];
      let total = bias!.value.data[unit]!;
      for (let d = 0; d < features; d++) {
        total += x.data[(n * steps + t) * features + d]! * weight!.value.data[unit * features + d]!;
      }
      return total;
    };
  const [q, k, v] = [project(query, layer.query!), project(key, layer.key!), project(value, layer.value!)];
  const joined: number[] = [];
  for (let n = 0; n < 2; n++) {
    for (let t = 0; t < 3; t++) {
      for (let h = 0; h < 2; h++) {
        const powers = Array.from({ length: 5 }, (_, s) => {
          let product = 0;
          for (let d = 0; d < 3; d++) product += q(n, t, 3 * h + d) * k(n, s, 3 * h + d);
          return visible(n, t, s) ? Math.exp(product / Math.sqrt(3)) : 0;
        });
        const total = powers.reduce((a, b) => a + b) || 1;
        for (let d = 0; d < 2; d++) {
          joined.push(powers.reduce((mean, power, s) => mean + power / total * v(n, s, 2 * h + d), 0));
        }
      }
    }
  }
  const y = project(tensor(Float64Array.from(joined), [2, 3, 4]), layer.output!);
  const units = Array.from({ length: 30 }, (_, i) => y(Math.floor(i / 15), Math.floor(i / 5) % 3, i % 5));
  return tensor(Float64Array.from(units), [2, 3, 5]);
}

const isKey = (n: number, _t: number, s: number) => keyMask.data[n * 5 + s] === 1;
const isSeen = (_n: number, t: number, s: number) => mask.data[t * 5 + s] === 1;

const variants: Record<
  string,
  [options: MultiHeadAttentionOptions, inputs: AttentionInputs, visible: (n: number, t: number, s: number) => boolean]
> = {
  "with nothing hidden": [{}, {}, () => true],
  "with padding": [{}, { keyMask }, isKey],
  "with a mask": [{}, { mask }, isSeen],
  "causal, with padding and a mask": [
    { causal: true },
    { keyMask, mask },
    (n, t, s) => s <= t && isKey(n, t, s) && isSeen(n, t, s),
  ],
};

for (const [name, [options, masks, visible]] of Object.entries(variants)) {
  const inputs = { key, value, ...masks };

  Deno.test(`cross-attention is that of the formula, ${name}`, () => {
    const layer = made(options);
    assertTensorsClose(layer.forward(query, inputs), byHand(layer, visible), close);
    const weights = layer.attentionWeights(query, inputs);
    assertEquals(weights.shape, [2, 2, 3, 5]);
    weights.data.forEach((weight, i) => {
      const [n, t, s] = [Math.floor(i / 30), Math.floor(i / 5) % 3, i % 5];
      assertEquals(weight > 0, visible(n, t, s));
    });
  });

  Deno.test(`cross-attention has derivatives in both modes, and second ones, ${name}`, () => {
    const layer = made(options);
    checkGradients((q, k, v) => layer.forward(q, { ...masks, key: k, value: v }), [query, key, value]);
  });

  Deno.test(`cross-attention and its gradients are the same compiled, at every level, ${name}`, () => {
    for (const dtype of ["float64", "float32"] as const) {
      const layer = made(options, dtype);
      const both = (q: Tensor, k: Tensor, v: Tensor, masks: AttentionInputs) => {
        const y = layer.forward(q, { ...masks, key: k, value: v });
        return [y, ...gradients(sum(y.mul(y)), layer.parameters())];
      };
      const args = [query, key, value].map((x) => x.cast(dtype)) as [Tensor, Tensor, Tensor];
      const eager = both(...args, masks);
      for (const level of ["relaxed", "simd", "none"] as const) {
        withVectorLevel(level, () => {
          const run = jit(both);
          run(...args, masks).forEach((result, i) => assertCompiled(result, eager[i]!, `${dtype}, ${level}, ${i}`));
          if (level !== "none") assertEquals(run.programs[0]!.uncompiled, []);
        });
      }
    }
  });

  Deno.test(`cross-attention in float32 is that in float64, ${name}`, () => {
    const narrow = made(options, "float32");
    const wide = made(options);
    narrow.parameters().forEach((parameter, i) => parameter.assign(wide.parameters()[i]!.value.cast("float32")));
    const [q, k, v] = [query, key, value].map((x) => x.cast("float32")) as [Tensor, Tensor, Tensor];
    const y = narrow.forward(q, { ...masks, key: k, value: v });
    assertTensorsClose(y, wide.forward(query, inputs), goldenTolerances.float32.values);
  });
}

Deno.test("gradients of the projections agree with differences, where masks hide keys", () => {
  const layer = made({ causal: true });
  const u = normal([2, 3, 5], 7);
  const loss = () => sum(layer.forward(query, { key, value, keyMask, mask }).mul(u));
  const found = gradients(loss(), layer.parameters());
  layer.namedParameters().forEach(([name, parameter], i) => {
    const before = parameter.value.detach();
    const [expected] = numericalGradient((changed) => {
      parameter.assign(changed);
      return loss();
    }, before);
    parameter.assign(before);
    assertTensorsClose(found[i]!, expected!, { rtol: 1e-7, atol: 1e-7 }, name);
  });
});

Deno.test("the weights of a query in a head add up to 1, and are those that forward() uses before dropout", () => {
  const layer = new MultiHeadAttention(2, { dropout: 0.5, dtype: "float64" });
  const before = layer.attentionWeights(query);
  for (const total of before.sum({ axis: -1 }).data) assert(Math.abs(total - 1) < 1e-15);
  layer.forward(query);
  assertBits(layer.attentionWeights(query), before);
});

Deno.test("self-attention gives the same to whoever stands where, if steps change places", () => {
  const layer = new MultiHeadAttention(2, { dtype: "float64" });
  const order = tensor([2, 0, 1], "int32");
  assertTensorsClose(layer.forward(gather(query, order, 1)), gather(layer.forward(query), order, 1), close);
});

Deno.test("a causal layer does not see what comes later", () => {
  const layer = new MultiHeadAttention(2, { causal: true, dtype: "float64" });
  const y = layer.forward(query);
  const changed = concat([slice(query, [0, 0, 0], [2, 2, 4]), normal([2, 1, 4], 9)], 1);
  const after = layer.forward(changed);
  assertBits(slice(after, [0, 0, 0], [2, 2, 4]), slice(y, [0, 0, 0], [2, 2, 4]));
  assertNotEquals(after.data.at(-1), y.data.at(-1));
});

Deno.test("a padded sequence gives what it gives without padding", () => {
  const layer = new MultiHeadAttention(2, { dtype: "float64" });
  const padded = concat([query, normal([2, 2, 4], 9)], 1);
  const mask = tensor([[true, true, true, false, false], [true, true, true, false, false]]);
  const y = layer.forward(padded, { keyMask: mask });
  assertTensorsClose(slice(y, [0, 0, 0], [2, 3, 4]), layer.forward(query), close);
});

for (const dtype of ["float64", "float32"] as const) {
  Deno.test(`a sample that is padding throughout gives the output's bias, and finite gradients, ${dtype}`, () => {
    const nothing = tensor([[true, true, true, true, true], [false, false, false, false, false]]);
    const layer = made({}, dtype);
    const [q, k, v] = [query, key, value].map((x) => x.cast(dtype)) as [Tensor, Tensor, Tensor];
    const both = () => {
      const y = layer.forward(q, { key: k, value: v, keyMask: nothing });
      return [y, ...gradients(sum(y.mul(y)), layer.parameters())];
    };
    const eager = both();
    const bias = layer.output!.bias!.value;
    assertEquals(slice(eager[0]!, [1, 0, 0], [2, 3, 5]).toArray(), [[bias, bias, bias].map((row) => row.toArray())]);
    for (const result of eager) assert(result.data.every(Number.isFinite));
    jit(both)().forEach((result, i) => assertCompiled(result, eager[i]!, `${i}`));
  });
}

Deno.test("dropout silences weights in training alone, and its place in the sequence is state", () => {
  const layer = new MultiHeadAttention(2, { dropout: 0.5, dtype: "float64" }).useRandom(new Random(1));
  const silent = layer.eval().forward(query);
  assertBits(layer.forward(query), silent);
  layer.train();
  const state = layer.stateDict();
  assertEquals(Object.keys(state).at(-1), "dropout.random.counter");
  const y = layer.forward(query);
  assertNotEquals(y.toArray(), silent.toArray());
  layer.loadStateDict(state);
  assertBits(layer.forward(query), y);
  assertEquals(Object.keys(new MultiHeadAttention(2, { inputDim: 4 }).stateDict()).length, 8);
});

Deno.test("one seed gives one layer, with four projections that differ", () => {
  const make = (seed: number) => new MultiHeadAttention(2, { inputDim: 4 }).useRandom(new Random(seed));
  const [a, b, c] = [make(1), make(1), make(2)].map((layer) => layer.parameters().map(({ value }) => value.toArray()));
  assertEquals(a, b);
  assertNotEquals(a, c);
  assertEquals(new Set([0, 2, 4, 6].map((i) => JSON.stringify(a![i]))).size, 4);
});

Deno.test("parameters exist before the first input where inputDim is given, and keys are as wide as queries unless said otherwise", () => {
  const shapes = (options: MultiHeadAttentionOptions) =>
    new MultiHeadAttention(2, { useBias: false, ...options }).parameters().map(({ shape }) => shape);
  assertEquals(shapes({ inputDim: 4 }), [[4, 4], [4, 4], [4, 4], [4, 4]]);
  assertEquals(shapes({ inputDim: 4, keyInputDim: 6 }), [[4, 4], [4, 6], [4, 6], [4, 4]]);
  assertEquals(shapes({ inputDim: 4, keyInputDim: 6, valueInputDim: 7, ...sizes }), [[6, 4], [6, 6], [4, 7], [5, 4]]);
  assertThrows(() => shapes({}), TypeError, "must be built");
  const cross = new MultiHeadAttention(2, { useBias: false });
  cross.forward(query.cast("float32"), { key: key.cast("float32") });
  assertEquals(cross.parameters().map(({ shape }) => shape), [[4, 4], [4, 6], [4, 6], [4, 4]]);
});

Deno.test("a layer built and called first inside a compiled function is the one built outside", () => {
  const make = () => new MultiHeadAttention(2, { dropout: 0.25 }).useRandom(new Random(3));
  const [compiled, eager] = [make(), make()];
  const run = jit((x: Tensor, memory: Tensor) => compiled.forward(x, { key: memory }));
  const args = [query.cast("float32"), key.cast("float32")] as const;
  for (let call = 0; call < 3; call++) {
    assertCompiled(run(...args), eager.forward(args[0], { key: args[1] }), `call ${call}`);
  }
  assertEquals(Object.keys(compiled.stateDict()), Object.keys(eager.stateDict()));
});

Deno.test("it is a layer of Sequential, with a line in its summary", () => {
  const model = new Sequential([new MultiHeadAttention(2, { causal: true })], { seed: 1 });
  assertEquals(model.forward(zeros([2, 3, 4])).shape, [2, 3, 4]);
  assertEquals(model.summary().split("\n")[1], "0  MultiHeadAttention  [N, 3, 4]  80");
});

Deno.test("MultiHeadAttention refuses inputs that do not fit together, and is not built by them", () => {
  const layer = new MultiHeadAttention(2);
  const [q, k] = [zeros([2, 3, 4]), zeros([2, 5, 4])];
  const together =
    "Cannot apply MultiHeadAttention as query, key and value must have the same number of samples, and there must be one value for each key";
  const cases = [
    [
      () => layer.forward(q, { key: zeros([3, 5, 4]) }),
      `${together}: current shapes are [2, 3, 4] and [3, 5, 4] and [3, 5, 4]`,
    ],
    [
      () => layer.forward(q, { key: k, value: zeros([2, 4, 4]) }),
      `${together}: current shapes are [2, 3, 4] and [2, 5, 4] and [2, 4, 4]`,
    ],
    [
      () => layer.forward(q, { key: zeros([5, 4]) }),
      "Cannot apply MultiHeadAttention as its key must have shape [N, S, D]: current shape is [5, 4]",
    ],
    [
      () => layer.forward(q, { key: k, value: zeros([2, 5]) }),
      "Cannot apply MultiHeadAttention as its value must have shape [N, S, D]: current shape is [2, 5]",
    ],
    [
      () => layer.forward(q, { keyMask: ones([2, 4]).greater(0) }),
      "Cannot apply MultiHeadAttention as keyMask must have shape [2, 3], a truth value for each key: current shape is [2, 4]",
    ],
    [
      () => layer.forward(q, { mask: ones([2, 3, 4]).greater(0) }),
      "Cannot apply MultiHeadAttention as the mask must broadcast to the weights, of shape [2, 2, 3, 3]: current shape is [2, 3, 4]",
    ],
    [
      () => layer.attentionWeights(q, { mask: ones([4, 2, 1, 1]).greater(0) }),
      "Cannot apply MultiHeadAttention as the mask must broadcast to the weights, of shape [2, 2, 3, 3]: current shape is [4, 2, 1, 1]",
    ],
    [
      () => made().forward(query, { key: zeros([2, 5, 7]), value }),
      "Cannot apply MultiHeadAttention as its key must have shape [N, S, 6]: current shape is [2, 5, 7]",
    ],
  ] as const;
  for (const [call, message] of cases) assertEquals(assertThrows(call, ShapeError).message, message);
  const bool = "must have dtype bool, true where a key is seen: current dtype is";
  const cure = "compare it first, for example with notEqual(mask, 0)";
  assertEquals(
    assertThrows(() => layer.forward(q, { keyMask: ones([2, 3]) }), TypeError).message,
    `Cannot apply MultiHeadAttention as keyMask ${bool} float32; ${cure}`,
  );
  assertEquals(
    assertThrows(() => layer.forward(q, { mask: tensor([1], "int32") }), TypeError).message,
    `Cannot apply MultiHeadAttention as the mask ${bool} int32; ${cure}`,
  );
  assertEquals(
    assertThrows(() => layer.forward(zeros([2, 3, 5])), RangeError).message,
    "Cannot build MultiHeadAttention as the features of a query must be a multiple of the 2 heads: current number of features is 5; give keyDim",
  );
  assertEquals([layer.built, layer.query], [false, null]);
});

Deno.test("MultiHeadAttention refuses options that mean nothing", () => {
  const cases = [
    [
      () => new MultiHeadAttention(0),
      "Cannot make MultiHeadAttention as heads must be a positive whole number: current heads is 0",
    ],
    [
      () => new MultiHeadAttention(2, { valueDim: 0.5 }),
      "Cannot make MultiHeadAttention as valueDim must be a positive whole number: current valueDim is 0.5",
    ],
    [
      () => new MultiHeadAttention(2, { inputDim: 5 }),
      "Cannot build MultiHeadAttention as the features of a query must be a multiple of the 2 heads: current number of features is 5; give keyDim",
    ],
    [
      () => new MultiHeadAttention(2, { dropout: 1.5 }),
      "Cannot make Dropout as the rate must be in [0, 1]: current rate is 1.5",
    ],
  ] as const;
  for (const [make, message] of cases) assertEquals(assertThrows(make, RangeError).message, message);
});
