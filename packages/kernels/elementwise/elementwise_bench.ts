/**
 * A million elements by each of some formulas, the dear and the cheap, and by each way to lie.
 *
 * Run: deno bench packages/kernels/elementwise
 */
import { compileKernel } from "../engine/compile_kernel.ts";
import { supports } from "../wasm/mod.ts";
import { ModuleBuilder } from "../wasm/mod.ts";
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import type { ElementType } from "./element_type.ts";
import type { Elementwise, StridedOperand } from "./elementwise_calls.ts";
import { elementwiseCalls } from "./elementwise_calls.ts";
import type { Formula } from "./vocabulary.ts";

const size = 1_000_000;
const memory = new WebAssembly.Memory({ initial: 400 });
const numbers = new Float32Array(memory.buffer);
for (let i = 0; i < 2 * size; i++) numbers[i] = 4 * Math.sin(i);

/** An operand that begins at one of the millions of numbers in memory. */
function operand(million: number, strides: readonly number[], type: ElementType = "float32"): StridedOperand {
  return { type, address: { region: "fixed", bytes: 4 * million * size }, strides };
}

/** A million elements one after the other. */
function each(
  formula: Formula,
  types: readonly ElementType[] = [],
  lane: Elementwise["lane"] = "float32",
): Elementwise {
  const [to = "float32", from = "float32"] = types;
  return { formula, lane, shape: [size], inputs: [operand(0, [1], from)], outputs: [operand(2, [1], to)] };
}

/** Two inputs that are spread over a matrix. */
function spread(shape: readonly number[], left: readonly number[], right: readonly number[]): Elementwise {
  return {
    formula: (k, [x, y]) => [k.add(x!, y!)],
    lane: "float32",
    shape,
    inputs: [operand(0, left), operand(1, right)],
    outputs: [operand(2, [shape[1]!, 1])],
  };
}

const geluByErfc: Formula = (
  k,
  [x],
) => [k.mul(k.mul(k.constant(0.5), x!), k.erfc(k.mul(k.constant(-Math.SQRT1_2), x!)))];

const loops: Readonly<Record<string, Elementwise>> = {
  "copy": each((_, [x]) => [x!]),
  "exp": each((k, [x]) => [k.exp(x!)]),
  "tanh": each((k, [x]) => [k.tanh(x!)]),
  "gelu by erf": each((k, [x]) => {
    const half = k.mul(k.constant(0.5), x!);
    return [k.mul(half, k.add(k.constant(1), k.erf(k.mul(k.constant(Math.SQRT1_2), x!))))];
  }),
  "gelu by erfc": each(geluByErfc),
  "gelu by tanh": each((k, [x]) => {
    const cube = k.mul(k.mul(x!, x!), x!);
    const inner = k.mul(k.constant(Math.sqrt(2 / Math.PI)), k.add(x!, k.mul(k.constant(0.044715), cube)));
    return [k.mul(k.mul(k.constant(0.5), x!), k.add(k.constant(1), k.tanh(inner)))];
  }),
  "x a + b, relu": {
    formula: (k, [x, a, b]) => [k.max(k.add(k.mul(x!, a!), b!), k.constant(0))],
    lane: "float32",
    shape: [size],
    inputs: [operand(0, [1]), operand(1, [0]), operand(1, [0])],
    outputs: [operand(2, [1])],
  },
  "less, to truth values": each((k, [x]) => [k.less(x!, k.constant(0.5))], ["bool"]),
  "int32 + 1": each((k, [x]) => [k.add(x!, k.constant(1))], ["int32", "int32"], "int32"),
  "exp of float64": each((k, [x]) => [k.exp(x!)], ["float64"], "float64"),
  "a row to a matrix of 1000 columns": spread([1000, 1000], [1000, 1], [0, 1]),
  "a column to a matrix of 1000 columns": spread([1000, 1000], [1000, 1], [1, 0]),
  "a row to a matrix of 7 columns": spread([142857, 7], [7, 1], [0, 1]),
  "a column to a matrix of 2 columns": spread([500000, 2], [2, 1], [1, 0]),
  "a transposed matrix": spread([1000, 1000], [1000, 1], [1, 1000]),
};

const levels: readonly VectorCodeLevel[] = supports("relaxedSimd") ? ["relaxed", "simd"] : ["simd"];

for (const [name, loop] of Object.entries(loops)) {
  const [call] = elementwiseCalls(loop);
  const { kernel, units } = call!;
  const given = call!.arguments.map((x) => typeof x === "number" ? x : x.bytes);
  for (const level of levels) {
    const run = compileKernel(kernel, memory, level);
    // The machine code is the optimised one from about the thirtieth call on.
    for (let i = 0; i < 60; i++) run(0, units, ...given);
    Deno.bench(`${name}, ${level}`, { group: name }, () => run(0, units, ...given));
  }
}

Deno.bench("writing the code of gelu by erfc", () => {
  const [call] = elementwiseCalls(loops["gelu by erfc"]!);
  const { kernel } = call!;
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { initial: 0 });
  const parameters = Object.fromEntries(["first", "last", ...kernel.parameters].map((name) => [name, "i32" as const]));
  module.function("run", parameters, "none", (f, p) => {
    kernel.write(f, p, {
      module,
      level: "simd",
      math() {
        throw new TypeError("Cannot call a function as float32 has none: current lane is float32");
      },
    });
  });
  module.toBytes();
});
