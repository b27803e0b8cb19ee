/**
 * Times of the matrix product. Run with `deno bench`; GFLOP/s are printed after the table.
 *
 * @module
 */
import { compileKernel } from "./engine/compile_kernel.ts";
import type { MatrixView, ProductSize } from "./matmul.ts";
import { matmul } from "./matmul.ts";
import type { MatrixPlace } from "./matmul/product_kernels.ts";
import { productCall } from "./matmul/product_kernels.ts";
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

/** Products of a perceptron 784-256-128-10 and of an LSTM, forward and backward, and what is small or thin. */
const inPrograms: readonly ProductSize[] = [
  [64, 784, 256],
  [64, 256, 128],
  [64, 128, 10],
  [256, 64, 784],
  [64, 128, 256],
  [32, 192, 512],
  [192, 32, 512],
  [128, 128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [1, 784, 256],
  [4, 256, 256],
  [256, 256, 3],
  [16, 16, 16],
  [4, 2, 8],
].map(([rows, inner, columns]) => ({ rows: rows!, inner: inner!, columns: columns! }));

/** The kernels alone, on operands that are in their memory. */
function printKernelSpeeds(level: "relaxed" | "simd"): void {
  const memory = new WebAssembly.Memory({ initial: 160 });
  const place = (megabyte: number, rows: number, columns: number, transposed: boolean): MatrixPlace => ({
    dtype: "float32",
    address: { region: "fixed", bytes: megabyte * 2 ** 20 },
    rowStride: transposed ? 1 : columns,
    columnStride: transposed ? rows : 1,
    batchStride: 0,
  });
  for (const { rows, inner, columns } of inPrograms) {
    const speeds = [[false, false], [true, false], [false, true], [true, true]].map(([first, second]) => {
      const call = productCall({
        rows,
        inner,
        columns,
        a: place(4, rows, inner, first!),
        b: place(6, inner, columns, second!),
        c: place(8, rows, columns, false),
        batch: 1,
      });
      const run = compileKernel(call.kernel, memory, level);
      const values = call.arguments.map((x) => typeof x === "number" ? x : x.bytes);
      const flops = 2 * rows * inner * columns;
      return (flops / fastest(() => run(0, call.units, ...values), flops) / 1e6).toFixed(1).padStart(6);
    });
    console.log(`kernel ${rows} x ${inner} x ${columns}`.padEnd(24), level.padEnd(8), ...speeds, "GFLOP/s");
  }
}

for (const level of levels) {
  if (level !== "none") printKernelSpeeds(level);
  for (const size of squares) {
    for (const order of ["A B", "Aᵀ B", "A Bᵀ"] as const) register(size, order, level);
  }
  for (const { size, order } of layer) register(size, order, level);
}
