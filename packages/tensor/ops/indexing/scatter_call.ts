/**
 * The call that combines slices at the places that indices name.
 *
 * @module
 */
import type { KernelCall, ScatterKernel } from "@chainrule/kernels";
import { scatterKernel, scatterScratchBytes, scratchAt } from "@chainrule/kernels";
import type { Operand } from "../../core/lowering.ts";
import { sizeOf } from "../../core/shape.ts";
import { nanosecondsPerIndex } from "./index_calls.ts";

/** Into how many ranges the targets of a scatter are cut. */
const targetRanges = 32;

/** How many elements a slice has at least if threads share a scatter: each thread looks at all indices, which must cost less than half the work. */
const sharedSlice = 4;

/** A kernel that combines slices, and its arguments. */
export interface Scatter {
  /** The kernel. */
  readonly what: ScatterKernel;
  /** The number of blocks. */
  readonly outer: number;
  /** The number of targets of a block. */
  readonly size: number;
  /** The targets. */
  readonly indices: Operand;
  /** The addresses. */
  readonly operands: KernelCall["arguments"];
  /** The memory that the call needs while it runs. */
  readonly temporaryBytes: number;
}

/** Combines the slices. */
export function scatterCall({ what, outer, size, indices, operands, temporaryBytes }: Scatter): KernelCall {
  const count = sizeOf(indices.shape);
  const perUnit = what.inner < sharedSlice ? size : Math.ceil(size / targetRanges);
  const byTargets = what.units === "targets";
  return {
    kernel: scatterKernel(what),
    units: byTargets ? Math.ceil(size / perUnit) : outer,
    nanoseconds: outer * (count * (2 * nanosecondsPerIndex + 0.3 * what.inner) + 0.3 * size * what.inner),
    arguments: [...operands, count, size, ...(byTargets ? [perUnit, scratchAt()] : [])],
    scratchBytes: byTargets ? scatterScratchBytes : 0,
    temporaryBytes,
    mayFail: true,
  };
}
