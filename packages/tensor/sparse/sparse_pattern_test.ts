import { assertEquals, assertThrows } from "@std/assert";
import { SparsePattern } from "@chainrule/tensor";

const build = (indptr: number[], indices: number[]): SparsePattern =>
  new SparsePattern([2, 3], {
    indptr: Int32Array.from(indptr),
    indices: Int32Array.from(indices),
  });

Deno.test("SparsePattern lists its elements by column, and where each stands by row", () => {
  // Scipy: csr_matrix(([1, 2, 3], [0, 2, 0], [0, 2, 3])).tocsc() has indptr 0 2 2 3, indices 0 1 0, data 1 3 2.
  const pattern = build([0, 2, 3], [0, 2, 0]);
  assertEquals(pattern.indptrT.toArray(), [0, 2, 2, 3]);
  assertEquals(pattern.indicesT.toArray(), [0, 1, 0]);
  assertEquals(pattern.permutation.toArray(), [0, 2, 1]);
  assertEquals(pattern.transposed.indptr.toArray(), [0, 2, 2, 3]);
  assertEquals(pattern.transposed.permutation.toArray(), [0, 2, 1]);
});

Deno.test("SparsePattern refuses arrays that are no compressed rows", () => {
  const messages: [number[], number[], string][] = [
    [
      [0, 1],
      [0],
      "Cannot make a sparse pattern as indptr must have 3 entries from 0 to 1: current indptr has 2 from 0 to 1",
    ],
    [
      [0, 2, 1],
      [0],
      "Cannot make a sparse pattern as indptr must not fall: current entries 1 and 2 are 2 and 1",
    ],
    [
      [0, 1, 2],
      [0, 3],
      "Cannot make a sparse pattern as columns must be in [0, 3): current column in row 1 is 3",
    ],
    [
      [0, 2, 2],
      [1, 1],
      "Cannot make a sparse pattern as columns must rise within a row: current columns in row 0 are 1 and 1",
    ],
  ];
  for (const [indptr, indices, message] of messages) {
    const error = assertThrows(() => build(indptr, indices), RangeError);
    assertEquals(error.message, message);
  }
});
