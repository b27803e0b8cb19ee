import { grad } from "@chainrule/autograd";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Random, ShapeError, SparseMatrix, tensor, Variable, where } from "@chainrule/tensor";

const matrix = SparseMatrix.fromCoo({
  rows: [2, 0, 2],
  columns: [1, 2, 0],
  values: [5, 3, 4],
  shape: [3, 3],
});
const nested = [[0, 0, 3], [0, 0, 0], [4, 5, 0]];

Deno.test("SparseMatrix.fromCoo() sorts elements by row, then column", () => {
  assertEquals(matrix.toDense().toArray(), nested);
  assertEquals(matrix.values.toArray(), [3, 4, 5]);
  assertEquals(matrix.pattern.indptr.toArray(), [0, 1, 1, 3]);
  assertEquals(matrix.pattern.indices.toArray(), [2, 0, 1]);
  assertEquals(matrix.pattern.rowIndices.toArray(), [0, 2, 2]);
});

Deno.test("SparseMatrix.fromCoo() adds values of one place, and each gets the gradient of the sum", () => {
  const build = (values = tensor([1, 2, 4])) =>
    SparseMatrix.fromCoo({
      rows: [1, 0, 1],
      columns: [0, 1, 0],
      values,
      shape: [2, 2],
    });
  assertEquals(build().toDense().toArray(), [[0, 2], [5, 0]]);
  const weights = tensor([[1, 10], [100, 1000]]);
  const gradient = grad((values) => build(values).toDense().mul(weights).sum());
  assertEquals(gradient(tensor([1, 2, 4])).toArray(), [100, 10, 100]);
});

Deno.test("SparseMatrix.fromCoo() takes int32 tensors, and 1 for values that are left out", () => {
  const ones = SparseMatrix.fromCoo({
    rows: tensor([0, 1], "int32"),
    columns: Int32Array.of(1, 0),
    shape: [2, 2],
    dtype: "float64",
  });
  assertEquals(ones.dtype, "float64");
  assertEquals(ones.toDense().toArray(), [[0, 1], [1, 0]]);
});

Deno.test("SparseMatrix.fromDense() and toDense() are inverse, and transpose() as for dense matrices", () => {
  const size = fc.integer({ min: 0, max: 7 });
  fc.assert(
    fc.property(size, size, fc.nat(), (rows, columns, seed) => {
      const random = new Random(seed);
      const x = where(
        random.bernoulli([rows, columns], 0.4),
        random.normal([rows, columns]),
        0,
      );
      const sparse = SparseMatrix.fromDense(x);
      assertEquals(sparse.toDense().toArray(), x.toArray());
      const turned = sparse.transpose();
      assertEquals(turned.toDense().toArray(), x.transpose().toArray());
      assertEquals(
        turned.transpose().values.toArray(),
        sparse.values.toArray(),
      );
      assertEquals(sparse.size, x.data.filter((value) => value !== 0).length);
    }),
  );
});

Deno.test("SparseMatrix keeps one pattern for all values, and one for its transpose", () => {
  const other = matrix.withValues(tensor([1, 1, 1]));
  assertStrictEquals(other.pattern, matrix.pattern);
  assertStrictEquals(
    other.transpose().pattern,
    matrix.transpose().pattern,
  );
  assertStrictEquals(matrix.transpose().transpose().pattern, matrix.pattern);
  assertEquals(other.toDense().toArray(), [[0, 0, 1], [0, 0, 0], [1, 1, 0]]);
});

Deno.test("SparseMatrix.fromDense() lets gradients reach the non-zero elements", () => {
  const gradient = grad((x) => SparseMatrix.fromDense(x).rowSums().sum())(
    tensor(nested),
  );
  assertEquals(gradient.toArray(), [[0, 0, 1], [0, 0, 0], [1, 1, 0]]);
});

