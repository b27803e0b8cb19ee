import { messagesOf } from "@chainrule/testing";
import { assertSnapshot } from "@std/testing/snapshot";
import * as t from "./mod.ts";

const matrix = t.tensor([[1, 2, 3], [4, 5, 6]]);
const vector = t.tensor([1, 2, 3]);
const far = t.tensor([0, 7], "int32");
// deno-lint-ignore no-explicit-any
const wrong = (value: unknown): any => value;

Deno.test("the messages of tensors, variables and random numbers", async (test) => {
  const variable = new t.Variable(vector, { name: "w" });
  await assertSnapshot(
    test,
    await messagesOf({
      "tensor of ragged arrays": () => t.tensor([[1, 2], [3]]),
      "tensor of text": () => t.tensor(wrong(["a"])),
      "tensor with an unknown dtype": () => t.tensor([1], wrong("float16")),
      "tensor with another count": () => t.tensor(Float32Array.of(1, 2), [3]),
      "zeros with half an element": () => t.zeros([1.5]),
      "eye of -1": () => t.eye(-1),
      "arange with step 0": () => t.arange(0, 3, { step: 0 }),
      "linspace of half a number": () => t.linspace(0, 1, 0.5),
      "oneHot out of range": () => t.oneHot(far, 3),
      "item of several": () => vector.item(),
      "variable of text": () => new t.Variable(wrong("x")),
      "assign another shape": () => variable.assign(matrix),
      "assign another dtype": () => variable.assign(t.tensor([1, 2, 3], "float64")),
      "gradient of another shape": () => variable.grad = matrix,
      "train integers": () => new t.Variable(far, { trainable: true }),
      "seed of half": () => new t.Random(0.5),
      "uniform with crossed bounds": () => new t.Random(0).uniform([1], { low: 2, high: 1 }),
      "normal with negative std": () => new t.Random(0).normal([1], { std: -1 }),
      "bernoulli of 2": () => new t.Random(0).bernoulli([1], 2),
      "integers from nothing": () => new t.Random(0).integers([1], 2, 2),
      "sparse entry out of range": () => t.SparseMatrix.fromCoo({ rows: [3], columns: [0], shape: [2, 2] }),
      "sparse product that does not fit": () => t.sparseMatmul(t.SparseMatrix.identity(2), vector.reshape([3, 1])),
    }),
  );
});

Deno.test("the messages of operations", async (test) => {
  await assertSnapshot(
    test,
    await messagesOf({
      "add of shapes that do not broadcast": () => t.add(matrix, t.tensor([1, 2])),
      "add of float32 and float64": () => t.add(vector, t.tensor([1, 2, 3], "float64")),
      "add of an array": () => t.add(vector, wrong([1, 2, 3])),
      "add of nothing": () => t.add(vector, wrong(undefined)),
      "clip with crossed bounds": () => t.clip(vector, 2, 1),
      "where without truth values": () => t.where(vector, 1, 2),
      "matmul of a vector": () => t.matmul(matrix, vector),
      "matmul of other lengths": () => t.matmul(matrix, matrix),
      "dot of a matrix": () => t.dot(matrix, vector),
      "einsum with too few operands": () => t.einsum("ij,jk->ik", matrix),
      "sum along a missing axis": () => t.sum(matrix, { axis: 2 }),
      "sum along an axis twice": () => t.sum(matrix, { axis: [0, -2] }),
      "max of nothing": () => t.max(t.zeros([0])),
      "argMax of nothing": () => t.argMax(t.zeros([0])),
      "variance with an unknown correction": () => t.variance(vector, { correction: wrong(-1) }),
      "cumsum of a scalar": () => t.cumsum(t.tensor(1), 0),
      "reshape to another size": () => t.reshape(matrix, [4]),
      "transpose of a vector": () => t.transpose(vector),
      "permute with an axis twice": () => t.permute(matrix, [0, 0]),
      "squeeze of a long axis": () => t.squeeze(matrix, 0),
      "expandDims out of range": () => t.expandDims(matrix, 5),
      "broadcastTo another length": () => t.broadcastTo(vector, [2]),
      "slice out of range": () => t.slice(vector, [4]),
      "slice with step 0": () => t.slice(vector, [0], [3], [0]),
      "concat of nothing": () => t.concat([], 0),
      "concat of other shapes": () => t.concat([matrix, vector], 0),
      "stack of other shapes": () => t.stack([matrix, vector]),
      "split into unequal parts": () => t.split(vector, 2),
      "pad below nothing": () => t.pad(vector, [[-1, 0]]),
      "flip of a missing axis": () => t.flip(vector, 1),
      "tile a negative number of times": () => t.tile(vector, [-1]),
      "cast to an unknown dtype": () => t.cast(vector, wrong("int8")),
      "gather out of range": () => t.gather(vector, far),
      "gather with fractions": () => t.gather(vector, t.tensor([0.5])),
      "scatterAdd out of range": () => t.scatterAdd(t.tensor([1, 2]), far, 3),
      "segmentSum out of range": () => t.segmentSum(t.tensor([1, 2]), far, 3),
      "segmentMax of another length": () => t.segmentMax(vector, far, 8),
      "topK of too many": () => t.topK(vector, 4),
      "sort along a missing axis": () => t.sort(vector, { axis: 3 }),
    }),
  );
});
