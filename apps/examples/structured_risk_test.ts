import { gradients } from "@chainrule/autograd";
import { Dense, weightPenalty } from "@chainrule/nn";
import { Random } from "@chainrule/tensor";
import { assertTensorsClose } from "@chainrule/testing";
import { assert, assertEquals } from "@std/assert";
import { structuredRisk } from "./structured_risk.ts";

Deno.test("a larger λ makes smaller weights and a larger training loss, and one in between does best on new samples", () => {
  const { results } = structuredRisk({ lambdas: [1e-4, 1e-2, 0.3], steps: 1200 });
  const [small, middle, large] = results;
  assert(small!.norm > middle!.norm && middle!.norm > large!.norm);
  assert(small!.trainLoss < middle!.trainLoss && middle!.trainLoss < large!.trainLoss);
  assert(middle!.testLoss < small!.testLoss && middle!.testLoss < large!.testLoss);
});

Deno.test("(λ/2)‖W‖² pulls at weights with λ W, and at biases not at all", () => {
  const layer = new Dense(3, { inputDim: 2, biasInitializer: (shape) => new Random(1).normal(shape) });
  const [weight, bias] = layer.parameters();
  const [ofWeight, ofBias] = gradients(weightPenalty(layer, 0.5), [weight!, bias!]);
  assertTensorsClose(ofWeight!, weight!.value.mul(0.5), { rtol: 1e-6, atol: 0 }, "weight");
  assertEquals(ofBias!.toArray(), [0, 0, 0]);
});
