import { ShapeError, tensor, zeros } from "@chainrule/tensor";
import { checkLayer } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { Sequential } from "../sequential.ts";
import { Dense } from "./dense.ts";
import { Reshape } from "./reshape.ts";

Deno.test("Reshape obeys the laws of layers", () => {
  checkLayer(() => new Reshape([1, 3, 4]), {
    input: [2, 12],
    output: [2, 1, 3, 4],
    parameters: {},
    failures: [{
      input: [2, 10],
      message: "Cannot apply Reshape to [N, 1, 3, 4] as each sample must have 12 numbers: current shape is [2, 10]",
    }, {
      input: [],
      message: "Cannot apply Reshape to [N, 1, 3, 4] as each sample must have 12 numbers: current shape is []",
    }],
  });
});

Deno.test("Reshape obeys the laws of layers, with an open axis", () => {
  checkLayer(() => new Reshape([-1, 3]), {
    input: [2, 3, 4],
    output: [2, 4, 3],
    parameters: {},
    failures: [{
      input: [2, 10],
      message:
        "Cannot apply Reshape to [N, -1, 3] as each sample must have a multiple of 3 numbers: current shape is [2, 10]",
    }],
  });
});

Deno.test("Reshape keeps the order of values, row by row", () => {
  assertEquals(new Reshape([2, 2]).forward(tensor([[1, 2, 3, 4]])).toArray(), [[[1, 2], [3, 4]]]);
});

Deno.test("Reshape to nothing makes a vector of samples that are single numbers", () => {
  assertEquals(new Reshape([]).forward(tensor([[1], [2]])).toArray(), [1, 2]);
});

Deno.test("Reshape takes an empty batch, with an open axis, too", () => {
  assertEquals(new Reshape([2, -1]).forward(zeros([0, 6])).shape, [0, 2, 3]);
});

Deno.test("a model that begins with Reshape knows its input, unless an axis is open", () => {
  const model = new Sequential([new Reshape([2, 3]), new Dense(4)]);
  assertEquals(model.parameters().map(({ shape }) => shape), [[4, 3], [4]]);
  assertEquals(new Reshape([-1, 3]).knownInputShape, null);
});

Deno.test("a model that begins with Reshape takes samples of any shape that has as many numbers", () => {
  const model = new Sequential([new Reshape([1, 2, 3])]);
  assertEquals(model.forward(zeros([5, 3, 2])).shape, [5, 1, 2, 3]);
  assertThrows(() => model.forward(zeros([5, 4])), ShapeError, "(in layer 1 of 1, Reshape)");
});

Deno.test("Reshape refuses lengths that are not positive whole numbers, and two open axes", () => {
  for (const shape of [[0, 3], [1.5], [-2, 3], [-1, -1]]) {
    assertEquals(
      assertThrows(() => new Reshape(shape), RangeError).message,
      `Cannot make Reshape as shape must have positive whole numbers, and -1 at most once: current shape is [${
        shape.join(", ")
      }]`,
    );
  }
});
