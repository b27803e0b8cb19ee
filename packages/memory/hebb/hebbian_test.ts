import { checkGradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import { assertCompiled, assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { eye, matmul, mean, Random, tensor, transpose } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { hebbian } from "./hebbian.ts";
import { oja } from "./oja.ts";
import { sanger } from "./sanger.ts";

const { values: near } = goldenTolerances.float64;

function normal(shape: number[], seed: number): Tensor {
  return new Random(seed).normal(shape, { dtype: "float64" });
}

/** Samples with standard deviations 2, 1.6, 1.2 and 0.8 along the rows of a rotation, and their mean taken off. */
function samples(): { x: Tensor; covariance: Tensor } {
  const spread = normal([400, 4], 1).mul(tensor([2, 1.6, 1.2, 0.8], "float64"));
  const turned = matmul(spread, rotation());
  const x = turned.sub(mean(turned, { axis: 0 }));
  return { x, covariance: matmul(transpose(x), x).div(400) };
}

/** A Hadamard matrix, halved: its rows are orthonormal. */
function rotation(): Tensor {
  return tensor([[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]], "float64").div(2);
}

/** The first eigenvectors of a matrix, rows, by power iteration; each found one is taken out. */
function eigenvectors(matrix: Tensor, count: number): Tensor {
  let rest = matrix;
  const rows = Array.from({ length: count }, (_, i) => {
    let v = normal([4, 1], 10 + i);
    for (let step = 0; step < 500; step++) {
      v = matmul(rest, v);
      v = v.div(v.pow(2).sum().sqrt());
    }
    rest = rest.sub(matmul(matmul(matmul(v, transpose(v)), rest), matmul(v, transpose(v))));
    return v.reshape([4]).toArray() as number[];
  });
  return tensor(rows, "float64");
}

/** How far the rows of `weight` are from those of `vectors`, whose signs are arbitrary. */
function distance(weight: Tensor, vectors: Tensor): number {
  const signs = weight.mul(vectors).sum({ axis: 1, keepDims: true });
  return weight.sub(vectors.mul(signs.div(signs.abs()))).abs().max().item();
}

function learned(rule: typeof oja, weight: Tensor, x: Tensor): Tensor {
  const step = jit((w: Tensor) => rule(w, x, { learningRate: 0.05 }));
  for (let i = 0; i < 1200; i++) weight = step(weight);
  return weight;
}

Deno.test("hebbian() adds the mean of the outer products", () => {
  const x = tensor([[1, 2], [3, -1]], "float64");
  const y = tensor([[1, 0, -1], [2, 1, 0]], "float64");
  const weight = hebbian(tensor([[1, 1], [1, 1], [1, 1]], "float64"), x, y, { learningRate: 2 });
  assertEquals(weight.toArray(), [[8, 1], [4, 0], [0, -1]]);
});

Deno.test("hebbian() stores pairs, which inputs that are orthogonal give back", () => {
  const x = rotation().mul(2);
  const y = normal([4, 3], 2);
  const weight = hebbian(tensor(new Float64Array(12), [3, 4]), x, y, { learningRate: 1 });
  assertTensorsClose(matmul(x, transpose(weight)), y, near);
});

Deno.test("oja() finds the first principal component, and length 1", () => {
  const { x, covariance } = samples();
  const weight = learned(oja, normal([2, 4], 3), x);
  const [first] = eigenvectors(covariance, 1).toArray() as number[][];
  const error = distance(weight, tensor([first!, first!], "float64"));
  assert(error < 1e-9, `${error} away`);
});

Deno.test("sanger() finds all principal components, in order", () => {
  const { x, covariance } = samples();
  const weight = learned(sanger, normal([4, 4], 3).mul(0.3), x);
  const error = distance(weight, eigenvectors(covariance, 4));
  assert(error < 1e-9, `${error} away`);
  assertTensorsClose(matmul(weight, transpose(weight)), eye(4, 4, "float64"), { rtol: 0, atol: 1e-9 });
});

Deno.test("sanger() with one unit is oja()", () => {
  const [weight, x] = [normal([1, 4], 1), normal([9, 4], 2)];
  assertTensorsClose(sanger(weight, x), oja(weight, x), near);
});

Deno.test("oja() and sanger() follow their formulas, sample by sample", () => {
  const [weight, x] = [normal([3, 4], 1), normal([5, 4], 2)];
  const [w, rows] = [weight, x].map((t) => t.toArray() as number[][]) as [number[][], number[][]];
  const expected = (isSanger: boolean) =>
    w.map((row, m) =>
      row.map((value, d) => {
        const changes = rows.map((sample) => {
          const y = w.map((unit) => unit.reduce((sum, u, i) => sum + u * sample[i]!, 0));
          const explained = w.reduce((sum, unit, k) => sum + ((isSanger ? k <= m : k === m) ? y[k]! * unit[d]! : 0), 0);
          return y[m]! * (sample[d]! - explained);
        });
        return value + 0.1 * changes.reduce((sum, change) => sum + change, 0) / rows.length;
      })
    );
  assertTensorsClose(oja(weight, x, { learningRate: 0.1 }), tensor(expected(false), "float64"), near);
  assertTensorsClose(sanger(weight, x, { learningRate: 0.1 }), tensor(expected(true), "float64"), near);
});

Deno.test("the rules have derivatives of both orders", () => {
  const [weight, x, y] = [normal([2, 3], 1), normal([4, 3], 2), normal([4, 2], 3)];
  checkGradients((w, a, b) => hebbian(w!, a!, b!), [weight, x, y]);
  checkGradients((w, a) => oja(w!, a!), [weight, x]);
  checkGradients((w, a) => sanger(w!, a!), [weight, x]);
});

Deno.test("the rules give the same compiled, at every vector level, and in float32 to rounding", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const [weight, x, y] = [normal([3, 10], 1), normal([20, 10], 2), normal([20, 3], 3)].map((t) => t.cast(dtype));
    const rules = {
      hebb: () => hebbian(weight!, x!, y!),
      oja: () => oja(weight!, x!),
      sanger: () => sanger(weight!, x!),
    };
    for (const [name, rule] of Object.entries(rules)) {
      assertEquals(rule().dtype, dtype);
      for (const level of ["relaxed", "simd", "none"] as const) {
        withVectorLevel(level, () => assertCompiled(jit(rule)(), rule(), `${name}, ${level}`));
      }
    }
    const wide = sanger(normal([3, 10], 1), normal([20, 10], 2));
    assertTensorsClose(rules.sanger().cast("float64"), wide, goldenTolerances[dtype].values);
  }
});
