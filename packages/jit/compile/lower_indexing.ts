/**
 * Lowering: operations with indices.
 *
 * @module
 */
import type { Combination, KernelCall, ScatterKernel } from "@chainrule/kernels";
import {
  addAlongKernel,
  gatherKernel,
  indexCheckKernel,
  oneHotKernel,
  scatterKernel,
  scatterScratchBytes,
  scratchAt,
  takeAlongKernel,
  temporaryAt,
} from "@chainrule/kernels";
import type { OneHot, Scattered, SegmentExtreme, Shape } from "@chainrule/tensor";
import {
  addAlongOp,
  bytesOf,
  gatherOp,
  oneHotOp,
  scatterAddOp,
  segmentMaxOp,
  sizeOf,
  takeAlongOp,
} from "@chainrule/tensor";
import type { LoweringEntries, Operand, Site } from "./lowering.ts";

/** Nanoseconds that reading and checking an index takes, with what goes with it. */
const nanosecondsPerIndex = 1.5;

/** Nanoseconds that moving a byte to or from memory takes. */
const nanosecondsPerByte = 0.06;

/** Sums of float32 are kept in float64 up to so many of them: then they stay in the second-level cache, and many terms go to each. */
const sumsInFloat64 = 32768;

/** Into how many ranges the targets of a scatter are cut. */
const targetRanges = 32;

/** How many elements a slice has at least if threads share a scatter: each thread looks at all indices, which must cost less than half the work. */
const sharedSlice = 4;

/**
 * Lowerings of `gather`, `scatterAdd`, `takeAlong`, `addAlong`, `oneHot` and `segmentMax`. All have the bits of eager code but one: large
 * sums of `scatterAdd` in float32 are float32, off by at most n 2⁻²⁴ Σ |u| for n terms.
 */
export const indexingLowerings: LoweringEntries = [
  [gatherOp, lowerGather],
  [scatterAddOp, lowerScatterAdd],
  [takeAlongOp, lowerTakeAlong],
  [addAlongOp, lowerAddAlong],
  [oneHotOp, lowerOneHot],
  [segmentMaxOp, lowerSegmentMax],
];

function lowerGather({ node, inputs, outputs }: Site): readonly KernelCall[] {
  const [x, indices] = inputs as readonly [Operand, Operand];
  const out = outputs[0]!;
  const { axis } = node.attributes as { readonly axis: number };
  const [outer, size, inner] = around(x.shape, axis);
  const count = sizeOf(indices.shape);
  if (sizeOf(out.shape) === 0) return check(indices, size);
  const bytes = inner * bytesOf(x.dtype);
  return [{
    kernel: gatherKernel(bytes),
    units: outer * count,
    nanoseconds: outer * count * (nanosecondsPerIndex + bytes * nanosecondsPerByte),
    arguments: [x.address, indices.address, out.address, count, size],
    mayFail: true,
  }];
}

function lowerTakeAlong({ node, inputs, outputs }: Site): readonly KernelCall[] {
  const [x, indices] = inputs as readonly [Operand, Operand];
  const { axis } = node.attributes as { readonly axis: number };
  const [outer, count, inner] = around(indices.shape, axis);
  if (sizeOf(indices.shape) === 0) return [];
  return [{
    kernel: takeAlongKernel(bytesOf(x.dtype)),
    units: outer * count,
    nanoseconds: outer * count * inner * 2 * nanosecondsPerIndex,
    arguments: [x.address, indices.address, outputs[0]!.address, count, x.shape[axis]!, inner],
    mayFail: true,
  }];
}

function lowerAddAlong({ node, inputs, outputs }: Site): readonly KernelCall[] | null {
  const [x, indices] = inputs as readonly [Operand, Operand];
  const out = outputs[0]!;
  const { axis, size } = node.attributes as Scattered;
  const [outer, count, inner] = around(indices.shape, axis);
  if (x.dtype === "bool") return null;
  if (sizeOf(out.shape) === 0) return check(indices, size);
  return [{
    kernel: addAlongKernel(x.dtype),
    units: outer,
    nanoseconds: outer * inner * (count * 2 * nanosecondsPerIndex + size * bytesOf(x.dtype) * nanosecondsPerByte),
    arguments: [x.address, indices.address, out.address, count, size, inner],
    mayFail: true,
  }];
}

function lowerOneHot({ node, inputs, outputs }: Site): readonly KernelCall[] {
  const indices = inputs[0]!;
  const out = outputs[0]!;
  const { depth, dtype } = node.attributes as OneHot;
  if (sizeOf(out.shape) === 0) return check(indices, depth);
  const count = sizeOf(indices.shape);
  return [{
    kernel: oneHotKernel(dtype),
    units: count,
    nanoseconds: count * (nanosecondsPerIndex + depth * bytesOf(dtype) * nanosecondsPerByte),
    arguments: [indices.address, out.address, depth],
    mayFail: true,
  }];
}

function lowerScatterAdd({ node, inputs, outputs }: Site): readonly KernelCall[] {
  const [updates, indices] = inputs as readonly [Operand, Operand];
  const out = outputs[0]!;
  const { axis, size } = node.attributes as Scattered;
  const [outer, , inner] = around(out.shape, axis);
  const sums = sizeOf(out.shape);
  if (sums === 0) return check(indices, size);
  const isDouble = updates.dtype === "float32" && sums <= sumsInFloat64;
  const combination = `sum ${updates.dtype} ${isDouble ? "float64" : out.dtype}` as Combination;
  return [scatter({
    what: { combination, inner, units: outer === 1 ? "targets" : "blocks", empty: 0 },
    outer,
    size,
    indices,
    operands: [updates.address, indices.address, ...(isDouble ? [temporaryAt(), out.address] : [out.address])],
    temporaryBytes: isDouble ? 8 * sums : 0,
  })];
}

function lowerSegmentMax({ node, inputs, outputs }: Site): readonly KernelCall[] {
  const [values, ids] = inputs as readonly [Operand, Operand];
  const out = outputs[0]!;
  const { numberOfSegments, empty } = node.attributes as SegmentExtreme;
  if (sizeOf(out.shape) === 0) return check(ids, numberOfSegments);
  const combination = `largest ${values.dtype} ${values.dtype}` as Combination;
  return [scatter({
    what: { combination, inner: sizeOf(out.shape.slice(1)), units: "targets", empty },
    outer: 1,
    size: numberOfSegments,
    indices: ids,
    operands: [values.address, ids.address, out.address, temporaryAt()],
    temporaryBytes: numberOfSegments,
  })];
}

/** A kernel that combines slices, and its arguments. */
interface Scatter {
  readonly what: ScatterKernel;
  /** The number of blocks. */
  readonly outer: number;
  /** The number of targets of a block. */
  readonly size: number;
  readonly indices: Operand;
  /** The addresses. */
  readonly operands: KernelCall["arguments"];
  readonly temporaryBytes: number;
}

function scatter({ what, outer, size, indices, operands, temporaryBytes }: Scatter): KernelCall {
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

/** Where nothing is to be written, indices may be wrong all the same. */
function check(indices: Operand, size: number): readonly KernelCall[] {
  const count = sizeOf(indices.shape);
  if (count === 0) return [];
  return [{
    kernel: indexCheckKernel,
    units: count,
    nanoseconds: count * nanosecondsPerIndex,
    arguments: [indices.address, size],
    mayFail: true,
  }];
}

/** How many elements there are before an axis, along it and after it. */
function around(shape: Shape, axis: number): readonly [outer: number, length: number, inner: number] {
  return [sizeOf(shape.slice(0, axis)), shape[axis]!, sizeOf(shape.slice(axis + 1))];
}
