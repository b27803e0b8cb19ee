import { activationFromName } from "@chainrule/activations";
import { tensor } from "@chainrule/tensor";
import { checkLayer } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { Activation } from "./activation.ts";

Deno.test("Activation obeys the laws of layers", () => {
  checkLayer(() => new Activation("softmax"), { input: [3, 4], output: [3, 4], parameters: {} });
});

Deno.test("Activation applies the function with its name", () => {
  const z = tensor([[-1, 0.5]]);
  assertEquals(new Activation("elu").forward(z).toArray(), activationFromName("elu")(z).toArray());
});

Deno.test("Activation applies a function of one's own", () => {
  const layer = new Activation((z) => z.mul(2));
  assertEquals(layer.forward(tensor([1])).toArray(), [2]);
  assertEquals([layer.name, layer.finalActivation], ["Activation(function)", null]);
  assertEquals(layer.forwardLogits(tensor([1])).toArray(), [2]);
});

Deno.test("Activation says which it is", () => {
  const layer = new Activation("relu");
  assertEquals([layer.name, layer.finalActivation], ["Activation(relu)", "relu"]);
  assertEquals(layer.forwardLogits(tensor([-3])).toArray(), [-3]);
});

Deno.test("Activation refuses an unknown name, and names the nearest", () => {
  const unknown = "sofmax" as "softmax";
  assertThrows(() => new Activation(unknown), RangeError, "current activation is sofmax; did you mean softmax?");
});
