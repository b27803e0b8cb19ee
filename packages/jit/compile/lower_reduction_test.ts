import type { Formula } from "@chainrule/kernels";
import { singleBuilder } from "@chainrule/kernels";
import type { DType, Tensor } from "@chainrule/tensor";
import { broadcastTo, fromValues, permute, reducedShape, scalarBuilder, slice, sum, tensor } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { FusedNode } from "../graph/static_graph.ts";
import { lowerSum } from "./lower_reduction.ts";
import { levels, runNode } from "./testing/run_calls.ts";

/** A formula, how many inputs it has, and the relative error that its functions may make. */
interface Case {
  readonly formula: Formula;
  readonly arity: number;
  readonly error: number;
}

const formulas: readonly Case[] = [
  { formula: (_, [x]) => [x!], arity: 1, error: 0 },
  { formula: (k, [x, y]) => [k.mul(x!, y!)], arity: 2, error: 0 },
  { formula: (k, [x, y]) => [k.mul(k.sub(x!, y!), k.sub(x!, y!))], arity: 2, error: 0 },
  { formula: (k, [x, y, z]) => [k.select(k.less(x!, y!), z!, k.constant(0.5))], arity: 3, error: 0 },
  { formula: (k, [x]) => [k.exp(x!)], arity: 1, error: 2 ** -21 },
  { formula: (k) => [k.constant(1)], arity: 0, error: 0 },
];

type Lane = "float32" | "float64";

function nodeOf(
  formula: Formula,
  lane: Lane,
  shape: readonly number[],
  axes: readonly number[],
  inputs: readonly Tensor[],
  keepDims = false,
): FusedNode {
  return {
    members: [],
    shape,
    lane,
    inputs: inputs.map((_, i) => i),
    outputs: [inputs.length],
    expression: formula,
    reduction: { axes, keepDims },
  };
}

/** Sums by TypeScript, and what they may be off by. */
function expectedSum(
  { formula, error }: Case,
  lane: Lane,
  shape: readonly number[],
  axes: readonly number[],
  inputs: readonly Tensor[],
): { readonly sums: Tensor; readonly bounds: readonly number[] } {
  const round = lane === "float32" ? Math.fround : (x: number) => x;
  const columns = inputs.map((x) => [...broadcastTo(x, shape).data].map(round));
  const size = shape.reduce((product, length) => product * length, 1);
  const builder = lane === "float32" ? singleBuilder : scalarBuilder;
  const elements = Float64Array.from(
    { length: size },
    (_, i) => formula(builder, columns.map((column) => column[i]!))[0]!,
  );
  const sums = sum(fromValues(elements, shape, "float64"), { axis: [...axes] });
  const magnitudes = sum(fromValues(elements.map(Math.abs), shape, "float64"), { axis: [...axes] });
  const rounding = lane === "float32" ? 2 ** -24 : 0;
  const bounds = [...magnitudes.data].map((magnitude, i) =>
    (error + size * 2 ** -53) * magnitude + rounding * Math.abs(sums.data[i]!)
  );
  return { sums, bounds };
}

function checkSum(
  one: Case,
  lane: Lane,
  shape: readonly number[],
  axes: readonly number[],
  inputs: readonly Tensor[],
): void {
  const { sums, bounds } = expectedSum(one, lane, shape, axes, inputs);
  const node = nodeOf(one.formula, lane, shape, axes, inputs);
  const result = { shape: reducedShape([shape], { axes, keepDims: false }), dtype: lane };
  for (const level of levels) {
    const [whole, cut] = [1, 3].map((parts) => runNode(lowerSum, node, inputs, [result], { level, parts }).outputs[0]!);
    assertEquals(cut!.data, whole!.data);
    whole!.data.forEach((value, i) => {
      const expected = sums.data[i]!;
      const off = Math.abs(value - expected);
      assert(
        Object.is(value, lane === "float32" ? Math.fround(expected) : expected) || off <= bounds[i]!,
        `sum ${i} is ${value} instead of ${expected}, at level ${level}`,
      );
    });
  }
}

const dtypes: readonly DType[] = ["float32", "float64", "int32", "bool"];

/** A tensor that broadcasts to `shape`, perhaps turned, cut out of a larger one, or repeated. */
function drawInput(draw: fc.GeneratorValue, shape: readonly number[]): Tensor {
  const own = shape.map((length) => draw(fc.nat, { max: 3 }) === 0 ? 1 : length).slice(
    draw(fc.boolean) ? 0 : draw(fc.nat, { max: shape.length }),
  );
  const dtype = draw(fc.constantFrom, ...dtypes);
  const margin = draw(fc.nat, { max: 1 });
  const order = draw(() => fc.shuffledSubarray([...own.keys()], { minLength: own.length }));
  const stored = order.map((axis) => own[axis]! + margin);
  const seed = draw(fc.nat, { max: 1000 });
  const size = stored.reduce((product, length) => product * length, 1);
  const values = Array.from({ length: size }, (_, i) => valueAt(seed + i, dtype));
  const back = order.map((_, axis) => order.indexOf(axis));
  const turned = permute(fromNumbers(values, stored, dtype), back);
  return slice(turned, own.map(() => margin), own.map((length) => length + margin));
}

