/**
 * Between elements as they are in memory and floats as formulas compute with them.
 *
 * @module
 */
import type { Lanes } from "../vector_math/lanes.ts";
import { fromHalves, toHalves } from "../vector_math/halves.ts";
import type { Local, Vector } from "../wasm/mod.ts";
import { f32x4, f64x2, i16x8, i32x4, i64x2, i8x16, shuffle32, v128 } from "../wasm/mod.ts";
import type { ElementType, Precision } from "./element_type.ts";

/** Elements as they are in memory: one vector, or two where they are wider than the floats. Vectors need not be full. */
export type Packed = readonly Local<"v128">[];

/** Elements as a formula gets them. */
export interface Unpacked {
  /** The numbers. */
  readonly number: Vector;
  /** For truth values, all ones where they hold. */
  readonly mask?: Vector;
}

/** From packed elements to floats. */
export function unpack(lanes: Lanes, type: ElementType, precision: Precision, packed: Packed): Unpacked {
  return unpackers[precision][type](lanes, packed);
}

/** From floats to packed elements; the mask is what truth values are made from. */
export function pack(
  lanes: Lanes,
  type: ElementType,
  precision: Precision,
  number: Local<"v128">,
  mask: () => Vector,
): Vector[] {
  if (type === "bool") return [truthBytes(lanes, precision, mask())];
  return packers[precision][type](lanes, number);
}

const unpackers: Readonly<Record<Precision, Readonly<Record<ElementType, (lanes: Lanes, x: Packed) => Unpacked>>>> = {
  float32: {
    float32: (_, [x]) => ({ number: x! }),
    float64: (_, [low, high]) => ({ number: fromHalves(low!, high!) }),
    int32: (_, [x]) => ({ number: f32x4.convertI32x4S(x!) }),
    bool(lanes, [x]): Unpacked {
      const wide = widened(lanes, x!);
      return { number: f32x4.convertI32x4S(wide), mask: i32x4.gtS(wide, lanes.i32.constant(0)) };
    },
  },
  float64: {
    float32: (_, [x]) => ({ number: f64x2.promoteLowF32x4(x!) }),
    float64: (_, [x]) => ({ number: x! }),
    int32: (_, [x]) => ({ number: f64x2.convertLowI32x4S(x!) }),
    bool(lanes, [x]): Unpacked {
      const wide = widened(lanes, x!);
      const mask = i64x2.extendLowI32x4S(i32x4.gtS(wide, lanes.i32.constant(0)));
      return { number: f64x2.convertLowI32x4S(wide), mask };
    },
  },
};

type Packers = Readonly<Record<Exclude<ElementType, "bool">, (lanes: Lanes, x: Local<"v128">) => Vector[]>>;

const packers: Readonly<Record<Precision, Packers>> = {
  float32: {
    float32: (_, x) => [x],
    float64: (lanes, x) => [...toHalves(lanes, x)],
    int32(lanes, x): Vector[] {
      const [low, high] = toHalves(lanes, x).map((half) => wholes(lanes, half)) as [Vector, Vector];
      return [shuffle32(low, high, [0, 1, 4, 5])];
    },
  },
  float64: {
    float32: (_, x) => [f32x4.demoteF64x2Zero(x)],
    float64: (_, x) => [x],
    int32: (lanes, x) => [wholes(lanes, x)],
  },
};

/** The first four bytes as four numbers of 32 bits. */
function widened(lanes: Lanes, x: Vector): Local<"v128"> {
  return lanes.let(i32x4.extendLowI16x8U(i16x8.extendLowI8x16U(x)));
}

/**
 * Two doubles without their fractions, as whole numbers of 32 bits: what lies beyond comes round again, NaN and infinities are 0, as in a typed
 * array. Every step but the first is exact.
 */
function wholes(lanes: Lanes, x: Vector): Vector {
  const whole = lanes.let(f64x2.trunc(x));
  const turns = f64x2.floor(lanes.f64.mul(whole, 2 ** -32));
  return i32x4.truncSatF64x2UZero(lanes.f64.sub(whole, lanes.f64.mul(turns, 2 ** 32)));
}

/** The lanes of a mask as bytes 1 and 0, the first ones of a vector. */
function truthBytes(lanes: Lanes, precision: Precision, mask: Vector): Vector {
  const step = precision === "float32" ? 4 : 8;
  const kept = lanes.let(mask);
  const bytes = i8x16.shuffle(kept, kept, Array.from({ length: 16 }, (_, i) => (i * step) % 16));
  return v128.and(bytes, lanes.i32.constant(0x01010101));
}
