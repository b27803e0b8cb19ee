/**
 * Functions of rows of float32 that add up exponentials.
 *
 * @module
 */
import type { Kernel, KernelContext } from "../engine/kernel.ts";
import { interleave } from "../vector_math/interleave.ts";
import type { Lanes } from "../vector_math/lanes.ts";
import { writeLanes } from "../vector_math/lanes.ts";
import { powerOfTwo, splitExponential } from "../vector_math/split_exponential.ts";
import type { Expression, Local, Vector } from "../wasm/mod.ts";
import { f32, f32x4, f64, f64x2, i32, i32x4, v128 } from "../wasm/mod.ts";
import type { Accumulators } from "./accumulators.ts";
import { accumulatorsOf, addTo } from "./accumulators.ts";
import { rowParameters } from "./row_layout.ts";

/** How many vectors a round takes. Their exponentials are added in float32 before they are added to the sum, in float64. */
const round = 4;

/** What is less than the largest element by more than this counts as 0: e⁻⁸⁸ is smaller than any normal float. */
const least = -88;

/**
 * A kernel for rows of neighbours that stay in the cache while they are gone through: for the largest element, for the sum of exponentials, and
 * by softmax once more for the shares. A unit is a row.
 *
 * With n elements a row, the value of `logSumExp` is off by at most `2⁻²⁴ (|y| + 5 + ln n)`, that of `softmax` by
 * `2⁻²⁴ (9 + ln n + |x − m|) y`, and by 2⁻¹²⁶ where y is that small.
 */
export function exponentialRowKernel(name: "logSumExp" | "softmax"): Kernel {
  return {
    name,
    key: `exponential rows ${name}`,
    parameters: rowParameters,
    ...(name === "logSumExp" && { math: ["log"] as const }),
    write(f, { first, last, out, x, length }, context): void {
      writeLanes(f, context.level, (lanes) => {
        const { f } = lanes;
        f.for(first!, last!, 1, (unit) => {
          const start = f.let(i32.add(x!, i32.shl(i32.mul(unit, length!), 2)));
          const largest = writeLargest(lanes, start, length!);
          if (name === "logSumExp") {
            writeLogarithm(lanes, context, { start, length: length!, largest, to: i32.add(out!, i32.shl(unit, 2)) });
          } else {
            const to = f.let(i32.add(out!, i32.shl(i32.mul(unit, length!), 2)));
            const total = writePowers(lanes, { start, length: length!, largest, to });
            writeScaled(lanes, to, length!, f.let(f32x4.splat(f32.demoteF64(f64.div(1, total)))));
          }
        });
      });
    },
  };
}

/** The largest element of at least four. NaN may be passed over: it comes out of the sum. */
function writeLargest({ f }: Lanes, start: Local<"i32">, length: Local<"i32">): Local<"f32"> {
  const parts = Array.from({ length: round }, () => f.let(v128.load(start)));
  const last = f.let(i32.add(start, i32.shl(i32.sub(length, 4), 2)));
  const address = f.let(start);
  const end = f.let(i32.sub(last, 16 * (round - 1)));
  f.while(i32.leS(address, end), () => {
    parts.forEach((part, i) => f.set(part, f32x4.pmax(part, v128.load(address, { offset: 16 * i }))));
    f.set(address, i32.add(address, 16 * round));
  });
  f.while(i32.ltU(address, last), () => {
    f.set(parts[0]!, f32x4.pmax(parts[0]!, v128.load(address)));
    f.set(address, i32.add(address, 16));
  });
  // The last four may be among those before.
  f.set(parts[0]!, f32x4.pmax(parts[0]!, v128.load(last)));
  const lanes = f.let(parts.map((part): Vector => part).reduce((a, b) => f32x4.pmax(a, b)));
  return f.let([0, 1, 2, 3].map((lane) => f32x4.extractLane(lanes, lane)).reduce((a, b) => f32.max(a, b)));
}

/** A row of which exponentials are taken. */
interface PowerRow {
  readonly start: Local<"i32">;
  readonly length: Local<"i32">;
  readonly largest: Local<"f32">;
}

