/**
 * Sparsity (4.1.2): about half of all ReLU units are silent on a sample. The share of active units, by activation.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/sparsity.ts`
 *
 * @module
 */
import { activeShare, elu, gelu, leakyRelu, relu, sigmoid } from "@chainrule/activations";
import { matmul, notEqual, Random, sum, tanh, transpose } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { barX, rectY, text } from "@observablehq/plot";
import { chart, colours, grid, titled } from "./drawing/picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

const activations: Readonly<Record<string, (z: Tensor) => Tensor>> = {
  logistic: sigmoid,
  tanh,
  ReLU: relu,
  "leaky ReLU": (z) => leakyRelu(z),
  ELU: (z) => elu(z),
  GELU: (z) => gelu(z),
};

/** The share of units of a random layer that are not 0, over samples and units; and how many of the ReLU's each sample wakes. */
export function sparsity(units = 200, samples = 1000): Shown & { readonly shares: Readonly<Record<string, number>> } {
  const random = new Random(1);
  const x = random.normal([samples, 50], { dtype: "float64" });
  const W = random.normal([units, 50], { dtype: "float64" });
  const z = matmul(x, transpose(W));
  const shares = Object.fromEntries(Object.entries(activations).map(([name, f]) => [name, activeShare(f(z)).item()]));
  const bars = Object.entries(shares).map(([name, share]) => ({ name, share }));
  const awake = Array.from(sum(notEqual(relu(z), 0), { axis: 1 }).data);
  return {
    shares,
    lines: bars.map(({ name, share }) => `${name.padEnd(10)} ${(100 * share).toFixed(1)} % of units are active`),
    svg: grid([
      titled(
        "Active units",
        chart({
          width: 420,
          height: 260,
          marginLeft: 90,
          marginRight: 60,
          x: { label: "active (%)", percent: true, domain: [0, 100], grid: true },
          y: { label: null, domain: bars.map(({ name }) => name) },
          marks: [
            barX(bars, { x: "share", y: "name", fill: colours[0] }),
            text(bars, {
              x: "share",
              y: "name",
              text: ({ share }) => `${(100 * share).toFixed(1)} %`,
              textAnchor: "start",
              dx: 4,
            }),
          ],
        }),
      ),
      titled(
        `How many of ${units} ReLU units a sample wakes`,
        chart({
          width: 420,
          height: 260,
          x: { label: "active units" },
          y: { label: "samples", grid: true },
          marks: [rectY(histogram(awake, 4), { x1: "from", x2: "to", y: "count", fill: colours[1], inset: 0.5 })],
        }),
      ),
    ], 2).svg,
  };
}

function histogram(values: readonly number[], width: number): { from: number; to: number; count: number }[] {
  const groups = Map.groupBy(values, (value) => Math.floor(value / width));
  return [...groups].sort(([a], [b]) => a - b).map(([bin, { length }]) => ({
    from: bin * width,
    to: (bin + 1) * width,
    count: length,
  }));
}

if (import.meta.main) await present(sparsity(), import.meta);
