import { assertAlmostEquals, assertEquals } from "@std/assert";
import { f32, f32x4, f64, f64x2, supports } from "./mod.ts";
import { checkLanes } from "./testing/check_instructions.ts";
import { arithmetic, floatComparisons, floatReferences } from "./testing/references.ts";
import { compute, newMemory, run } from "./testing/run_expression.ts";
import { pairs, reals, singles } from "./testing/samples.ts";

const laneShapes = {
  f32x4: (values: readonly number[]) => Float32Array.from({ length: 4 }, (_, i) => values[i] ?? 0),
  f64x2: (values: readonly number[]) => Float64Array.from({ length: 2 }, (_, i) => values[i] ?? 0),
};

for (const shape of ["f32x4", "f64x2"] as const) {
  const instructions = { f32x4, f64x2 }[shape];
  const numbers = shape === "f32x4" ? singles : reals;
  const round = shape === "f32x4" ? Math.fround : Number;
  const toLanes = laneShapes[shape];
  const read = (bytes: ArrayBuffer) => shape === "f32x4" ? new Float32Array(bytes) : new Float64Array(bytes);
  const ones = (bytes: ArrayBuffer) =>
    shape === "f32x4" ? new Int32Array(bytes) : [...new BigInt64Array(bytes)].map(Number);

  Deno.test(`${shape} instructions compute what JavaScript computes, lane by lane`, () => {
    const masks = Object.fromEntries(
      Object.entries(floatComparisons).map(([name, holds]) => [name, (a: number, b: number) => -holds(a, b) | 0]),
    );
    const names = [
      checkLanes(instructions, pairs(numbers), toLanes, read, {
        ...floatReferences,
        ...arithmetic(round),
        sqrt: (x) => round(Math.sqrt(x)),
        pmin: (a, b) => b! < a ? b! : a,
        pmax: (a, b) => a < b! ? b! : a,
      }),
      checkLanes(instructions, pairs(numbers), toLanes, ones, masks),
    ].flat();
    const read32 = (bytes: ArrayBuffer) => new Float32Array(bytes);
    const read64 = (bytes: ArrayBuffer) => new Float64Array(bytes);
    const whole = Int32Array.of(1, -1, 2 ** 24 + 1, -(2 ** 31));
    if (shape === "f32x4") {
      assertEquals(read32(compute([whole], f32x4.convertI32x4S)), Float32Array.from(whole));
      assertEquals(read32(compute([whole], f32x4.convertI32x4U)), Float32Array.from(whole, (x) => x >>> 0));
      assertEquals(
        read32(compute([Float64Array.of(0.1, -1e300)], f32x4.demoteF64x2Zero)),
        Float32Array.of(0.1, -Infinity, 0, 0),
      );
      names.push("convertI32x4S", "convertI32x4U", "demoteF64x2Zero");
    } else {
      assertEquals(read64(compute([whole], f64x2.convertLowI32x4S)), Float64Array.of(1, -1));
      assertEquals(read64(compute([whole], f64x2.convertLowI32x4U)), Float64Array.of(1, 2 ** 32 - 1));
      assertEquals(
        read64(compute([Float32Array.of(0.1, -2, 3, 4)], f64x2.promoteLowF32x4)),
        Float64Array.of(Math.fround(0.1), -2),
      );
      names.push("convertLowI32x4S", "convertLowI32x4U", "promoteLowF32x4");
    }
    const relaxed = ["relaxedMadd", "relaxedNmadd", "relaxedMin", "relaxedMax"];
    const lanes = ["const", "splat", "extractLane", "replaceLane"];
    assertEquals(Object.keys(instructions).sort(), [...names, ...relaxed, ...lanes].sort());
  });

  Deno.test({
    name: `${shape} relaxed instructions round once or twice${supports("relaxedSimd") ? "" : " (not on this machine)"}`,
    ignore: !supports("relaxedSimd"),
    fn() {
      const a = toLanes([3, 1 + 2 ** -20, -1.5, 0.1]);
      const b = toLanes([5, 1 - 2 ** -20, 7, 0.2]);
      const c = toLanes([-15, -1, 0.25, 0.3]);
      const product = read(compute([a, b, c], instructions.relaxedMadd));
      const negative = read(compute([a, b, c], instructions.relaxedNmadd));
      a.forEach((x, i) => {
        // One rounding of the product, of size at most 11.
        const tolerance = 11 * (shape === "f32x4" ? 2 ** -24 : 2 ** -53);
        assertAlmostEquals(product[i]!, x * b[i]! + c[i]!, tolerance);
        assertAlmostEquals(negative[i]!, c[i]! - x * b[i]!, tolerance);
      });
      assertEquals(read(compute([a, b], instructions.relaxedMin)), a.map((x, i) => Math.min(x, b[i]!)) as typeof a);
      assertEquals(read(compute([a, b], instructions.relaxedMax)), a.map((x, i) => Math.max(x, b[i]!)) as typeof a);
    },
  });

  Deno.test(`${shape} takes numbers for lanes, splats, extracts and replaces`, () => {
    const x = toLanes([1, 2, 3, 4]);
    assertEquals(read(compute([x], (v) => instructions.add(v, 0.5))), toLanes([1.5, 2.5, 3.5, 4.5]));
    assertEquals(read(compute([], () => instructions.splat(-0.25))), toLanes([-0.25, -0.25, -0.25, -0.25]));
    const scalar = (value: number) => shape === "f32x4" ? f32.const(value) : f64.const(value);
    assertEquals(
      read(compute([], () => instructions.splat(scalar(7) as never))),
      toLanes([7, 7, 7, 7]),
    );
    assertEquals(read(compute([x], (v) => instructions.replaceLane(v, 1, 9))), toLanes([1, 9, 3, 4]));
    assertEquals(
      run(instructions.extractLane(instructions.replaceLane(instructions.splat(1), 1, 5), 1), newMemory()),
      5,
    );
  });
}

Deno.test("vectors of floats have constants of different lanes", () => {
  assertEquals(new Float32Array(compute([], () => f32x4.const(1, -2, 3.5, -0))), Float32Array.of(1, -2, 3.5, -0));
  assertEquals(new Float64Array(compute([], () => f64x2.const(1.1, -2))), Float64Array.of(1.1, -2));
});
