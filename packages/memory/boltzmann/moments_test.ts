import { checkGradients } from "@chainrule/autograd";
import { assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { diagonal, gather, Random, ShapeError, tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { momentsOf } from "./moments.ts";

const states = tensor([[1, 0, 1], [1, 1, 0]], "float64");

Deno.test("momentsOf() weighs states by their probabilities", () => {
  const { mean, correlation } = momentsOf(states, tensor([0.75, 0.25], "float64"));
  assertEquals(mean.toArray(), [1, 0.25, 0.75]);
  assertEquals(correlation.toArray(), [[1, 0.25, 0.75], [0.25, 0.25, 0], [0.75, 0, 0.75]]);
});

Deno.test("momentsOf() takes a state that is there three times for one of three times the probability", () => {
  const thrice = gather(states, tensor([0, 0, 0, 1], "int32"));
  const { correlation } = momentsOf(states, tensor([0.75, 0.25], "float64"));
  assertTensorsClose(momentsOf(thrice).correlation, correlation, goldenTolerances.float64.values);
  assertTensorsClose(diagonal(correlation), momentsOf(thrice).mean, goldenTolerances.float64.values);
});

Deno.test("momentsOf() passes gradients to states and probabilities", () => {
  const [x, p] = [
    new Random(1).uniform([4, 3], { dtype: "float64" }),
    new Random(2).uniform([4], { dtype: "float64" }),
  ];
  checkGradients((x, p) => momentsOf(x, p).correlation.pow(2).sum(), [x, p]);
});

Deno.test("momentsOf() refuses other shapes", () => {
  const messages = [() => momentsOf(tensor([1, 0])), () => momentsOf(states, tensor([1], "float64"))]
    .map((mistake) => assertThrows(mistake, ShapeError).message);
  assertEquals(messages, [
    "Cannot take moments as states must have shape [N, U]: current shape is [2]",
    "Cannot take moments as there must be a probability for each state, shape [2]: current shape is [1]",
  ]);
});
