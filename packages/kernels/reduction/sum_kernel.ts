/**
 * Kernels that add up.
 *
 * @module
 */
import type { Kernel } from "../engine/kernel.ts";
import { structureOf } from "../elementwise/structure.ts";
import { mathOf } from "../elementwise/wasm_words.ts";
import { writeLanes } from "../vector_math/lanes.ts";
import { writeSumColumns } from "./sum_columns.ts";
import { writeSumRows } from "./sum_rows.ts";
import type { SumSpec } from "./sum_spec.ts";
import { sumParameters } from "./sum_spec.ts";

/**
 * A kernel that adds up what a formula makes of some inputs. Sums are kept in float64, in an order that depends on sizes only.
 *
 * Its units are sums, in row-major order of the kept axes; if the last axis is kept, blocks of {@linkcode columnBlock} sums.
 */
export function sumKernel(spec: SumSpec): Kernel {
  const { lane, output, columns, kept, reduced, isCut, inputs, formula } = spec;
  const { key, words } = structureOf({ formula, inputs });
  const math = lane === "float64" ? mathOf(words) : [];
  const sources = inputs.map(({ type, spread }) => `${type} ${spread}`);
  return {
    name: "sum",
    key: `sum ${[lane, output, columns, kept, reduced, isCut, ...sources, key]}`,
    parameters: sumParameters(spec),
    ...(math.length > 0 && { math }),
    write(f, p, context): void {
      writeLanes(f, context.level, (lanes) => {
        if (columns === null) writeSumRows(lanes, spec, p, context);
        else writeSumColumns(lanes, { ...spec, columns }, p, context);
      });
    },
  };
}
