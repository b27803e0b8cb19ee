import { gradients, numericalGradient } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import type { Tensor } from "@chainrule/tensor";
import { matmul, oneHot, ones, Random, reshape, sum, tensor } from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertBits, assertCompiled, assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import golden from "../golden/layers.json" with { type: "json" };
import { constantInitializer } from "../initializers/constant.ts";
import { Sequential } from "../sequential.ts";
import { Dense } from "./dense.ts";
import { Embedding } from "./embedding.ts";
import { Flatten } from "./flatten.ts";

const tokens = tensor([[1, 4, 1], [0, 3, 1]], "int32");

const item = golden.cases.find(({ name }) => name === "embedding") as unknown as {
  readonly inputs: Readonly<Record<"W" | "index", Golden>>;
  readonly y: Golden;
  readonly upstream: Golden;
  readonly grads: { readonly W: Golden };
};

for (const dtype of ["float64", "float32"] as const) {
  for (const compiled of [false, true]) {
    Deno.test(`golden embedding, ${dtype}, ${compiled ? "compiled" : "eager"}`, () => {
      const { values, gradients: tolerance } = goldenTolerances[dtype];
      const W = goldenTensor(item.inputs.W, dtype);
      const layer = new Embedding(W.shape[0]!, W.shape[1]!, { dtype });
      layer.parameters()[0]!.assign(W);
      const both = (index: Tensor, upstream: Tensor) => {
        const y = layer.forward(index);
        return [y, ...gradients(sum(y.mul(upstream)), layer.parameters())];
      };
      const run = jit(both);
      const args = [goldenTensor(item.inputs.index, "int32"), goldenTensor(item.upstream, dtype)] as const;
      const [y, gradient] = (compiled ? run : both)(...args);
      if (compiled) assertEquals(run.programs[0]!.uncompiled, []);
      assertTensorsClose(y!, goldenTensor(item.y, dtype), values, "output");
      assertTensorsClose(gradient!, goldenTensor(item.grads.W, dtype), tolerance, "gradient of W");
    });
  }
}

Deno.test("Embedding gives the rows of its indices, whatever their shape: the product of one-hot rows and the table", () => {
  const layer = new Embedding(5, 3, { dtype: "float64" });
  for (const shape of [[], [4], [2, 3], [2, 0], [2, 1, 2, 2]]) {
    const x = new Random(1).integers(shape, 0, 5);
    const y = layer.forward(x);
    assertEquals([y.shape, y.dtype], [[...shape, 3], "float64"]);
    const flat = reshape(x, [x.size]);
    assertBits(reshape(y, [x.size, 3]), matmul(oneHot(flat, 5, "float64"), layer.weight!));
  }
});

Deno.test("rows that come several times add their gradients, and others get zeros", () => {
  const layer = new Embedding(5, 2, { dtype: "float64" });
  const u = new Random(2).normal([2, 3, 2], { dtype: "float64" });
  const [gradient] = gradients(sum(layer.forward(tokens).mul(u)), layer.parameters());
  const at = (n: number, t: number, d: number) => u.data[(n * 3 + t) * 2 + d]!;
  for (const d of [0, 1]) {
    assertEquals(gradient!.data[2 + d], at(0, 0, d) + at(0, 2, d) + at(1, 2, d));
    assertEquals(gradient!.data[4 + d], 0);
  }
});

Deno.test("the gradient of the table agrees with differences, where what follows is not linear", () => {
  const layer = new Embedding(5, 2, { dtype: "float64", paddingIndex: 4 }).useRandom(new Random(4));
  const u = new Random(2).normal([2, 3, 2], { dtype: "float64" });
  const loss = () => sum(layer.forward(tokens).tanh().mul(u));
  const [found] = gradients(loss(), layer.parameters());
  const [expected] = numericalGradient((weight) => {
    layer.weight!.assign(weight);
    return loss();
  }, layer.weight!.value.detach());
  assertTensorsClose(found!, expected!, { rtol: 1e-7, atol: 1e-7 });
});

Deno.test("Embedding gives the same compiled, at every level of vector instructions, built inside", () => {
  for (const level of ["relaxed", "simd", "none"] as const) {
    withVectorLevel(level, () => {
      const make = () => new Embedding(5, 3, { paddingIndex: 1 }).useRandom(new Random(1));
      const [compiled, eager] = [make(), make()];
      const run = jit((x: Tensor) => compiled.forward(x));
      for (let call = 0; call < 2; call++) assertBits(run(tokens), eager.forward(tokens));
      assertBits(compiled.weight!.value, eager.weight!.value);
    });
  }
});

Deno.test("padding gives zeros, and nothing is learnt for it", () => {
  const layer = new Embedding(5, 2, { paddingIndex: 1, weightInitializer: constantInitializer(3) });
  assertEquals(layer.parameters()[0]!.value.toArray(), [[3, 3], [0, 0], [3, 3], [3, 3], [3, 3]]);
  layer.weight!.assign(ones([5, 2]));
  const y = layer.forward(tokens);
  assertEquals(y.toArray(), [[[0, 0], [1, 1], [0, 0]], [[1, 1], [1, 1], [0, 0]]]);
  const [gradient] = gradients(sum(y), layer.parameters());
  assertEquals(gradient!.toArray(), [[1, 1], [0, 0], [0, 0], [1, 1], [1, 1]]);
});

