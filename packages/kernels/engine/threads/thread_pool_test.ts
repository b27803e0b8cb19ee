import { assert, assertEquals, assertThrows } from "@std/assert";
import { f64, i32 } from "../../wasm/mod.ts";
import { EngineMemory } from "../engine_memory.ts";
import type { Kernel } from "../kernel.ts";
import type { StartWorker } from "./host_worker.ts";
import { processWorkers } from "./process_worker.ts";
import { chainProgram } from "./testing/chain_program.ts";
import type { ChainProgram } from "./testing/chain_program.ts";
import type { Registration } from "./thread_pool.ts";
import { ThreadPool } from "./thread_pool.ts";
import { startWebWorker } from "./web_worker.ts";

/** Runs a program once and checks what it made; gives how many threads did it. */
function run(pool: ThreadPool, program: ChainProgram, registration: Registration): number {
  const expected = program.prepare();
  const threads = pool.start(registration, program.arena);
  assertEquals(program.run(0, threads, program.arena, 1), 0);
  assertEquals(program.result(), expected);
  return threads;
}

/** Runs a program, giving the workers time, until so many threads take part. */
async function runUntil(threads: number, pool: ThreadPool, program: ChainProgram, registration: Registration) {
  for (let attempt = 0; attempt < 5000; attempt++) {
    if (run(pool, program, registration) === threads) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error(`there were never ${threads} threads`);
}

/** Hands a pool to a test, and ends its workers. */
async function withPool(f: (pool: ThreadPool) => Promise<void> | void, start?: () => StartWorker): Promise<void> {
  const pool = new ThreadPool(start);
  try {
    await f(pool);
  } finally {
    pool.useThreads(1);
  }
}

Deno.test("a program makes the same on any number of threads", async () => {
  await withPool(async (pool) => {
    const program = chainProgram();
    const registration = pool.register(program);
    for (const threads of [1, 2, 3, 4]) {
      pool.useThreads(threads);
      assertEquals(await pool.warmUp(), threads);
      const found = new Set(Array.from({ length: 50 }, () => run(pool, program, registration)));
      assert(Math.max(...found) <= threads);
      await runUntil(threads, pool, program, registration);
    }
  });
});

Deno.test("workers start when there was enough to do, and nobody waits for them", async () => {
  await withPool(async (pool) => {
    const program = chainProgram({ nanoseconds: 150_000_000 });
    const registration = pool.register(program);
    pool.useThreads(2);
    assertEquals(run(pool, program, registration), 1);
    assertEquals(run(pool, program, registration), 1, "the worker has begun to start");
    await runUntil(2, pool, program, registration);
  });
});

Deno.test("threads learn of programs that come later, in the same memory or another one, and of its growth", async () => {
  await withPool(async (pool) => {
    pool.useThreads(2);
    const first = chainProgram();
    const registered = pool.register(first);
    await pool.warmUp();
    await runUntil(2, pool, first, registered);
    const engine = new EngineMemory();
    for (let i = 0; i < 5; i++) {
      engine.allocate(2 ** 22);
      const next = chainProgram({ engine, steps: i });
      const registration = pool.register(next);
      run(pool, next, registration);
      if (i > 0) await runUntil(2, pool, next, registration);
      await runUntil(2, pool, first, registered);
    }
  });
});

Deno.test("a program that is forgotten runs on the calling thread; others go on", async () => {
  await withPool(async (pool) => {
    pool.useThreads(2);
    const engine = new EngineMemory();
    const programs = [chainProgram({ engine }), chainProgram({ engine, steps: 3 }), chainProgram()];
    const registrations = programs.map((program) => pool.register(program));
    await pool.warmUp();
    registrations[0]!.forget();
    registrations[2]!.forget();
    registrations[2]!.forget();
    assertEquals(run(pool, programs[0]!, registrations[0]!), 1);
    assertEquals(run(pool, programs[2]!, registrations[2]!), 1);
    await runUntil(2, pool, programs[1]!, registrations[1]!);
    registrations[1]!.forget();
    const again = pool.register(programs[0]!);
    await runUntil(2, pool, programs[0]!, again);
  });
});

Deno.test("threads that sleep are not woken for little work, but looked for the next time", async () => {
  await withPool(async (pool) => {
    pool.useThreads(2);
    const program = chainProgram({ nanoseconds: 10_000 });
    const registration = pool.register(program);
    await pool.warmUp();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assertEquals(run(pool, program, registration), 1);
    let most = 1;
    for (let i = 0; i < 100_000 && most === 1; i++) {
      const threads = pool.start(registration, program.arena);
      program.run(0, threads, program.arena, 1);
      most = Math.max(most, threads);
    }
    assertEquals(most, 2);
  });
});

const failures: Readonly<Record<string, StartWorker>> = {
  "the host has no workers": () => {
    throw new Error("no workers");
  },
  "a worker reports an error": (_source, onFailure) => {
    setTimeout(onFailure, 1);
    return { postMessage: () => {}, terminate: () => {} };
  },
  "messages cannot be sent": () => ({
    postMessage: () => {
      throw new Error("cannot be cloned");
    },
    terminate: () => {},
  }),
  "the code of a worker is wrong": (_source, onFailure) => processWorkers()!("throw new Error('wrong')", onFailure),
};

for (const [what, start] of Object.entries(failures)) {
  Deno.test(`there is one thread where ${what}`, async () => {
    await withPool(async (pool) => {
      pool.useThreads(3);
      const program = chainProgram();
      const registration = pool.register(program);
      assertEquals(run(pool, program, registration), 1);
      assertEquals(await pool.warmUp(), 1);
      assertEquals(pool.threads, 1);
      assertEquals(run(pool, program, registration), 1);
    }, () => start);
  });
}

/** Needs a function that only the calling thread has. */
const sine: Kernel = {
  name: "sine",
  key: "test sine",
  parameters: ["from", "to", "scratch"],
  math: ["sin"],
  write: (f, { scratch }, { math }) => f.do(i32.store(scratch!, i32.truncSatF64S(math("sin", f64.const(1))))),
};

Deno.test("a worker that cannot take up a program is taken out of use", async () => {
  await withPool(async (pool) => {
    pool.useThreads(2);
    const program = chainProgram();
    const registration = pool.register(program);
    await pool.warmUp();
    await runUntil(2, pool, program, registration);
    const wrong = pool.register(chainProgram({ kernel: sine }));
    assertEquals(await pool.warmUp(), 1);
    assertEquals(run(pool, program, registration), 1);
    assertEquals(pool.start(wrong, 0), 1);
    assertEquals(pool.threads, 1);
  });
});

Deno.test("kernels that are not sent do not keep a worker from the program", async () => {
  await withPool(async (pool) => {
    pool.useThreads(2);
    const program = chainProgram({ alone: sine });
    assertEquals(program.kernels[1], null);
    const registration = pool.register(program);
    assertEquals(await pool.warmUp(), 2);
    await runUntil(2, pool, program, registration);
  });
});

Deno.test("where threads wait for a first thread in vain, nobody meets them", async () => {
  await withPool(async (pool) => {
    pool.useThreads(2);
    const program = chainProgram();
    const registration = pool.register(program);
    await pool.warmUp();
    while (pool.start(registration, program.arena) === 1);
    pool.useThreads(3);
    assertEquals(await pool.warmUp(), 3);
    for (let i = 0; i < 20; i++) {
      assertEquals(run(pool, program, registration), 1);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    pool.useThreads(1);
    pool.useThreads(2);
    await pool.warmUp();
    const next = chainProgram();
    await runUntil(2, pool, next, pool.register(next));
  });
});

Deno.test("workers of the web do the same", async () => {
  await withPool(async (pool) => {
    pool.useThreads(3);
    const program = chainProgram();
    const registration = pool.register(program);
    assertEquals(await pool.warmUp(), 3);
    await runUntil(3, pool, program, registration);
  }, () => startWebWorker);
});

Deno.test("there is one thread where memory cannot be shared", async () => {
  const { SharedArrayBuffer } = globalThis;
  try {
    Reflect.deleteProperty(globalThis, "SharedArrayBuffer");
    await withPool(async (pool) => {
      pool.useThreads(4);
      const program = chainProgram();
      const registration = pool.register(program);
      assertEquals(await pool.warmUp(), 1);
      assertEquals(pool.threads, 1);
      assertEquals(run(pool, program, registration), 1);
    });
  } finally {
    Object.assign(globalThis, { SharedArrayBuffer });
  }
});

Deno.test("by default there is a thread for each processor, up to eight", () => {
  assertEquals(new ThreadPool().threads, Math.min(navigator.hardwareConcurrency, 8));
});

Deno.test("useThreads() explains what it cannot use", () => {
  for (const threads of [0, -1, 1.5, NaN, Infinity]) {
    assertEquals(
      assertThrows(() => new ThreadPool().useThreads(threads), RangeError).message,
      `Cannot use threads as their number must be a whole number from 1: current number is ${threads}`,
    );
  }
});
