/**
 * Taking elements by an index for each.
 *
 * @module
 */
import type { Kernel } from "../engine/kernel.ts";
import { i32 } from "../wasm/mod.ts";
import { copyBytes } from "./copy_bytes.ts";
import { withIndex } from "./index_check.ts";

/**
 * A kernel that takes an element for each index. Units are the rows of indices, `inner` each; `count` of them choose from a block of `size`
 * rows of `x`, column by column.
 *
 * Its own parameters: the addresses `x`, `indices` and `out`; then `count`, `size` and `inner`.
 *
 * @param bytes How long an element is
 */
export function takeAlongKernel(bytes: number): Kernel {
  return {
    name: "takeAlong",
    key: `takeAlong ${bytes}`,
    parameters: ["x", "indices", "out", "count", "size", "inner"],
    write: (f, { first, last, x, indices, out, count, size, inner }) => {
      const block = f.let(i32.divU(first!, count!));
      const rowBytes = f.let(i32.mul(inner!, bytes));
      const blockBytes = f.let(i32.mul(size!, rowBytes));
      const blockStart = f.let(i32.add(x!, i32.mul(block, blockBytes)));
      const left = f.let(i32.sub(i32.mul(i32.add(block, 1), count!), first!));
      const at = f.let(i32.add(indices!, i32.shl(i32.mul(first!, inner!), 2)));
      const to = f.let(i32.add(out!, i32.mul(first!, rowBytes)));
      f.for(first!, last!, 1, () => {
        const column = f.let(blockStart);
        f.for(to, i32.add(to, rowBytes), bytes, (target) => {
          withIndex(f, at, size!, (index) => {
            copyBytes(f, target, f.let(i32.add(column, i32.mul(index, rowBytes))), bytes);
          });
          f.set(column, i32.add(column, bytes));
          f.set(at, i32.add(at, 4));
        });
        f.set(to, i32.add(to, rowBytes));
        f.set(left, i32.sub(left, 1));
        f.if(i32.eqz(left), () => {
          f.set(left, count!);
          f.set(blockStart, i32.add(blockStart, blockBytes));
        });
      });
    },
  };
}
