/** Values, first and second derivatives far out, where a formula written carelessly gives 0 · ∞ or ∞ − ∞. */
import { grad } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { full, tensor } from "@chainrule/tensor";
import { assertBits } from "@chainrule/testing";
import { assert, assertEquals } from "@std/assert";
import { activations, gelu, prelu, swish } from "../mod.ts";

interface Ends {
  readonly f: (x: Tensor) => Tensor;
  /** The values at −1000 and 1000. */
  readonly values: readonly [number, number];
  readonly slopes: readonly [number, number];
}

const { elu, hardLogistic, hardTanh, leakyRelu, relu, sigmoid, softplus, step, tanh } = activations;

const functions: Readonly<Record<string, Ends>> = {
  step: { f: step, values: [0, 1], slopes: [0, 0] },
  sigmoid: { f: sigmoid, values: [0, 1], slopes: [0, 0] },
  tanh: { f: tanh, values: [-1, 1], slopes: [0, 0] },
  hardLogistic: { f: hardLogistic, values: [0, 1], slopes: [0, 0] },
  hardTanh: { f: hardTanh, values: [-1, 1], slopes: [0, 0] },
  relu: { f: relu, values: [0, 1000], slopes: [0, 1] },
  leakyRelu: { f: leakyRelu, values: [-10, 1000], slopes: [0.01, 1] },
  "prelu with slope 0.25": { f: (x) => prelu(x, 0.25), values: [-250, 1000], slopes: [0.25, 1] },
  elu: { f: elu, values: [-1, 1000], slopes: [0, 1] },
  softplus: { f: softplus, values: [0, 1000], slopes: [0, 1] },
  "swish with β = 0.5": {
    f: (x) => swish(x, 0.5),
    values: [-1000 * Math.exp(-500), 1000],
    slopes: [-499 * Math.exp(-500), 1],
  },
  swish: { f: (x) => swish(x), values: [0, 1000], slopes: [0, 1] },
  "swish with β = 100": { f: (x) => swish(x, 100), values: [0, 1000], slopes: [0, 1] },
  gelu: { f: (x) => gelu(x), values: [0, 1000], slopes: [0, 1] },
  "gelu by tanh": { f: (x) => gelu(x, { approximate: "tanh" }), values: [0, 1000], slopes: [0, 1] },
  "gelu by σ": { f: (x) => gelu(x, { approximate: "sigmoid" }), values: [0, 1000], slopes: [0, 1] },
};

for (const [name, { f, values, slopes }] of Object.entries(functions)) {
  const orders = [f, derivative(f), derivative(derivative(f))];
  const limits = [values, slopes, [0, 0]];

  for (const dtype of ["float64", "float32"] as const) {
    Deno.test(`${name} has its limits at ±1000 in value and both derivatives in ${dtype}`, () => {
      orders.forEach((g, order) => {
        const ends = g(tensor([-1000, 1000], dtype)).data;
        limits[order]!.forEach((limit, i) => {
          const error = Math.abs(ends[i]! - limit);
          // Rounding to the dtype, and what underflows on the way.
          const rounding = dtype === "float64" ? 1e-13 : 1e-6;
          assert(error <= rounding * Math.abs(limit) + 1e-200, `order ${order}: ${ends[i]} is not ${limit}`);
        });
      });
    });
  }

  Deno.test(`${name} gives the same bits alone, filled and beside ordinary numbers, in value and both derivatives`, () => {
    const mixed = tensor([-1000, -0.5, 0, 0.5, 1000, -30, 30], "float64");
    orders.forEach((g, order) => {
      const together = g(mixed);
      mixed.data.forEach((x, i) => {
        const expected = tensor(together.data.slice(i, i + 1));
        assertBits(g(tensor([x], "float64")), expected, `order ${order} at ${x}, alone`);
        assertBits(g(full([600], x, "float64")).slice([599], [600]), expected, `order ${order} at ${x}, filled`);
      });
      assertEquals([...together.data].every(Number.isFinite), true);
    });
  });
}

function derivative(f: (x: Tensor) => Tensor): (x: Tensor) => Tensor {
  return grad((x) => f(x).sum());
}
