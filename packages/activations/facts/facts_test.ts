/** Each fact, measured on the function that it is about. */
import { grad } from "@chainrule/autograd";
import { arange, Random, tensor } from "@chainrule/tensor";
import { assertTensorsClose } from "@chainrule/testing";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { ActivationFacts, ActivationFunction } from "../mod.ts";
import { activationFacts, activations, prelu, reluFacts } from "../mod.ts";

const facts = activationFacts as Readonly<Record<keyof typeof activationFacts, ActivationFacts<string>>>;
const functions: Readonly<Record<keyof typeof activationFacts, ActivationFunction>> = {
  ...activations,
  prelu: (x) => prelu(x, 0.25),
};

/** From −40 to 40 in steps of 1/16, which are exact and hit every kink. */
const grid = arange(-40, 40.0625, { step: 1 / 16, dtype: "float64" });
const points = [...grid.data];
/** Numbers as far out as they go without overflow in x³. */
const far = [1e3, 1e6, 1e30, 1e90];
const normal = [...new Random(1).normal([20_000], { dtype: "float64" }).data];

for (const [key, known] of Object.entries(facts) as [keyof typeof activationFacts, ActivationFacts<string>][]) {
  const { name, range, kinks, saturation, monotonic, zeroCentred, parameters, value, derivative } = known;
  const f = functions[key];
  const everywhere = [...far.map((x) => -x).reverse(), ...points, ...far];

  Deno.test(`the facts of ${name} carry its name and a section of 4.1`, () => {
    assertEquals(name, key);
    assert(/^4\.1(\.\d){0,2}$/.test(known.section));
  });

  Deno.test(`the scalar functions of ${name} are those of tensors`, () => {
    assertEquals(points.map((x) => value(x)), [...f(grid).data]);
    const slopes = grad((x) => f(x).sum())(grid);
    // The derivatives of sigmoid and tanh on tensors are exact to the rounding of 1.
    assertTensorsClose(tensor(points.map((x) => derivative(x)), "float64"), slopes, { rtol: 1e-13, atol: 3e-16 });
  });

  Deno.test(`${name} stays in its range and comes close to both ends`, () => {
    const values = everywhere.map((x) => value(x));
    // In floats a bound that is only approached is reached by rounding.
    assert(values.every((y) => y >= range.min - 1e-15 && y <= range.max));
    const [least, greatest] = [Math.min(...values), Math.max(...values)];
    assert(Number.isFinite(range.min) ? least - range.min < 1e-3 : least < -1e20);
    assert(Number.isFinite(range.max) ? range.max - greatest < 1e-3 : greatest > 1e20);
  });

  Deno.test(`${name} reaches the ends of its range or not, as its facts say`, () => {
    // Far enough out for the limit, not so far that floats round to it.
    const near = points.filter((x) => Math.abs(x) < 16);
    const lowest = near.reduce((best, x) => value(x) < value(best) ? x : best);
    const least = minimumNear(value, lowest);
    const greatest = Math.max(...near.map((x) => value(x)));
    if (Number.isFinite(range.min)) assertEquals(Math.abs(least - range.min) <= 1e-15, range.minReached);
    if (Number.isFinite(range.max)) assertEquals(greatest === range.max, range.maxReached);
    else assert(!range.maxReached);
  });

  Deno.test(`${name} is ${monotonic ? "" : "not "}monotonic`, () => {
    const values = everywhere.map((x) => value(x));
    const falls = values.some((y, i) => i > 0 && y < values[i - 1]!);
    assertEquals(!falls, monotonic);
    assertEquals(everywhere.every((x) => derivative(x) >= 0), monotonic);
  });

  Deno.test(`${name} saturates at the ends that its facts name`, () => {
    assertEquals(Math.abs(derivative(-1000)) < 1e-9, saturation.left);
    assertEquals(Math.abs(derivative(1000)) < 1e-9, saturation.right);
  });

  Deno.test(`${name} is ${zeroCentred === "no" ? "not" : zeroCentred === "yes" ? "" : "approximately"} zero-centred`, () => {
    const odd = points.every((x) => value(-x) === -value(x));
    assertEquals(odd, zeroCentred === "yes");
    const shift = Math.abs(mean(normal.map((x) => value(x))));
    const shiftOfRelu = mean(normal.map((x) => reluFacts.value(x)));
    if (zeroCentred === "approximately") assert(shift < shiftOfRelu / 2);
    if (zeroCentred === "no") assert(shift >= shiftOfRelu / 2);
  });

  Deno.test(`${name} is differentiable but at its kinks, and has the derivative of its facts`, () => {
    for (const x of points.filter((x) => Math.abs(x) < 10)) {
      const h = 1e-6;
      const ahead = (value(x + h) - value(x)) / h;
      const behind = (value(x) - value(x - h)) / h;
      // One-sided differences are off by h/2 times the curvature, which is below 2 here.
      assertEquals(Math.abs(ahead - behind) > 1e-5, kinks.includes(x), `at ${x}`);
      const between = derivative(x) >= Math.min(ahead, behind) - 1e-5 &&
        derivative(x) <= Math.max(ahead, behind) + 1e-5;
      assert(between, `at ${x}: ${derivative(x)} is not between ${behind} and ${ahead}`);
    }
  });

  Deno.test(`${name} takes its parameters, with their defaults`, () => {
    for (const x of [-1.5, 0.75]) {
      const given = Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.default]));
      assertEquals(value(x, given), value(x));
      assertEquals(derivative(x, given), derivative(x));
    }
    for (const { name } of parameters) {
      assert(value(-1.5, { [name]: 3 }) !== value(-1.5));
      assert(derivative(-1.5, { [name]: 3 }) !== derivative(-1.5));
    }
  });
}

Deno.test("the minima of swish and gelu lie where their derivatives are 0", () => {
  // Roots of the derivatives by 60-digit arithmetic.
  const at = { swish: -1.2784645427610738, gelu: -0.7517915246935645 };
  for (const name of ["swish", "gelu"] as const) {
    assertAlmostEquals(facts[name].derivative(at[name]), 0, 1e-15);
    assertAlmostEquals(facts[name].value(at[name]), facts[name].range.min, 1e-16);
  }
});

/** The least value near `x`, by halving the interval between its neighbours. */
function minimumNear(f: (x: number) => number, x: number): number {
  for (let step = 1 / 16; step > 1e-9; step /= 2) {
    for (const next of [x - step, x + step]) if (f(next) < f(x)) x = next;
  }
  return f(x);
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
