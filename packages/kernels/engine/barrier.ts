/**
 * Where threads wait for each other.
 *
 * @module
 */
import type { ModuleBuilder, WasmFunction } from "../wasm/mod.ts";
import { atomic32, i32, notify } from "../wasm/mod.ts";

/** Words of a shared memory, each on a line of the cache of its own. */
const arrived = 64;
const generation = 128;
const sleepers = 192;

/** How often a thread looks before it sleeps: some tens of microseconds, about what waking costs. */
const mostLooks = 30_000;

const parameters = { threads: "i32", maySleep: "i32" } as const;

/**
 * Adds a function that returns when all threads have called it. A thread looks for the others for a while, then sleeps, if it may.
 *
 * @param module A module whose memory is shared
 */
export function barrier(module: ModuleBuilder): WasmFunction<typeof parameters, "none"> {
  return module.function("barrier", parameters, "none", (f, { threads, maySleep }) => {
    const now = f.let(atomic32.load(generation));
    f.if(i32.eq(i32.add(atomic32.rmwAdd(arrived, 1), 1), threads), () => {
      f.do(atomic32.store(arrived, 0));
      f.do(atomic32.rmwAdd(generation, 1));
      f.if(atomic32.load(sleepers), () => f.do(notify(generation, -1)));
    }, () => {
      const looks = f.let(i32.const(0));
      f.while(i32.eq(atomic32.load(generation), now), () => {
        f.set(looks, i32.add(looks, 1));
        f.if(i32.and(maySleep, i32.gtU(looks, mostLooks)), () => {
          f.do(atomic32.rmwAdd(sleepers, 1));
          f.do(atomic32.wait(generation, now, -1n));
          f.do(atomic32.rmwSub(sleepers, 1));
        });
      });
    });
  });
}