Deno.test("SparseMatrix sums and scales its rows and columns", () => {
  assertEquals(matrix.rowSums().toArray(), [3, 0, 9]);
  assertEquals(matrix.columnSums().toArray(), [4, 5, 3]);
  const factors = tensor([2, 3, 10]);
  assertEquals(matrix.scaleRows(factors).toDense().toArray(), [
    [0, 0, 6],
    [0, 0, 0],
    [40, 50, 0],
  ]);
  assertEquals(matrix.scaleColumns(factors).toDense().toArray(), [
    [0, 0, 30],
    [0, 0, 0],
    [8, 15, 0],
  ]);
  const gradient = grad((f) => matrix.scaleRows(f).columnSums().sum())(factors);
  assertEquals(gradient.toArray(), [3, 0, 9]);
});

Deno.test("SparseMatrix.identity() is the identity", () => {
  assertEquals(SparseMatrix.identity(2, "float64").toDense().toArray(), [
    [1, 0],
    [0, 1],
  ]);
});

Deno.test("SparseMatrix of a Variable has the values which that holds now", () => {
  const values = new Variable(tensor([3, 4, 5]));
  const live = matrix.withValues(values);
  values.assign(tensor([1, 2, 3]));
  assertEquals(live.values.toArray(), [1, 2, 3]);
});

Deno.test("SparseMatrix casts and describes itself", () => {
  assertEquals(matrix.cast("float64").values.dtype, "float64");
  assertStrictEquals(matrix.cast("float32"), matrix);
  assertEquals(`${matrix}`, "SparseMatrix float32 [3, 3] with 3 stored");
});

Deno.test("SparseMatrix.fromCoo() says which index is out of range", () => {
  const build = (rows: number[], columns: number[]) => () => SparseMatrix.fromCoo({ rows, columns, shape: [3, 4] });
  assertMessage(
    build([0, 1, 7], [0, 0, 0]),
    RangeError,
    "Cannot make a sparse matrix as row indices must be in [0, 3): current value at position 2 is 7",
  );
  assertMessage(
    build([0, 1], [0, -1]),
    RangeError,
    "Cannot make a sparse matrix as column indices must be in [0, 4): current value at position 1 is -1",
  );
  assertMessage(
    build([1.5], [0]),
    RangeError,
    "Cannot make a sparse matrix as row indices must be whole numbers: current value at position 0 is 1.5",
  );
  assertMessage(
    build([1, 2], [0]),
    ShapeError,
    "Cannot make a sparse matrix as rows, columns and values must have one length: current shapes are [2] and [1] and [2]",
  );
});

Deno.test("SparseMatrix says what is wrong with indices, values, factors and dense matrices", () => {
  assertMessage(
    () =>
      SparseMatrix.fromCoo({
        rows: tensor([0, 1]),
        columns: [0, 1],
        shape: [2, 2],
      }),
    TypeError,
    "Cannot make a sparse matrix as row indices must be a vector of dtype int32: current tensor is Tensor float32 [2]",
  );
  assertMessage(
    () => matrix.withValues(tensor([1, 2])),
    ShapeError,
    "Cannot make a sparse matrix as its values must have shape [3], one for each stored place: current shape is [2]",
  );
  assertMessage(
    () => matrix.withValues([1, 2, 3] as never),
    TypeError,
    "Cannot make a sparse matrix as its values must be a tensor or a variable: current type is object",
  );
  assertMessage(
    () => matrix.scaleColumns(tensor([1, 2])),
    ShapeError,
    "Cannot scale columns of a sparse matrix as factors must have shape [3]: current shape is [2]",
  );
  assertMessage(
    () => SparseMatrix.fromDense(tensor([1, 2])),
    ShapeError,
    "Cannot make a sparse matrix as x must be a matrix: current shape is [2]",
  );
});

function assertMessage(
  f: () => unknown,
  // deno-lint-ignore no-explicit-any
  type: new (...args: any[]) => Error,
  message: string,
): void {
  assertEquals(assertThrows(f, type).message, message);
}
