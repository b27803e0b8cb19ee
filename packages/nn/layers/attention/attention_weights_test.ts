import { checkGradients, gradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import type { Tensor } from "@chainrule/tensor";
import { full, ones, Random, reshape, ShapeError, sum, tensor, Variable, zeros } from "@chainrule/tensor";
import { assertBits, assertCompiled, assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import type { AttentionOptions } from "./attention_weights.ts";
import { attentionWeights } from "./attention_weights.ts";

const normal = (shape: readonly number[], seed: number) => new Random(seed).normal(shape, { dtype: "float64" });
const [query, key] = [normal([2, 3, 4], 1), normal([2, 5, 4], 2)];

/** The formula, number by number: query t of sample n and key s. */
function byHand(visible: (n: number, t: number, s: number) => boolean, scale: number): Tensor {
  const weights: number[] = [];
  for (let n = 0; n < 2; n++) {
    for (let t = 0; t < 3; t++) {
      const powers = Array.from({ length: 5 }, (_, s) => {
        let product = 0;
        for (let d = 0; d < 4; d++) product += query.data[(n * 3 + t) * 4 + d]! * key.data[(n * 5 + s) * 4 + d]!;
        return visible(n, t, s) ? Math.exp(product * scale) : 0;
      });
      const total = powers.reduce((a, b) => a + b);
      weights.push(...powers.map((power) => total === 0 ? 0 : power / total));
    }
  }
  return tensor(Float64Array.from(weights), [2, 3, 5]);
}

/** The second sample has but two keys; query 1 of the first sees none. */
const mask = tensor([
  [[true, true, true, true, true], [false, false, false, false, false], [true, false, true, false, true]],
  [[true, true, false, false, false], [true, true, false, false, false], [true, true, false, false, false]],
]);
const seen = (n: number, t: number, s: number) => mask.data[(n * 3 + t) * 5 + s] === 1;

const variants: Record<string, [options: AttentionOptions, expected: Tensor]> = {
  "with nothing hidden": [{}, byHand(() => true, 0.5)],
  "with a mask": [{ mask }, byHand(seen, 0.5)],
  "causal": [{ causal: true }, byHand((_, t, s) => s <= t, 0.5)],
  "causal and with a mask": [{ causal: true, mask }, byHand((n, t, s) => s <= t && seen(n, t, s), 0.5)],
  "with a mask of keys that all queries share": [
    { mask: tensor([true, false, true, true, false]) },
    byHand((_, __, s) => s !== 1 && s !== 4, 0.5),
  ],
  "with another scale": [{ scale: -1.5 }, byHand(() => true, -1.5)],
  "with scale 0": [{ scale: 0, mask }, byHand(seen, 0)],
  "with nothing to be seen": [{ mask: tensor(false) }, zeros([2, 3, 5], "float64")],
};

for (const [name, [options, expected]] of Object.entries(variants)) {
  Deno.test(`attentionWeights() are those of the formula, ${name}, in float64 and float32`, () => {
    const found = attentionWeights(query, key, options);
    assertTensorsClose(found, expected, { rtol: 1e-14, atol: 1e-15 });
    found.data.forEach((value, i) => assertEquals(value === 0, expected.data[i] === 0, "hidden is exactly 0"));
    const narrow = attentionWeights(query.cast("float32"), key.cast("float32"), options);
    assertEquals(narrow.dtype, "float32");
    assertTensorsClose(narrow, expected, goldenTolerances.float32.values);
  });

  Deno.test(`attentionWeights() have derivatives in both modes, and second ones, ${name}`, () => {
    checkGradients((q, k) => attentionWeights(q, k, options), [query, key]);
  });

  Deno.test(`attentionWeights() and their gradients are the same compiled, at every level, ${name}`, () => {
    for (const dtype of ["float64", "float32"] as const) {
      const [q, k] = [new Variable(query.cast(dtype)), new Variable(key.cast(dtype))];
      const both = (u: Tensor) => {
        const y = attentionWeights(q.value, k.value, options);
        return [y, ...gradients(sum(y.mul(u)), [q, k])];
      };
      const u = normal([2, 3, 5], 3).cast(dtype);
      const eager = both(u);
      for (const level of ["relaxed", "simd", "none"] as const) {
        withVectorLevel(level, () => {
          const run = jit(both);
          run(u).forEach((result, i) => assertCompiled(result, eager[i]!, `${level}, result ${i}`));
          if (level !== "none") assertEquals(run.programs[0]!.uncompiled, []);
        });
      }
    }
  });
}

Deno.test("a mask may change from call to call of one program", () => {
  const run = jit((q: Tensor, k: Tensor, mask: Tensor) => attentionWeights(q, k, { mask }));
  const masks = [mask, tensor([[true], [false], [true]]).equal(tensor([true, true, true, true, true])), mask];
  const whole = masks.map((each) => each.shape.length === 3 ? each : reshape(each, [1, 3, 5]));
  for (const each of whole) {
    assertCompiled(run(query, key, each), attentionWeights(query, key, { mask: each }));
  }
  assertEquals(run.programs.length, 2);
});

for (const dtype of ["float64", "float32"] as const) {
  Deno.test(`a query that sees nothing gets zeros and passes on no gradient, others are as without it, ${dtype}`, () => {
    const [q, k] = [new Variable(query.cast(dtype)), new Variable(key.cast(dtype))];
    const y = attentionWeights(q.value, k.value, { mask });
    assertEquals(y.slice([0, 1, 0], [1, 2, 5]).toArray(), [[[0, 0, 0, 0, 0]]]);
    const u = normal([2, 3, 5], 3).cast(dtype);
    const [dq, dk] = gradients(sum(y.mul(u)), [q, k]);
    assertEquals(dq!.slice([0, 1, 0], [1, 2, 4]).abs().toArray(), [[[0, 0, 0, 0]]]);
    for (const gradient of [dq!, dk!]) assert(gradient.data.every(Number.isFinite));
    const without = u.mul(tensor([[[1], [0], [1]], [[1], [1], [1]]], dtype));
    const [, same] = gradients(sum(attentionWeights(q.value, k.value, { mask }).mul(without)), [q, k]);
    assertBits(dk!, same!);
  });

  Deno.test(`products beyond all exponents give shares that are finite and add up to 1, ${dtype}`, () => {
    const large = dtype === "float64" ? 1e150 : 1e18;
    const x = tensor([[large, 0], [-large, 1], [large, 2]], dtype);
    for (const options of [{}, { causal: true }, { mask: tensor([true, true, false]) }]) {
      const source = new Variable(x);
      const both = () => {
        const y = attentionWeights(source.value, source.value, options);
        return [y, ...gradients(sum(y.mul(y)), [source])];
      };
      const eager = both();
      for (const result of eager) assert(result.data.every(Number.isFinite), `${result.data}`);
      for (const total of eager[0]!.sum({ axis: 1 }).data) assertEquals(total, 1);
      for (const level of ["relaxed", "simd", "none"] as const) {
        withVectorLevel(level, () => jit(both)().forEach((result, i) => assertCompiled(result, eager[i]!, level)));
      }
    }
  });

  Deno.test(`a product that is low without being hidden is not taken for hidden, ${dtype}`, () => {
    // Products are about −10³⁸ throughout, and all but the first key are hidden.
    const [q, k] = [full([1, 1], -1e19, dtype), full([3, 1], 1e19, dtype)];
    const y = attentionWeights(q, k, { mask: tensor([true, false, false]) });
    assertEquals(y.toArray(), [[1, 0, 0]]);
    assertCompiled(jit(() => attentionWeights(q, k, { mask: tensor([true, false, false]) }))(), y);
  });
}

Deno.test("heads and samples are batches, which broadcast", () => {
  const [q, k] = [normal([2, 3, 4, 5], 1), normal([3, 6, 5], 2)];
  const y = attentionWeights(q, k, { mask: ones([3, 1, 6]).greater(0) });
  assertEquals(y.shape, [2, 3, 4, 6]);
  const one = attentionWeights(
    reshape(q.slice([1, 2, 0, 0], [2, 3, 4, 5]), [4, 5]),
    reshape(k.slice([2], [3]), [6, 5]),
  );
  assertTensorsClose(reshape(y.slice([1, 2, 0, 0], [2, 3, 4, 6]), [4, 6]), one, { rtol: 1e-14, atol: 0 });
});

Deno.test("there may be no query", () => {
  assertEquals(attentionWeights(zeros([0, 2]), zeros([3, 2]), { causal: true }).shape, [0, 3]);
});

Deno.test("attentionWeights() refuse what does not fit", () => {
  const shapes = "Cannot take attentionWeights as query and key must have shapes [..., T, D] and [..., S, D]";
  const cases = [
    [() => attentionWeights(zeros([3, 4]), zeros([3, 5])), `${shapes}: current shapes are [3, 4] and [3, 5]`],
    [() => attentionWeights(zeros([4]), zeros([3, 4])), `${shapes}: current shapes are [4] and [3, 4]`],
    [
      () => attentionWeights(zeros([3, 4]), zeros([5, 4]), { mask: tensor([[true, false]]) }),
      "Cannot take attentionWeights as the mask must broadcast to the weights, of shape [3, 5]: current shape is [1, 2]",
    ],
    [
      () => attentionWeights(zeros([3, 4]), zeros([5, 4]), { mask: ones([1, 3, 5]).greater(0) }),
      "Cannot take attentionWeights as the mask must broadcast to the weights, of shape [3, 5]: current shape is [1, 3, 5]",
    ],
  ] as const;
  for (const [call, message] of cases) assertEquals(assertThrows(call, ShapeError).message, message);
  assertThrows(() => attentionWeights(zeros([2, 3, 4]), zeros([3, 3, 4])), ShapeError, "must broadcast");
  assertEquals(
    assertThrows(() => attentionWeights(query, key, { mask: ones([3, 5]) }), TypeError).message,
    "Cannot take attentionWeights as the mask must have dtype bool, true where a key is seen: current dtype is float32; compare it first, for example with notEqual(mask, 0)",
  );
  assertEquals(
    assertThrows(() => attentionWeights(query, key, { scale: NaN }), RangeError).message,
    "Cannot take attentionWeights as the scale must be a finite number: current scale is NaN",
  );
});
