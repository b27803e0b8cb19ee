import { assertEquals } from "@std/assert";
import { i32 } from "../wasm/mod.ts";
import { kernelModule } from "./compile_kernel.ts";
import { EngineMemory } from "./engine_memory.ts";
import type { Kernel, KernelCall } from "./kernel.ts";
import { errorAddress, scratchAt, temporaryAt } from "./kernel.ts";
import type { ProgramFunction, ProgramStep } from "./program_module.ts";
import { programModule } from "./program_module.ts";

/** Adds `by` to the numbers first to last − 1 at `at`. */
const addKernel: Kernel = {
  name: "add",
  key: "test add",
  parameters: ["at", "by"],
  write: (f, { first, last, at, by }) => {
    f.for(first!, last!, 1, (index) => {
      const place = f.let(i32.add(at!, i32.shl(index, 2)));
      f.do(i32.store(place, i32.add(i32.load(place), by!)));
    });
  },
};

/** Reports an error if the number at `at` is not 0. */
const checkKernel: Kernel = {
  name: "check",
  key: "test check",
  parameters: ["at"],
  write: (f, { at }) => f.if(i32.load(at!), () => f.do(i32.store(errorAddress, 1))),
};

const arena = 4096;

/** Runs a program, thread after thread where it has no meetings. */
function run(steps: readonly ProgramStep[], host: (step: number) => void = () => {}) {
  const memory = new EngineMemory();
  const numbers = new Int32Array(memory.buffer);
  const program = programModule({ steps, arenaBytes: 256 }, memory.shared);
  const kernels = program.kernels.map((kernel) => kernelModule(kernel, "simd", memory.shared).in(memory.memory).run);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(program.bytes), {
    host: { memory: memory.memory, call: host },
    kernels: Object.fromEntries(kernels.map((kernel, index) => [`k${index}`, kernel])),
  });
  return { numbers, program, memory, main: exports.main as ProgramFunction };
}

function adding(by: number, more: Partial<KernelCall> = {}): ProgramStep {
  const call = {
    kernel: addKernel,
    units: 4,
    nanoseconds: 10,
    arguments: [{ region: "arena", bytes: 64 }, by],
  } as const;
  return { kind: "kernels", calls: [{ ...call, ...more }] };
}

function checking(bytes: number): ProgramStep {
  const call = { kernel: checkKernel, units: 1, nanoseconds: 1, mayFail: true } as const;
  return { kind: "kernels", calls: [{ ...call, arguments: [{ region: "arena", bytes }] }] };
}

Deno.test("a program does its steps in order, in the arena that it is given", () => {
  const { numbers, main } = run([
    adding(1),
    { kind: "copy", to: { region: "arena", bytes: 0 }, from: { region: "arena", bytes: 64 }, bytes: 16 },
    adding(10),
  ]);
  assertEquals(main(0, 1, arena, 0), 0);
  const at = arena / 4;
  assertEquals([...numbers.subarray(at, at + 5)], [1, 1, 1, 1, 0]);
  assertEquals([...numbers.subarray(at + 16, at + 21)], [11, 11, 11, 11, 0]);
});

Deno.test("temporary memory follows the arena, and scratch memory of each thread follows that", () => {
  const steps = [
    adding(1, { arguments: [temporaryAt(4), 1], units: 1, temporaryBytes: 100 }),
    adding(2, { arguments: [scratchAt(8), 2], units: 1, scratchBytes: 70 }),
  ];
  const { numbers, program, main } = run(steps);
  main(0, 1, arena, 0);
  assertEquals(numbers[(arena + 256 + 4) / 4], 1);
  assertEquals(numbers[(arena + 256 + 128 + 8) / 4], 2);
  assertEquals([1, 2].map(program.arenaBytes), [256 + 128 + 128, 256 + 128 + 256]);
});

Deno.test("a step that reports an error ends the program, which says which step it was", () => {
  const { numbers, main } = run([adding(1), checking(0), checking(64), adding(10)]);
  assertEquals(main(0, 1, arena, 0), 3);
  assertEquals(numbers[arena / 4 + 16], 1);
});

Deno.test("an error at the very end is seen too", () => {
  const { main } = run([adding(1), checking(64)]);
  assertEquals(main(0, 1, arena, 0), 2);
});

Deno.test("steps of TypeScript are called in turn, and may report errors", () => {
  const called: number[] = [];
  const { numbers, main } = run([{ kind: "host" }, adding(1), { kind: "host" }, adding(1)], (step) => {
    called.push(step);
    if (step === 2) numbers[errorAddress / 4] = 1;
  });
  assertEquals(main(0, 1, arena, 0), 3);
  assertEquals(called, [0, 2]);
  assertEquals(numbers[arena / 4 + 16], 1);
});

Deno.test("large work is shared so that each unit is done once, by any number of threads", () => {
  for (const units of [2, 3, 7, 16]) {
    for (const threads of [1, 2, 3, 5, 20]) {
      // Without a meeting, threads can run one after the other.
      const share = (thread: number): number[] => {
        const { numbers, main } = run([
          adding(1, { units, nanoseconds: 1e6, arguments: [{ region: "arena", bytes: 0 }, 1] }),
        ]);
        numbers[16] = threads - 1; // all others have arrived
        assertEquals(main(thread, threads, arena, 0), 0);
        return [...numbers.subarray(arena / 4, arena / 4 + units)];
      };
      const shares = Array.from({ length: threads }, (_, thread) => share(thread));
      assertEquals(shares[0]!.map((_, unit) => shares.reduce((sum, own) => sum + own[unit]!, 0)), Array(units).fill(1));
    }
  }
});

Deno.test("programs may have thousands of steps", () => {
  const steps = Array.from({ length: 5000 }, (_, i) => adding(i % 3));
  const { numbers, main } = run(steps);
  main(0, 1, arena, 0);
  assertEquals(numbers[arena / 4 + 16], 4999);
});

Deno.test("the module of a program is valid where nothing is shared", () => {
  const { bytes } = programModule({ steps: [adding(1, { nanoseconds: 1e9 })], arenaBytes: 0 }, false);
  assertEquals(WebAssembly.validate(bytes), true);
});
