import { assertEquals } from "@std/assert";
import { compileKernel } from "../engine/compile_kernel.ts";
import type { Address, KernelCall } from "../engine/kernel.ts";
import { supports } from "../wasm/mod.ts";
import type { ProductBatch } from "./product_kernels.ts";
import { packedProductKernel, productCall, streamedProductKernel } from "./product_kernels.ts";

/** An index for each element of a matrix, in elements from its start. */
interface Layout {
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Where things are in the memory of a test, in elements. */
const [a, b, c, work] = [1000, 100_000, 200_000, 300_000];

/** Bytes that belong to no operand. */
const guard = 77;

/** What is around the matrices: whole numbers, so that sums are exact in any order. */
function filled(memory: WebAssembly.Memory): Float32Array {
  const floats = new Float32Array(memory.buffer);
  for (let i = 0; i < floats.length; i++) floats[i] = i * 7 % 11 - 5;
  return floats;
}

function at(index: number): Address {
  return { region: "fixed", bytes: 4 * index };
}

function runPart(call: KernelCall, memory: WebAssembly.Memory, level: "relaxed" | "simd", first: number, last: number) {
  const values = call.arguments.map((x) =>
    typeof x === "number" ? x : x.bytes + (x.region === "scratch" ? 4 * work : 0)
  );
  compileKernel(call.kernel, memory, level)(first, last, ...values);
}

for (const level of ["relaxed", "simd"] as const) {
  const ignore = !supports(level === "relaxed" ? "relaxedSimd" : "simd");
  const suffix = `at level ${level}${ignore ? " (not on this machine)" : ""}`;

  Deno.test({
    name: `products read any strides, add, and write their rows alone, in one part or many, ${suffix}`,
    ignore,
    fn() {
      const memory = new WebAssembly.Memory({ initial: 48 });
      for (
        const [rows, inner, columns] of [
          [19, 0, 21],
          [19, 1, 21],
          [2, 3, 5],
          [7, 31, 41],
          [29, 33, 31],
          [13, 321, 17],
          [9, 1100, 11],
          [101, 7, 9],
          [3, 50, 37],
          [37, 50, 3],
          [1, 9, 1],
        ] as const
      ) {
        const left: readonly Layout[] = [
          { rowStride: inner, columnStride: 1 },
          { rowStride: 1, columnStride: rows },
          { rowStride: 3 * inner, columnStride: 3 },
        ];
        const right: readonly Layout[] = [
          { rowStride: columns, columnStride: 1 },
          { rowStride: 1, columnStride: inner },
          { rowStride: 5 * columns, columnStride: 5 },
        ];
        for (const x of left) {
          for (const y of right) {
            for (const [adds, gap] of [[false, 0], [true, 0], [false, 3], [true, 3]] as const) {
              const cRow = columns + gap;
              const floats = filled(memory);
              const expected = floats.slice(c, c + rows * cRow + guard);
              for (let i = 0; i < rows; i++) {
                for (let j = 0; j < columns; j++) {
                  let sum = adds ? expected[i * cRow + j]! : 0;
                  for (let n = 0; n < inner; n++) {
                    sum += floats[a + i * x.rowStride + n * x.columnStride]! *
                      floats[b + n * y.rowStride + j * y.columnStride]!;
                  }
                  expected[i * cRow + j] = sum;
                }
              }
              const product: ProductBatch = {
                rows,
                inner,
                columns,
                a: { dtype: "float32", address: at(a), ...x, batchStride: 0 },
                b: { dtype: "float32", address: at(b), ...y, batchStride: 0 },
                c: { dtype: "float32", address: at(c), rowStride: cRow, columnStride: 1, batchStride: 0 },
                batch: 1,
                adds,
              };
              const call = productCall(product);
              // The last part first, and parts of one unit.
              for (let unit = call.units - 1; unit >= 0; unit--) runPart(call, memory, level, unit, unit + 1);
              assertEquals(floats.slice(c, c + rows * cRow + guard), expected);
            }
          }
        }
      }
    },
  });

  Deno.test({
    name: `strides and parts change no bit, ${suffix}`,
    ignore,
    fn() {
      const memory = new WebAssembly.Memory({ initial: 48 });
      const floats = new Float32Array(memory.buffer);
      for (const [rows, inner, columns] of [[61, 333, 45], [3, 85, 70], [70, 85, 3], [9, 10, 11]] as const) {
        const bits: Float32Array[] = [];
        for (const turned of [[false, false], [true, false], [false, true], [true, true]] as const) {
          const layout = (turn: boolean, height: number, width: number): Layout =>
            turn ? { rowStride: 1, columnStride: height } : { rowStride: width, columnStride: 1 };
          const [x, y] = [layout(turned[0], rows, inner), layout(turned[1], inner, columns)];
          for (let n = 0; n < inner; n++) {
            for (let i = 0; i < rows; i++) floats[a + i * x.rowStride + n * x.columnStride] = Math.sin(i * inner + n);
            for (let j = 0; j < columns; j++) {
              floats[b + n * y.rowStride + j * y.columnStride] = Math.cos(n * columns + j);
            }
          }
          const call = productCall({
            rows,
            inner,
            columns,
            a: { dtype: "float32", address: at(a), ...x, batchStride: 0 },
            b: { dtype: "float32", address: at(b), ...y, batchStride: 0 },
            c: { dtype: "float32", address: at(c), rowStride: columns, columnStride: 1, batchStride: 0 },
            batch: 1,
          });
          for (const parts of [1, 2, 3, call.units]) {
            floats.fill(NaN, c, c + rows * columns);
            for (let part = parts - 1; part >= 0; part--) {
              const [first, last] = [part, part + 1].map((cut) => Math.floor(call.units * cut / parts));
              runPart(call, memory, level, first!, last!);
            }
            bits.push(floats.slice(c, c + rows * columns));
          }
        }
        for (const other of bits) assertEquals(other, bits[0]);
      }
    },
  });
}

Deno.test("large products are packed, small and thin ones are not", () => {
  const kernelFor = (rows: number, inner: number, columns: number) => {
    const place = { dtype: "float32", address: at(0), rowStride: 1, columnStride: 1, batchStride: 0 } as const;
    return productCall({ rows, inner, columns, a: place, b: place, c: place, batch: 1 }).kernel;
  };
  assertEquals(kernelFor(64, 784, 256), packedProductKernel);
  assertEquals(kernelFor(4, 2, 8), streamedProductKernel);
  assertEquals(kernelFor(1, 784, 256), streamedProductKernel);
  assertEquals(kernelFor(784, 256, 1), streamedProductKernel);
});
