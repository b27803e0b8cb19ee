import type { AnyOp, DType, Shape, Tensor } from "@chainrule/tensor";
import {
  argMaxOp,
  argMinOp,
  cumsumOp,
  fromValues,
  logSumExpOp,
  maxOp,
  minOp,
  softmaxOp,
  sumOp,
  tensor,
} from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { levels, runOp } from "./testing/run_calls.ts";

const dtypes: readonly DType[] = ["float32", "float64", "int32", "bool"];

/** How far a result may be from the one of TypeScript. */
type Bound = (expected: number, length: number, x: number) => number;

const exact: Bound = () => 0;
const single = 2 ** -24;

/** The operations, and what they may be off by in float32, the rounding of TypeScript's result included. */
const reductions: readonly (readonly [op: AnyOp, bound: Bound])[] = [
  [maxOp as AnyOp, exact],
  [minOp as AnyOp, exact],
  [argMaxOp as AnyOp, exact],
  [argMinOp as AnyOp, exact],
  [logSumExpOp as AnyOp, (y, n) => single * (2 * Math.abs(y) + 5 + Math.log(n))],
];
const alongAxis: readonly (readonly [op: AnyOp, bound: Bound])[] = [
  [cumsumOp as AnyOp, exact],
  // The largest distance from the maximum that the inputs below have is 400; results that far off are 0.
  [softmaxOp as AnyOp, (y, n) => single * (10 + Math.log(n) + Math.max(0, -Math.log(y + 2 ** -126))) * y + 2 ** -126],
];

/** Runs an operation by kernels, whole and cut into parts, and compares each element. */
function check(op: AnyOp, bound: Bound, x: Tensor, attributes: unknown, length: number): void {
  for (const level of levels) {
    const { output, expected } = runOp(op, [x], attributes, { level });
    const cut = runOp(op, [x], attributes, { level, parts: 3 }).output;
    assertEquals(cut.data, output.data);
    assert(expected !== null);
    output.data.forEach((value, i) => {
      const right = expected.data[i]!;
      const isRight = Object.is(value, right) ||
        (output.dtype === "float32" && Math.abs(value - right) <= bound(right, length, x.data[i]!));
      assert(isRight, `${op.name} of ${x.dtype} [${x.shape}] at ${i} is ${value} instead of ${right}, level ${level}`);
    });
  }
}

function fromNumbers(values: readonly number[], shape: Shape, dtype: DType): Tensor {
  const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;
  return fromValues(arrays[dtype].from(dtype === "bool" ? values.map((x) => Number(x > 0)) : values), shape, dtype);
}

/** Numbers of which some tie, and some, if asked for, are special. */
function drawTensor(draw: fc.GeneratorValue, shape: Shape): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const scale = draw(fc.constantFrom, 1, 3, 200);
  const special = draw(fc.constantFrom, [], [], [NaN], [-0, 0], [Infinity], [-Infinity], [Infinity, -Infinity, NaN]);
  const seed = draw(fc.nat, { max: 1000 });
  const values = Array.from({ length: size }, (_, i) => {
    const wave = Math.sin(78.233 * (seed + i));
    return special.length > 0 && wave > 0.6 ? special[i % special.length]! : Math.round(8 * wave) * scale / 8;
  });
  return fromNumbers(values, shape, draw(fc.constantFrom, ...dtypes));
}

Deno.test("property: reductions of rows are those of TypeScript, for all dtypes and layouts", () => {
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const [op, bound] = draw(fc.constantFrom, ...reductions);
      const shape = [draw(fc.nat, { max: 4 }), draw(fc.integer, { min: 1, max: 70 }), draw(fc.nat, { max: 9 })];
      const first = draw(fc.nat, { max: 2 });
      const axes = draw(fc.boolean) ? [1] : [0, 1, 2].slice(first);
      const length = axes.reduce((product, axis) => product * shape[axis]!, 1);
      const isExtreme = op !== logSumExpOp as AnyOp;
      if (isExtreme && length === 0) return;
      check(op, bound, drawTensor(draw, shape), { axes, keepDims: draw(fc.boolean) }, length);
    }),
    { numRuns: 200, endOnFailure: true },
  );
});

Deno.test("property: softmax and running sums are those of TypeScript, for all dtypes and layouts", () => {
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const [op, bound] = draw(fc.constantFrom, ...alongAxis);
      const shape = [draw(fc.nat, { max: 4 }), draw(fc.nat, { max: 70 }), draw(fc.nat, { max: 9 })];
      const axis = draw(fc.nat, { max: 2 });
      check(op, bound, drawTensor(draw, shape), { axis }, shape[axis]!);
    }),
    { numRuns: 150, endOnFailure: true },
  );
});

Deno.test("softmax and logSumExp of rows of any length are close to those of TypeScript", () => {
  const [[, softmaxBound], [, logSumExpBound]] = [alongAxis[1]!, reductions[4]!];
  for (const length of [1, 3, 4, 5, 15, 16, 17, 31, 63, 1000]) {
    const x = fromNumbers(Array.from({ length: 3 * length }, (_, i) => 9 * Math.sin(i * i)), [3, length], "float32");
    check(softmaxOp as AnyOp, softmaxBound, x, { axis: 1 }, length);
    check(logSumExpOp as AnyOp, logSumExpBound, x, { axes: [1], keepDims: false }, length);
  }
});

Deno.test("sums of whole numbers and of truth values come round as int32 does", () => {
  for (const shape of [[3, 50], [50, 3], [50, 7], [2, 100_000]]) {
    const size = shape[0]! * shape[1]!;
    const values = Array.from({ length: size }, (_, i) => (i * 2654435761) | 0);
    for (const dtype of ["int32", "bool"] as const) {
      for (const axes of [[0], [1], [0, 1]]) {
        check(sumOp as AnyOp, exact, fromNumbers(values, shape, dtype), { axes, keepDims: false }, size);
      }
    }
  }
});

Deno.test("the extremes of zeros are told apart by their signs, and NaN is larger and smaller than all", () => {
  const rows = [[-0, 0, -0, -0, -0], [0, -0, 0, 0, 0], [-0, -0, -0, -0, -0], [1, 2, NaN, 3, NaN]];
  for (const [op, bound] of reductions.slice(0, 4)) {
    for (const axes of [[0], [1]]) check(op, bound, tensor(rows), { axes, keepDims: false }, 5);
  }
});

Deno.test("there is no kernel where TypeScript throws, where axes are no neighbours, and for strides", () => {
  const lower = (op: AnyOp, shape: Shape, strides: readonly number[], axes: readonly number[]) => {
    const operand = { shape, dtype: "int32", strides, address: { region: "fixed", bytes: 1024 } } as const;
    return op.lower!({ attributes: { axes, keepDims: false }, inputs: [operand], output: operand });
  };
  assertEquals(lower(maxOp as AnyOp, [2, 0], [0, 1], [1]), null);
  assertEquals(lower(argMinOp as AnyOp, [2, 0], [0, 1], [1]), null);
  assertEquals(lower(sumOp as AnyOp, [2, 3, 4], [12, 4, 1], [0, 2]), null);
  assertEquals(lower(sumOp as AnyOp, [2, 3], [1, 2], [0]), null);
  assertEquals(lower(sumOp as AnyOp, [2, 1, 4], [4, 4, 1], [0, 2])?.length, 1);
});