function valueAt(i: number, dtype: DType): number {
  const wave = 3 * Math.sin(12.9898 * i);
  if (dtype === "bool") return Number(wave > 0);
  return dtype === "int32" ? Math.round(wave) : wave;
}

function fromNumbers(values: readonly number[], shape: readonly number[], dtype: DType): Tensor {
  const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;
  return fromValues(arrays[dtype].from(values), shape, dtype);
}

Deno.test("property: a fused sum is the sum of what the formula makes, for all shapes, strides, dtypes and axes", () => {
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const one = draw(fc.constantFrom, ...formulas);
      const lane =
        (one.arity === 1 && one.error === 0 ? draw(fc.constantFrom, "float32", "float64") : "float32") as Lane;
      const rank = draw(fc.nat, { max: 4 });
      const longest = [0, 70, 24, 9, 5][rank]!;
      const shape = Array.from({ length: rank }, () => draw(fc.nat, { max: longest }));
      const axes = draw(() => fc.subarray([...shape.keys()]));
      checkSum(one, lane, shape, axes, Array.from({ length: one.arity }, () => drawInput(draw, shape)));
    }),
    { numRuns: 200, endOnFailure: true },
  );
});

Deno.test("a sum of many elements is added up in pieces, the same however threads share them", () => {
  const identity = formulas[0]!;
  const square = formulas[1]!;
  const shapes: readonly (readonly [shape: number[], axes: number[]])[] = [
    [[40_001], [0]],
    [[4011, 10], [0]],
    [[303, 3, 101], [0, 2]],
    [[4, 300, 101], [1, 2]],
    [[2, 40_001], [1]],
    [[40_001, 2], [0]],
    [[181, 17, 40], [0, 1]],
  ];
  for (const [shape, axes] of shapes) {
    const size = shape.reduce((product, length) => product * length, 1);
    const x = fromNumbers(Array.from({ length: size }, (_, i) => valueAt(i, "float32")), shape, "float32");
    checkSum(identity, "float32", shape, axes, [x]);
    checkSum(square, "float32", shape, axes, [x, x]);
    const node = nodeOf(identity.formula, "float32", shape, axes, [x]);
    const result = { shape: reducedShape([shape], { axes, keepDims: false }), dtype: "float32" } as const;
    assertEquals(runNode(lowerSum, node, [x], [result]).calls.length, 2, `of ${shape}`);
  }
});

Deno.test("a sum of nothing, and of zeros of either sign, is 0", () => {
  const identity = formulas[0]!;
  checkSum(identity, "float32", [0, 5], [0], [fromNumbers([], [0, 5], "float32")]);
  checkSum(identity, "float64", [3, 0, 5], [1, 2], [fromNumbers([], [3, 0, 5], "float64")]);
  checkSum(identity, "float32", [0], [0], [fromNumbers([], [0], "float32")]);
  checkSum(identity, "float32", [0, 5], [1], [fromNumbers([], [0, 5], "float32")]);
  checkSum(identity, "float32", [2, 5], [1], [tensor([[-0, -0, -0, -0, -0], [0, -0, 0, 0, 0]])]);
  checkSum(identity, "float32", [], [], [tensor(-0)]);
});

Deno.test("a sum is NaN or infinite where the eager one is", () => {
  const rows = [[NaN, 1, 2, 3, 4], [Infinity, 1, 2, 3, -Infinity], [1, 2, 3, 4, Infinity], [1, -Infinity, 3, 4, 5]];
  for (const lane of ["float32", "float64"] as const) {
    for (const axis of [0, 1]) checkSum(formulas[0]!, lane, [4, 5], [axis], [tensor(rows, lane)]);
  }
});

Deno.test("a float32 sum is as exact as one number: small numbers beside a large one count", () => {
  const x = fromNumbers([2 ** 24, ...Array(1000).fill(1), -(2 ** 24)], [1002], "float32");
  const node = nodeOf(formulas[0]!.formula, "float32", [1002], [0], [x]);
  assertEquals(runNode(lowerSum, node, [x], [{ shape: [], dtype: "float32" }]).outputs[0]!.item(), 1000);
});

Deno.test("there is no kernel for a fused node without a sum", () => {
  const node = { ...nodeOf(formulas[0]!.formula, "float32", [1], [], []), reduction: null };
  assertEquals(lowerSum({ node, inputs: [], outputs: [] }), null);
});
