import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { normalizeAxes } from "../core/shape.ts";
import type { Tensor } from "../core/tensor.ts";
import { tensor } from "../creation/tensor.ts";
import { argMax } from "./reduction/arg_max.ts";
import { cumsum } from "./reduction/cumsum.ts";
import { max } from "./reduction/max.ts";
import { min } from "./reduction/min.ts";
import { prod } from "./reduction/prod.ts";
import { sum } from "./reduction/sum.ts";
import { permute } from "./shape/permute.ts";
import { argSort } from "./sorting/arg_sort.ts";
import { sort } from "./sorting/sort.ts";

/** A tensor of small whole numbers, whose sums and products are exact, and some of its axes. */
const tensorsAndAxes = (shortest: number): fc.Arbitrary<[Tensor, number[]]> =>
  fc.array(fc.integer({ min: shortest, max: 4 }), { minLength: 1, maxLength: 3 }).chain((shape) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return fc.tuple(
      fc.tuple(
        fc.array(fc.integer({ min: -2, max: 2 }), { minLength: size, maxLength: size }),
        fc.shuffledSubarray([...shape.keys()], { minLength: shape.length }),
      ).map(([values, order]) => permute(tensor(Float64Array.from(values), shape), order)),
      fc.subarray([...shape.keys()]),
    );
  });

/** Groups the elements of `x` by their index without the reduced axes: one list for each result, in row-major order. */
function groups(x: Tensor, axes: readonly number[]): number[][] {
  const found = new Map<string, number[]>();
  const visit = (index: number[]): void => {
    if (index.length < x.rank) {
      for (let i = 0; i < x.shape[index.length]!; i++) visit([...index, i]);
      return;
    }
    const key = index.filter((_, axis) => !axes.includes(axis)).join();
    const place = index.reduce((at, i, axis) => at * x.shape[axis]! + i, 0);
    found.set(key, [...found.get(key) ?? [], x.data[place]!]);
  };
  visit([]);
  return [...found.values()];
}

const reductions = {
  sum: [sum, (values: number[]) => values.reduce((a, b) => a + b, 0)],
  prod: [prod, (values: number[]) => values.reduce((a, b) => a * b, 1) + 0],
  max: [max, (values: number[]) => Math.max(...values)],
  min: [min, (values: number[]) => Math.min(...values)],
} as const;

for (const [name, [reduce, byLoop]] of Object.entries(reductions)) {
  Deno.test(`property: ${name}() is the plain loop over any axes of any view`, () => {
    fc.assert(fc.property(tensorsAndAxes(1), fc.boolean(), ([x, axes], keepDims) => {
      const y = reduce(x, { axis: axes, keepDims });
      // −0 and 0 are told apart by nobody here.
      assertEquals([...y.data].map((value) => value + 0), groups(x, axes).map((g) => byLoop(g) + 0));
      const all = normalizeAxes(name, axes, x.rank);
      assertEquals(
        y.shape,
        x.shape.flatMap((length, axis) => all.includes(axis) ? (keepDims ? [1] : []) : [length]),
      );
    }));
  });
}

Deno.test("property: sum() and prod() of nothing are 0 and 1 in every shape", () => {
  fc.assert(fc.property(tensorsAndAxes(0), ([x, axes]) => {
    if (x.size > 0) return;
    const left = x.shape.filter((_, axis) => !axes.includes(axis));
    const size = left.reduce((product, length) => product * length, 1);
    assertEquals([...sum(x, { axis: axes }).data], Array(size).fill(0));
    assertEquals([...prod(x, { axis: axes }).data], Array(size).fill(1));
  }));
});

Deno.test("property: argMax() is the first place of the largest", () => {
  fc.assert(fc.property(tensorsAndAxes(1), fc.nat(2), ([x], choice) => {
    const axis = choice % x.rank;
    assertEquals(
      [...argMax(x, { axis }).data],
      groups(x, [axis]).map((values) => values.indexOf(Math.max(...values))),
    );
  }));
});

Deno.test("property: the last element of cumsum() is the sum", () => {
  fc.assert(fc.property(tensorsAndAxes(1), fc.nat(2), ([x], choice) => {
    const axis = choice % x.rank;
    const running = groups(cumsum(x, axis), [axis]);
    groups(x, [axis]).forEach((values, i) => {
      let total = 0;
      assertEquals(running[i], values.map((value) => total += value));
    });
  }));
});

Deno.test("property: sort() orders, and argSort() keeps equal elements in order", () => {
  fc.assert(fc.property(tensorsAndAxes(0), fc.nat(2), fc.boolean(), ([x], choice, descending) => {
    const axis = choice % x.rank;
    const options = { axis, descending };
    const sign = descending ? -1 : 1;
    const before = groups(x, [axis]);
    const sorted = groups(sort(x, options), [axis]);
    const places = groups(argSort(x, options), [axis]);
    before.forEach((values, i) => {
      const order = [...values.keys()].sort((a, b) => sign * (values[a]! - values[b]!) || a - b);
      assertEquals(places[i], order);
      assertEquals(sorted[i], order.map((place) => values[place]!));
    });
  }));
});
