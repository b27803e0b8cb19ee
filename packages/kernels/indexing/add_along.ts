/**
 * Adding elements up by an index for each.
 *
 * @module
 */
import type { Kernel } from "../engine/kernel.ts";
import type { Expression, Local } from "../wasm/mod.ts";
import { f32, f64, i32, memoryFill } from "../wasm/mod.ts";
import { elementBytes } from "../elementwise/element_type.ts";
import type { ElementType } from "../elementwise/element_type.ts";
import { withIndex } from "./index_check.ts";

/** Adds what is at one address to what is at another. */
const additions: Readonly<
  Record<Exclude<ElementType, "bool">, (to: Local<"i32">, from: Local<"i32">) => Expression<"none">>
> = {
  float32: (to, from) => f32.store(to, f32.add(f32.load(to), f32.load(from))),
  float64: (to, from) => f64.store(to, f64.add(f64.load(to), f64.load(from))),
  int32: (to, from) => i32.store(to, i32.add(i32.load(to), i32.load(from))),
};

/**
 * A kernel that adds each element of `x` to the place that its index names, in order: the transpose of {@linkcode takeAlongKernel}. Units are
 * the blocks, in which `count` rows of `inner` elements are added to `size` rows. Whole numbers wrap.
 *
 * Its own parameters: the addresses `x`, `indices` and `out`; then `count`, `size` and `inner`.
 *
 * @param type The type of the elements
 */
export function addAlongKernel(type: Exclude<ElementType, "bool">): Kernel {
  const bytes = elementBytes[type];
  return {
    name: "addAlong",
    key: `addAlong ${type}`,
    parameters: ["x", "indices", "out", "count", "size", "inner"],
    write: (f, { first, last, x, indices, out, count, size, inner }) => {
      const rowBytes = f.let(i32.mul(inner!, bytes));
      const blockBytes = f.let(i32.mul(size!, rowBytes));
      const blockStart = f.let(i32.add(out!, i32.mul(first!, blockBytes)));
      const firstElement = f.let(i32.mul(i32.mul(first!, count!), inner!));
      const at = f.let(i32.add(indices!, i32.shl(firstElement, 2)));
      const from = f.let(i32.add(x!, i32.mul(firstElement, bytes)));
      f.do(memoryFill(blockStart, 0, i32.mul(i32.sub(last!, first!), blockBytes)));
      f.for(first!, last!, 1, () => {
        f.for(0, count!, 1, () => {
          f.for(blockStart, i32.add(blockStart, rowBytes), bytes, (column) => {
            withIndex(f, at, size!, (index) => {
              f.do(additions[type](f.let(i32.add(column, i32.mul(index, rowBytes))), from));
            });
            f.set(at, i32.add(at, 4));
            f.set(from, i32.add(from, bytes));
          });
        });
        f.set(blockStart, i32.add(blockStart, blockBytes));
      });
    },
  };
}
