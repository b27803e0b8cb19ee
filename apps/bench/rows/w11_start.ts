/**
 * What it costs to begin.
 *
 * @module
 */
import { compressedBytes, inBundle } from "../start/bundle.ts";
import { coldImports } from "../start/cold_imports.ts";
import { firstEpoch } from "../start/first_epoch.ts";
import type { Row, Variant } from "./row.ts";
import { kilobytesGzip, milliseconds, seconds } from "./unit.ts";

/** What trains a perceptron. */
const modules = new URL("../start/nn_and_jit.ts", import.meta.url);
const everything = new URL("../start/all_of_nn_and_jit.ts", import.meta.url);

/** The row. */
export const w11: Row = {
  row: "W11",
  title: "start: nn and jit; first epoch of MNIST",
  unit: milliseconds,
  variants: [
    variant("import of modules", { measure: ({ repeat }) => coldImports(modules, repeat ?? 10) }),
    variant("import of the bundle", {
      measure: ({ repeat }) => inBundle(modules, (bundle) => coldImports(bundle, repeat ?? 10)),
    }),
    variant("minified size", {
      unit: kilobytesGzip,
      measure: () => inBundle(modules, async (bundle) => [await compressedBytes(bundle)]),
    }),
    variant("minified size, all layers", {
      unit: kilobytesGzip,
      measure: () => inBundle(everything, async (bundle) => [await compressedBytes(bundle)]),
    }),
    variant("first epoch, empty cache", {
      unit: seconds,
      slow: true,
      measure: async () => [await firstEpoch()],
    }),
  ],
};

function variant(name: string, rest: Pick<Variant, "measure" | "unit" | "slow">): Variant {
  return { name, workload: `W11 ${name}`, isBest: false, inOtherProcesses: true, ...rest };
}
