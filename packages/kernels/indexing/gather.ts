/**
 * Taking slices by index.
 *
 * @module
 */
import type { Kernel } from "../engine/kernel.ts";
import { i32 } from "../wasm/mod.ts";
import { copyBytes } from "./copy_bytes.ts";
import { withIndex } from "./index_check.ts";

/**
 * A kernel that copies the slices that indices name. Units are the slices of the result.
 *
 * Its own parameters: the addresses `x`, `indices` and `out`; `count`, the number of indices, and `size`, the number of slices that they
 * choose from. `x` is as many blocks of `size` slices as the result is blocks of `count` slices.
 *
 * @param bytes How long a slice is
 */
export function gatherKernel(bytes: number): Kernel {
  return {
    name: "gather",
    key: `gather ${bytes}`,
    parameters: ["x", "indices", "out", "count", "size"],
    write: (f, { first, last, x, indices, out, count, size }) => {
      const block = f.let(i32.divU(first!, count!));
      const blockBytes = f.let(i32.mul(size!, bytes));
      const blockStart = f.let(i32.add(x!, i32.mul(block, blockBytes)));
      const at = f.let(i32.add(indices!, i32.shl(i32.sub(first!, i32.mul(block, count!)), 2)));
      const indicesEnd = f.let(i32.add(indices!, i32.shl(count!, 2)));
      const to = f.let(i32.add(out!, i32.mul(first!, bytes)));
      f.for(first!, last!, 1, () => {
        withIndex(f, at, size!, (index) => {
          copyBytes(f, to, f.let(i32.add(blockStart, i32.mul(index, bytes))), bytes);
        });
        f.set(to, i32.add(to, bytes));
        f.set(at, i32.add(at, 4));
        f.if(i32.eq(at, indicesEnd), () => {
          f.set(at, indices!);
          f.set(blockStart, i32.add(blockStart, blockBytes));
        });
      });
    },
  };
}
