/**
 * Functions of rows of usual shapes.
 *
 * Run: deno bench packages/kernels/reduction/rows_bench.ts
 */
import { compileKernel } from "../engine/compile_kernel.ts";
import { supports } from "../wasm/mod.ts";
import { rowCalls } from "./row_calls.ts";
import type { RowFunction, RowLayout } from "./row_layout.ts";

const rows: readonly (readonly [RowFunction, RowLayout])[] = [
  ["softmax", { outer: 1000, length: 1000, inner: 1 }],
  ["softmax", { outer: 64, length: 10, inner: 1 }],
  ["logSumExp", { outer: 1000, length: 1000, inner: 1 }],
  ["max", { outer: 1000, length: 1000, inner: 1 }],
  ["max", { outer: 1, length: 1000, inner: 1000 }],
  ["argMax", { outer: 1000, length: 1000, inner: 1 }],
  ["cumsum", { outer: 1000, length: 1000, inner: 1 }],
];

const memory = new WebAssembly.Memory({ initial: 140 });
const numbers = new Float32Array(memory.buffer);
for (let i = 0; i < 1_000_000; i++) numbers[1024 + i] = 4 * Math.sin(i);
const level = supports("relaxedSimd") ? "relaxed" : "simd";

for (const [name, layout] of rows) {
  const runs = rowCalls({
    name,
    layout,
    x: { type: "float32", address: { region: "fixed", bytes: 4096 } },
    out: { type: "float32", address: { region: "fixed", bytes: 4_100_096 } },
  }).map((call) => {
    const run = compileKernel(call.kernel, memory, level);
    const given = call.arguments.map((x) => typeof x === "number" ? x : x.bytes);
    return () => run(0, call.units, ...given);
  });
  const all = () => runs.forEach((run) => run());
  // The machine code is the optimised one from about the thirtieth call on.
  for (let i = 0; i < 60; i++) all();
  const { outer, length, inner } = layout;
  Deno.bench(`${name} of [${inner === 1 ? [outer, length] : [outer, length, inner]}]`, all);
}
