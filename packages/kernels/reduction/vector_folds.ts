/**
 * Functions that take numbers together two at a time, on vectors.
 *
 * @module
 */
import type { ElementType } from "../elementwise/element_type.ts";
import { elementBytes } from "../elementwise/element_type.ts";
import type { Kernel } from "../engine/kernel.ts";
import type { Expression, Local, Vector } from "../wasm/mod.ts";
import { f32, f32x4, i16x8, i32, i32x4, v128 } from "../wasm/mod.ts";
import type { RowFunction } from "./row_layout.ts";
import { rowParameters } from "./row_layout.ts";

type Whole = Local<"i32">;

/** What is done to rows; results are words of 32 bits. */
interface Fold<T extends "f32" | "i32"> {
  /** What the elements are in memory. */
  readonly type: ElementType;
  /** What it is of nothing. */
  readonly start: Vector;
  /** Reads four elements. */
  readonly load: (address: Whole, offset: number) => Vector;
  /** Takes each lane of two vectors together. */
  readonly combine: (a: Vector, b: Vector) => Vector;
  /** One element. */
  readonly loadOne: (address: Whole) => Expression<T>;
  /** Takes two numbers together. */
  readonly combineOne: (a: Expression<T>, b: Expression<T>) => Expression<T>;
  /** The number of a lane. */
  readonly lane: (x: Vector, lane: number) => Expression<T>;
  /** Writes a number. */
  readonly store: (address: Expression<"i32">, value: Expression<T>) => Expression<"none">;
}

function extremes(choice: "max" | "min"): Fold<"f32"> {
  return {
    type: "float32",
    start: f32x4.splat(choice === "max" ? -Infinity : Infinity),
    load: (address, offset) => v128.load(address, { offset }),
    combine: f32x4[choice],
    loadOne: (address) => f32.load(address),
    combineOne: f32[choice],
    lane: f32x4.extractLane,
    store: (address, value) => f32.store(address, value),
  };
}

function wholeSum(
  type: "int32" | "bool",
  load: Fold<"i32">["load"],
  loadOne: Fold<"i32">["loadOne"],
): Fold<"i32"> {
  return {
    type,
    start: i32x4.splat(0),
    load,
    combine: i32x4.add,
    loadOne,
    combineOne: i32.add,
    lane: i32x4.extractLane,
    store: (address, value) => i32.store(address, value),
  };
}

const folds = {
  "max float32": extremes("max"),
  "min float32": extremes("min"),
  "sum int32": wholeSum("int32", (address, offset) => v128.load(address, { offset }), (address) => i32.load(address)),
  "sum bool": wholeSum(
    "bool",
    (address, offset) => i32x4.extendLowI16x8U(i16x8.extendLowI8x16U(v128.load32Zero(address, { offset }))),
    (address) => i32.load8U(address),
  ),
} as const;

/** How many vectors a round takes, each with a result of its own. */
const unroll = 4;

/**
 * A kernel that folds rows of neighbours with vectors, or, with `inner` of at least 4, four rows at a time that lie side by side. A unit is a
 * row, or four rows: the last four of an o where fewer are left, of which some are then done twice, with the same result.
 *
 * @returns null where there is none
 */
export function vectorFoldKernel(name: RowFunction, type: ElementType, isInner: boolean): Kernel | null {
  const key = `${name} ${type}`;
  if (!(key in folds)) return null;
  const fold = folds[key as keyof typeof folds] as Fold<"f32" | "i32">;
  return {
    name,
    key: `vector rows ${key} ${isInner}`,
    parameters: rowParameters,
    write: (f, p) => {
      const bytes = elementBytes[type];
      const { first, last, out, x, length, inner } = p as Record<string, Whole>;
      if (isInner) {
        const blocks = f.let(i32.shrU(i32.add(inner!, 3), 2));
        f.for(first!, last!, 1, (unit) => {
          const o = f.let(i32.divU(unit, blocks));
          const column = f.let(i32.shl(i32.remU(unit, blocks), 2));
          f.if(i32.gtU(i32.add(column, 4), inner!), () => f.set(column, i32.sub(inner!, 4)));
          const start = i32.add(i32.mul(i32.mul(o, length!), inner!), column);
          const address = f.let(i32.add(x!, i32.mul(start, bytes)));
          const best = f.let(fold.start);
          f.for(0, length!, 1, () => {
            f.set(best, fold.combine(best, fold.load(address, 0)));
            f.set(address, i32.add(address, i32.mul(inner!, bytes)));
          });
          const place = f.let(i32.add(i32.mul(o, inner!), column));
          f.do(v128.store(i32.add(out!, i32.shl(place, 2)), best));
        });
        return;
      }
      f.for(first!, last!, 1, (unit) => {
        const address = f.let(i32.add(x!, i32.mul(i32.mul(unit, length!), bytes)));
        const left = f.let(length!);
        const parts = Array.from({ length: unroll }, () => f.let(fold.start));
        f.while(i32.geU(left, 4 * unroll), () => {
          parts.forEach((part, i) => f.set(part, fold.combine(part, fold.load(address, 4 * i * bytes))));
          f.set(address, i32.add(address, 4 * unroll * bytes));
          f.set(left, i32.sub(left, 4 * unroll));
        });
        f.while(i32.geU(left, 4), () => {
          f.set(parts[0]!, fold.combine(parts[0]!, fold.load(address, 0)));
          f.set(address, i32.add(address, 4 * bytes));
          f.set(left, i32.sub(left, 4));
        });
        const lanes = f.let(parts.map((part): Vector => part).reduce((a, b) => fold.combine(a, b)));
        const result = f.let(
          [0, 1, 2, 3].map((lane) => fold.lane(lanes, lane)).reduce((a, b) => fold.combineOne(a, b)),
        );
        f.while(i32.gtU(left, 0), () => {
          f.set(result, fold.combineOne(result, fold.loadOne(address)) as typeof result);
          f.set(address, i32.add(address, bytes));
          f.set(left, i32.sub(left, 1));
        });
        f.do(fold.store(i32.add(out!, i32.shl(unit, 2)), result));
      });
    },
  };
}
