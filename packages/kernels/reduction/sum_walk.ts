/**
 * The way of a sum through its inputs.
 *
 * @module
 */
import type { KernelParameters } from "../engine/kernel.ts";
import type { FunctionBuilder, Local, Operand, ResultType } from "../wasm/mod.ts";
import { i32 } from "../wasm/mod.ts";
import type { LaneSource } from "./load_lanes.ts";
import type { SumSpec } from "./sum_spec.ts";
import { sumParameter } from "./sum_spec.ts";

type Code = FunctionBuilder<ResultType>;
type Cursor = Local<"i32">;

/** Where one sum begins. */
export interface SumStart {
  /** For each input, the address of the first element. */
  readonly cursors: readonly Cursor[];
  /** How long the axis is that was cut into pieces, here; null if none was. */
  readonly piece: Local<"i32"> | null;
}

/** The inputs as vectors are read from them. */
export function sourcesOf({ inputs }: SumSpec, p: KernelParameters): LaneSource[] {
  return inputs.map((input, i) => ({ ...input, step: p[sumParameter.step(i)] }));
}

/** Finds the elements of the sum with a number, counted along the kept axes but the last. */
export function startOf(
  f: Code,
  { inputs, kept, reduced, isCut }: SumSpec,
  p: KernelParameters,
  sum: Cursor,
): SumStart {
  const cursors = inputs.map((_, input) => f.let(p[sumParameter.input(input)]!));
  const rest = f.let(sum);
  let position: Local<"i32"> = rest;
  for (let axis = kept - 1; axis >= 0; axis--) {
    if (axis > 0) {
      const length = p[sumParameter.keptLength(axis)]!;
      position = f.let(i32.remU(rest, length));
      f.set(rest, i32.divU(rest, length));
    } else {
      position = rest;
    }
    cursors.forEach((cursor, input) => {
      f.set(cursor, i32.add(cursor, i32.mul(position, p[sumParameter.keptStep(axis, input)]!)));
    });
  }
  if (!isCut) return { cursors, piece: null };
  const longest = p[reduced > 0 ? sumParameter.reducedLength(0) : sumParameter.length]!;
  const piece = f.let(i32.sub(p[sumParameter.whole]!, i32.mul(position, longest)));
  f.if(i32.gtU(piece, longest), () => f.set(piece, longest));
  return { cursors, piece };
}

/** Goes along the axes that are added up, but the last; `body` receives an address in each input. */
export function walkReduced(
  f: Code,
  { reduced }: SumSpec,
  p: KernelParameters,
  { cursors, piece }: SumStart,
  body: (cursors: readonly Cursor[]) => void,
): void {
  const walk = (axis: number, cursors: readonly Cursor[]): void => {
    if (axis === reduced) return body(cursors);
    const own = axis === 0 ? cursors : cursors.map((cursor) => f.let(cursor));
    const length: Operand<"i32"> = axis === 0 && piece !== null ? piece : p[sumParameter.reducedLength(axis)]!;
    f.for(0, length, 1, () => {
      walk(axis + 1, own);
      own.forEach((cursor, input) => {
        f.set(cursor, i32.add(cursor, p[sumParameter.reducedStep(axis, input)]!));
      });
    });
  };
  walk(0, cursors);
}
