import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { compileKernel } from "../engine/compile_kernel.ts";
import type { Kernel, KernelFunction } from "../engine/kernel.ts";
import { i32 } from "../wasm/mod.ts";
import { forRows, rowBlocks } from "./row_blocks.ts";

/** Counts visits of each row, and adds up the elements visited. */
const countRows: Kernel = {
  name: "countRows",
  key: "countRows",
  parameters: ["indptr", "rows", "weight", "visits", "elements"],
  write: (f, p) => {
    forRows(f, p, (row, start, end) => {
      const place = f.let(i32.add(p.visits!, i32.shl(row, 2)));
      f.do(i32.store(place, i32.add(i32.load(place), 1)));
      f.do(i32.store(p.elements!, i32.add(i32.load(p.elements!), i32.shrU(i32.sub(end, start), 2))));
    });
  },
};

const memory = new WebAssembly.Memory({ initial: 1 });
const words = new Int32Array(memory.buffer);
const run: KernelFunction = compileKernel(countRows, memory, "simd");

/** Runs a range of blocks on rows of these lengths; gives how often each row came, and how many elements. */
function visited(
  lengths: readonly number[],
  weight: number,
  first: number,
  last: number,
): { visits: number[]; elements: number } {
  const rows = lengths.length;
  words.fill(0);
  lengths.forEach((length, row) => words[257 + row] = words[256 + row]! + length);
  run(first, last, 1024, rows, weight, 4096, 8192);
  return { visits: [...words.subarray(1024, 1024 + rows)], elements: words[2048]! };
}

const lengths = fc.array(fc.oneof(fc.constant(0), fc.nat(5), fc.nat(100)), { minLength: 1, maxLength: 30 });

Deno.test("the blocks of a matrix have every row once, however they are shared out", () => {
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 60 }), fc.nat(100), (lengths, weight, at) => {
      const stored = lengths.reduce((a, b) => a + b, 0);
      const { units } = rowBlocks(lengths.length, stored, weight);
      const cut = at % (units + 1);
      const parts = [visited(lengths, weight, 0, cut), visited(lengths, weight, cut, units)];
      assertEquals(lengths.map((_, row) => parts[0]!.visits[row]! + parts[1]!.visits[row]!), lengths.map(() => 1));
      assertEquals(parts[0]!.elements + parts[1]!.elements, stored);
    }),
  );
});

Deno.test("a block has no more than its weight and the row that reaches it", () => {
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 60 }), (lengths, weight) => {
      const stored = lengths.reduce((a, b) => a + b, 0);
      const longest = Math.max(...lengths);
      const { units } = rowBlocks(lengths.length, stored, weight);
      for (let unit = 0; unit < units; unit++) {
        const { visits, elements } = visited(lengths, weight, unit, unit + 1);
        assert(elements + visits.reduce((a, b) => a + b) <= weight + longest + 1);
      }
    }),
  );
});
