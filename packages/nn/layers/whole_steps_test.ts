/** Training steps through normalisations, embeddings and attention: each one compiled program, with the numbers of eager code. */
import { backward } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import { Adam } from "@chainrule/optim";
import type { DType, Tensor } from "@chainrule/tensor";
import { Random, tensor } from "@chainrule/tensor";
import { assertBits, assertTensorsClose } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import { softmaxCrossEntropy } from "../losses/cross_entropy.ts";
import { Module } from "../module.ts";
import { MultiHeadAttention } from "./attention/multi_head_attention.ts";
import { Dense } from "./dense.ts";
import { Embedding } from "./embedding.ts";
import { BatchNorm } from "./normalization/batch_norm.ts";
import { GroupNorm } from "./normalization/group_norm.ts";
import { LayerNorm } from "./normalization/layer_norm.ts";

/** A model of tokens in which each of these layers comes. */
class Reader extends Module {
  readonly embedding: Embedding;
  readonly before: LayerNorm;
  readonly attention: MultiHeadAttention;
  readonly along: GroupNorm;
  readonly over: BatchNorm;
  readonly output: Dense;

  constructor(dtype: DType) {
    super();
    this.embedding = new Embedding(6, 4, { paddingIndex: 0, dtype });
    this.before = new LayerNorm({ dtype });
    this.attention = new MultiHeadAttention(2, { dropout: 0.25, dtype });
    this.along = new GroupNorm(1, { dtype });
    this.over = new BatchNorm({ axis: -1, dtype });
    this.output = new Dense(3, { dtype });
  }

  forward(tokens: Tensor): Tensor {
    const x = this.embedding.forward(tokens);
    const found = this.attention.forward(this.before.forward(x), { keyMask: tokens.greater(0) });
    const normal = this.over.forward(this.along.forward(x.add(found)));
    return this.output.forward(normal.mean({ axis: 1 }));
  }
}

const tokens = new Random(1).integers([8, 5], 0, 6);
const labels = new Random(2).integers([8], 0, 3);

function training(dtype: DType) {
  const model = new Reader(dtype).useRandom(new Random(3));
  const optimizer = new Adam(model, { learningRate: 0.01 });
  const step = (x: Tensor, y: Tensor): Tensor => {
    const loss = softmaxCrossEntropy(model.forward(x), y);
    backward(loss);
    optimizer.step();
    return loss;
  };
  return { model, step };
}

/** Adam divides by the size of gradients, so differences by rounding stay as large as they are beside these: some digits go. */
const rounding = { float64: { rtol: 1e-9, atol: 1e-10 }, float32: { rtol: 1e-3, atol: 1e-4 } } as const;

for (const dtype of ["float64", "float32"] as const) {
  for (const level of ["relaxed", "simd", "none"] as const) {
    Deno.test(`five training steps give the same compiled and eagerly, running statistics included, ${dtype}, ${level}`, () => {
      withVectorLevel(level, () => {
        const [compiled, eager] = [training(dtype), training(dtype)];
        const run = jit(compiled.step);
        for (let i = 0; i < 5; i++) {
          assertTensorsClose(run(tokens, labels), eager.step(tokens, labels), rounding[dtype], `loss ${i}`);
        }
        const [found, expected] = [compiled.model.stateDict(), eager.model.stateDict()];
        assertEquals(Object.keys(found), Object.keys(expected));
        for (const [name, value] of Object.entries(expected)) {
          // The bias of keys adds the same to all products of a query, which softmax takes out: its gradient is rounding and nothing else.
          if (name !== "attention.key.bias") assertTensorsClose(found[name]!, value, rounding[dtype], name);
        }
        assertEquals(run.programs.length, 1);
        if (level !== "none") assertEquals(run.programs[0]!.uncompiled, []);
      });
    });
  }
}

Deno.test("the same training gives the same bits, compiled, twice", () => {
  const [a, b] = [training("float32"), training("float32")];
  const [first, second] = [jit(a.step), jit(b.step)];
  for (let i = 0; i < 3; i++) assertBits(first(tokens, labels), second(tokens, labels));
  const state = b.model.stateDict();
  for (const [name, value] of Object.entries(a.model.stateDict())) assertBits(value, state[name]!, name);
});

Deno.test("what padding stands beside does not matter, through all of the model", () => {
  const { model } = training("float64");
  model.eval();
  const row = tensor([[3, 2, 5]], "int32");
  const padded = tensor([[3, 2, 5, 0, 0]], "int32");
  const keys = { keyMask: padded.greater(0) };
  const read = (x: Tensor, inputs = {}) => model.attention.forward(model.embedding.forward(x), inputs);
  assertTensorsClose(read(padded, keys).slice([0, 0, 0], [1, 3, 4]), read(row), { rtol: 1e-12, atol: 1e-13 });
});
