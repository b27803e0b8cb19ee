import { backward, grad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { assertBits, assertCompiled, checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { Tensor } from "@chainrule/tensor";
import {
  matmul,
  Random,
  sparseMatmul,
  sparseMatmulOp,
  SparseMatrix,
  SparsePattern,
  tensor,
  Variable,
  where,
} from "@chainrule/tensor";

// [[0, a, 0], [b, 0, c]], with an empty row below.
const pattern = new SparsePattern([3, 3], {
  indptr: Int32Array.of(0, 1, 3, 3),
  indices: Int32Array.of(1, 0, 2),
});
const dense = [[1, 2], [3, 4], [5, -6]];

Deno.test("sparseMatmul() obeys the laws of an operation", () => {
  const sizes = { rows: 3, columns: 3 };
  checkOp(sparseMatmulOp, {
    cases: [
      {
        inputs: [[2, 3, 4], dense, ...pattern.inputs],
        attributes: { ...sizes, transposed: false },
        output: [[6, 8], [23, -18], [0, 0]],
      },
      {
        inputs: [[2, 3, 4], dense, ...pattern.inputs],
        attributes: { ...sizes, transposed: true },
        output: [[9, 12], [2, 4], [12, 16]],
      },
      {
        inputs: [[0.5, -1, 2], [[], [], []], ...pattern.inputs],
        attributes: { ...sizes, transposed: false },
      },
    ],
    failures: [{
      inputs: [[2, 3, 4], [[1], [2]], ...pattern.inputs],
      attributes: { ...sizes, transposed: false },
      message: "Cannot sparseMatmul a and b as a.shape[1] must equal b.shape[0]: current shapes are [3, 3] and [2, 1]",
    }, {
      inputs: [[2, 3, 4], [1, 2, 3], ...pattern.inputs],
      attributes: { ...sizes, transposed: true },
      message:
        "Cannot sparseMatmul a and b as both must be matrices: current shapes are [3, 3] and [3]; reshape a vector to a matrix of one row or column",
    }, {
      inputs: [tensor([2, 3, 4]), dense, ...pattern.inputs],
      attributes: { ...sizes, transposed: false },
      message:
        "Cannot sparseMatmul float32 with float64 as both must have one float dtype: current dtypes are float32 and float64; convert one with cast",
    }],
  });
});

Deno.test("sparseMatmul() equals matmul() of the dense forms from both sides, with all gradients", () => {
  const size = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(size, size, size, fc.nat(), (n, k, m, seed) => {
      const random = new Random(seed);
      const draw = (shape: number[]) => random.normal(shape, { dtype: "float64" });
      const full = where(random.bernoulli([n, k], 0.4), draw([n, k]), 0);
      const right = draw([k, m]);
      const left = draw([m, n]);
      const sparse = SparseMatrix.fromDense(full);
      assertClose(sparseMatmul(sparse, right), matmul(full, right));
      assertClose(sparseMatmul(left, sparse), matmul(left, full));
      const g = draw([n, m]);
      assertClose(
        grad((x) => sparseMatmul(sparse, x).mul(g).sum())(right),
        grad((x) => matmul(full, x).mul(g).sum())(right),
      );
      const h = draw([m, k]);
      assertClose(
        grad((x) => sparseMatmul(x, sparse).mul(h).sum())(left),
        grad((x) => matmul(x, full).mul(h).sum())(left),
      );
      const wanted = grad((x) => matmul(x, right).mul(g).sum())(full);
      const found = grad((v) => sparseMatmul(sparse.withValues(v), right).mul(g).sum())(sparse.values);
      const { rowIndices, indices } = sparse.pattern;
      found.data.forEach((value, i) => {
        const at = rowIndices.data[i]! * k + indices.data[i]!;
        assertNear(value, wanted.data[at]!);
      });
    }),
  );
});

Deno.test("sparseMatmul() gives a Variable that holds the values its gradient", () => {
  const values = new Variable(tensor([2, 3, 4]), { name: "weights" });
  const matrix = new SparseMatrix(pattern, values);
  backward(sparseMatmul(matrix, tensor(dense)).sum());
  assertEquals(values.grad?.toArray(), [7, 3, -1]);
  values.assign(tensor([0, 0, 1]));
  assertEquals(sparseMatmul(matrix, tensor(dense)).toArray(), [
    [0, 0],
    [5, -6],
    [0, 0],
  ]);
});

Deno.test("sparseMatmul() adds in stored order and in float64, compiled to rounding of float32: equal bits from run to run", () => {
  const random = new Random(4);
  const matrix = SparseMatrix.fromDense(
    where(random.bernoulli([40, 60], 0.3), random.normal([40, 60]), 0),
  );
  const x = random.normal([60, 9]);
  const first = sparseMatmul(matrix, x);
  assertBits(sparseMatmul(matrix, x), first);
  const compiled = jit((y: Tensor) => sparseMatmul(matrix, y));
  assertCompiled(compiled(x), first);
  assertBits(compiled(x), compiled(x));
  const cancelling = SparseMatrix.fromDense(tensor([[1e8, 1, -1e8]]));
  assertEquals(
    sparseMatmul(cancelling, tensor([[1], [1], [1]])).toArray(),
    [[1]],
  );
});

Deno.test("sparseMatmul() refuses two sparse and two dense operands", () => {
  const sparse = SparseMatrix.identity(2);
  const x = tensor([[1, 2], [3, 4]]);
  const multiply = sparseMatmul as (a: unknown, b: unknown) => Tensor;
  assertThrows(
    () => multiply(sparse, sparse),
    TypeError,
    "Cannot sparseMatmul a and b as exactly one must be a SparseMatrix: current operands are both sparse; turn one with toDense()",
  );
  assertThrows(
    () => multiply(x, x),
    TypeError,
    "Cannot sparseMatmul a and b as exactly one must be a SparseMatrix: current operands are both dense; use matmul instead",
  );
});

Deno.test("sparseMatmul() names the operands in their order when the dense one comes first", () => {
  assertThrows(
    () => sparseMatmul(tensor([[1, 2, 3]]), SparseMatrix.identity(2)),
    TypeError,
    "Cannot sparseMatmul a and b as a.shape[1] must equal b.shape[0]: current shapes are [1, 3] and [2, 2]",
  );
});

function assertClose(actual: Tensor, expected: Tensor): void {
  assertEquals(actual.shape, expected.shape);
  actual.data.forEach((value, i) => assertNear(value, expected.data[i]!));
}

/** Sums of at most six products: a few ulps apart. */
function assertNear(actual: number, expected: number): void {
  const error = Math.abs(actual - expected);
  if (!(error <= 1e-13 * Math.max(1, Math.abs(expected)))) {
    throw new Error(`${actual} is not ${expected}`);
  }
}
