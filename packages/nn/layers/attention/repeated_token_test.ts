/** The pieces together: steps of a sequence that look at each other learn whether their token comes a second time. */
import { backward, noGrad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { Adam } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import { arange, argMax, equal, expandDims, notEqual, Random, reshape } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { softmaxCrossEntropy } from "../../losses/cross_entropy.ts";
import { Module } from "../../module.ts";
import { Dense } from "../dense.ts";
import { Embedding } from "../embedding.ts";
import { LayerNorm } from "../normalization/layer_norm.ts";
import { MultiHeadAttention } from "./multi_head_attention.ts";

/** So many sequences are possible that a model sees one in a thousand of them. */
const [kinds, steps] = [10, 6];

class Finder extends Module {
  readonly embedding: Embedding = new Embedding(kinds, 16);
  readonly attention: MultiHeadAttention = new MultiHeadAttention(2);
  readonly norm: LayerNorm = new LayerNorm();
  readonly hidden: Dense = new Dense(16, { activation: "relu" });
  readonly output: Dense = new Dense(2);

  constructor(readonly mask: Tensor) {
    super();
  }

  /** Two logits for each step. */
  forward(tokens: Tensor): Tensor {
    const x = this.embedding.forward(tokens);
    const seen = this.norm.forward(x.add(this.attention.forward(x, { mask: this.mask })));
    return reshape(this.output.forward(this.hidden.forward(seen)), [tokens.size, 2]);
  }
}

/** Sequences, and for each step 1 where its token comes at another step, too. */
function sequences(count: number, seed: number): readonly [tokens: Tensor, labels: Tensor] {
  const tokens = new Random(seed).integers([count, steps], 0, kinds);
  const times = equal(expandDims(tokens, 1), expandDims(tokens, 2)).cast("int32").sum({ axis: 2 });
  return [tokens, times.greater(1).cast("int32")];
}

/** The share of steps of new sequences that a model is right about, after it was trained on others. */
function accuracyOf(mask: Tensor): number {
  const model = new Finder(mask).useRandom(new Random(1));
  const optimizer = new Adam(model, { learningRate: 0.01 });
  const step = jit((x: Tensor, y: Tensor) => {
    backward(softmaxCrossEntropy(model.forward(x), reshape(y, [x.size])));
    optimizer.step();
  });
  const [tokens, labels] = sequences(1024, 2);
  for (let i = 0; i < 120; i++) {
    const [start, end] = [128 * (i % 8), 128 * (i % 8) + 128];
    step(tokens.slice([start, 0], [end, steps]), labels.slice([start, 0], [end, steps]));
  }
  assertEquals([step.programs.length, step.programs[0]!.uncompiled], [1, []]);
  const [unseen, truth] = sequences(1000, 3);
  const said = argMax(noGrad(() => model.eval().forward(unseen)), { axis: 1 });
  return equal(said, reshape(truth, [truth.size])).mean().item();
}

Deno.test("self-attention learns which tokens come again, and nothing can be learnt by steps that see only themselves", () => {
  const step = arange(steps, undefined, { dtype: "int32" });
  const [others, itself] = [notEqual, equal].map((compare) => compare(reshape(step, [steps, 1]), step));
  const [looking, alone] = [accuracyOf(others!), accuracyOf(itself!)];
  // A token comes again with probability 1 − 0.9⁵ = 0.41.
  assert(looking > 0.95, `${looking}`);
  assert(alone < 0.65, `${alone}`);
});
