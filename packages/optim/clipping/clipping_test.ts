import { tensor, Variable } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { clipByGlobalNorm } from "./clip_by_global_norm.ts";
import { clipByValue } from "./clip_by_value.ts";

function withGradient(gradient: readonly number[], dtype: "float32" | "float64" = "float64"): Variable {
  const variable = new Variable(tensor(gradient.map(() => 0), dtype));
  variable.grad = tensor(gradient, dtype);
  return variable;
}

Deno.test("clipByGlobalNorm() takes all parameters as one vector", () => {
  const a = withGradient([2, -3]);
  const b = withGradient([6], "float32");
  const norm = clipByGlobalNorm([a, b, new Variable(1)], 3.5);
  assertEquals([norm.item(), norm.dtype, norm.shape], [7, "float64", []]);
  const factor = 3.5 / (7 + 1e-6);
  assertEquals(a.grad!.toArray(), [2 * factor, -3 * factor]);
  assertEquals(b.grad!.item(), Math.fround(6 * Math.fround(factor)));
});

Deno.test("clipByGlobalNorm() leaves short gradients as they are, bit for bit", () => {
  const w = withGradient([0.1, 0.2, -0.3]);
  clipByGlobalNorm([w], 1);
  assertEquals(w.grad!.toArray(), [0.1, 0.2, -0.3]);
});

Deno.test("clipByGlobalNorm() of gradients that are all 0 gives 0", () => {
  const w = withGradient([0, 0]);
  assertEquals(clipByGlobalNorm([w], 0).item(), 0);
  assertEquals(w.grad!.toArray(), [0, 0]);
});

Deno.test("clipByGlobalNorm() does not spread NaN", () => {
  const sick = withGradient([NaN, 2]);
  const sound = withGradient([3]);
  assertEquals(clipByGlobalNorm([sick, sound], 1).item(), NaN);
  assertEquals([sick.grad!.toArray(), sound.grad!.toArray()], [[NaN, 2], [3]]);
});

Deno.test("clipByGlobalNorm() with an infinite norm makes finite gradients 0", () => {
  const sick = withGradient([-Infinity, 2]);
  const sound = withGradient([3]);
  assertEquals(clipByGlobalNorm([sick, sound], 1).item(), Infinity);
  assertEquals([sick.grad!.toArray(), sound.grad!.toArray()], [[NaN, 0], [0]]);
});

Deno.test("clipByValue() keeps signs, and NaN", () => {
  const w = withGradient([-5, -0.1, 0, 0.1, Infinity, NaN]);
  clipByValue([w], 0.5);
  assertEquals(w.grad!.toArray(), [-0.5, -0.1, 0, 0.1, 0.5, NaN]);
});

Deno.test("what clipping leaves has no history", () => {
  const w = withGradient([5]);
  clipByGlobalNorm([w], 1);
  clipByValue([w], 0.5);
  assert(w.grad!.origin === null);
});

for (const clip of [clipByValue, clipByGlobalNorm]) {
  const name = clip.name;
  const limit = name === "clipByValue" ? "limit" : "maxNorm";

  Deno.test(`${name}() says what is wrong with its arguments`, () => {
    assertThrows(
      () => clip([withGradient([1])], -1),
      RangeError,
      `Cannot ${name} as ${limit} must be in [0, ∞): current ${limit} is -1`,
    );
    assertThrows(
      () => clip([new Variable(1)], 1),
      TypeError,
      `Cannot ${name} as a parameter must have a gradient: current count is 0 of 1; call backward(loss) first`,
    );
    assertThrows(
      () => clip([], 1),
      TypeError,
      `Cannot ${name} as there must be at least one parameter: current count is 0; pass a module that has parameters, or its variables`,
    );
    assertThrows(
      () => clip(null as never, 1),
      TypeError,
      `Cannot ${name} as the parameters must be a module or an iterable of variables: current type is object`,
    );
  });
}
