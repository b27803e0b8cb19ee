import { checkOp } from "@chainrule/testing";
import { assertEquals, assertStrictEquals } from "@std/assert";
import { zeros } from "../../creation/full.ts";
import { permute, permuteOp } from "./permute.ts";

const x = [[[1, 2, 3], [4, 5, 6]]];

Deno.test("permute() obeys the laws of an operation", () => {
  checkOp(permuteOp, {
    cases: [
      {
        inputs: [x],
        attributes: { order: [2, 0, 1] },
        output: [[[1, 4]], [[2, 5]], [[3, 6]]],
      },
      { inputs: [x], attributes: { order: [1, -1, 0] }, output: [[[1], [2], [3]], [[4], [5], [6]]] },
      { inputs: [3], attributes: { order: [] }, output: 3 },
    ],
    failures: [{
      inputs: [x],
      attributes: { order: [0, 1] },
      message: "Cannot permute x to order [0, 1] as the order must name each axis once: current shape is [1, 2, 3]",
    }, {
      inputs: [x],
      attributes: { order: [0, 1, -2] },
      message: "Cannot permute x to order [0, 1, -2] as the order must name each axis once: current shape is [1, 2, 3]",
    }],
  });
});

Deno.test("permute() copies nothing", () => {
  const y = zeros([2, 3, 4]);
  const z = permute(y, [2, 0, 1]);
  assertEquals(z.shape, [4, 2, 3]);
  assertStrictEquals(z.storage, y.storage);
});
