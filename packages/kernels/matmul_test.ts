import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { MatrixView, Numbers, ProductSize } from "./matmul.ts";
import { matmul } from "./matmul.ts";
import { releaseScratch, scratch } from "./scratch.ts";
import type { VectorLevel } from "./wasm/mod.ts";
import { supports, withVectorLevel } from "./wasm/mod.ts";

/** Small whole numbers, whose products and sums are exact in every dtype. */
function wholeNumbers<T extends Numbers>(values: T, seed: number): T {
  for (let i = 0; i < values.length; i++) values[i] = (i * 7 + seed * 5) % 11 - 5;
  return values;
}

/** The definition, element by element; `term` may change what is summed. */
function product(
  a: MatrixView,
  b: MatrixView,
  { rows, inner, columns }: ProductSize,
  term: (x: number, y: number) => number = (x, y) => x * y,
): number[] {
  const at = (m: MatrixView, row: number, column: number): number =>
    m.values[m.offset + row * m.rowStride + column * m.columnStride]!;
  const out: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let n = 0; n < inner; n++) sum += term(at(a, i, n), at(b, n, j));
      out.push(sum);
    }
  }
  return out;
}

function plain(values: Numbers, columns: number): MatrixView {
  return { values, offset: 0, rowStride: columns, columnStride: 1 };
}

const levels: readonly VectorLevel[] = ["relaxed", "simd", "none"];

/** Registers a test for each level that this machine has. */
function testLevels(name: string, body: () => void): void {
  for (const level of levels) {
    const missing = level === "relaxed" && !supports("relaxedSimd") || level === "simd" && !supports("simd");
    Deno.test({
      name: `${name}, with vector instructions: ${level}${missing ? " (not on this machine)" : ""}`,
      ignore: missing,
      fn: () => withVectorLevel(level, body),
    });
  }
}

const sizes: readonly ProductSize[] = [
  // Multiples of the strips of four, and all that is left over.
  { rows: 4, inner: 8, columns: 4 },
  { rows: 1, inner: 1, columns: 1 },
  { rows: 3, inner: 5, columns: 7 },
  { rows: 9, inner: 2, columns: 6 },
  { rows: 17, inner: 33, columns: 5 },
  { rows: 1, inner: 100, columns: 3 },
  { rows: 70, inner: 1, columns: 66 },
];

for (const size of sizes) {
  const { rows, inner, columns } = size;
  for (const Values of [Float64Array, Float32Array, Int32Array]) {
    Deno.test(`matmul() of ${rows} x ${inner} by ${inner} x ${columns} in ${Values.name} is its definition`, () => {
      const a = plain(wholeNumbers(new Values(rows * inner), 1), inner);
      const b = plain(wholeNumbers(new Values(inner * columns), 2), columns);
      const out = new Values(rows * columns);
      matmul(a, b, out, 0, size);
      assertEquals([...out], product(a, b, size));
    });
  }

  Deno.test(`matmul() of ${rows} x ${inner} by ${inner} x ${columns} reads transposed, backward and sparse layouts`, () => {
    const values = wholeNumbers(new Float64Array(4 * inner * (rows + columns) + 9), 3);
    const layouts = (lines: number, length: number): MatrixView[] => [
      { values, offset: 5, rowStride: 1, columnStride: lines },
      { values, offset: 2 + lines * length, rowStride: -length, columnStride: 1 },
      { values, offset: 3, rowStride: 2 * length + 1, columnStride: 2 },
      { values, offset: 4, rowStride: 0, columnStride: 1 },
    ];
    for (const a of layouts(rows, inner)) {
      for (const b of layouts(inner, columns)) {
        const out = new Float64Array(rows * columns);
        matmul(a, b, out, 0, size);
        assertEquals([...out], product(a, b, size));
      }
    }
  });
}

Deno.test("matmul() writes from its offset on, and nothing else", () => {
  const a = plain(Float64Array.of(1, 2, 3, 4), 2);
  const out = new Float64Array(8).fill(9);
  matmul(a, a, out, 3, { rows: 2, inner: 2, columns: 2 });
  assertEquals([...out], [9, 9, 9, 7, 10, 15, 22, 9]);
});

