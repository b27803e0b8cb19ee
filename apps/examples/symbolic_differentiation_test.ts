import { grad } from "@chainrule/autograd";
import { tensor } from "@chainrule/tensor";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { functions, nested, symbolicDifferentiation } from "./symbolic_differentiation.ts";

const { derivatives, swell } = symbolicDifferentiation([1, 2, 3, 4]);

Deno.test("the derivative of the logistic function is printed as one would write it", () => {
  assertEquals(derivatives[0]!.derivative, "exp(-x) / (exp(-x) + 1)^2");
});

Deno.test("printed derivatives have the values that autograd finds", () => {
  const { exp, sin, cos, tanh } = Math;
  const sigmoid = (x: number) => 1 / (1 + exp(-x));
  // What is printed, written by hand: that the prints are these is asserted first.
  const byHand: Record<string, (x: number) => number> = {
    "exp(-x) / (exp(-x) + 1)^2": (x) => exp(-x) / (exp(-x) + 1) ** 2,
    "2*x / (x^2 + 1)": (x) => 2 * x / (x ** 2 + 1),
    "2*sin(x)*exp(x^2)*x + exp(x^2)*cos(x)": (x) => 2 * sin(x) * exp(x ** 2) * x + exp(x ** 2) * cos(x),
    "6*sigmoid(2*x - 1)^3*(1 - sigmoid(2*x - 1))": (x) => 6 * sigmoid(2 * x - 1) ** 3 * (1 - sigmoid(2 * x - 1)),
    "(1 - tanh(tanh(x))^2)*(1 - tanh(x)^2)": (x) => (1 - tanh(tanh(x)) ** 2) * (1 - tanh(x) ** 2),
  };
  assertEquals(derivatives.map(({ derivative }) => derivative), Object.keys(byHand));
  functions.forEach((f, i) => {
    for (const x of [-1.3, 0.2, 2]) {
      assertAlmostEquals(grad(f)(tensor(x, "float64")).item(), Object.values(byHand)[i]!(x), 1e-12);
    }
  });
});

Deno.test("the derivative of a nested function swells far faster than the work of computing it", () => {
  assertEquals(swell.map(({ calls }) => calls), [4, 8, 12, 16]);
  for (const [i, { derivative, value }] of swell.entries()) {
    if (i === 0) continue;
    assert(derivative > 3.5 * swell[i - 1]!.derivative, "the derivative grows about fourfold");
    assert(value < 3 * swell[i - 1]!.value, "the function about doubles");
  }
  // v ← 4 v (1 − v) has the derivative 4 − 8 v, and by the chain rule that of the nested one is a product of these.
  const [v, slope] = [0.3, grad(nested(3))(tensor(0.3, "float64")).item()];
  const first = 4 * v * (1 - v);
  const second = 4 * first * (1 - first);
  assertAlmostEquals(slope, (4 - 8 * v) * (4 - 8 * first) * (4 - 8 * second), 1e-12);
});
