/**
 * Combining slices by index: sums, and the largest of each segment.
 *
 * @module
 */
import type { Kernel, KernelParameters } from "../engine/kernel.ts";
import type { FunctionBuilder, Local, Vector } from "../wasm/mod.ts";
import { f32x4, f64, i32, i32x4, memoryFill, select, v128 } from "../wasm/mod.ts";
import { combineRow, typesOf } from "./combine.ts";
import type { Combination } from "./combine.ts";
import { copyBytes } from "./copy_bytes.ts";
import { elementBytes } from "../elementwise/element_type.ts";
import { storeElement } from "./elements.ts";
import { reportIndex, withIndex } from "./index_check.ts";

/** What a kernel that combines slices does. */
export interface ScatterKernel {
  /** How slices are combined. */
  readonly combination: Combination;
  /** How many elements a slice has. */
  readonly inner: number;
  /**
   * What units are: ranges of targets of one block, so that threads share it, or whole blocks.
   */
  readonly units: "targets" | "blocks";
  /** What a target has to which no slice goes. For sums, 0. */
  readonly empty: number;
}

/** How many indices are looked through at a time for those that a thread is to deal with. */
const indicesAtOnce = 256;

/** How many bytes of scratch memory a kernel with targets as units needs. */
export const scatterScratchBytes: number = 4 * indicesAtOnce;

/**
 * A kernel that combines slices whose indices are the same, in the order in which they come. A block is `count` slices that go to `size`
 * targets; all blocks have the same indices. A thread looks at all indices and deals with those in its own range of targets, so the result
 * does not depend on how many there are.
 *
 * Its own parameters: the addresses `slices`, `indices` and `kept`; for the largest, `seen`, a byte for each target; for sums of float32 in
 * float64, `out`, which receives them rounded; `count` and `size`; and with targets as units `perUnit`, how many make a unit, and `list`, the
 * address of scratch memory.
 *
 * @param what What it does
 */
export function scatterKernel(what: ScatterKernel): Kernel {
  const { combination, inner, units, empty } = what;
  const isLargest = combination.startsWith("largest");
  const sliceBytes = sliceBytesOf(what);
  const keptBytes = inner * elementBytes[typesOf(combination).kept];
  return {
    name: isLargest ? "segmentMax" : "scatterAdd",
    key: `scatter ${combination} ${inner} ${units} ${Object.is(empty, -0) ? "-0" : empty}`,
    parameters: [
      "slices",
      "indices",
      "kept",
      ...(isLargest ? ["seen"] : []),
      ...(combination === "sum float32 float64" ? ["out"] : []),
      "count",
      "size",
      ...(units === "targets" ? ["perUnit", "list"] : []),
    ],
    write: (f, p) => {
      if (units === "targets") {
        const low = f.let(i32.mul(p.first!, p.perUnit!));
        const end = f.let(i32.mul(p.last!, p.perUnit!));
        const high = f.let(select(i32.ltU(end, p.size!), end, p.size!));
        const block = { slices: p.slices!, kept: p.kept!, out: p.out };
        clear(f, p, what, block, low, high);
        f.if(
          i32.eq(i32.sub(high, low), p.size!),
          () => combineAll(f, p, what, block),
          () => combineRange(f, p, what, block, low, high),
        );
        round(f, what, block, low, high);
      } else {
        const zero = f.let(i32.const(0));
        const slices = f.let(i32.add(p.slices!, i32.mul(i32.mul(p.first!, p.count!), sliceBytes)));
        f.for(p.first!, p.last!, 1, (number) => {
          const targets = f.let(i32.mul(number, p.size!));
          const kept = f.let(i32.add(p.kept!, i32.mul(targets, keptBytes)));
          const out = p.out && f.let(i32.add(p.out, i32.mul(targets, sliceBytes)));
          const block = { slices, kept, out };
          clear(f, p, what, block, zero, p.size!);
          combineAll(f, p, what, block);
          round(f, what, block, zero, p.size!);
          f.set(slices, i32.add(slices, i32.mul(p.count!, sliceBytes)));
        });
      }
    },
  };
}

/** The addresses of a block. */
interface Block {
  readonly slices: Local<"i32">;
  readonly kept: Local<"i32">;
  readonly out: Local<"i32"> | undefined;
}

/** Gives the targets `low` to `high − 1` what they have without slices. */
function clear(
  f: FunctionBuilder<"none">,
  { seen }: KernelParameters,
  { combination, inner, empty }: ScatterKernel,
  { kept }: Block,
  low: Local<"i32">,
  high: Local<"i32">,
): void {
  const type = typesOf(combination).kept;
  const bytes = inner * elementBytes[type];
  const start = f.let(i32.add(kept, i32.mul(low, bytes)));
  const targets = f.let(i32.sub(high, low));
  if (seen !== undefined) f.do(memoryFill(i32.add(seen, low), 0, targets));
  if (Object.is(empty, 0)) return f.do(memoryFill(start, 0, i32.mul(targets, bytes)));
  f.for(start, i32.add(start, i32.mul(targets, bytes)), elementBytes[type], (at) => {
    storeElement(f, type, at, f64.const(empty));
  });
}

