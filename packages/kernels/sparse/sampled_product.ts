/**
 * The product of two dense matrices at the stored places of a sparse one, in float32, on vectors.
 *
 * @module
 */
import type { Kernel } from "../engine/kernel.ts";
import type { Expression, FunctionBuilder, Local, Vector } from "../wasm/mod.ts";
import { f32x4, i32, i32x4, shuffle32, v128 } from "../wasm/mod.ts";
import type { Lanes, MultiplyAdd } from "./columns.ts";
import { loadLanes, multiplyAdd, rowAddress, vectorsOf } from "./columns.ts";
import { forRows } from "./row_blocks.ts";

/** Up to how many columns the left row stays in registers. */
const columnsInRegisters = 32;

/** How many columns a turn of the loop over longer rows takes. */
const columnsAtOnce = 16;

/**
 * A kernel that computes, for each stored element of a pattern, the dot product of a row of `left` with a row of `right`, all float32. Units
 * are the blocks of {@linkcode rowBlocks}.
 *
 * Its own parameters: the addresses `left`, `right`, `indptr`, `indices` and `out`; then the `rows` of the pattern and the `weight` of a
 * block. Sums are float32 in up to sixteen parts: they differ from exact ones by at most D 2⁻²⁴ Σ |a b|.
 *
 * @param width The number of columns D of both matrices
 */
export function sampledProductKernel(width: number): Kernel {
  return {
    name: "sampledDot",
    key: `sampledDot ${width}`,
    parameters: ["left", "right", "indptr", "indices", "out", "rows", "weight"],
    write: (f, p, { level }) => {
      const code: DotCode = { f, madd: multiplyAdd(level), width, mask: f.let(tailMask(width)) };
      forRows(f, p, (row, start, end) => {
        const left = f.let(rowAddress(p.left!, row, 4 * width));
        const dot = width <= columnsInRegisters ? shortDot(code, left) : longDot(code, left);
        f.for(start, end, 4, (at) => {
          const right = f.let(rowAddress(p.right!, i32.load(i32.add(p.indices!, at)), 4 * width));
          f.do(v128.store32Lane(i32.add(p.out!, at), 0, total(f, dot(right))));
        });
      });
    },
  };
}

/** What dot products are written with. */
interface DotCode {
  readonly f: FunctionBuilder<"none">;
  readonly madd: MultiplyAdd;
  /** The number of columns. */
  readonly width: number;
  /** Ones where the last vector of a row holds columns that no earlier one does. */
  readonly mask: Vector;
}

/** Four partial sums of the product of a row, whose address is known, with another. */
type Dot = (right: Local<"i32">) => Vector;

function shortDot(code: DotCode, left: Local<"i32">): Dot {
  const vectors = vectorsOf(0, code.width);
  const ours = vectors.map((lanes) => code.f.let(loaded(code, left, lanes)));
  return (right) => sumOfProducts(code, vectors.map((lanes, i) => [ours[i]!, loaded(code, right, lanes)]), []);
}

function longDot(code: DotCode, left: Local<"i32">): Dot {
  const { f, madd, width } = code;
  const wholeColumns = width - width % columnsAtOnce;
  const inLoop = vectorsOf(0, columnsAtOnce);
  const rest = vectorsOf(wholeColumns, width);
  return (right) => {
    const sums = inLoop.map(() => f.let(f32x4.const(0, 0, 0, 0)));
    f.for(0, 4 * wholeColumns, 4 * columnsAtOnce, (column) => {
      const a = f.let(i32.add(left, column));
      const b = f.let(i32.add(right, column));
      inLoop.forEach((lanes, i) => f.set(sums[i]!, madd(loadLanes(a, lanes), loadLanes(b, lanes), sums[i]!)));
    });
    const pairs = rest.map((lanes): Pair => [
      loaded(code, left, lanes),
      loaded(code, right, lanes),
    ]);
    return sumOfProducts(code, pairs, sums);
  };
}

type Pair = readonly [left: Vector, right: Vector];

/** Adds products to sums, in turn, and the sums up. Two sums at least, if there are as many products, so that additions do not wait. */
function sumOfProducts({ f, madd }: DotCode, pairs: readonly Pair[], start: readonly Vector[]): Vector {
  const sums = [...start];
  pairs.forEach(([left, right], i) => {
    if (sums.length < 2) sums.push(f32x4.const(0, 0, 0, 0));
    const at = i % Math.max(2, start.length);
    sums[at] = f.let(madd(left, right, sums[at]!));
  });
  return sums.reduce((a, b) => f32x4.add(a, b));
}

/** The sum of the lanes, in the first one. */
function total(f: FunctionBuilder<"none">, lanes: Vector): Expression<"v128"> {
  const four = f.let(lanes);
  const two = f.let(f32x4.add(four, shuffle32(four, four, [2, 3, 0, 1])));
  return f32x4.add(two, shuffle32(two, two, [1, 0, 3, 2]));
}

/** A vector of a row, in which columns that an earlier vector holds are zeros. */
function loaded({ mask }: DotCode, row: Local<"i32">, lanes: Lanes): Vector {
  const vector = loadLanes(row, lanes);
  return lanes.offset % 16 === 0 ? vector : v128.and(vector, mask);
}

/** The mask for a number of columns. */
function tailMask(width: number): Vector {
  const lanes = [0, 1, 2, 3].map((lane) => width % 4 === 0 || lane >= 4 - width % 4 ? -1 : 0);
  return i32x4.const(lanes[0]!, lanes[1]!, lanes[2]!, lanes[3]!);
}
