import type { Tensor } from "@chainrule/tensor";
import { eye, matmul, Random, reshape, transpose } from "@chainrule/tensor";
import { assertTensorsClose } from "@chainrule/testing";
import { assert, assertEquals } from "@std/assert";
import { orthogonalInitializer } from "./orthogonal.ts";

const draw = (shape: readonly number[], gain = 1): Tensor =>
  orthogonalInitializer(gain)(shape, { random: new Random(4), dtype: "float64" });

const identityOf = (n: number) => eye(n, n, "float64");

/** Gram and Schmidt done twice leave a few ulp a product of 40 terms. */
const rounding = { rtol: 0, atol: 1e-14 };

Deno.test("a wide matrix has orthonormal rows, a tall one orthonormal columns, a square one both", () => {
  const [wide, tall, square] = [draw([20, 40]), draw([40, 20]), draw([30, 30])];
  assertTensorsClose(matmul(wide, transpose(wide)), identityOf(20), rounding, "wide");
  assertTensorsClose(matmul(transpose(tall), tall), identityOf(20), rounding, "tall");
  assertTensorsClose(matmul(square, transpose(square)), identityOf(30), rounding, "rows");
  assertTensorsClose(matmul(transpose(square), square), identityOf(30), rounding, "columns");
});

Deno.test("the gain multiplies lengths", () => {
  const w = draw([3, 3], 2);
  assertTensorsClose(matmul(w, transpose(w)), identityOf(3).mul(4), { rtol: 0, atol: 1e-13 });
});

Deno.test("filters are orthonormal as rows of all that comes into a unit", () => {
  const rows = reshape(draw([4, 2, 3, 3]), [4, 18]);
  assertTensorsClose(matmul(rows, transpose(rows)), identityOf(4), rounding);
});

Deno.test("signs are not all alike, and the dtype is the one asked for", () => {
  const w = orthogonalInitializer()([10, 10], { random: new Random(1), dtype: "float32" });
  assertEquals(w.dtype, "float32");
  const positive = w.data.filter((value) => value > 0).length;
  assert(positive > 20 && positive < 80, `${positive} of 100 are positive`);
});
