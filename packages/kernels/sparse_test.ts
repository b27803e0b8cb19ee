import { assertEquals } from "@std/assert";
import type { CompressedRows } from "./sparse.ts";
import { multiplyRows, sampleProduct, transposeRows } from "./sparse.ts";
import { scratchLimit } from "./scratch.ts";
import { withVectorLevel } from "./wasm/mod.ts";

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

/** Rows of 0, 1, 2, … elements, again and again, and some numbers. */
function largePattern(rows: number, columns: number): CompressedRows {
  const indptr = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) indptr[row + 1] = indptr[row]! + row % 9;
  return { indptr, indices: Int32Array.from({ length: indptr[rows]! }, (_, k) => (k * 7919) % columns) };
}

function numbers(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(seed + i * i));
}

Deno.test("large products of float32 have the same bits in WebAssembly as in TypeScript", () => {
  for (const width of [1, 5, 16, 33]) {
    const [rows, columns] = [5000, 700];
    const large = largePattern(rows, columns);
    const [stored, left, right] = [
      numbers(large.indices.length, 1),
      numbers(rows * width, 2),
      numbers(columns * width, 3),
    ];
    const both = (["relaxed", "simd", "none"] as const).map((level) =>
      withVectorLevel(level, () => {
        const product = new Float32Array(rows * width).fill(9);
        multiplyRows(large, stored, right, width, product);
        const dots = new Float32Array(large.indices.length).fill(9);
        sampleProduct(large, left, right, width, dots);
        return { product, dots };
      })
    );
    assertEquals(both[0], both[2]);
    assertEquals(both[1], both[2]);
  }
});

Deno.test("products that do not fit the scratch memory are made without it", () => {
  const count = scratchLimit / 8;
  const large = { indptr: Int32Array.of(0, 3, count), indices: new Int32Array(count) };
  const product = new Float32Array(2);
  multiplyRows(large, new Float32Array(count).fill(1), Float32Array.of(1), 1, product);
  assertEquals([...product], [3, count - 3]);
});
