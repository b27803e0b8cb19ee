import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Shape } from "../core/shape.ts";
import { broadcastShapes, sizeOf, stridesOf } from "../core/shape.ts";
import type { Tensor } from "../core/tensor.ts";
import { tensor } from "../creation/tensor.ts";
import { add } from "./arithmetic/add.ts";
import { broadcastTo } from "./shape/broadcast_to.ts";
import { concat } from "./shape/concat.ts";
import { flip } from "./shape/flip.ts";
import { pad } from "./shape/pad.ts";
import { permute } from "./shape/permute.ts";
import { slice } from "./shape/slice.ts";
import { split } from "./shape/split.ts";
import { stack } from "./shape/stack.ts";
import { tile } from "./shape/tile.ts";

const lengths = fc.integer({ min: 0, max: 4 });
const shapes = fc.array(lengths, { maxLength: 4 });
const shapesWithAxes = fc.array(lengths, { minLength: 1, maxLength: 4 });

/** The numbers 0, 1, 2 and so on, perhaps lying in another order than the shape says. */
function counted(shape: Shape, transposed = false): Tensor {
  const values = Float64Array.from({ length: sizeOf(shape) }, (_, i) => i);
  if (!transposed) return tensor(values, shape);
  const order = [...shape.keys()].reverse();
  return permute(tensor(values, shape.toReversed()), order);
}

/** Every index of `shape`, in row-major order. */
function indicesOf(shape: Shape): number[][] {
  return shape.reduce<number[][]>(
    (all, length) => all.flatMap((index) => Array.from({ length }, (_, i) => [...index, i])),
    [[]],
  );
}

/** The element of `x` at `index`. */
function at(x: Tensor, index: readonly number[]): number {
  const strides = stridesOf(x.shape);
  return x.data[index.reduce((sum, i, axis) => sum + i * strides[axis]!, 0)]!;
}

/** Checks each element of `y` against a formula over its index. */
function assertElements(
  y: Tensor,
  shape: Shape,
  expected: (index: number[]) => number,
): void {
  assertEquals(y.shape, shape);
  assertEquals([...y.data], indicesOf(shape).map(expected));
}

Deno.test("property: add() of broadcast shapes adds what lies at the same place", () => {
  const pairs = shapes.chain((shape) => {
    const part = fc.tuple(
      fc.nat(shape.length),
      fc.array(fc.boolean(), {
        minLength: shape.length,
        maxLength: shape.length,
      }),
    ).map(([from, kept]) => shape.map((n, axis) => kept[axis] ? n : 1).slice(from));
    return fc.tuple(part, part, fc.boolean());
  });
  fc.assert(fc.property(pairs, ([left, right, transposed]) => {
    const a = counted(left, transposed);
    const b = counted(right);
    const place = (x: Tensor, index: number[]) =>
      index.slice(index.length - x.rank).map((i, axis) => x.shape[axis] === 1 ? 0 : i);
    assertElements(
      add(a, b),
      broadcastShapes("add", [left, right]),
      (index) => at(a, place(a, index)) + at(b, place(b, index)),
    );
  }));
});

Deno.test("property: broadcastTo() repeats along new axes and axes of length 1", () => {
  const cases = shapes.chain((shape) => fc.tuple(fc.constant(shape), fc.nat(shape.length), fc.boolean()));
  fc.assert(fc.property(cases, ([shape, from, thin]) => {
    const x = counted(shape.slice(from).map((n) => thin ? 1 : n));
    assertElements(
      broadcastTo(x, shape),
      shape,
      (index) => at(x, index.slice(from).map((i) => thin ? 0 : i)),
    );
  }));
});

Deno.test("property: slice() is the plain loop from start by steps", () => {
  const ranges = (length: number) =>
    fc.tuple(
      fc.integer({ min: -length, max: length }),
      fc.integer({ min: -length, max: length }),
      fc.constantFrom(-3, -2, -1, 1, 2, 3),
    );
  const cases = shapes.chain((shape) => fc.tuple(fc.constant(shape), fc.tuple(...shape.map(ranges)), fc.boolean()));
  fc.assert(fc.property(cases, ([shape, boxes, transposed]) => {
    const x = counted(shape, transposed);
    const picked = boxes.map(([start, end, step], axis) => {
      const length = shape[axis]!;
      const [from, to] = [start, end].map((i) => i < 0 ? i + length : i) as [number, number];
      const places: number[] = [];
      for (
        let i = step < 0 ? Math.min(from, length - 1) : from;
        step > 0 ? i < to : i > to;
        i += step
      ) places.push(i);
      return places;
    });
    assertElements(
      slice(x, boxes.map(([start]) => start), boxes.map(([, end]) => end), boxes.map(([, , step]) => step)),
      picked.map((places) => places.length),
      (index) => at(x, index.map((i, axis) => picked[axis]![i]!)),
    );
  }));
});