/** Adds up the exponentials, and writes them if there is a place for them. */
function writePowers(
  lanes: Lanes,
  { start, length, largest, to }: PowerRow & { readonly to: Local<"i32"> | null },
): Local<"f64"> {
  const { f } = lanes;
  const sums = accumulatorsOf(lanes, "float32");
  const shift = f.let(f32x4.splat(largest));
  const address = f.let(start);
  const place = to === null ? null : f.let(to);
  const left = f.let(length);
  const advance = (elements: number): void => {
    f.set(address, i32.add(address, 4 * elements));
    if (place !== null) f.set(place, i32.add(place, 4 * elements));
    f.set(left, i32.sub(left, elements));
  };
  const vectors = (count: number): readonly Vector[] => {
    const powers = interleave(lanes, count, (lanes, i) => {
      return belowOne(lanes, lanes.let(f32x4.sub(v128.load(address, { offset: 16 * i }), shift)));
    });
    if (place !== null) powers.forEach((power, i) => f.do(v128.store(place, power, { offset: 16 * i })));
    return powers;
  };
  f.while(i32.geU(left, 4 * round), () => {
    const [a, b, c, d] = vectors(round) as [Vector, Vector, Vector, Vector];
    addTo(lanes, "float32", sums, f.let(f32x4.add(f32x4.add(a, b), f32x4.add(c, d))));
    advance(4 * round);
  });
  f.while(i32.geU(left, 4), () => {
    addTo(lanes, "float32", sums, f.let(vectors(1)[0]!));
    advance(4);
  });
  f.if(left, () => {
    // What fills the vector up has the power 0.
    const values = f.let(f32x4.splat(-Infinity));
    forRest(lanes, left, (lane) => f.set(values, v128.load32Lane(address, lane, values, { offset: 4 * lane })));
    const power = f.let(v128.and(belowOne(lanes, f32x4.sub(values, shift)), isRest(left)));
    addTo(lanes, "float32", sums, power);
    if (place !== null) {
      forRest(lanes, left, (lane) => f.do(v128.store32Lane(place, lane, power, { offset: 4 * lane })));
    }
  });
  return totalOf(lanes, sums);
}

function writeLogarithm(
  lanes: Lanes,
  context: KernelContext,
  row: PowerRow & { readonly to: Expression<"i32"> },
): void {
  const { f } = lanes;
  const { start, length, largest, to } = row;
  f.if(f32.lt(f32.abs(largest), Infinity), () => {
    const total = writePowers(lanes, { ...row, to: null });
    f.do(f32.store(to, f32.demoteF64(f64.add(f64.promoteF32(largest), context.math("log", total)))));
  }, () => {
    // Infinite, but NaN if that was passed over.
    f.for(start, i32.add(start, i32.shl(length, 2)), 4, (address) => {
      f.set(largest, f32.max(largest, f32.load(address)));
    });
    f.do(f32.store(to, largest));
  });
}

/** Multiplies a row by a factor. */
function writeScaled(lanes: Lanes, start: Local<"i32">, length: Local<"i32">, factor: Local<"v128">): void {
  const { f } = lanes;
  const address = f.let(start);
  const left = f.let(length);
  const vectors = (count: number) => {
    f.while(i32.geU(left, 4 * count), () => {
      for (let i = 0; i < count; i++) {
        const offset = 16 * i;
        f.do(v128.store(address, f32x4.mul(v128.load(address, { offset }), factor), { offset }));
      }
      f.set(address, i32.add(address, 16 * count));
      f.set(left, i32.sub(left, 4 * count));
    });
  };
  vectors(round);
  vectors(1);
  forRest(lanes, left, (lane) => {
    const offset = 4 * lane;
    const share = f32.mul(f32.load(address, { offset }), f32x4.extractLane(factor, 0));
    f.do(f32.store(address, share, { offset }));
  });
}

/** eˣ of what is not positive, or NaN; 0 where that is less than a normal float. */
function belowOne(lanes: Lanes, x: Vector): Local<"v128"> {
  const { power, p } = splitExponential(lanes, lanes.let(lanes.f32.pmax(x, least)));
  const scale = powerOfTwo(lanes, power);
  return lanes.let(lanes.f32.madd(p, scale, scale));
}

function totalOf({ f }: Lanes, sums: Accumulators): Local<"f64"> {
  const total = f.let(f64x2.add(sums[0]!, sums[1]!));
  return f.let(f64.add(f64x2.extractLane(total, 0), f64x2.extractLane(total, 1)));
}

/** Does something for each of the last elements of a row, of which there may be three. */
function forRest({ f }: Lanes, left: Local<"i32">, act: (lane: number) => void): void {
  for (const lane of [0, 1, 2]) f.if(i32.gtU(left, lane), () => act(lane));
}

/** All ones in as many lanes as there are last elements. */
function isRest(left: Local<"i32">): Vector {
  return i32x4.gtU(i32x4.splat(left), i32x4.const(0, 1, 2, 3));
}
