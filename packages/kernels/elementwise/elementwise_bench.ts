/**
 * A million elements by each of some formulas, the dear and the cheap.
 *
 * Run: deno bench packages/kernels/elementwise
 */
import { compileElementwise } from "./compile_elementwise.ts";
import { emitElementwise } from "./emit_elementwise.ts";
import { supports } from "../wasm/mod.ts";
import type { VectorLevel } from "../wasm/mod.ts";
import { ModuleBuilder } from "../wasm/mod.ts";
import type { Elementwise } from "./vocabulary.ts";

const size = 1_000_000;
const memory = new WebAssembly.Memory({ initial: 130 });
const numbers = new Float32Array(memory.buffer);
for (let i = 0; i < size; i++) numbers[i] = 4 * Math.sin(i);
numbers.set([1.5, -0.25], size);
const addresses = { x: 0, a: 4 * size, b: 4 * size + 4, out: 4 * size + 16 };

const formulas: Readonly<Record<string, Elementwise>> = {
  "exp": { formula: (k, [x]) => [k.exp(x!)], inputs: ["each"] },
  "tanh": { formula: (k, [x]) => [k.tanh(x!)], inputs: ["each"] },
  "gelu by erf": {
    formula: (k, [x]) => {
      const half = k.mul(k.constant(0.5), x!);
      return [k.mul(half, k.add(k.constant(1), k.erf(k.mul(k.constant(Math.SQRT1_2), x!))))];
    },
    inputs: ["each"],
  },
  "gelu by erfc": {
    formula: (k, [x]) => [k.mul(k.mul(k.constant(0.5), x!), k.erfc(k.mul(k.constant(-Math.SQRT1_2), x!)))],
    inputs: ["each"],
  },
  "gelu by tanh": {
    formula: (k, [x]) => {
      const cube = k.mul(k.mul(x!, x!), x!);
      const inner = k.mul(k.constant(Math.sqrt(2 / Math.PI)), k.add(x!, k.mul(k.constant(0.044715), cube)));
      return [k.mul(k.mul(k.constant(0.5), x!), k.add(k.constant(1), k.tanh(inner)))];
    },
    inputs: ["each"],
  },
  "x a + b, relu": {
    formula: (k, [x, a, b]) => [k.max(k.add(k.mul(x!, a!), b!), k.constant(0))],
    inputs: ["each", "scalar", "scalar"],
  },
};

const levels: readonly VectorLevel[] = supports("relaxedSimd") ? ["relaxed", "simd"] : ["simd"];

for (const [name, elementwise] of Object.entries(formulas)) {
  for (const level of levels) {
    const run = compileElementwise(elementwise, memory, level);
    const places = elementwise.inputs.length === 1 ? [addresses.x] : [addresses.x, addresses.a, addresses.b];
    // The machine code is the optimised one from about the thirtieth call on.
    for (let i = 0; i < 60; i++) run(1, size, addresses.out, ...places);
    Deno.bench(`${name}, ${level}`, { group: name }, () => run(1, size, addresses.out, ...places));
  }
}

Deno.bench("writing the code of gelu by erfc", () => {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { initial: 0 });
  emitElementwise(module, "run", formulas["gelu by erfc"]!, "simd");
  module.toBytes();
});
