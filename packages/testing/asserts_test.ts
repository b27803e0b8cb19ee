/** What the assertions of this package accept and refuse. */
import { tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { assertBits, assertTensorsClose, assertUlp, centralDifference, goldenTensor, randomLike } from "./mod.ts";

Deno.test("assertBits() tells zeros, shapes and dtypes apart, and takes NaN for NaN", () => {
  assertBits(tensor([0, NaN]), tensor([0, NaN]));
  const refused: [Tensor, Tensor, string][] = [
    [tensor([0]), tensor([-0]), "y: element 0 is 0, not 0"],
    [tensor([1, 2]), tensor([1, 3]), "y: element 1 is 2, not 3"],
    [tensor([1]), tensor(1), "y: shape and dtype"],
    [tensor([1]), tensor([1], "float64"), "y: shape and dtype"],
  ];
  for (const [actual, expected, message] of refused) {
    assertThrows(() => assertBits(actual, expected, "y"), Error, message);
  }
});

Deno.test("assertUlp() counts units in the last place, also of tiny numbers", () => {
  assertUlp(1 + 2 ** -52, 1, 1);
  assertThrows(() => assertUlp(1 + 2 ** -51, 1, 1), Error, "2 ulp apart, at most 1 allowed");
  assertUlp(2 * Number.MIN_VALUE, Number.MIN_VALUE, 1);
  assertThrows(() => assertUlp(3 * Number.MIN_VALUE, Number.MIN_VALUE, 1), Error, "2 ulp apart");
  assertUlp(1024 + 2 ** -42, 1024, 1);
});

Deno.test("assertUlp() wants infinities and NaN exactly", () => {
  assertUlp(Infinity, Infinity, 0);
  assertUlp(NaN, NaN, 0);
  for (const [actual, expected] of [[1e308, Infinity], [-Infinity, Infinity], [1, NaN], [NaN, 1], [Infinity, 1]]) {
    assertThrows(() => assertUlp(actual!, expected!, 1e9));
  }
});

Deno.test("assertTensorsClose() compares values and shapes", () => {
  const tolerance = { rtol: 1e-3, atol: 1e-3 };
  assertTensorsClose(tensor([100.05, Infinity]), tensor([100, Infinity]), tolerance);
  for (
    const actual of [tensor([100.2, Infinity]), tensor([100, 1]), tensor([NaN, Infinity]), tensor([[100, Infinity]])]
  ) {
    assertThrows(() => assertTensorsClose(actual, tensor([100, Infinity]), tolerance));
  }
});

Deno.test("centralDifference() is exact to 1e-11 on a polynomial of degree four", () => {
  const f = (x: Tensor) => x.mul(x).mul(x).mul(x);
  const slope = centralDifference(f, [tensor(2, "float64")], [tensor(3, "float64")]);
  // Richardson's step removes h², and the fourth degree has no h⁴: only rounding is left, 1e-16 · 16 / 1e-3.
  assert(Math.abs(slope.item() - 96) < 1e-11 * 96);
});

Deno.test("randomLike() gives shape and dtype, and the same numbers for the same seed", () => {
  const x = randomLike(tensor([[1, 2, 3]], "float64"), 4);
  assertEquals([x.shape, x.dtype], [[1, 3], "float64"]);
  assertBits(randomLike(x, 4), x);
  assertThrows(() => assertBits(randomLike(x, 5), x));
});

Deno.test("goldenTensor() reads what JSON cannot say", () => {
  const x = goldenTensor({ shape: [2, 2], data: [1, "-Infinity", null, "NaN"] });
  assertEquals([x.toArray(), x.dtype], [[[1, -Infinity], [NaN, NaN]], "float64"]);
  assertEquals(goldenTensor(2, "float32").toArray(), 2);
});
