import { assertEquals } from "@std/assert";
import { multiplyRows, sampleProduct, transposeRows } from "./sparse.ts";

// [[0, 2], [3, 4], [0, 0]]
const pattern = {
  indptr: Int32Array.of(0, 1, 3, 3),
  indices: Int32Array.of(1, 0, 1),
};
const values = Float64Array.of(2, 3, 4);

Deno.test("multiplyRows() multiplies stored elements only and clears rows without any", () => {
  const out = new Float32Array(6).fill(9);
  multiplyRows(pattern, values, Float32Array.of(1, 2, 10, 20), 2, out);
  assertEquals([...out], [20, 40, 43, 86, 0, 0]);
});

Deno.test("sampleProduct() gives left · rightᵀ at the stored places", () => {
  const out = new Float64Array(3);
  const left = Float64Array.of(1, 2, 3, 4, 5, 6);
  const right = Float64Array.of(1, 1, 0, 10);
  sampleProduct(pattern, left, right, 2, out);
  assertEquals([...out], [20, 7, 40]);
});

Deno.test("transposeRows() twice gives the pattern back", () => {
  const { permutation, ...transposed } = transposeRows(pattern, 2);
  assertEquals([...permutation], [1, 0, 2]);
  const back = transposeRows(transposed, 3);
  assertEquals([...back.indptr], [...pattern.indptr]);
  assertEquals([...back.indices], [...pattern.indices]);
});
