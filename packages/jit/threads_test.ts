/** Programs give the same bits on any number of threads. */
import { backward } from "@chainrule/autograd";
import { threadPool } from "@chainrule/kernels";
import type { Tensor } from "@chainrule/tensor";
import {
  fromValues,
  gather,
  logSumExp,
  matmul,
  max,
  mean,
  oneHot,
  Random,
  sparseMatmul,
  SparseMatrix,
  tanh,
  transpose,
  Variable,
} from "@chainrule/tensor";
import { assertBits } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { jit } from "./mod.ts";
import { useThreads } from "./threads.ts";

/** A step with every family of kernels in it, each with enough work to be shared. */
function makeStep() {
  const random = new Random(3);
  const graph = SparseMatrix.fromCoo({
    rows: [...random.integers([6000], 0, 600).data],
    columns: [...random.integers([6000], 0, 600).data],
    shape: [600, 600],
  });
  const w = new Variable(random.normal([300, 200], { std: 0.1 }), { name: "w" });
  const v = new Variable(random.normal([200, 40], { std: 0.1 }), { name: "v" });
  const step = jit((x: Tensor, labels: Tensor) => {
    const h = tanh(sparseMatmul(graph, matmul(x, w)));
    const kept = random.bernoulli(h.shape, 0.9);
    const scores = matmul(h.mul(kept.cast("float32")), v);
    const rows = gather(scores, labels);
    const normal = logSumExp(rows, { axis: 1, keepDims: true });
    const loss = mean(normal.sub(rows).mul(oneHot(labels, 40))).add(mean(max(transpose(rows), { axis: 0 })));
    backward(loss);
    for (const variable of [w, v]) {
      variable.assign(variable.value.sub(variable.grad!.mul(0.5)));
      variable.grad = null;
    }
    return [loss, scores.sum({ axis: 0 }), scores.sum()];
  });
  const x = random.normal([600, 300]);
  const labels = random.integers([600], 0, 40);
  return () => {
    const results = [1, 2, 3, 4].flatMap(() => step(x, labels));
    return [...results, w.value, v.value];
  };
}

Deno.test("programs give the same bits on one thread and on several", async () => {
  useThreads(1);
  assertEquals(await threadPool.warmUp(), 1);
  const expected = makeStep()();
  for (const threads of [2, 3, 5]) {
    useThreads(threads);
    const run = makeStep();
    run();
    // The workers know the program now; what follows runs on all of them.
    assertEquals(await threadPool.warmUp(), threads);
    const again = makeStep()();
    expected.forEach((x, i) => assertBits(again[i]!, x, `${threads} threads, value ${i}`));
  }
  useThreads(1);
});

Deno.test("programs that were compiled before there were threads run on them as well, with the same bits", async () => {
  useThreads(1);
  const [alone, together] = [makeStep(), makeStep()];
  alone();
  together();
  const expected = alone();
  useThreads(4);
  assertEquals(await threadPool.warmUp(), 4);
  const found = together();
  expected.forEach((x, i) => assertBits(found[i]!, x, `value ${i}`));
  useThreads(1);
});

Deno.test("an index out of range is found on any thread, and the next call is right", async () => {
  useThreads(3);
  const table = new Random(1).normal([1000, 64]);
  const f = jit((x: Tensor, indices: Tensor) => gather(tanh(x), indices).sum());
  const good = new Random(2).integers([5000], 0, 1000);
  const expected = f(table, good);
  assertEquals(await threadPool.warmUp(), 3);
  const bad = good.data.slice();
  bad[4321] = 1000;
  for (let i = 0; i < 5; i++) {
    const error = assertThrows(() => f(table, fromValues(bad, [5000], "int32")), RangeError);
    assert(error.message.includes("current value at position 4321 is 1000"), error.message);
    assertBits(f(table, good), expected);
  }
  useThreads(1);
});

Deno.test("useThreads() takes whole numbers from 1", () => {
  for (const wrong of [0, -1, 1.5, NaN]) {
    assertThrows(() => useThreads(wrong), RangeError, `current number is ${wrong}`);
  }
});
