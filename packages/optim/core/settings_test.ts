import { Variable } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { Adadelta } from "../optimizers/adadelta.ts";
import { Adagrad } from "../optimizers/adagrad.ts";
import { Adam } from "../optimizers/adam.ts";
import { Adamax } from "../optimizers/adamax.ts";
import { AdamW } from "../optimizers/adamw.ts";
import { RMSProp } from "../optimizers/rmsprop.ts";
import { SGD } from "../optimizers/sgd.ts";

const classes = { SGD, Adagrad, Adadelta, RMSProp, Adam, Adamax, AdamW };

const refused: readonly [keyof typeof classes, option: string, value: number, interval: string][] = [
  ["SGD", "learningRate", -1, "[0, ∞)"],
  ["SGD", "momentum", 1, "[0, 1)"],
  ["SGD", "dampening", 1.5, "[0, 1]"],
  ["SGD", "weightDecay", -1e-9, "[0, ∞)"],
  ["Adagrad", "learningRateDecay", -1, "[0, ∞)"],
  ["Adagrad", "initialAccumulator", -0.5, "[0, ∞)"],
  ["Adagrad", "epsilon", NaN, "[0, ∞)"],
  ["Adadelta", "rho", 1, "[0, 1)"],
  ["RMSProp", "rho", -0.1, "[0, 1)"],
  ["RMSProp", "momentum", 2, "[0, 1)"],
  ["Adam", "beta1", 1, "[0, 1)"],
  ["Adam", "beta2", -1, "[0, 1)"],
  ["Adamax", "epsilon", -1, "[0, ∞)"],
  ["AdamW", "weightDecay", Infinity, "[0, ∞)"],
];

for (const [name, option, value, interval] of refused) {
  Deno.test(`${name} refuses ${option} ${value}`, () => {
    const error = assertThrows(() => new classes[name]([new Variable(1)], { [option]: value }), RangeError);
    assertEquals(
      error.message,
      `Cannot make ${name} as ${option} must be in ${interval}: current ${option} is ${value}`,
    );
  });
}

Deno.test("an option of the wrong type is an error", () => {
  assertThrows(
    () => new SGD([new Variable(1)], { momentum: "0.9" } as never),
    TypeError,
    "Cannot make SGD as momentum must be a number: current type is string",
  );
  assertThrows(
    () => new SGD([new Variable(1)], { nesterov: 1 } as never),
    TypeError,
    "Cannot make SGD as nesterov must be a boolean: current type is number",
  );
});

Deno.test("an option that nobody knows is an error that guesses what was meant", () => {
  assertThrows(
    () => new Adam([new Variable(1)], { learning_rate: 0.1 } as never),
    TypeError,
    "Cannot make Adam as its options must be among learningRate, beta1, beta2, epsilon, weightDecay, amsgrad: current option is learning_rate; did you mean learningRate?",
  );
});

Deno.test("an option that is undefined takes its default", () => {
  assertEquals(new Adam([new Variable(1)], { learningRate: undefined } as never).learningRate, 0.001);
});

Deno.test("the defaults are those of PyTorch, but for SGD, which has none there", () => {
  const rates = Object.entries(classes).map(([name, make]) => [name, new make([new Variable(1)]).learningRate]);
  assertEquals(Object.fromEntries(rates), {
    SGD: 0.01,
    Adagrad: 0.01,
    Adadelta: 1,
    RMSProp: 0.01,
    Adam: 0.001,
    Adamax: 0.002,
    AdamW: 0.001,
  });
});
