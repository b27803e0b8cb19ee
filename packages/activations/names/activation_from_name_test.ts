import type { Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import type { ActivationName } from "../mod.ts";
import * as library from "../mod.ts";
import { activationFromName, activations } from "../mod.ts";

Deno.test("activationFromName() finds the function with that name", () => {
  const z = tensor([[-1.5, 0.5], [2, -0.25]]);
  const functions = library as unknown as Record<string, (z: Tensor) => Tensor>;
  for (const name of Object.keys(activations) as ActivationName[]) {
    const expected = name === "linear" ? z : functions[name]!(z);
    assertEquals(activationFromName(name)(z).toArray(), expected.toArray());
  }
});

Deno.test("activationFromName() names the nearest when there is none", () => {
  const names = Object.keys(activations).join(", ");
  for (const [wrong, nearest] of [["rleu", "relu"], ["Sigmoid", "sigmoid"], ["soft_max", "softmax"]]) {
    assertThrows(
      () => activationFromName(wrong as ActivationName),
      RangeError,
      `Cannot choose an activation as the activation must be one of ${names}: ` +
        `current activation is ${wrong}; did you mean ${nearest}?`,
    );
  }
});

Deno.test("activationFromName() finds nothing that every object has", () => {
  assertThrows(() => activationFromName("toString" as ActivationName), RangeError);
});
