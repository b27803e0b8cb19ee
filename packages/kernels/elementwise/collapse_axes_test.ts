import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Axes } from "./collapse_axes.ts";
import { collapseAxes } from "./collapse_axes.ts";

/** The positions of an operand's elements, in the order of the loop. */
function positions(lengths: readonly number[], steps: readonly number[]): number[] {
  return lengths.reduce(
    (starts, length, axis) => starts.flatMap((start) => Array.from({ length }, (_, i) => start + i * steps[axis]!)),
    [0],
  );
}

/** Axes of dense operands, some of them repeated or transposed. */
const loops = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 }).chain((lengths) => {
  const axis = fc.nat(Math.max(0, lengths.length - 1));
  const operand = fc.record({ repeated: fc.array(axis), swap: fc.tuple(axis, axis), isDense: fc.boolean() }).map(
    ({ repeated, swap: [a, b], isDense }) => {
      const order = lengths.map((_, i) => isDense ? i : i === a ? b : i === b ? a : i);
      const steps = lengths.map(() => 0);
      let step = 1;
      for (const i of order.toReversed()) {
        if (!isDense && repeated.includes(i)) continue;
        steps[i] = step;
        step *= lengths[i]!;
      }
      return steps;
    },
  );
  const classes = fc.array(fc.nat(1), { minLength: lengths.length, maxLength: lengths.length });
  return fc.record({
    lengths: fc.constant(lengths),
    strides: fc.array(operand, { minLength: 1, maxLength: 3 }),
    classes,
  });
});

Deno.test("collapseAxes() keeps the order of all elements of all operands", () => {
  fc.assert(fc.property(loops, ({ lengths, strides }) => {
    const collapsed = collapseAxes({ lengths, strides });
    strides.forEach((steps, i) =>
      assertEquals(positions(collapsed.lengths, collapsed.strides[i]!), positions(lengths, steps))
    );
  }));
});

Deno.test("collapseAxes() keeps apart what is of different classes", () => {
  fc.assert(fc.property(loops, ({ lengths, strides, classes }) => {
    const collapsed = collapseAxes({ lengths, strides, classes });
    const sizeOfClass = (axes: Required<Axes>, wanted: number) =>
      axes.lengths.reduce((size, length, axis) => axes.classes[axis] === wanted ? size * length : size, 1);
    for (const wanted of [0, 1]) {
      assertEquals(sizeOfClass(collapsed, wanted), sizeOfClass({ lengths, strides, classes }, wanted));
    }
    strides.forEach((steps, i) =>
      assertEquals(positions(collapsed.lengths, collapsed.strides[i]!), positions(lengths, steps))
    );
  }));
});

Deno.test("collapseAxes() leaves nothing that could be one", () => {
  fc.assert(fc.property(loops, ({ lengths, strides, classes }) => {
    const collapsed = collapseAxes({ lengths, strides, classes });
    assert(collapsed.lengths.every((length) => length !== 1));
    assertEquals(collapseAxes(collapsed), collapsed);
  }));
});

Deno.test("collapseAxes() makes one axis of dense operands and none of a single element", () => {
  assertEquals(collapseAxes({ lengths: [2, 1, 3, 4], strides: [[12, 12, 4, 1], [12, 99, 4, 1]] }), {
    lengths: [24],
    strides: [[1], [1]],
    classes: [0],
  });
  assertEquals(collapseAxes({ lengths: [1, 1], strides: [[1, 1]] }), { lengths: [], strides: [[]], classes: [] });
  assertEquals(collapseAxes({ lengths: [], strides: [[], []] }).strides, [[], []]);
});

Deno.test("collapseAxes() splits what is summed from what stays", () => {
  const strides = [[20, 5, 1], [1, 0, 0]];
  assertEquals(collapseAxes({ lengths: [3, 4, 5], strides, classes: [0, 1, 1] }), {
    lengths: [3, 20],
    strides: [[20, 1], [1, 0]],
    classes: [0, 1],
  });
});
