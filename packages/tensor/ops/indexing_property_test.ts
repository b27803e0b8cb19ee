import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Tensor } from "../core/tensor.ts";
import { arange } from "../creation/arange.ts";
import { tensor } from "../creation/tensor.ts";
import { mul } from "./arithmetic/mul.ts";
import { gather } from "./indexing/gather.ts";
import { oneHot } from "./indexing/one_hot.ts";
import { scatterAdd } from "./indexing/scatter_add.ts";
import { takeAlong } from "./indexing/take_along.ts";
import { matmul } from "./linear_algebra/matmul.ts";
import { sum } from "./reduction/sum.ts";
import { broadcastTo } from "./shape/broadcast_to.ts";
import { reshape } from "./shape/reshape.ts";
import { segmentMax } from "./segment/segment_max.ts";
import { segmentMean } from "./segment/segment_mean.ts";
import { segmentSum } from "./segment/segment_sum.ts";

const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });

/** Small whole numbers, whose sums are exact. */
function tensors(shape: readonly number[]): fc.Arbitrary<Tensor> {
  const size = shape.reduce((product, length) => product * length, 1);
  return fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size, maxLength: size })
    .map((values) => tensor(Float64Array.from(values), shape));
}

/** Indices in [0, bound), in a shape of up to two axes. */
function indicesBelow(bound: number): fc.Arbitrary<Tensor> {
  return fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }).chain((shape) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return fc.array(fc.nat(bound - 1), { minLength: size, maxLength: size })
      .map((values) => tensor(Int32Array.from(values), shape));
  });
}

const gathers = shapes.chain((shape) =>
  fc.nat(shape.length - 1).chain((axis) => fc.tuple(fc.constant(axis), tensors(shape), indicesBelow(shape[axis]!)))
);

const inner = (a: Tensor, b: Tensor) => sum(mul(a, b)).item();

Deno.test("property: gather() takes x[…, indices[n], …]", () => {
  fc.assert(fc.property(gathers, ([axis, x, indices]) => {
    const [outer, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
    const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
    const expected: number[] = [];
    for (let o = 0; o < size(outer); o++) {
      for (const index of indices.data) {
        for (let i = 0; i < size(after); i++) {
          expected.push(x.data[(o * x.shape[axis]! + index) * size(after) + i]!);
        }
      }
    }
    const y = gather(x, indices, axis);
    assertEquals(y.shape, [...outer, ...indices.shape, ...after]);
    assertEquals([...y.data], expected);
  }));
});

Deno.test("property: scatterAdd() is the transpose of gather()", () => {
  const cases = gathers.chain(([axis, x, indices]) =>
    tensors(gather(x, indices, axis).shape).map((g) => ({ axis, x, indices, g }))
  );
  fc.assert(fc.property(cases, ({ axis, x, indices, g }) => {
    const back = scatterAdd(g, indices, x.shape[axis]!, axis);
    assertEquals(back.shape, x.shape);
    assertEquals(inner(gather(x, indices, axis), g), inner(x, back));
  }));
});

Deno.test("property: gather() along the first axis is a product with one-hot rows", () => {
  const cases = fc.integer({ min: 1, max: 5 }).chain((rows) => fc.tuple(tensors([rows, 3]), indicesBelow(rows)));
  fc.assert(fc.property(cases, ([x, indices]) => {
    const flat = reshape(indices, [indices.size]);
    const choice = oneHot(flat, x.shape[0]!, "float64");
    assertEquals(gather(x, flat).toArray(), matmul(choice, x).toArray());
  }));
});

Deno.test("property: takeAlong() with the places in order changes nothing", () => {
  fc.assert(fc.property(gathers, ([axis, x]) => {
    const length = x.shape[axis]!;
    const column = x.shape.map((_, a) => a === axis ? length : 1);
    const places = reshape(arange(length, undefined, { dtype: "int32" }), column);
    const everywhere = broadcastTo(places, x.shape);
    assertEquals(takeAlong(x, everywhere, axis).toArray(), x.toArray());
  }));
});

const segmented = fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 2 }))
  .chain(([rows, segments, columns]) =>
    fc.record({
      values: tensors([rows, columns]),
      ids: fc.array(fc.nat(segments - 1), { minLength: rows, maxLength: rows }),
      segments: fc.constant(segments),
    })
  );

Deno.test("property: segment operations are the plain loop over the rows of each segment", () => {
  fc.assert(fc.property(segmented, ({ values, ids, segments }) => {
    const places = tensor(Int32Array.from(ids));
    const columns = values.shape[1]!;
    const each = (reduce: (rows: number[]) => number) =>
      Array.from(
        { length: segments },
        (_, segment) =>
          Array.from({ length: columns }, (_, column) =>
            reduce(ids.flatMap((id, n) => id === segment ? [values.data[n * columns + column]!] : []))),
      );
    const total = (rows: number[]) => rows.reduce((a, b) => a + b, 0);
    assertEquals(segmentSum(values, places, segments).toArray(), each(total));
    assertEquals(
      segmentMean(values, places, segments).toArray(),
      each((rows) => total(rows) / Math.max(1, rows.length)),
    );
    assertEquals(
      segmentMax(values, places, segments, { empty: -99 }).toArray(),
      each((rows) => Math.max(-99, ...rows)),
    );
  }));
});

Deno.test("property: an index out of range is always an error with its value and place", () => {
  fc.assert(fc.property(fc.nat(5), fc.nat(5), fc.constantFrom(-1, 4, 77), (before, after, wrong) => {
    const indices = [...Array(before).fill(0), wrong, ...Array(after).fill(0)];
    let message = "";
    try {
      gather(tensor([1, 2, 3, 4]), tensor(indices, "int32"));
    } catch (error) {
      message = (error as Error).message;
    }
    assert(message.endsWith(`in [0, 4): current value at position ${before} is ${wrong}`), message);
  }));
});