Deno.test("matmul() over an empty inner axis gives zeros, also right after a larger product", () => {
  const large = plain(wholeNumbers(new Float64Array(64), 1), 8);
  matmul(large, large, new Float64Array(64), 0, { rows: 8, inner: 8, columns: 8 });
  const empty = plain(new Float64Array(0), 0);
  const out = new Float64Array(6).fill(9);
  matmul(empty, empty, out, 0, { rows: 2, inner: 0, columns: 3 });
  assertEquals([...out], [0, 0, 0, 0, 0, 0]);
});

Deno.test("matmul() of float32 sums in float64 and rounds once", () => {
  // In float32, 2²⁴ + 1 is 2²⁴ again.
  const a = plain(Float32Array.of(2 ** 24, 1, 1, -(2 ** 24)), 4);
  const b = plain(Float32Array.of(1, 1, 1, 1), 1);
  const out = new Float32Array(1);
  matmul(a, b, out, 0, { rows: 1, inner: 4, columns: 1 });
  assertEquals([...out], [2]);
});

Deno.test("matmul() lets NaN and Infinity through to their row and column alone", () => {
  const a = plain(Float64Array.of(1, NaN, 3, 4), 2);
  const b = plain(Float64Array.of(1, 0, 0, Infinity), 2);
  const out = new Float64Array(4);
  matmul(a, b, out, 0, { rows: 2, inner: 2, columns: 2 });
  assertEquals([...out], [NaN, NaN, 3, Infinity]);
});

/** Ways to lay a matrix of `rows x columns` out in an array, with what lies between in it. */
const layouts = {
  "row by row": (_rows: number, columns: number) => ({ offset: 3, rowStride: columns, columnStride: 1 }),
  "column by column": (rows: number, _columns: number) => ({ offset: 1, rowStride: 1, columnStride: rows }),
  "rows of a wider matrix": (_rows: number, columns: number) => ({
    offset: 2,
    rowStride: columns + 40,
    columnStride: 1,
  }),
  "every other element": (_rows: number, columns: number) => ({ offset: 0, rowStride: 2 * columns, columnStride: 2 }),
  "rows from the last": (rows: number, columns: number) => ({
    offset: rows * columns,
    rowStride: -columns,
    columnStride: 1,
  }),
  "one row repeated": (_rows: number, _columns: number) => ({ offset: 5, rowStride: 0, columnStride: 1 }),
} as const;

const layoutNames = Object.keys(layouts) as (keyof typeof layouts)[];

/** Numbers in [-1, 1) that depend on a seed. */
function randomNumbers(length: number, seed: number): Float32Array {
  const values = new Float32Array(length);
  let state = (seed * 2654435761 + 12345) >>> 0;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = state / 2 ** 31 - 1;
  }
  return values;
}

function randomMatrix(rows: number, columns: number, layout: keyof typeof layouts, seed: number): MatrixView {
  return {
    values: randomNumbers(2 * rows * columns + 40 * rows + columns + 8, seed),
    ...layouts[layout](rows, columns),
  };
}

testLevels("matmul() of any sizes and layouts is within the stated bound of its definition", () => {
  const length = fc.oneof(fc.constantFrom(0, 1, 2, 3, 5, 6, 7, 8, 13, 16, 31, 48), fc.integer({ min: 1, max: 90 }));
  const layout = fc.constantFrom(...layoutNames);
  fc.assert(
    fc.property(length, length, length, layout, layout, fc.nat(1000), (rows, inner, columns, first, second, seed) => {
      const size = { rows, inner, columns };
      const a = randomMatrix(rows, inner, first, seed);
      const b = randomMatrix(inner, columns, second, seed + 1);
      const out = new Float32Array(rows * columns + 2).fill(9);
      matmul(a, b, out, 1, size);
      const expected = product(a, b, size);
      const magnitude = product(a, b, size, (x, y) => Math.abs(x * y));
      expected.forEach((value, i) => {
        const bound = inner * 2 ** -24 * magnitude[i]!;
        assert(Math.abs(out[1 + i]! - value) <= bound, `element ${i} is ${out[1 + i]}, not ${value} ± ${bound}`);
      });
      assertEquals([out[0], out.at(-1)], [9, 9]);
    }),
    { numRuns: 60 },
  );
});

