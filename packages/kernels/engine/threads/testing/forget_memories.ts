/**
 * Programs that come and go, each in a large memory of its own.
 *
 * @module
 */
import { EngineMemory } from "../../engine_memory.ts";
import { threadPool } from "../thread_pool.ts";
import { chainProgram } from "./chain_program.ts";

/** How large each memory is. */
export const memoryBytes: number = 32 * 2 ** 20;

async function runOne(): Promise<number> {
  const engine = new EngineMemory();
  const place = engine.allocate(memoryBytes);
  new Uint8Array(engine.buffer, place, memoryBytes).fill(1);
  const program = chainProgram({ engine });
  const registration = threadPool.register(program);
  await threadPool.warmUp();
  const threads = threadPool.start(registration, program.arena);
  program.run(0, threads, program.arena, 1);
  return threads;
}

/** Makes programs, runs them on two threads and drops them; gives on how many threads they ran. Needs `--expose-gc`. */
export async function forgetMemories(programs: number): Promise<number> {
  threadPool.useThreads(2);
  let most = 1;
  for (let i = 0; i < programs; i++) {
    most = Math.max(most, await runOne());
    (globalThis as unknown as { gc(): void }).gc();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return most;
}
