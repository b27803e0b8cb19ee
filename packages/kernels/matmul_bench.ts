/**
 * Times of the matrix product. Run with `deno bench`; GFLOP/s are printed after the table.
 *
 * @module
 */
import type { MatrixView, ProductSize } from "./matmul.ts";
import { matmul } from "./matmul.ts";
import type { VectorLevel } from "./wasm/mod.ts";
import { supports, withVectorLevel } from "./wasm/mod.ts";

const levels: readonly VectorLevel[] = supports("relaxedSimd")
  ? ["relaxed", "simd", "none"]
  : supports("simd")
  ? ["simd", "none"]
  : ["none"];

const orders = { "A B": [false, false], "Aᵀ B": [true, false], "A Bᵀ": [false, true] } as const;

const squares: readonly ProductSize[] = [64, 128, 256, 512, 1024].map((n) => ({ rows: n, inner: n, columns: n }));

/** A layer of 784 inputs and 256 units over 64 samples: forward, and the gradients of weights and inputs. */
const layer: readonly { size: ProductSize; order: keyof typeof orders }[] = [
  { size: { rows: 64, inner: 784, columns: 256 }, order: "A B" },
  { size: { rows: 784, inner: 64, columns: 256 }, order: "Aᵀ B" },
  { size: { rows: 64, inner: 256, columns: 784 }, order: "A Bᵀ" },
];

function matrix(rows: number, columns: number, transposed: boolean): MatrixView {
  const values = Float32Array.from({ length: rows * columns }, (_, i) => i % 17 / 8 - 1);
  return transposed
    ? { values, offset: 0, rowStride: 1, columnStride: rows }
    : { values, offset: 0, rowStride: columns, columnStride: 1 };
}

/** The fastest of several runs, in milliseconds. */
function fastest(run: () => void, flops: number): number {
  const repetitions = Math.ceil(2e7 / flops);
  const times = Array.from({ length: 12 }, () => {
    const start = performance.now();
    for (let i = 0; i < repetitions; i++) run();
    return (performance.now() - start) / repetitions;
  });
  return Math.min(...times);
}

function register(size: ProductSize, order: keyof typeof orders, level: VectorLevel): void {
  const { rows, inner, columns } = size;
  const group = `${rows} x ${inner} x ${columns}, ${order}`;
  const a = matrix(rows, inner, orders[order][0]);
  const b = matrix(inner, columns, orders[order][1]);
  const out = new Float32Array(rows * columns);
  const run = () => withVectorLevel(level, () => matmul(a, b, out, 0, size));
  const flops = 2 * rows * inner * columns;
  Deno.bench({ name: `${level}: ${group}`, group, fn: run });
  const speed = flops / fastest(run, flops) / 1e6;
  console.log(`${group.padEnd(24)} ${level.padEnd(8)} ${speed.toFixed(1).padStart(6)} GFLOP/s`);
}

for (const level of levels) {
  for (const size of squares) {
    for (const order of ["A B", "Aᵀ B", "A Bᵀ"] as const) register(size, order, level);
  }
  for (const { size, order } of layer) register(size, order, level);
}
