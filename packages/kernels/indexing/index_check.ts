/**
 * Indices that are used only if they are in range.
 *
 * @module
 */
import { errorAddress } from "../engine/kernel.ts";
import type { Kernel } from "../engine/kernel.ts";
import type { Expression, FunctionBuilder, Local } from "../wasm/mod.ts";
import { i32 } from "../wasm/mod.ts";

/** Writes code that reports an index out of range. */
export function reportIndex(f: FunctionBuilder<"none">): void {
  f.do(i32.store(errorAddress, 1));
}

/**
 * Writes code that reads an index and uses it if it is in `[0, size)`, and otherwise reports it.
 *
 * @param f The function
 * @param address Where the index is
 * @param size How many places there are
 * @param use Writes the code that uses the index
 */
export function withIndex(
  f: FunctionBuilder<"none">,
  address: Expression<"i32">,
  size: Local<"i32">,
  use: (index: Local<"i32">) => void,
): void {
  const index = f.let(i32.load(address));
  // As unsigned numbers, negative ones are too large.
  f.if(i32.ltU(index, size), () => use(index), () => reportIndex(f));
}

/** A kernel that only checks `indices`: each must be in `[0, size)`. Units are the indices. */
export const indexCheckKernel: Kernel = {
  name: "checkIndices",
  key: "checkIndices",
  parameters: ["indices", "size"],
  write: (f, { first, last, indices, size }) => {
    const wrong = f.let(i32.const(0));
    f.for(first!, last!, 1, (n) => {
      const index = i32.load(i32.add(indices!, i32.shl(n, 2)));
      f.set(wrong, i32.or(wrong, i32.geU(index, size!)));
    });
    f.if(wrong, () => reportIndex(f));
  },
};
