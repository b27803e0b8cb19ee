/** The losses of probabilities against those of net inputs, which the golden file pins, and against their formulas. */
import { sigmoid, softmax } from "@chainrule/activations";
import { gradients } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { oneHot, Random, tensor, Variable } from "@chainrule/tensor";
import { assertTensorsClose } from "@chainrule/testing";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { binaryCrossEntropy, sigmoidCrossEntropy } from "./binary_cross_entropy.ts";
import { crossEntropy, softmaxCrossEntropy } from "./cross_entropy.ts";
import type { LossFunction } from "./from_name.ts";
import { hinge } from "./hinge.ts";
import { klDivergence, softmaxKlDivergence } from "./kl_divergence.ts";

const random = new Random(5);
const logits = random.normal([6, 4], { std: 2, dtype: "float64" });
const labels = random.integers([6], 0, 4);
const distributions = softmax(random.normal([6, 4], { dtype: "float64" }));
const truths = random.bernoulli([6, 4]).cast("float64");

/** Both ways take a few roundings; probabilities are far from where they are clipped. */
const rounding = { rtol: 1e-12, atol: 1e-13 };

const pairs: [string, LossFunction, LossFunction, (z: Tensor) => Tensor, Tensor][] = [
  ["crossEntropy() of labels", crossEntropy, softmaxCrossEntropy, softmax, labels],
  ["crossEntropy() of one-hot rows", crossEntropy, softmaxCrossEntropy, softmax, oneHot(labels, 4).cast("float64")],
  ["crossEntropy() of distributions", crossEntropy, softmaxCrossEntropy, softmax, distributions],
  ["klDivergence()", klDivergence, softmaxKlDivergence, softmax, distributions],
  ["binaryCrossEntropy()", binaryCrossEntropy, sigmoidCrossEntropy, sigmoid, truths],
];

for (const [name, ofOutput, ofLogits, activation, target] of pairs) {
  Deno.test(`${name} of probabilities is that of net inputs, with its gradient`, () => {
    for (const reduction of ["mean", "sum", "none"] as const) {
      const weights = new Random(6).uniform([6], { dtype: "float64" });
      for (const options of [{ reduction }, { reduction, weights }]) {
        const z = new Variable(logits);
        const [a, b] = [ofOutput(activation(z.value), target, options), ofLogits(z.value, target, options)];
        assertTensorsClose(a, b, rounding, `${reduction}`);
        const [da, db] = [a, b].map((loss) => gradients(loss.sum(), [z])[0]!);
        assertTensorsClose(da!, db!, rounding, `gradient, ${reduction}`);
      }
    }
  });

  Deno.test(`${name} stays finite for probabilities of 0 and 1, and for net inputs of ±10⁶`, () => {
    const z = new Variable(tensor(Array.from({ length: 6 }, (_, i) => [1e6, -1e6, i * 1e5, 0])));
    const float = target.dtype === "int32" ? target : target.cast("float32");
    for (const loss of [ofOutput(activation(z.value), float), ofLogits(z.value, float)]) {
      assert(Number.isFinite(loss.item()), `loss ${loss.item()}`);
      const [slope] = gradients(loss, [z]);
      assert(slope!.data.every((value) => Number.isFinite(value)), `gradient ${slope!.toArray()}`);
    }
  });
}

Deno.test("cross-entropy of certainty in the wrong class is −ln 10⁻⁷", () => {
  assertAlmostEquals(crossEntropy(tensor([[1, 0]], "float64"), tensor([1], "int32")).item(), 7 * Math.LN10, 1e-12);
});

Deno.test("the divergence of a distribution from itself is 0, zeros in it included", () => {
  const p = tensor([[0.5, 0.5, 0], [1, 0, 0]], "float64");
  assertEquals(klDivergence(p, p).item(), 0);
  assertAlmostEquals(
    klDivergence(tensor([[0.25, 0.75]], "float64"), tensor([[1, 0]], "float64")).item(),
    Math.log(4),
    1e-15,
  );
});

Deno.test("the hinge loss is max(0, 1 − yŷ), with derivative −y where it is above 0", () => {
  const scores = new Variable(tensor([2, 0.5, -1, -3], "float64"));
  const y = tensor([1, 1, 1, -1], "float64");
  const losses = hinge(scores.value, y, { reduction: "none" });
  assertEquals(losses.toArray(), [0, 0.5, 2, 0]);
  assertEquals(gradients(losses.sum(), [scores])[0]!.mul(1).toArray(), [0, -1, -1, 0]);
});
