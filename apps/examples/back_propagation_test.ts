import { numericalGradient } from "@chainrule/autograd";
import { matmul, square, sum } from "@chainrule/tensor";
import { assertTensorsClose } from "@chainrule/testing";
import { assert, assertEquals } from "@std/assert";
import { backPropagation, backPropagationByHand, randomNetwork } from "./back_propagation.ts";

Deno.test("back-propagation by hand equals autograd to 1e-12 for every depth and activation", () => {
  const { differences } = backPropagationByHand();
  assertEquals(differences.length, 16);
  for (const difference of differences) assert(difference <= 1e-12, `${difference}`);
});

Deno.test("back-propagation by hand agrees with differences", () => {
  const { layers, x, y } = randomNetwork([3, 4, 2], "tanh");
  const found = backPropagation(layers, x, y);
  layers.forEach(({ W }, changed) => {
    const [expected] = numericalGradient((moved) => {
      const a = layers.reduce((a, { W, b, f }, l) => f(matmul(l === changed ? moved! : W, a).add(b)), x);
      return sum(square(a.sub(y))).mul(0.5);
    }, W);
    assertTensorsClose(found[changed]!.dW, expected!, { rtol: 1e-7, atol: 1e-9 }, `W of layer ${changed + 1}`);
  });
});

Deno.test("δ of a layer is its f′ times what comes back through the weights above it", () => {
  const { layers, x, y } = randomNetwork([2, 3, 1], "sigmoid");
  const [first, second] = backPropagation(layers, x, y);
  assertEquals([first!.delta.shape, first!.dW.shape, second!.dW.shape], [[3, 1], [3, 2], [1, 3]]);
  const { slope } = layers[0]!;
  const z = matmul(layers[0]!.W, x).add(layers[0]!.b);
  const byHand = layers[1]!.W.data.map((w) => w * second!.delta.item());
  first!.delta.data.forEach((delta, i) => assert(Math.abs(delta - slope(z).data[i]! * byHand[i]!) < 1e-15));
});
