import { erf, tensor } from "@chainrule/tensor";
import { assert, assertAlmostEquals } from "@std/assert";
import { theoryCurve } from "./theory.ts";

const curve = theoryCurve();

Deno.test("theory ends at load 0.138 with 1.6 % of the units wrong, the figures of Amit, Gutfreund and Sompolinsky", () => {
  const { load, wrong } = curve.at(-1)!;
  assertAlmostEquals(load, 0.138, 5e-4);
  assertAlmostEquals(1 - 2 * wrong, 0.967, 1e-3);
});

Deno.test("each point fulfils the equations of the paper: m = erf(m / √(2 α r)), r = 1 / (1 − C)², C = √(2 / (π α r)) e^(−m² / (2 α r))", () => {
  for (const { load, wrong } of curve) {
    const m = 1 - 2 * wrong;
    // The first equation gives r, the third C; then the second must hold.
    let [low, high] = [0, 10];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (erf(tensor(middle, "float64")).item() < m) low = middle;
      else high = middle;
    }
    const spread = m / low;
    const c = Math.sqrt(4 / Math.PI) / spread * Math.exp(-low * low);
    const r = spread ** 2 / (2 * load);
    assertAlmostEquals(r * (1 - c) ** 2, 1, 1e-6);
  }
});

Deno.test("errors rise with the load", () => {
  assert(curve.every(({ load, wrong }, i) => i === 0 || (load > curve[i - 1]!.load && wrong > curve[i - 1]!.wrong)));
});