Deno.test("property: permute() moves each element to the permuted index", () => {
  const cases = shapes.chain((shape) =>
    fc.tuple(
      fc.constant(shape),
      fc.shuffledSubarray([...shape.keys()], { minLength: shape.length }),
    )
  );
  fc.assert(fc.property(cases, ([shape, order]) => {
    const x = counted(shape);
    assertElements(
      permute(x, order),
      order.map((axis) => shape[axis]!),
      (index) => at(x, [...shape.keys()].map((axis) => index[order.indexOf(axis)]!)),
    );
  }));
});

Deno.test("property: split() undoes concat()", () => {
  const cases = shapesWithAxes.chain((shape) =>
    fc.tuple(
      fc.constant(shape),
      fc.nat(shape.length - 1),
      fc.array(lengths, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
    )
  );
  fc.assert(fc.property(cases, ([shape, axis, parts, transposed]) => {
    const xs = parts.map((length) => counted(shape.with(axis, length), transposed));
    const back = split(concat(xs, axis), parts, axis);
    assertEquals(back.map((x) => x.toArray()), xs.map((x) => x.toArray()));
  }));
});

Deno.test("property: concat() undoes split() into equal parts", () => {
  const cases = shapesWithAxes.chain((shape) =>
    fc.tuple(fc.constant(shape), fc.nat(shape.length - 1), fc.integer({ min: 1, max: 3 }))
  );
  fc.assert(fc.property(cases, ([shape, axis, parts]) => {
    const x = counted(shape.with(axis, shape[axis]! * parts));
    assertEquals(concat(split(x, parts, axis), axis).toArray(), x.toArray());
  }));
});

Deno.test("property: stack() puts each tensor at its place along the new axis", () => {
  const cases = shapes.chain((shape) =>
    fc.tuple(fc.constant(shape), fc.nat(shape.length), fc.integer({ min: 1, max: 3 }))
  );
  fc.assert(fc.property(cases, ([shape, axis, count]) => {
    const xs = Array.from({ length: count }, (_, n) => add(counted(shape), 1000 * n));
    assertElements(
      stack(xs, axis),
      shape.toSpliced(axis, 0, count),
      (index) => at(xs[index[axis]!]!, index.toSpliced(axis, 1)),
    );
  }));
});

Deno.test("property: flip() twice along the same axes changes nothing", () => {
  const cases = shapes.chain((shape) => fc.tuple(fc.constant(shape), fc.subarray([...shape.keys()])));
  fc.assert(fc.property(cases, ([shape, axes]) => {
    const x = counted(shape);
    assertElements(
      flip(x, axes),
      shape,
      (index) => at(x, index.map((i, axis) => axes.includes(axis) ? shape[axis]! - 1 - i : i)),
    );
    assertEquals(flip(flip(x, axes), axes).toArray(), x.toArray());
  }));
});

Deno.test("property: pad() has x inside and the value outside", () => {
  const cases = shapes.chain((shape) =>
    fc.tuple(
      fc.constant(shape),
      fc.array(fc.tuple(fc.nat(2), fc.nat(2)), {
        minLength: shape.length,
        maxLength: shape.length,
      }),
      fc.constantFrom(0, -7, Infinity),
    )
  );
  fc.assert(fc.property(cases, ([shape, widths, value]) => {
    const x = counted(shape);
    assertElements(
      pad(x, widths, value),
      shape.map((length, axis) => widths[axis]![0] + length + widths[axis]![1]),
      (index) => {
        const inner = index.map((i, axis) => i - widths[axis]![0]);
        const inside = inner.every((i, axis) => i >= 0 && i < shape[axis]!);
        return inside ? at(x, inner) : value;
      },
    );
  }));
});

Deno.test("property: tile() has at each place what x has there, counted round", () => {
  const cases = shapes.chain((shape) =>
    fc.tuple(
      fc.constant(shape),
      fc.array(fc.nat(3), { minLength: shape.length, maxLength: shape.length }),
    )
  );
  fc.assert(fc.property(cases, ([shape, times]) => {
    const x = counted(shape);
    assertElements(
      tile(x, times),
      shape.map((length, axis) => length * times[axis]!),
      (index) => at(x, index.map((i, axis) => i % shape[axis]!)),
    );
  }));
});