/** Combines all slices of a block. */
function combineAll(f: FunctionBuilder<"none">, p: KernelParameters, what: ScatterKernel, block: Block): void {
  const slice = f.let(block.slices);
  const indicesEnd = i32.add(p.indices!, i32.shl(p.count!, 2));
  f.for(p.indices!, indicesEnd, 4, (at) => {
    withIndex(f, at, p.size!, (index) => combineSlice(f, p, what, block, slice, index));
    f.set(slice, i32.add(slice, sliceBytesOf(what)));
  });
}

/**
 * Combines the slices whose targets are `low` to `high − 1`. Some indices at a time, the numbers of these slices are listed first: to branch on
 * each index would cost more than to combine, as nobody could tell which way.
 */
function combineRange(
  f: FunctionBuilder<"none">,
  p: KernelParameters,
  what: ScatterKernel,
  block: Block,
  low: Local<"i32">,
  high: Local<"i32">,
): void {
  const targets = f.let(i32.sub(high, low));
  const largest = f.let(i32x4.const(0, 0, 0, 0));
  const lowLanes = f.let(i32x4.splat(low));
  const targetLanes = f.let(i32x4.splat(targets));
  f.for(0, p.count!, indicesAtOnce, (start) => {
    const left = f.let(i32.sub(p.count!, start));
    const end = f.let(i32.add(start, select(i32.ltU(left, indicesAtOnce), left, i32.const(indicesAtOnce))));
    const wholeEnd = f.let(i32.sub(end, i32.and(i32.sub(end, start), 3)));
    const listEnd = f.let(p.list!);
    const n = f.let(start);
    // Four indices, or one in four lanes.
    const list = (indices: Vector, count: number): void => {
      const four = f.let(indices);
      f.set(largest, i32x4.maxU(largest, four));
      const mine = f.let(i32x4.bitmask(i32x4.ltU(i32x4.sub(four, lowLanes), targetLanes)));
      for (let lane = 0; lane < count; lane++) {
        f.do(i32.store(listEnd, i32.add(n, lane)));
        f.set(listEnd, i32.add(listEnd, i32.and(lane < 2 ? i32.shl(mine, 2 - lane) : i32.shrU(mine, lane - 2), 4)));
      }
      f.set(n, i32.add(n, count));
    };
    const address = i32.add(p.indices!, i32.shl(n, 2));
    f.while(i32.ltU(n, wholeEnd), () => list(v128.load(address), 4));
    f.while(i32.ltU(n, end), () => list(v128.load32Splat(address), 1));
    f.for(p.list!, listEnd, 4, (at) => {
      const n = f.let(i32.load(at));
      const index = f.let(i32.load(i32.add(p.indices!, i32.shl(n, 2))));
      const slice = f.let(i32.add(block.slices, i32.mul(n, sliceBytesOf(what))));
      combineSlice(f, p, what, block, slice, index);
    });
  });
  f.if(v128.anyTrue(i32x4.geU(largest, i32x4.splat(p.size!))), () => reportIndex(f));
}

/** Combines one slice with its target; the first is copied there if the largest is wanted. */
function combineSlice(
  f: FunctionBuilder<"none">,
  { seen }: KernelParameters,
  { combination, inner }: ScatterKernel,
  { kept }: Block,
  slice: Local<"i32">,
  index: Local<"i32">,
): void {
  const bytes = inner * elementBytes[typesOf(combination).kept];
  const target = f.let(i32.add(kept, i32.mul(index, bytes)));
  if (seen === undefined) return combineRow(f, combination, inner, target, slice);
  const flag = f.let(i32.add(seen, index));
  f.if(
    i32.load8U(flag),
    () => combineRow(f, combination, inner, target, slice),
    () => {
      copyBytes(f, target, slice, bytes);
      f.do(i32.store8(flag, 1));
    },
  );
}

/** Rounds the sums of the targets `low` to `high − 1` to float32, if they were kept in float64. */
function round(
  f: FunctionBuilder<"none">,
  { inner }: ScatterKernel,
  { kept, out }: Block,
  low: Local<"i32">,
  high: Local<"i32">,
): void {
  if (out === undefined) return;
  const from = f.let(i32.add(kept, i32.mul(low, 8 * inner)));
  const to = f.let(i32.add(out, i32.mul(low, 4 * inner)));
  const end = f.let(i32.add(out, i32.mul(high, 4 * inner)));
  const pairsEnd = f.let(i32.sub(end, i32.and(i32.sub(end, to), 4)));
  f.while(i32.ltU(to, pairsEnd), () => {
    f.do(v128.store64Lane(to, 0, f32x4.demoteF64x2Zero(v128.load(from))));
    f.set(to, i32.add(to, 8));
    f.set(from, i32.add(from, 16));
  });
  f.if(i32.ltU(to, end), () => storeElement(f, "float32", to, f64.load(from)));
}

function sliceBytesOf({ combination, inner }: ScatterKernel): number {
  return inner * elementBytes[typesOf(combination).from];
}
