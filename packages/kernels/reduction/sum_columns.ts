/**
 * Sums along other axes than the last, for some neighbours on the last axis at once.
 *
 * @module
 */
import { elementBytes, lanesOf } from "../elementwise/element_type.ts";
import { formulaCode } from "../elementwise/wasm_builder.ts";
import type { KernelContext, KernelParameters } from "../engine/kernel.ts";
import type { Lanes } from "../vector_math/lanes.ts";
import { f64x2, i32 } from "../wasm/mod.ts";
import { accumulatorsOf, addTo, storeSum } from "./accumulators.ts";
import { loadSome, loadWhole, stepOf } from "./load_lanes.ts";
import type { SumSpec } from "./sum_spec.ts";
import { columnBlock, sumParameter } from "./sum_spec.ts";
import { sourcesOf, startOf, walkReduced } from "./sum_walk.ts";

/**
 * Writes the loops: one block of columns a unit. The last block begins where it is a whole one, and so does the last vector of a short row:
 * columns that are in two of them get the same bits from both.
 */
export function writeSumColumns(
  lanes: Lanes,
  spec: SumSpec & { readonly columns: number },
  p: KernelParameters,
  context: KernelContext,
): void {
  const { f } = lanes;
  const { lane, formula, output, columns } = spec;
  const width = lanesOf(lane);
  const size = elementBytes[output];
  const count = Math.min(width, columns);
  const vectors = Array.from(
    { length: Math.ceil(columns / width) },
    (_, i) => Math.max(0, Math.min(i * width, columns - width)),
  );
  const sources = sourcesOf(spec, p);
  const length = p[sumParameter.length]!;
  const blocks = columns < columnBlock ? null : f.let(i32.shrU(i32.add(length, columnBlock - 1), 4));
  f.for(p.first!, p.last!, 1, (unit) => {
    const row = blocks === null ? unit : f.let(i32.divU(unit, blocks));
    const { cursors, piece } = startOf(f, spec, p, row);
    const place = f.let(i32.add(p[sumParameter.out]!, i32.mul(row, i32.mul(length, size))));
    if (blocks !== null) {
      const column = f.let(i32.mul(i32.remU(unit, blocks), columnBlock));
      f.if(i32.gtU(i32.add(column, columnBlock), length), () => f.set(column, i32.sub(length, columnBlock)));
      f.set(place, i32.add(place, i32.mul(column, size)));
      cursors.forEach((cursor, i) => {
        const step = stepOf(sources[i]!);
        if (step !== null) f.set(cursor, i32.add(cursor, i32.mul(column, step)));
      });
    }
    const sums = vectors.map(() => accumulatorsOf(lanes, lane));
    const values = sources.map(() => f.local("v128"));
    walkReduced(f, spec, p, { cursors, piece }, (cursors) => {
      vectors.forEach((from, vector) => {
        sources.forEach((source, i) => {
          if (source.spread === "repeated" && vector > 0) return;
          const value = count < width && source.spread !== "repeated"
            ? loadSome(lane, source, cursors[i]!, from, count)
            : loadWhole(lane, source, cursors[i]!, from);
          f.set(values[i]!, value);
        });
        addTo(lanes, lane, sums[vector]!, formula(formulaCode(lanes, lane, context.math).builder, values)[0]!);
      });
    });
    vectors.forEach((from, vector) => {
      for (let column = 0; column < count; column++) {
        const sum = f64x2.extractLane(sums[vector]![column >> 1]!, column & 1);
        storeSum(f, output, i32.add(place, (from + column) * size), sum);
      }
    });
  });
}
