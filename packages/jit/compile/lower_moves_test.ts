import type { AnyOp, DType } from "@chainrule/tensor";
import { castOp, concatOp, dtypes, fromValues, placeOp, reshapeOp, tensor } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { levels, runOp } from "./testing/run_calls.ts";

const numbers = [0, -0, 1.75, -1.75, 0.3, NaN, Infinity, -Infinity, 3e9, -3e9, 2 ** 40 + 1, 255, -1, 1e-40, 16777217];

/** As many of `numbers` as a shape needs, in a dtype. */
function sample(shape: readonly number[], dtype: DType) {
  const size = shape.reduce((product, length) => product * length, 1);
  const of = Array.from({ length: size }, (_, i) => numbers[i % numbers.length]!);
  switch (dtype) {
    case "float32":
      return fromValues(Float32Array.from(of), shape, dtype);
    case "float64":
      return fromValues(Float64Array.from(of), shape, dtype);
    case "int32":
      return fromValues(Int32Array.from(of), shape, dtype);
    case "bool":
      return fromValues(Uint8Array.from(of, (x) => Number(x > 0)), shape, dtype);
  }
}

/** Checks an operation against TypeScript, bit by bit, at both levels, whole and in parts. */
function check(op: AnyOp, inputs: Parameters<typeof runOp>[1], attributes: unknown): void {
  for (const level of levels) {
    for (const parts of [1, 3]) {
      const { output, expected } = runOp(op, inputs, attributes, { level, parts });
      assertEquals([output.shape, output.dtype], [expected!.shape, expected!.dtype]);
      expected!.data.forEach((x, i) =>
        assert(Object.is(output.data[i], x), `${op.name} at ${i}: ${output.data[i]}, not ${x}`)
      );
    }
  }
}

Deno.test("casts between all dtypes are those of typed arrays", () => {
  for (const from of dtypes) {
    for (const to of dtypes) {
      for (const length of [0, 1, 15, 67]) check(castOp as AnyOp, [sample([length], from)], { dtype: to });
    }
  }
});

Deno.test("concatenation puts tensors of any dtypes side by side along any axis", () => {
  for (const dtype of dtypes) {
    check(concatOp as AnyOp, [sample([2, 3], dtype), sample([4, 3], dtype)], { axis: 0 });
    check(concatOp as AnyOp, [sample([5, 3], dtype), sample([5, 1], dtype), sample([5, 0], dtype)], { axis: 1 });
    check(concatOp as AnyOp, [sample([2, 3, 4], dtype), sample([2, 7, 4], "bool")], { axis: 1 });
  }
  check(concatOp as AnyOp, [sample([30], "int32"), sample([20], "float32")], { axis: 0 });
  check(concatOp as AnyOp, [sample([0], "float32")], { axis: 0 });
});

Deno.test("a box is placed among zeros, with any steps", () => {
  for (const dtype of dtypes) {
    const box = { start: [1, 2], lengths: [3, 4], steps: [1, 1], shape: [5, 9] };
    check(placeOp as AnyOp, [sample([3, 4], dtype)], box);
    check(placeOp as AnyOp, [sample([3, 4], dtype)], { ...box, start: [4, 0], steps: [-2, 2] });
    check(placeOp as AnyOp, [sample([70], dtype)], { start: [139], lengths: [70], steps: [-2], shape: [141] });
    check(placeOp as AnyOp, [sample([5, 9], dtype)], { start: [4, 0], lengths: [5, 9], steps: [-1, 1], shape: [5, 9] });
    check(placeOp as AnyOp, [sample([0, 9], dtype)], { start: [0, 0], lengths: [0, 9], steps: [1, 1], shape: [5, 9] });
    check(placeOp as AnyOp, [sample([], dtype)], { start: [], lengths: [], steps: [], shape: [] });
  }
});

Deno.test("a reshaped copy has the same elements", () => {
  for (const dtype of dtypes) check(reshapeOp as AnyOp, [sample([3, 4], dtype)], { shape: [2, 6] });
  check(reshapeOp as AnyOp, [tensor(3)], { shape: [1, 1] });
});
