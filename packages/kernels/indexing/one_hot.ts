/**
 * One-hot vectors.
 *
 * @module
 */
import type { Kernel } from "../engine/kernel.ts";
import { f64, i32, memoryFill } from "../wasm/mod.ts";
import { elementBytes } from "../elementwise/element_type.ts";
import { storeElement } from "./elements.ts";
import type { ElementType } from "../elementwise/element_type.ts";
import { withIndex } from "./index_check.ts";

/**
 * A kernel that writes each index as a row with a 1 at its place and 0 elsewhere. Units are the indices.
 *
 * Its own parameters: the addresses `indices` and `out`, and `depth`, the length of a row.
 *
 * @param type The type of the result
 */
export function oneHotKernel(type: ElementType): Kernel {
  const bytes = elementBytes[type];
  return {
    name: "oneHot",
    key: `oneHot ${type}`,
    parameters: ["indices", "out", "depth"],
    write: (f, { first, last, indices, out, depth }) => {
      const rowBytes = f.let(i32.mul(depth!, bytes));
      const row = f.let(i32.add(out!, i32.mul(first!, rowBytes)));
      f.do(memoryFill(row, 0, i32.mul(i32.sub(last!, first!), rowBytes)));
      f.for(first!, last!, 1, (n) => {
        withIndex(f, i32.add(indices!, i32.shl(n, 2)), depth!, (index) => {
          storeElement(f, type, f.let(i32.add(row, i32.mul(index, bytes))), f64.const(1));
        });
        f.set(row, i32.add(row, rowBytes));
      });
    },
  };
}
