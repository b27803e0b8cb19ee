/** Laws that tie the activations to one another. */
import { backward, grad } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { arange, maximum, minimum, tensor, Variable, zeros } from "@chainrule/tensor";
import { assertTensorsClose } from "@chainrule/testing";
import { assert, assertEquals } from "@std/assert";
import {
  elu,
  gelu,
  hardLogistic,
  hardTanh,
  leakyRelu,
  prelu,
  relu,
  sigmoid,
  sigmoidFacts,
  softplus,
  step,
  swish,
  tanh,
} from "./mod.ts";

const x = arange(-6, 6.01, { step: 1 / 8, dtype: "float64" });
const rounding = { rtol: 1e-14, atol: 1e-15 };

function slope(f: (x: Tensor) => Tensor): Tensor {
  return grad((x) => f(x).sum())(x);
}

Deno.test("tanh(x) = 2σ(2x) − 1", () => {
  assertTensorsClose(tanh(x), sigmoid(x.mul(2)).mul(2).sub(1), rounding);
});

Deno.test("σ(−x) = 1 − σ(x), and σ' = σ(1 − σ) is at most 1/4", () => {
  assertTensorsClose(sigmoid(x.neg()), sigmoid(x).neg().add(1), rounding);
  assertTensorsClose(slope(sigmoid), sigmoid(x).mul(sigmoid(x.neg())), rounding);
  assertEquals(sigmoidFacts.derivative(0), 0.25);
  assertEquals(slope(sigmoid).max().item(), 0.25);
});

Deno.test("hardLogistic and hardTanh are the tangents at 0 of sigmoid and tanh, and hardTanh(x) = 2 hardLogistic(2x) − 1", () => {
  assertEquals(sigmoidFacts.value(0), hardLogistic(0).item());
  assertEquals(sigmoidFacts.derivative(0), grad(hardLogistic)(tensor(0, "float64")).item());
  assertTensorsClose(hardTanh(x), hardLogistic(x.mul(2)).mul(2).sub(1), rounding);
});

Deno.test("softplus(x) − softplus(−x) = x, and softplus' = σ", () => {
  assertTensorsClose(softplus(x).sub(softplus(x.neg())), x, rounding);
  assertTensorsClose(slope(softplus), sigmoid(x), rounding);
});

Deno.test("relu(x) − relu(−x) = x, and relu' = step", () => {
  assertEquals(relu(x).sub(relu(x.neg())).toArray(), x.toArray());
  assertEquals(slope(relu).toArray(), step(x).toArray());
});

Deno.test("leakyRelu, prelu and elu are written as the book writes them", () => {
  const rectified = maximum(x, 0);
  const below = minimum(x, 0);
  assertTensorsClose(leakyRelu(x, 0.3), rectified.add(below.mul(0.3)), rounding);
  assertTensorsClose(prelu(x, 0.3), rectified.add(below.mul(0.3)), rounding);
  assertTensorsClose(elu(x, 0.3), rectified.add(minimum(x.exp().sub(1).mul(0.3), 0)), rounding);
});

Deno.test("prelu with slope 0 is relu, with slope 1 the identity", () => {
  assertEquals(prelu(x, 0).add(0).toArray(), relu(x).toArray());
  assertEquals(prelu(x, 1).toArray(), x.toArray());
});

Deno.test("swish goes from x/2 at β = 0 to relu for large β", () => {
  assertEquals(swish(x, 0).toArray(), x.div(2).toArray());
  const distance = [1, 10, 100, 1000].map((beta) => swish(x, beta).sub(relu(x)).abs().max().item());
  // The distance is max |t|σ(−|t|)/β, about 0.278/β; on a grid of 1/8 it is smaller still once β is large.
  distance.forEach((d, i) => assert(d <= 0.2785 / [1, 10, 100, 1000][i]!));
});

Deno.test("swish and prelu learn their parameters through a Variable", () => {
  const beta = new Variable(tensor(1, "float64"), { name: "beta" });
  const slopes = new Variable(zeros(x.shape, "float64"), { name: "slopes" });
  backward(swish(x, beta).sum().add(prelu(x, slopes).sum()));
  assertTensorsClose(beta.grad!, x.mul(x).mul(sigmoid(x)).mul(sigmoid(x.neg())).sum(), rounding);
  assertEquals(slopes.grad!.toArray(), minimum(x, 0).toArray());
});

Deno.test("gelu(x) − gelu(−x) = x, as for swish", () => {
  assertTensorsClose(gelu(x).sub(gelu(x.neg())), x, rounding);
  assertTensorsClose(swish(x).sub(swish(x.neg())), x, rounding);
});

Deno.test("gelu is close to swish with β = 1.702 and is no case of it", () => {
  const distance = gelu(x).sub(swish(x, 1.702)).abs().max().item();
  assert(distance > 0.02 && distance < 0.021);
});
