/**
 * Combining a row of numbers with another in place: by adding, or by keeping the larger.
 *
 * @module
 */
import type { Expression, FunctionBuilder, Local, MemoryAccess, Vector } from "../wasm/mod.ts";
import { f32, f32x4, f64, f64x2, i32, i32x4, select, v128 } from "../wasm/mod.ts";
import { elementBytes } from "../elementwise/element_type.ts";
import type { ElementType } from "../elementwise/element_type.ts";

/**
 * How rows are combined: numbers are added, or the larger is kept, where NaN is larger than any and 0 than −0. The types of what comes in and
 * of what is kept follow: they differ where float32 is summed in float64, or bool in int32.
 */
export type Combination =
  | "sum float32 float32"
  | "sum float32 float64"
  | "sum float64 float64"
  | "sum int32 int32"
  | "sum bool int32"
  | "largest float32 float32"
  | "largest float64 float64"
  | "largest int32 int32"
  | "largest bool bool";

/** The types of what comes in and of what is kept. */
export function typesOf(combination: Combination): { readonly from: ElementType; readonly kept: ElementType } {
  const [, from, kept] = combination.split(" ") as [string, ElementType, ElementType];
  return { from, kept };
}

/** Combines elements at an address with those at another, each with an offset in bytes. */
type Step = (kept: Place, from: Place) => Expression<"none">;

/** A place; it also says where an instruction reaches. */
interface Place extends MemoryAccess {
  readonly address: Local<"i32">;
  readonly offset: number;
}

interface Steps {
  readonly single: Step;
  readonly vector: Step;
  /** How many elements a vector has. */
  readonly count: number;
}

const steps: Readonly<Record<Combination, Steps>> = {
  "sum float32 float32": {
    single: (to, from) => f32.store(to.address, f32.add(f32.load(to.address, to), f32.load(from.address, from)), to),
    ...vectors(4, f32x4.add),
  },
  "sum float32 float64": {
    single: (to, from) =>
      f64.store(to.address, f64.add(f64.load(to.address, to), f64.promoteF32(f32.load(from.address, from))), to),
    ...vectors(2, f64x2.add, (from) => f64x2.promoteLowF32x4(v128.load64Zero(from.address, from))),
  },
  "sum float64 float64": {
    single: (to, from) => f64.store(to.address, f64.add(f64.load(to.address, to), f64.load(from.address, from)), to),
    ...vectors(2, f64x2.add),
  },
  "sum int32 int32": {
    single: (to, from) => i32.store(to.address, i32.add(i32.load(to.address, to), i32.load(from.address, from)), to),
    ...vectors(4, i32x4.add),
  },
  "sum bool int32": singles((to, from) =>
    i32.store(to.address, i32.add(i32.load(to.address, to), i32.load8U(from.address, from)), to)
  ),
  "largest float32 float32": {
    single: (to, from) => f32.store(to.address, f32.max(f32.load(to.address, to), f32.load(from.address, from)), to),
    ...vectors(4, f32x4.max),
  },
  "largest float64 float64": {
    single: (to, from) => f64.store(to.address, f64.max(f64.load(to.address, to), f64.load(from.address, from)), to),
    ...vectors(2, f64x2.max),
  },
  "largest int32 int32": {
    single: (to, from) => {
      const [ours, theirs] = [i32.load(to.address, to), i32.load(from.address, from)];
      return i32.store(to.address, select(i32.gtS(ours, theirs), ours, theirs), to);
    },
    ...vectors(4, i32x4.maxS),
  },
  "largest bool bool": singles((to, from) =>
    i32.store8(to.address, i32.or(i32.load8U(to.address, to), i32.load8U(from.address, from)), to)
  ),
};

/** Elements that a turn of the loop over a long row takes; rows of up to twice as many need no loop. */
const elementsAtOnce = 16;

/**
 * Writes code that combines a row with another in place.
 *
 * @param f The function
 * @param combination How
 * @param length How many elements a row has
 * @param kept The address of the row that is changed
 * @param from The address of the other
 */
export function combineRow(
  f: FunctionBuilder<"none">,
  combination: Combination,
  length: number,
  kept: Local<"i32">,
  from: Local<"i32">,
): void {
  const { single, vector, count } = steps[combination];
  const types = typesOf(combination);
  const keptBytes = elementBytes[types.kept];
  const fromBytes = elementBytes[types.from];
  const write = (start: number, end: number, to: Local<"i32">, source: Local<"i32">): void => {
    for (let at = start; at < end;) {
      const isWhole = at + count <= end;
      const step = isWhole ? vector : single;
      f.do(step({ address: to, offset: at * keptBytes }, { address: source, offset: at * fromBytes }));
      at += isWhole ? count : 1;
    }
  };
  const inLoop = length > 2 * elementsAtOnce ? length - length % elementsAtOnce : 0;
  f.for(0, inLoop, elementsAtOnce, (at) => {
    const to = f.let(i32.add(kept, i32.mul(at, keptBytes)));
    const source = f.let(i32.add(from, i32.mul(at, fromBytes)));
    write(0, elementsAtOnce, to, source);
  });
  write(inLoop, length, kept, from);
}

/** Steps on vectors of `count` elements. */
function vectors(
  count: number,
  combine: (kept: Vector, from: Vector) => Vector,
  load: (from: Place) => Vector = (from) => v128.load(from.address, from),
): Omit<Steps, "single"> {
  return {
    count,
    vector: (to, from) => v128.store(to.address, combine(v128.load(to.address, to), load(from)), to),
  };
}

/** Steps of one element at a time. */
function singles(single: Step): Steps {
  return { single, vector: single, count: 1 };
}
