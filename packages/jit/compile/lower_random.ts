/**
 * Lowering of random numbers. Permutations stay in TypeScript: shuffling goes one element at a time.
 *
 * @module
 */
import type { Kernel, RandomType } from "@chainrule/kernels";
import { normalKernels, randomBlockLength, randomScratchBytes, scratchAt, uniformKernels } from "@chainrule/kernels";
import type { Key } from "@chainrule/tensor";
import { isFloat, randomNormalOp, randomUniformOp, sizeOf } from "@chainrule/tensor";
import type { Lowering, LoweringEntries } from "./lowering.ts";

/** About how many nanoseconds a number takes. */
type Cost = Readonly<Record<RandomType, number>>;

/** The lowerings of draws. The numbers have the bits that TypeScript gives. */
export const randomLowerings: LoweringEntries = [
  [randomUniformOp, draw(uniformKernels, { float32: 1.7, float64: 3.7 })],
  [randomNormalOp, draw(normalKernels, { float32: 45, float64: 45 })],
];

function draw(kernels: Readonly<Record<RandomType, Kernel>>, cost: Cost): Lowering {
  return ({ node, inputs: [counter], outputs: [out] }) => {
    if (counter!.dtype !== "int32" || !isFloat(out!.dtype)) return null;
    const dtype = out!.dtype as RandomType;
    const { key } = node.attributes as { readonly key: Key };
    const size = sizeOf(out!.shape);
    return [{
      kernel: kernels[dtype],
      units: Math.ceil(size / randomBlockLength),
      nanoseconds: size * cost[dtype],
      arguments: [out!.address, size, counter!.address, key[0], key[1], scratchAt()],
      scratchBytes: randomScratchBytes,
    }];
  };
}
