import { ShapeError, tensor, Variable, zeros } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { gradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { binaryCrossEntropy, sigmoidCrossEntropy } from "./binary_cross_entropy.ts";
import { crossEntropy, softmaxCrossEntropy } from "./cross_entropy.ts";
import { hinge } from "./hinge.ts";
import { huber } from "./huber.ts";
import { klDivergence, softmaxKlDivergence } from "./kl_divergence.ts";
import { meanAbsoluteError } from "./mean_absolute_error.ts";
import { meanSquaredError } from "./mean_squared_error.ts";

const output = tensor([[1, 2], [3, 5]]);
const target = zeros([2, 2]);
const weights = tensor([3, 1]);

Deno.test("the mean is over elements, the sum adds them, and without reduction there is one loss a sample", () => {
  assertEquals(meanSquaredError(output, target).item(), (1 + 4 + 9 + 25) / 4);
  assertEquals(meanSquaredError(output, target, { reduction: "sum" }).item(), 39);
  assertEquals(meanSquaredError(output, target, { reduction: "none" }).toArray(), [2.5, 17]);
});

Deno.test("weights multiply the losses of samples; the mean is divided by their sum", () => {
  assertEquals(meanSquaredError(output, target, { weights }).item(), (3 * 2.5 + 17) / 4);
  assertEquals(meanSquaredError(output, target, { weights, reduction: "sum" }).item(), 3 * 5 + 34);
  assertEquals(meanSquaredError(output, target, { weights, reduction: "none" }).toArray(), [7.5, 17]);
});

Deno.test("a mean in which nothing counts is 0, and so is its gradient", () => {
  const x = new Variable(output);
  const loss = meanSquaredError(x.value, target, { weights: zeros([2]) });
  assertEquals([loss.item(), gradients(loss, [x])[0]!.toArray()], [0, [[0, 0], [0, 0]]]);
});

Deno.test("losses of vectors are losses of samples with one number", () => {
  assertEquals(meanAbsoluteError(tensor([1, -3]), zeros([2]), { reduction: "none" }).toArray(), [1, 3]);
});

Deno.test("class weights work together with weights of samples", () => {
  const logits = tensor([[0, 0], [0, 0], [0, 0]], "float64");
  const labels = tensor([0, 1, 1], "int32");
  const losses = softmaxCrossEntropy(logits, labels, {
    classWeights: tensor([2, 1], "float64"),
    weights: tensor([1, 0, 3], "float64"),
    reduction: "none",
  });
  assertEquals(losses.div(Math.LN2).toArray(), [2, 0, 3]);
});

const labels = tensor([0, 1], "int32");
const three = zeros([2, 3]);

const refusals: [string, () => unknown, ErrorConstructor | typeof ShapeError, string][] = [
  ...([
    ["binaryCrossEntropy", binaryCrossEntropy],
    ["sigmoidCrossEntropy", sigmoidCrossEntropy],
    ["hinge", hinge],
    ["huber", huber],
    ["klDivergence", klDivergence],
    ["softmaxKlDivergence", softmaxKlDivergence],
    ["meanAbsoluteError", meanAbsoluteError],
    ["meanSquaredError", meanSquaredError],
  ] as [string, (a: Tensor, b: Tensor) => Tensor][]).map(([name, loss]): (typeof refusals)[number] => [
    `${name} of other shapes`,
    () => loss(zeros([2, 1]), zeros([2])),
    ShapeError,
    `Cannot compute ${name} as output and target must have the same shape: current shapes are [2, 1] and [2]; reshape the target to [2, 1]`,
  ]),
  [
    "a target of another size",
    () => meanSquaredError(zeros([2, 1]), zeros([3])),
    ShapeError,
    "Cannot compute meanSquaredError as output and target must have the same shape: current shapes are [2, 1] and [3]",
  ],
  [
    "weights that are not one a sample",
    () => meanSquaredError(output, target, { weights: zeros([2, 1]) }),
    ShapeError,
    "Cannot weight meanSquaredError as there must be one weight for each of 2 samples: current shape is [2, 1] (in meanSquaredError)",
  ],
  [
    "huber with a delta of 0",
    () => huber(output, target, { delta: 0 }),
    RangeError,
    "Cannot compute huber as delta must be in (0, ∞): current delta is 0",
  ],
  [
    "huber with a delta without bounds",
    () => huber(output, target, { delta: Infinity }),
    RangeError,
    "Cannot compute huber as delta must be in (0, ∞): current delta is Infinity",
  ],
  [
    "scores that are not rows",
    () => crossEntropy(zeros([2]), labels),
    ShapeError,
    "Cannot compute crossEntropy as its output must have shape [N, C]: current shape is [2]",
  ],
  [
    "fewer labels than rows",
    () => softmaxCrossEntropy(three, tensor([0], "int32")),
    ShapeError,
    "Cannot compute softmaxCrossEntropy as the target must be one row a sample, or one int32 label a sample: current shapes are [2, 3] and [1]",
  ],
  [
    "labels that are floats",
    () => softmaxCrossEntropy(three, zeros([2])),
    ShapeError,
    "Cannot compute softmaxCrossEntropy as the target must be one row a sample, or one int32 label a sample: current shapes are [2, 3] and [2]; labels must have dtype int32: cast them",
  ],
  [
    "class weights for rows",
    () => crossEntropy(three, three, { classWeights: zeros([3]) }),
    TypeError,
    "Cannot weight classes as the target must be int32 labels: current dtype is float32; use argMax to make labels of one-hot rows",
  ],
];

for (const [what, run, type, message] of refusals) {
  Deno.test(`losses refuse ${what}`, () => {
    assertEquals(assertThrows(run, type).message, message);
  });
}

Deno.test("losses refuse a label that is no class", () => {
  assertThrows(() => crossEntropy(three, tensor([0, 3], "int32")), RangeError, "3");
});
