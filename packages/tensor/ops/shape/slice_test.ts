import { checkGradients, grad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { assertCompiled, checkOp } from "@chainrule/testing";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import type { Tensor } from "../../core/tensor.ts";
import { tensor } from "../../creation/tensor.ts";
import { placeOp, slice, sliceOp } from "./slice.ts";
import { transpose } from "./transpose.ts";

const x = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]];

Deno.test("slice() obeys the laws of an operation", () => {
  checkOp(sliceOp, {
    cases: [
      {
        inputs: [x],
        attributes: { start: [1, 0], lengths: [2, 2], steps: [1, 2] },
        output: [[5, 7], [9, 11]],
      },
      {
        inputs: [x],
        attributes: { start: [2, 3], lengths: [2, 3], steps: [-2, -1] },
        output: [[12, 11, 10], [4, 3, 2]],
      },
      {
        inputs: [x],
        attributes: { start: [3, 0], lengths: [0, 4], steps: [1, 1] },
        output: [],
      },
      { inputs: [5], attributes: { start: [], lengths: [], steps: [] }, output: 5 },
    ],
  });
});

Deno.test("the transpose of slice() obeys the laws of an operation", () => {
  const shape = [3, 4];
  checkOp(placeOp, {
    cases: [
      {
        inputs: [[[1, 2], [3, 4]]],
        attributes: { start: [1, 0], lengths: [2, 2], steps: [1, 2], shape },
        output: [[0, 0, 0, 0], [1, 0, 2, 0], [3, 0, 4, 0]],
      },
      {
        inputs: [[[1, 2, 3], [4, 5, 6]]],
        attributes: { start: [2, 3], lengths: [2, 3], steps: [-2, -1], shape },
        output: [[0, 6, 5, 4], [0, 0, 0, 0], [0, 3, 2, 1]],
      },
      {
        inputs: [[]],
        attributes: { start: [2], lengths: [0], steps: [1], shape: [2] },
        output: [0, 0],
      },
      {
        inputs: [5],
        attributes: { start: [], lengths: [], steps: [], shape: [] },
        output: 5,
      },
    ],
  });
});

Deno.test("slice() counts negative indices from the back", () => {
  assertEquals(slice(tensor(x), [-1, -2]).toArray(), [[11, 12]]);
  assertEquals(slice(tensor(x), [0, 0], [-2, -3]).toArray(), [[1]]);
});

Deno.test("slice() takes what is not named whole, and may take nothing", () => {
  assertEquals(slice(tensor(x), [2]).toArray(), [[9, 10, 11, 12]]);
  assertEquals(slice(tensor(x), [], [1]).toArray(), [[1, 2, 3, 4]]);
  assertEquals(slice(tensor(x), [2], [1]).shape, [0, 4]);
  assertEquals(slice(tensor(x), [3]).shape, [0, 4]);
});

Deno.test("slice() walks backwards with negative steps", () => {
  const y = tensor([1, 2, 3, 4, 5]);
  assertEquals(slice(y, [], [], [-1]).toArray(), [5, 4, 3, 2, 1]);
  assertEquals(slice(y, [3], [], [-2]).toArray(), [4, 2]);
  assertEquals(slice(y, [-1], [1], [-1]).toArray(), [5, 4, 3]);
  assertEquals(slice(y, [5], [3], [-1]).toArray(), [5]);
  assertEquals(slice(y, [1], [3], [-1]).toArray(), []);
  assertEquals(slice(tensor([]), [], [], [-1]).toArray(), []);
});

Deno.test("slice() of a view is a view of the same elements", () => {
  const y = tensor(x);
  const part = slice(transpose(y), [1, 1], [3, 3]);
  assertEquals(part.toArray(), [[6, 10], [7, 11]]);
  assertStrictEquals(part.storage, y.storage);
});

/** Start, end and steps of a slice. */
type Part = readonly (readonly number[])[];

/** Parts of a matrix of 3 by 4, by start, end and steps, and what their gradients are made of. */
const partings: Readonly<Record<string, { readonly parts: readonly Part[]; readonly uses: readonly string[] }>> = {
  "slabs, in another order": { parts: [[[0, 3]], [[0, 0], [3, 1]], [[0, 1], [3, 3]]], uses: ["concat"] },
  "slabs with gaps": { parts: [[[0, 1], [3, 2]], [[0, 3]]], uses: ["concat"] },
  "slabs with gaps at the ends": { parts: [[[1], [2]], [[2], [2]]], uses: ["concat"] },
  "slabs that overlap": { parts: [[[0], [2]], [[1]]], uses: ["place"] },
  "the whole twice": { parts: [[[0]], [[0]]], uses: ["place"] },
  "slabs along two axes": { parts: [[[0], [1]], [[0, 0], [3, 1]]], uses: ["place"] },
  "every second row": { parts: [[[0], [3], [2]], [[1], [3], [2]]], uses: ["place"] },
  "rows backwards": { parts: [[[0], [1]], [[], [0], [-1]]], uses: ["place"] },
  "boxes": { parts: [[[0, 0], [1, 1]], [[1, 1]]], uses: ["place"] },
};

for (const [name, { parts, uses }] of Object.entries(partings)) {
  Deno.test(`several slices of one tensor have the right derivatives: ${name}`, () => {
    const y = tensor(x, "float64").div(8);
    const f = (z: Tensor): Tensor =>
      parts.map(([start, ...rest], i) => slice(z, start!, ...rest).mul(i + 1).exp().sum()).reduce((sum, term) =>
        sum.add(term)
      );
    checkGradients(f, [y]);
    const compiled = jit(grad(f), { optimize: false });
    assertCompiled(compiled(y), grad(f)(y));
    const listing = `${compiled.programs[0]}`;
    assertEquals(["concat", "place"].filter((op) => listing.includes(`${op}(`)), [...uses], listing);
  });
}

Deno.test("several slices of one tensor share its gradient with what else reads it", () => {
  const y = tensor(x, "float64").div(8);
  checkGradients((z) => slice(z, [0], [1]).mul(z.exp()).mul(slice(z, [2])), [y]);
});

Deno.test("slice() says which index is wrong", () => {
  const y = tensor(x);
  const message = (f: () => unknown) => assertThrows(f, RangeError).message;
  assertEquals(
    message(() => slice(y, [0, 5])),
    "Cannot slice x along axis 1 as indices must be in [-4, 4]: current index is 5",
  );
  assertEquals(
    message(() => slice(y, [0], [-4])),
    "Cannot slice x along axis 0 as indices must be in [-3, 3]: current index is -4",
  );
  assertEquals(
    message(() => slice(y, [0.5])),
    "Cannot slice x along axis 0 as indices must be in [-3, 3]: current index is 0.5",
  );
  assertEquals(
    message(() => slice(y, [], [], [1, 0])),
    "Cannot slice x as steps must be whole numbers other than 0: current step of axis 1 is 0",
  );
  assertEquals(
    message(() => slice(y, [0, 0, 0])),
    "Cannot slice x as there may be at most one index for each of its 2 axes: current indices are [0, 0, 0]",
  );
});
