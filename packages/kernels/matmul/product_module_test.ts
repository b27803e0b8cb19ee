import { assertEquals } from "@std/assert";
import { KernelModule, supports } from "../wasm/mod.ts";
import type { ProductExports } from "./product_module.ts";
import { productModule, productWorkspaceSize } from "./product_module.ts";

/** An index for each element of a matrix, in elements from its start. */
interface Layout {
  readonly row: number;
  readonly column: number;
}

for (const level of ["relaxed", "simd"] as const) {
  const ignore = !supports(level === "relaxed" ? "relaxedSimd" : "simd");
  const kernel = new KernelModule<ProductExports>(() => productModule(level));

  Deno.test({
    name: `multiply() with ${level} instructions reads any strides, adds, and writes its rows alone${
      ignore ? " (not on this machine)" : ""
    }`,
    ignore,
    fn() {
      const memory = new WebAssembly.Memory({ initial: Math.ceil((productWorkspaceSize + 400000) / 65536) });
      const floats = new Float32Array(memory.buffer);
      const { multiply } = kernel.in(memory);
      const [rows, columns] = [19, 21];
      const a = productWorkspaceSize / 4;
      const b = a + 40000;
      const c = b + 40000;
      const cRow = columns + 3;
      for (const inner of [0, 1, 2, 3, 4, 7, 321]) {
        const left: readonly Layout[] = [
          { row: inner, column: 1 },
          { row: 1, column: rows },
          { row: 3 * inner, column: 3 },
        ];
        const right: readonly Layout[] = [
          { row: columns, column: 1 },
          { row: 1, column: inner },
          { row: 5 * columns, column: 5 },
        ];
        for (const x of left) {
          for (const y of right) {
            for (const adds of [0, 1]) {
              // Whole numbers, so that sums are exact in any order.
              for (let i = a; i < floats.length; i++) floats[i] = i * 7 % 11 - 5;
              const expected = floats.slice(c, c + rows * cRow);
              for (let i = 0; i < rows; i++) {
                for (let j = 0; j < columns; j++) {
                  let sum = adds === 1 ? expected[i * cRow + j]! : 0;
                  for (let n = 0; n < inner; n++) {
                    sum += floats[a + i * x.row + n * x.column]! * floats[b + n * y.row + j * y.column]!;
                  }
                  expected[i * cRow + j] = sum;
                }
              }
              multiply(
                4 * a,
                4 * x.row,
                4 * x.column,
                4 * b,
                4 * y.row,
                4 * y.column,
                4 * c,
                4 * cRow,
                rows,
                inner,
                columns,
                adds,
                0,
              );
              assertEquals(floats.slice(c, c + rows * cRow), expected);
            }
          }
        }
      }
    },
  });

  Deno.test(`the module with ${level} instructions is below 4 KB, which every browser compiles at once`, () => {
    assertEquals(productModule(level).length <= 4096, true);
  });
}
