import { backward } from "@chainrule/autograd";
import { GCN, Graph, karateClub } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { argMax, equal, gather, Random, SparseMatrix, tensor } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { assertGolden, find, load } from "../golden/cases.ts";

for (const dtype of ["float64", "float32"] as const) {
  Deno.test(`GCN has the logits, masked loss and gradients of golden gcn_two_layers_masked_loss in ${dtype}`, () => {
    const { inputs, grads, logits, loss } = find("gcn_two_layers_masked_loss");
    const x = load(inputs.X, dtype);
    const graph = new Graph({ nodeFeatures: x, edgeIndex: load(inputs.edge_index, "int32") });
    const model = new GCN(2, { inputDim: 3, hiddenUnits: 2, dtype }).eval();
    const [w1, b1, w2, b2] = model.parameters();
    w1!.assign(load(inputs.W1, dtype).transpose());
    b1!.assign(load(inputs.b1, dtype));
    w2!.assign(load(inputs.W2, dtype).transpose());
    b2!.assign(load(inputs.b2, dtype));
    const scores = model.forward(x, graph);
    assertGolden(scores, logits);
    const mask = load(inputs.mask, "int32");
    const risk = softmaxCrossEntropy(gather(scores, mask), gather(load(inputs.labels, "int32"), mask));
    assertGolden(risk, { shape: [], data: [loss] });
    backward(risk);
    assertGolden(w1!.grad!.transpose(), grads.W1, "gradient");
    assertGolden(b1!.grad!, grads.b1, "gradient");
    assertGolden(w2!.grad!.transpose(), grads.W2, "gradient");
    assertGolden(b2!.grad!, grads.b2, "gradient");
  });
}

Deno.test("GCN drops stored values of sparse features in training: about half of them leave no gradient", () => {
  const { graph, features } = karateClub();
  const model = new GCN(2, { inputDim: 34 }).useRandom(new Random(1));
  backward(model.forward(SparseMatrix.fromDense(features), graph).pow(2).sum());
  // Column j is zero if the one feature of member j was dropped.
  const reached = model.first.weight!.grad!.abs().max({ axis: 0 }).greater(0).sum().item();
  assert(reached > 8 && reached < 26, `${reached} of 34 features have a gradient`);
});

Deno.test("GCN in evaluation drops nothing: sparse features give what dense ones give", () => {
  const { graph, features } = karateClub();
  const model = new GCN(2, { inputDim: 34 }).eval();
  const sparse = SparseMatrix.fromDense(features);
  assertEquals(model.forward(sparse, graph).toArray(), model.forward(features, graph).toArray());
});

Deno.test("GCN with everything dropped gives the biases alone", () => {
  const { graph, features } = karateClub();
  const model = new GCN(2, { inputDim: 34, dropout: 1 });
  const [, , , bias] = model.parameters();
  bias!.assign(tensor([3, 4]));
  const scores = model.forward(SparseMatrix.fromDense(features), graph);
  assertEquals(scores.toArray(), Array(34).fill([3, 4]));
});

Deno.test("GCN told of the two leaders alone places at least 32 of the 34 members of the karate club", () => {
  const { graph, features, labels } = karateClub();
  const leaders = tensor([0, 33], "int32");
  for (const seed of [1, 2, 3]) {
    const model = new GCN(2, { inputDim: 34 }).useRandom(new Random(seed));
    const optimizer = new Adam(model, { learningRate: 0.01 });
    const step = jit(() => {
      backward(softmaxCrossEntropy(gather(model.forward(features, graph), leaders), gather(labels, leaders)));
      optimizer.step();
    });
    for (let epoch = 0; epoch < 100; epoch++) step();
    const guesses = argMax(model.eval().forward(features, graph), { axis: 1 });
    const right = equal(guesses, labels).sum().item();
    assert(right >= 32, `seed ${seed}: ${right} of 34`);
  }
});
