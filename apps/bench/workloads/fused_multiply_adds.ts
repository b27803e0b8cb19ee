/**
 * Nothing but multiplications and additions of what is in registers: what the vector instructions of WebAssembly can do at most.
 *
 * @module
 */
import { vectorLevel } from "@chainrule/kernels";
import { f32x4, i32, ModuleBuilder } from "@chainrule/kernels/wasm";

/** Sums that are computed side by side: as many as the inner loop of the matrix product has. */
const sums = 12;

/** Turns of the loop in one repetition. */
const turns = 20_000;

/** Multiplications and additions of one repetition. */
export const fusedWork: number = 2 * 4 * sums * turns;

/** One repetition. */
export function fusedMultiplyAdds(): () => unknown {
  const fused = vectorLevel() === "relaxed";
  const module = new ModuleBuilder();
  module.export(module.function("run", { count: "i32", start: "f32" }, "f32", (f, { count, start }) => {
    const [a, b] = [f.let(f32x4.splat(start)), f.let(f32x4.splat(start))];
    const totals = Array.from({ length: sums }, () => f.let(f32x4.splat(start)));
    f.while(count, () => {
      for (const total of totals) {
        f.set(total, fused ? f32x4.relaxedMadd(a, b, total) : f32x4.add(f32x4.mul(a, b), total));
      }
      f.set(count, i32.sub(count, 1));
    });
    return f32x4.extractLane(totals.reduce((sum, total) => f.let(f32x4.add(sum, total))), 0);
  }));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()));
  const run = exports.run as (count: number, start: number) => number;
  return () => run(turns, 1e-3);
}
