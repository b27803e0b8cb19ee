/**
 * A program for tests in which every unit needs what other threads have made.
 *
 * @module
 */
import { i32, memoryCopy } from "../../../wasm/mod.ts";
import { kernelModule } from "../../compile_kernel.ts";
import { EngineMemory } from "../../engine_memory.ts";
import type { Kernel } from "../../kernel.ts";
import type { ProgramFunction } from "../../program_module.ts";
import { programModule } from "../../program_module.ts";
import { isShared } from "../../shared_memory.ts";
import type { SharedProgram } from "../thread_pool.ts";

/** How many numbers each step makes. */
const count = 1000;

/** Adds to each number the one at the other end, made by another thread, by way of an instruction that copies blocks. */
const mirror: Kernel = {
  name: "mirror",
  key: "test mirror",
  parameters: ["from", "to", "scratch"],
  write: (f, { first, last, from, to, scratch }) => {
    f.for(first!, last!, 1, (i) => {
      f.do(memoryCopy(scratch!, i32.add(from!, i32.mul(i32.sub(count - 1, i), 4)), 4));
      const sum = i32.add(i32.load(scratch!), i32.load(i32.add(from!, i32.mul(i, 4))));
      f.do(i32.store(i32.add(to!, i32.mul(i, 4)), i32.add(sum, i)));
    });
  },
};

/** A program, ready to run. */
export interface ChainProgram extends SharedProgram {
  /** Its main function on the calling thread. */
  readonly run: ProgramFunction;
  /** Where its arena begins. */
  readonly arena: number;
  /** Makes the memory as it is before a run; gives what must be there after it. */
  readonly prepare: () => number[];
  /** What is there. */
  readonly result: () => number[];
}

/** What tests choose. */
export interface ChainOptions {
  /** Where it works. @default A memory of its own */
  readonly engine?: EngineMemory;
  /** How many steps there are. @default 20 */
  readonly steps?: number;
  /** How long the pool is told that they take. @default 1e9 */
  readonly nanoseconds?: number;
  /** The kernel that stands in the place of the usual one. */
  readonly kernel?: Kernel;
  /** A kernel that the first thread runs at the end; its module is not sent to others. */
  readonly alone?: Kernel;
}

/** Makes a program of `steps` steps with a meeting of all threads after each. */
export function chainProgram(
  { engine = new EngineMemory(), steps = 20, nanoseconds = 1e9, kernel = mirror, alone }: ChainOptions = {},
): ChainProgram {
  const { memory } = engine;
  const shared = isShared(memory);
  const bytes = 4 * count;
  const places = [0, 1].map(() => ({ region: "fixed", bytes: engine.allocate(bytes) } as const));
  const calls = Array.from({ length: steps }, (_, step) => ({
    kernel,
    units: count,
    nanoseconds: 1e6,
    arguments: [places[step % 2]!, places[(step + 1) % 2]!, { region: "scratch", bytes: 0 } as const],
    scratchBytes: 64,
  }));
  if (alone !== undefined) calls.push({ ...calls[0]!, kernel: alone, units: 1, nanoseconds: 1 });
  const program = programModule({ steps: [{ kind: "kernels", calls }], arenaBytes: 0 }, shared);
  const arena = engine.allocate(program.arenaBytes(16));
  const modules = program.kernels.map((kernel) => kernelModule(kernel, "simd", shared));
  const main = new WebAssembly.Module(program.bytes);
  const kernels = Object.fromEntries(modules.map((module, i) => [`k${i}`, module.in(memory).run]));
  const { exports } = new WebAssembly.Instance(main, { host: { memory, call: () => {} }, kernels });
  const numbersAt = (place: number) => new Int32Array(memory.buffer, places[place]!.bytes, count);
  return {
    memory,
    main,
    kernels: modules.map(({ module }, i) => program.kernels[i] === alone ? null : module),
    nanoseconds,
    run: exports.main as ProgramFunction,
    arena,
    prepare: () => {
      let numbers = Array.from({ length: count }, (_, i) => i * i);
      numbersAt(0).set(numbers);
      numbersAt(1).fill(-1);
      for (let step = 0; step < steps; step++) {
        const before = numbers;
        numbers = before.map((x, i) => (x + before[count - 1 - i]! + i) | 0);
      }
      return numbers;
    },
    result: () => [...numbersAt(steps % 2)],
  };
}
