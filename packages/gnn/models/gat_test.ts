import { backward } from "@chainrule/autograd";
import { GAT, karateClub } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { argMax, equal, gather, Random, SparseMatrix, tensor } from "@chainrule/tensor";
import { assertCompiled, assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";

Deno.test("GAT is two layers of attention with elu between them", () => {
  const { graph, features } = karateClub();
  const model = new GAT(3, { inputDim: 34, outputHeads: 2, hiddenUnits: 4, heads: 3 }).useRandom(new Random(1)).eval();
  const hidden = model.first.forward(features, graph);
  const elu = hidden.data.map((z) => z > 0 ? z : Math.expm1(z));
  const expected = model.second.forward(tensor(elu, "float32", hidden.shape), graph);
  assertTensorsClose(model.forward(features, graph), expected, goldenTolerances.float32.values);
  assertEquals(model.parameters().map(({ shape }) => shape), [[12, 34], [2, 3, 4], [12], [6, 12], [2, 2, 3], [3]]);
});

Deno.test("GAT in evaluation drops nothing: sparse features and lists of edges give what dense ones and graphs give", () => {
  const { graph, features } = karateClub();
  for (const version of [1, 2] as const) {
    const model = new GAT(2, { inputDim: 34, version }).useRandom(new Random(1)).eval();
    const expected = model.forward(features, graph);
    const { values } = goldenTolerances.float32;
    assertTensorsClose(model.forward(SparseMatrix.fromDense(features), graph), expected, values);
    assertTensorsClose(model.forward(features, { ...graph }), expected, values);
  }
});

Deno.test("GAT silences inputs, hidden units and attention in training, the same ones compiled as eagerly", () => {
  const { graph, features } = karateClub();
  const sparse = SparseMatrix.fromDense(features);
  const make = () => new GAT(2, { inputDim: 34 }).useRandom(new Random(1));
  const [eager, compiled] = [make(), make()];
  const run = jit(() => compiled.forward(sparse, graph));
  const first = eager.forward(sparse, graph);
  assertCompiled(run(), first);
  const second = eager.forward(sparse, graph);
  assertCompiled(run(), second);
  assert(second.sub(first).abs().max().item() > 0.01);
  const all = new GAT(2, { inputDim: 34, dropout: 1 }).forward(sparse, graph);
  assertEquals(all.toArray(), Array(34).fill([0, 0]));
});

Deno.test("GAT told of the two leaders alone places at least 30 of the 34 members of the karate club", () => {
  const { graph, features, labels } = karateClub();
  const leaders = tensor([0, 33], "int32");
  for (const seed of [0, 1, 2]) {
    const model = new GAT(2, { inputDim: 34 }).useRandom(new Random(seed));
    const optimizer = new Adam(model, { learningRate: 0.01 });
    const step = jit(() => {
      backward(softmaxCrossEntropy(gather(model.forward(features, graph), leaders), gather(labels, leaders)));
      optimizer.step();
    });
    for (let epoch = 0; epoch < 100; epoch++) step();
    const guesses = argMax(model.eval().forward(features, graph), { axis: 1 });
    const right = equal(guesses, labels).sum().item();
    assert(right >= 30, `seed ${seed}: ${right} of 34`);
  }
});

Deno.test("GAT refuses a share that is none", () => {
  assertEquals(
    assertThrows(() => new GAT(2, { dropout: -1 }), RangeError).message,
    "Cannot make Dropout as the rate must be in [0, 1]: current rate is -1",
  );
});