for (
  const size of [
    // Across the limits of blocks, and of what is copied at once, in each direction.
    { rows: 200, inner: 7, columns: 9 },
    { rows: 7, inner: 700, columns: 9 },
    { rows: 7, inner: 3, columns: 1030 },
    { rows: 197, inner: 330, columns: 1027 },
    { rows: 2053, inner: 5, columns: 3 },
    { rows: 5, inner: 4100, columns: 3 },
    { rows: 5, inner: 3, columns: 2053 },
  ]
) {
  testLevels(
    `matmul() of ${size.rows} x ${size.inner} by ${size.inner} x ${size.columns} in Float32Array is its definition`,
    () => {
      const a = plain(wholeNumbers(new Float32Array(size.rows * size.inner), 1), size.inner);
      const b = plain(wholeNumbers(new Float32Array(size.inner * size.columns), 2), size.columns);
      const out = new Float32Array(size.rows * size.columns);
      matmul(a, b, out, 0, size);
      assertEquals(out, Float32Array.from(product(a, b, size)));
    },
  );
}

testLevels("matmul() gives the same bits whatever the layout, whatever ran before, and in new memory", () => {
  const size = { rows: 61, inner: 333, columns: 45 };
  const values = randomNumbers(61 * 333, 1);
  const b = plain(randomNumbers(333 * 45, 2), 45);
  const transposed = new Float32Array(values.length);
  for (let i = 0; i < 61; i++) for (let n = 0; n < 333; n++) transposed[n * 61 + i] = values[i * 333 + n]!;
  const run = (a: MatrixView): Float32Array => {
    const out = new Float32Array(61 * 45);
    matmul(a, b, out, 0, size);
    return out;
  };
  const first = run(plain(values, 333));
  const large = plain(new Float32Array(300 * 300).fill(NaN), 300);
  matmul(large, large, new Float32Array(300 * 300), 0, { rows: 300, inner: 300, columns: 300 });
  assertEquals(run({ values: transposed, offset: 0, rowStride: 1, columnStride: 61 }), first);
  releaseScratch();
  assertEquals(run(plain(values, 333)), first);
});

testLevels("matmul() of large matrices lets NaN and Infinity through to their row and column alone", () => {
  const size = { rows: 13, inner: 14, columns: 11 };
  const a = plain(new Float32Array(13 * 14).fill(1), 14);
  const b = plain(new Float32Array(14 * 11).fill(1), 11);
  a.values[12 * 14 + 3] = NaN;
  b.values[5 * 11 + 10] = Infinity;
  const out = new Float32Array(13 * 11);
  matmul(a, b, out, 0, size);
  assertEquals([...out], product(a, b, size));
  assertEquals(out.filter((x) => x === 14).length, 12 * 10);
});

testLevels("matmul() of float32 into float64 sums in float64", () => {
  const a = plain(Float32Array.from({ length: 11 * 12 }, (_, i) => 2 ** 24 + 2 * i), 12);
  const b = plain(new Float32Array(12 * 13).fill(1), 13);
  const size = { rows: 11, inner: 12, columns: 13 };
  const out = new Float64Array(11 * 13);
  matmul(a, b, out, 0, size);
  assertEquals([...out], product(a, b, size));
});

testLevels("matmul() of mixed dtypes sums in float64", () => {
  const size = { rows: 11, inner: 12, columns: 13 };
  const a = plain(Float64Array.from({ length: 11 * 12 }, (_, i) => i + 2 ** 40), 12);
  const b = plain(new Float32Array(12 * 13).fill(1), 13);
  const out = new Float64Array(11 * 13);
  matmul(a, b, out, 0, size);
  assertEquals([...out], product(a, b, size));
});

Deno.test({
  name: "matmul() of float32 sums in float64 below 1024 multiplications, and in float32 from there on",
  ignore: !supports("simd"),
  fn() {
    const sum = (inner: number): number => {
      const a = plain(new Float32Array(inner).fill(1), inner);
      a.values[0] = 2 ** 24;
      const out = new Float32Array(1);
      matmul(a, plain(new Float32Array(inner).fill(1), 1), out, 0, { rows: 1, inner, columns: 1 });
      return out[0]!;
    };
    assertEquals(sum(1023), 2 ** 24 + 1022);
    // Every fourth term is summed apart, the first ones in vain.
    assertEquals(sum(1024), 2 ** 24 + 3 * 256);
  },
});

Deno.test("matmul() of long matrices takes little scratch memory", () => {
  releaseScratch();
  const long = plain(new Float32Array(2 ** 20).fill(1), 1);
  const out = new Float32Array(1);
  matmul({ ...long, rowStride: 2 ** 20 }, long, out, 0, { rows: 1, inner: 2 ** 20, columns: 1 });
  assertEquals(out[0], 2 ** 20);
  assert(scratch(1)!.floats.byteLength < 2 * 2 ** 20);
});
