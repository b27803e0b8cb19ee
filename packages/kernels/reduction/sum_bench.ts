/**
 * Sums of usual shapes.
 *
 * Run: deno bench packages/kernels/reduction/sum_bench.ts
 */
import { compileKernel } from "../engine/compile_kernel.ts";
import type { Formula } from "../elementwise/vocabulary.ts";
import { supports } from "../wasm/mod.ts";
import { sumCalls } from "./sum_calls.ts";

const identity: Formula = (_, [x]) => [x!];
const square: Formula = (k, [x]) => [k.mul(x!, x!)];
const power: Formula = (k, [x]) => [k.exp(x!)];

/** The lengths of axes, which are added up, and what of. */
const sums: readonly (readonly [name: string, lengths: number[], reduced: number[], formula: Formula])[] = [
  ["all of a million", [1_000_000], [0], identity],
  ["the squares of a million", [1_000_000], [0], square],
  ["the powers of a million", [1_000_000], [0], power],
  ["the columns of [64, 256]", [64, 256], [0], identity],
  ["the columns of [60000, 10]", [60000, 10], [0], identity],
  ["the rows of [60000, 10]", [60000, 10], [1], identity],
  ["the rows of [1000, 1000]", [1000, 1000], [1], identity],
  ["the columns of [1000, 1000]", [1000, 1000], [0], identity],
  ["the channels of [64, 8, 28, 28]", [64, 8, 28, 28], [0, 2, 3], identity],
];

const memory = new WebAssembly.Memory({ initial: 80 });
const numbers = new Float32Array(memory.buffer);
for (let i = 0; i < 1_000_000; i++) numbers[1024 + i] = Math.sin(i);
const level = supports("relaxedSimd") ? "relaxed" : "simd";

for (const [name, lengths, reduced, formula] of sums) {
  const strides = lengths.map((_, axis) => lengths.slice(axis + 1).reduce((product, length) => product * length, 1));
  const calls = sumCalls({
    lengths,
    isReduced: lengths.map((_, axis) => reduced.includes(axis)),
    formula,
    lane: "float32",
    inputs: [{ type: "float32", strides, address: { region: "fixed", bytes: 4096 } }],
    output: { type: "float32", address: { region: "fixed", bytes: 4_100_000 } },
  }).map((call) => {
    const run = compileKernel(call.kernel, memory, level);
    const given = call.arguments.map((x) =>
      typeof x === "number" ? x : x.bytes + (x.region === "temporary" ? 5_000_000 : 0)
    );
    return () => run(0, call.units, ...given);
  });
  const all = () => calls.forEach((call) => call());
  // The machine code is the optimised one from about the thirtieth call on.
  for (let i = 0; i < 60; i++) all();
  Deno.bench(`sums of ${name}`, all);
}