Deno.test("first rows are standard normal, from the seed of the model", () => {
  const rows = (seed: number) =>
    new Embedding(1000, 40, { dtype: "float64" }).useRandom(new Random(seed)).parameters()[0]!.value;
  const weight = rows(1);
  // Five standard deviations of mean and variance of 40 000 numbers.
  assert(Math.abs(weight.mean().item()) < 5 / 200, "mean");
  assert(Math.abs(weight.mul(weight).mean().item() - 1) < 5 * Math.SQRT2 / 200, "variance");
  assertBits(rows(1), weight);
  assertNotEquals(rows(2).data[0], weight.data[0]);
});

Deno.test("an index outside the table is an error that says where, eagerly and compiled, and leaves compiled code usable", () => {
  const layer = new Embedding(4, 2);
  const run = jit((x: Tensor) => layer.forward(x));
  for (const [index, f] of [[4, layer], [-1, layer], [4, { forward: run }], [-1, { forward: run }]] as const) {
    assertEquals(
      assertThrows(() => f.forward(tensor([[0, 3, index]], "int32")), RangeError).message,
      `Cannot gather rows as indices must be in [0, 4): current value at position 2 is ${index} (in Embedding)`,
    );
  }
  assertEquals(run(tensor([[0, 3, 1]], "int32")).shape, [1, 3, 2]);
});

Deno.test("indices that are no integers are refused with the cure, and build nothing", () => {
  const layer = new Embedding(4, 2);
  assertEquals(
    assertThrows(() => layer.forward(tensor([[0, 1]])), TypeError).message,
    "Cannot apply Embedding as its input must be indices of dtype int32: current dtype is float32; convert them with cast",
  );
  assertEquals([layer.built, layer.weight], [false, null]);
});

Deno.test("the table exists for whoever asks for parameters, and goes into a state and back", () => {
  const [layer, other] = [new Embedding(4, 2), new Embedding(4, 2)];
  assertEquals(layer.namedParameters().map(([name, { shape }]) => [name, shape]), [["weight", [4, 2]]]);
  other.loadStateDict(layer.stateDict());
  const x = tensor([3, 0], "int32");
  assertBits(other.forward(x), layer.forward(x));
});

Deno.test("a model that begins with Embedding is built on indices, and waits for their number unless it is given", () => {
  const make = (inputLength?: number) =>
    new Sequential([
      new Embedding(7, 4, inputLength === undefined ? {} : { inputLength }),
      new Flatten(),
      new Dense(2),
    ], { seed: 1 });
  assertThrows(() => make().parameters(), TypeError, "does not know its input");
  const known = make(3);
  assertEquals(known.parameters().map(({ shape }) => shape), [[7, 4], [2, 12], [2]]);
  assertEquals(
    known.summary(),
    [
      "   layer      output     parameters",
      "0  Embedding  [N, 3, 4]  28",
      "1  Flatten    [N, 12]    0",
      "2  Dense      [N, 2]     26",
      "54 parameters",
    ].join("\n"),
  );
  assertCompiled(jit((x: Tensor) => known.forward(x))(tokens), known.forward(tokens));
  const waiting = make();
  assertEquals([waiting.forward(tokens).shape, waiting.dtype], [[2, 2], "int32"]);
});

Deno.test("a model that begins with Embedding is compiled and fitted on tokens", async () => {
  // The label says whether token 5 is among three.
  const random = new Random(1);
  const x = random.integers([200, 3], 0, 6);
  const y = x.equal(5).cast("int32").sum({ axis: 1 }).greater(0).cast("int32");
  const model = new Sequential([new Embedding(6, 4), new Flatten(), new Dense(2, { activation: "softmax" })], {
    seed: 1,
  });
  model.compile({
    loss: "sparseCategoricalCrossentropy",
    optimizer: "adam",
    learningRate: 0.05,
    metrics: ["accuracy"],
  });
  await model.fit(x, y, { epochs: 20, batchSize: 50 });
  assertEquals(model.evaluate(x, y).accuracy, 1);
});

Deno.test("Embedding refuses sizes and a padding index that mean nothing", () => {
  const cases = [
    [() => new Embedding(0, 2), "Cannot make Embedding as count must be a positive whole number: current count is 0"],
    [() => new Embedding(2, 1.5), "Cannot make Embedding as dim must be a positive whole number: current dim is 1.5"],
    [
      () => new Embedding(2, 1, { paddingIndex: 2 }),
      "Cannot make Embedding as paddingIndex must be a whole number in [0, 2): current paddingIndex is 2",
    ],
    [
      () => new Embedding(2, 1, { inputLength: 0 }),
      "Cannot make Embedding as inputLength must be a positive whole number: current inputLength is 0",
    ],
  ] as const;
  for (const [make, message] of cases) assertEquals(assertThrows(make, RangeError).message, message);
});
