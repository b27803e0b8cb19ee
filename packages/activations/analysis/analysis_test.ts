import { logicalAnd, Random, tensor, zeros } from "@chainrule/tensor";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { activeShare, biasShift, deadUnits, elu, leakyRelu, relu, sigmoid, silentUnits, tanh } from "../mod.ts";

const normal = new Random(7).normal([20_000, 3], { dtype: "float64" });

Deno.test("biasShift() of a constant unit is ±1, of a silent unit 0", () => {
  const outputs = tensor([[2, -3, 0, 1], [2, -3, 0, -1]], "float64");
  assertEquals(biasShift(outputs).toArray(), [1, -1, 0, 0]);
});

Deno.test("biasShift() ranks activations of normal net inputs: none for tanh, little for ELU, much for ReLU and σ", () => {
  const [ofTanh, ofElu, ofRelu, ofSigmoid] = [tanh, elu, relu, sigmoid].map((f) => biasShift(f(normal)).data);
  for (let unit = 0; unit < 3; unit++) {
    // Sampling error of a mean of 20,000: 1/√20000 = 0.007.
    assertAlmostEquals(ofTanh![unit]!, 0, 0.03);
    assert(ofElu![unit]! > 0.1 && ofElu![unit]! < 0.3);
    // E max(0, z) = 1/√(2π) and E max(0, z)² = 1/2.
    assertAlmostEquals(ofRelu![unit]!, 1 / Math.sqrt(Math.PI), 0.03);
    assert(ofSigmoid![unit]! > 0.9);
  }
});

Deno.test("silentUnits() of batches join to those of the whole data set", () => {
  const outputs = relu(tensor([[1, -1, -1, -2], [-1, -1, 2, -2], [3, -1, -1, -2], [-1, 4, -1, -2]]));
  const halves = [outputs.slice([0, 0], [2, 4]), outputs.slice([2, 0], [4, 4])].map(silentUnits);
  assertEquals(halves.map((half) => half.toArray()), [[false, true, false, true], [false, false, true, true]]);
  assertEquals(logicalAnd(halves[0]!, halves[1]!).toArray(), silentUnits(outputs).toArray());
  assertEquals(silentUnits(outputs).toArray(), [false, false, false, true]);
});

Deno.test("deadUnits() counts ReLU units that a large negative bias has killed, and no leaky ones", () => {
  const bias = tensor([0, -100, -100], "float64");
  assertAlmostEquals(deadUnits(relu(normal.add(bias))).item(), 2 / 3, 1e-7);
  assertEquals(deadUnits(leakyRelu(normal.add(bias))).item(), 0);
});

Deno.test("deadUnits() counts every unit of a layer with more axes", () => {
  const outputs = tensor([[[0, 1], [0, 0]], [[0, 0], [0, 2]]]);
  assertEquals(silentUnits(outputs).toArray(), [[true, false], [true, false]]);
  assertEquals(deadUnits(outputs).item(), 0.5);
});

Deno.test("silentUnits() needs samples to tell", () => {
  assertThrows(() => silentUnits(zeros([0, 3])), RangeError, "at least one element");
});

Deno.test("activeShare() is about one half for ReLU on normal net inputs, and 1 for units that never fall silent", () => {
  // Standard deviation of a share of 60,000: 0.002.
  assertAlmostEquals(activeShare(relu(normal)).item(), 0.5, 0.01);
  assertEquals(activeShare(sigmoid(normal)).item(), 1);
  assertEquals(activeShare(tensor([0, -0, 3, NaN])).item(), 0.5);
});
