import { assert, assertEquals } from "@std/assert";
import type { FunctionBuilder, ResultType } from "../wasm/mod.ts";
import { ModuleBuilder, v128 } from "../wasm/mod.ts";
import { interleave } from "./interleave.ts";
import { writeLanes } from "./lanes.ts";
import { exp } from "./exp.ts";
import { sin } from "./sin.ts";

/** Runs code over a memory that begins with some numbers; gives what is in it then. */
function run(numbers: readonly number[], write: (f: FunctionBuilder<ResultType>) => void): Float32Array {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { initial: 1 });
  module.export(module.function("run", {}, "none", (f) => write(f as FunctionBuilder<ResultType>)));
  const memory = new WebAssembly.Memory({ initial: 1 });
  new Float32Array(memory.buffer).set(numbers);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { host: { memory } });
  (exports.run as () => void)();
  return new Float32Array(memory.buffer, 0, 64);
}

const numbers = [0.5, -1, 2, 30, 1e7, -3e30, 0, NaN, 7, 8, 1e-20, -0, 1e9, 4, Infinity, -5];

Deno.test("interleave() gives what the code gives for one vector after the other, branches included", () => {
  for (const times of [1, 2, 3, 4]) {
    const results = run(numbers, (f) => {
      writeLanes(f, "simd", (lanes) => {
        const sums = interleave(lanes, times, (lanes, i) => {
          const x = lanes.let(v128.load(16 * i));
          const sum = lanes.let(lanes.f32.add(sin(lanes, x), exp(lanes, x)));
          lanes.f.do(v128.store(64 + 16 * i, sum));
          return sum;
        });
        sums.forEach((sum, i) => lanes.f.do(v128.store(128 + 16 * i, sum)));
      });
    });
    const apart = run(numbers, (f) => {
      writeLanes(f, "simd", (lanes) => {
        for (let i = 0; i < times; i++) {
          const x = lanes.let(v128.load(16 * i));
          lanes.f.do(v128.store(64 + 16 * i, lanes.f32.add(sin(lanes, x), exp(lanes, x))));
        }
      });
    });
    assertEquals(results.subarray(16, 32), apart.subarray(16, 32));
    assertEquals(results.subarray(32, 32 + 4 * times), apart.subarray(16, 16 + 4 * times));
    assert(results.subarray(16, 16 + 4 * times).some((y) => y !== 0));
  }
});
