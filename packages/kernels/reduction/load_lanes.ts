/**
 * Reading elements of any type into the lanes of a vector.
 *
 * @module
 */
import type { Expression, FunctionBuilder, Local, Operand, ResultType, Vector } from "../wasm/mod.ts";
import type { ElementType, Precision } from "../elementwise/element_type.ts";
import { elementBytes, lanesOf } from "../elementwise/element_type.ts";
import type { Spread } from "../elementwise/operands.ts";
import { f32, f32x4, f64, f64x2, i16x8, i32, i32x4, shuffle32, v128 } from "../wasm/mod.ts";

/** Some elements in a row, of a type, spread in some way. */
export interface LaneSource {
  /** Their type in memory. */
  readonly type: ElementType;
  /** How they lie. */
  readonly spread: Spread;
  /** Bytes from one to the next where they are strided. */
  readonly step?: Local<"i32"> | undefined;
}

/**
 * Reads as many elements as a vector has.
 *
 * @param lane What they become
 * @param source What they are
 * @param address Where `source` begins
 * @param from Which element is the first to be read
 */
export function loadWhole(lane: Precision, source: LaneSource, address: Local<"i32">, from = 0): Vector {
  const { type, spread } = source;
  if (spread === "repeated") return splat(lane, loadOne(lane, source, address, 0));
  if (spread === "strided") return loadSome(lane, source, address, from, lanesOf(lane));
  const at = { offset: from * elementBytes[type] };
  if (lane === "float32") {
    switch (type) {
      case "float32":
        return v128.load(address, at);
      case "int32":
        return f32x4.convertI32x4S(v128.load(address, at));
      case "bool":
        return f32x4.convertI32x4U(i32x4.extendLowI16x8U(i16x8.extendLowI8x16U(v128.load32Zero(address, at))));
      case "float64":
        return shuffle32(
          f32x4.demoteF64x2Zero(v128.load(address, at)),
          f32x4.demoteF64x2Zero(v128.load(address, { offset: at.offset + 16 })),
          [0, 1, 4, 5],
        );
    }
  }
  switch (type) {
    case "float32":
      return f64x2.promoteLowF32x4(v128.load64Zero(address, at));
    case "int32":
      return f64x2.convertLowI32x4S(v128.load64Zero(address, at));
    case "bool":
      return loadSome(lane, source, address, from, 2);
    case "float64":
      return v128.load(address, at);
  }
}

/** Reads the first `count` elements; the other lanes are zeros. */
export function loadSome(
  lane: Precision,
  source: LaneSource,
  address: Local<"i32">,
  from: number,
  count: number,
): Vector {
  let vector: Vector = lane === "float32" ? f32x4.const(0, 0, 0, 0) : f64x2.const(0, 0);
  for (let i = 0; i < count; i++) {
    const element = loadOne(lane, source, address, from + i);
    vector = lane === "float32"
      ? f32x4.replaceLane(vector, i, element as Expression<"f32">)
      : f64x2.replaceLane(vector, i, element as Expression<"f64">);
  }
  return vector;
}

/**
 * Reads the first elements, as many as there are; the other lanes are zeros.
 *
 * @param f Where the code goes
 * @param to Receives them
 * @param count How many there are: at least one, and fewer than a vector has
 */
export function loadPart(
  f: FunctionBuilder<ResultType>,
  lane: Precision,
  source: LaneSource,
  address: Local<"i32">,
  to: Local<"v128">,
  count: Local<"i32">,
): void {
  f.set(to, loadSome(lane, source, address, 0, 1));
  for (let i = 1; i + 1 < lanesOf(lane); i++) {
    f.if(i32.gtU(count, i), () => {
      const element = loadOne(lane, source, address, i) as Expression<"f32">;
      f.set(to, f32x4.replaceLane(to, i, element));
    });
  }
}

/** How far it is from one element to the next, in bytes; null if there is no way to go. */
export function stepOf({ type, spread, step }: LaneSource): Operand<"i32"> | null {
  if (spread === "repeated") return null;
  return spread === "strided" ? step! : elementBytes[type];
}

function splat(lane: Precision, element: Expression<"f32" | "f64">): Vector {
  return lane === "float32" ? f32x4.splat(element as Expression<"f32">) : f64x2.splat(element as Expression<"f64">);
}

function loadOne(
  lane: Precision,
  { type, spread, step }: LaneSource,
  address: Local<"i32">,
  index: number,
): Expression<"f32" | "f64"> {
  const place = spread === "strided" && index > 0 ? i32.add(address, i32.mul(step!, index)) : address;
  const at = { offset: spread === "contiguous" ? index * elementBytes[type] : 0 };
  const isSingle = lane === "float32";
  switch (type) {
    case "float32":
      return isSingle ? f32.load(place, at) : f64.promoteF32(f32.load(place, at));
    case "float64":
      return isSingle ? f32.demoteF64(f64.load(place, at)) : f64.load(place, at);
    case "int32":
      return (isSingle ? f32 : f64).convertI32S(i32.load(place, at));
    case "bool":
      return (isSingle ? f32 : f64).convertI32U(i32.load8U(place, at));
  }
}
