import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { ShapeError } from "../../core/errors.ts";
import { zeros } from "../../creation/full.ts";
import { tensor } from "../../creation/tensor.ts";
import { diagonal } from "./diagonal.ts";
import { trace } from "./trace.ts";

const x = tensor([[[1, 2], [3, 4]], [[5, 6], [7, 8]]], "float64");

Deno.test("diagonal() and trace() take each matrix of a batch", () => {
  assertEquals(diagonal(x).toArray(), [[1, 4], [5, 8]]);
  assertEquals(trace(x).toArray(), [5, 13]);
  assertEquals(diagonal(zeros([0, 0])).shape, [0]);
  assertEquals(diagonal(tensor([[7]])).toArray(), [7]);
});

Deno.test("diagonal() and trace() have the right derivatives", () => {
  checkGradients((y) => diagonal(y.mul(y)), [x]);
  checkGradients((y) => trace(y.mul(y)), [x]);
});

Deno.test("diagonal() and trace() explain what is no square matrix", () => {
  assertEquals(
    assertThrows(() => diagonal(zeros([2, 3])), ShapeError).message,
    "Cannot take the diagonal of x as its last two axes must have one length: current shape is [2, 3]",
  );
  assertEquals(
    assertThrows(() => trace(zeros([3])), ShapeError).message,
    "Cannot take the diagonal of x as its last two axes must have one length: current shape is [3] (in trace)",
  );
});
