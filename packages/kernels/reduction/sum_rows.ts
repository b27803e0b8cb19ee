/**
 * Sums along the last axis.
 *
 * @module
 */
import { elementBytes, lanesOf } from "../elementwise/element_type.ts";
import { structureOf } from "../elementwise/structure.ts";
import { formulaCode } from "../elementwise/wasm_builder.ts";
import { mathOf } from "../elementwise/wasm_words.ts";
import type { KernelContext, KernelParameters } from "../engine/kernel.ts";
import type { Lanes } from "../vector_math/lanes.ts";
import type { Expression, Local, Operand, Vector } from "../wasm/mod.ts";
import { f64, f64x2, i32, i32x4, v128 } from "../wasm/mod.ts";
import { accumulatorsOf, addTo, storeSum } from "./accumulators.ts";
import { loadPart, loadWhole, stepOf } from "./load_lanes.ts";
import { sourcesOf, startOf, walkReduced } from "./sum_walk.ts";
import type { SumSpec } from "./sum_spec.ts";
import { sumParameter } from "./sum_spec.ts";

/**
 * Writes the loops: one sum a unit. Each vector of a round has accumulators of its own, so that no addition waits for the one before; at
 * the end they are added in a fixed order.
 */
export function writeSumRows(lanes: Lanes, spec: SumSpec, p: KernelParameters, context: KernelContext): void {
  const { f } = lanes;
  const { lane, formula, output, reduced } = spec;
  const width = lanesOf(lane);
  const unroll = unrollOf(spec);
  const sources = sourcesOf(spec, p);
  f.for(p.first!, p.last!, 1, (unit) => {
    const start = startOf(f, spec, p, unit);
    const sums = Array.from({ length: unroll }, () => accumulatorsOf(lanes, lane));
    const length = reduced === 0 && start.piece !== null ? start.piece : p[sumParameter.length]!;
    walkReduced(f, spec, p, start, (starts) => {
      const values = sources.map((source, i) =>
        source.spread === "repeated" ? f.let(loadWhole(lane, source, starts[i]!)) : f.local("v128")
      );
      const cursors = reduced === 0 ? starts : starts.map((cursor) => f.let(cursor));
      const left = f.let(length);
      const compute = (): Local<"v128"> => formula(formulaCode(lanes, lane, context.math).builder, values)[0]!;
      const advance = (elements: number): void => {
        cursors.forEach((cursor, i) => {
          const step = stepOf(sources[i]!);
          if (step !== null) f.set(cursor, i32.add(cursor, times(step, elements)));
        });
        f.set(left, i32.sub(left, elements));
      };
      const round = (vectors: number): void => {
        f.while(i32.geU(left, vectors * width), () => {
          for (let vector = 0; vector < vectors; vector++) {
            sources.forEach((source, i) => {
              if (source.spread === "repeated") return;
              f.set(values[i]!, loadWhole(lane, source, cursors[i]!, vector * width));
            });
            addTo(lanes, lane, sums[vector]!, compute());
          }
          advance(vectors * width);
        });
      };
      round(unroll);
      if (unroll > 1) round(1);
      f.if(left, () => {
        sources.forEach((source, i) => {
          if (source.spread !== "repeated") loadPart(f, lane, source, cursors[i]!, values[i]!, left);
        });
        // What the formula makes of the zeros that fill the vector up is not part of the sum.
        addTo(lanes, lane, sums[0]!, f.let(v128.and(compute(), firstLanes(lane, left))));
      });
    });
    const total = f.let(addUp(sums.flat()));
    const place = i32.add(p[sumParameter.out]!, i32.mul(unit, elementBytes[output]));
    storeSum(f, output, place, f64.add(f64x2.extractLane(total, 0), f64x2.extractLane(total, 1)));
  });
}

/** A formula of this many words leaves the adders little to do. */
const cheapWords = 8;

/** How many vectors a round takes: as many as keep the adders busy, if the formula does not. */
function unrollOf({ lane, formula, inputs }: SumSpec): number {
  const { words } = structureOf({ formula, inputs });
  if (words.length > cheapWords || mathOf(words).length > 0) return 1;
  return lane === "float32" ? 4 : 8;
}

/** Pair by pair. */
function addUp(parts: readonly Vector[]): Vector {
  if (parts.length === 1) return parts[0]!;
  const half = parts.length / 2;
  return f64x2.add(addUp(parts.slice(0, half)), addUp(parts.slice(half)));
}

/** All ones in the first `count` lanes. */
function firstLanes(lane: SumSpec["lane"], count: Local<"i32">): Vector {
  const order = lane === "float32" ? i32x4.const(0, 1, 2, 3) : i32x4.const(0, 0, 1, 1);
  return i32x4.gtU(i32x4.splat(count), order);
}

function times(step: Operand<"i32">, elements: number): Operand<"i32"> {
  return typeof step === "number" ? step * elements : i32.mul(step as Expression<"i32">, elements);
}
