import { Variable } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { optimizerFromName, optimizerNames } from "./optimizer_from_name.ts";

Deno.test("optimizerFromName() knows every optimizer by its name in lower case", () => {
  for (const name of optimizerNames) {
    assertEquals(optimizerFromName(name, [new Variable(1)]).name.toLowerCase(), name);
  }
  assertEquals(optimizerNames, ["sgd", "adagrad", "adadelta", "rmsprop", "adam", "adamax", "adamw"]);
});

for (const [name, meant] of [["adm", "adam"], ["SGD", "sgd"], ["rms-prop", "rmsprop"], ["toString", null]]) {
  Deno.test(`optimizerFromName() refuses ${name}`, () => {
    const error = assertThrows(() => optimizerFromName(name!, [new Variable(1)]), RangeError);
    const [refusal, guess] = error.message.split("; ");
    assertEquals(
      refusal,
      `Cannot make an optimizer as its name must be one of sgd, adagrad, adadelta, rmsprop, adam, adamax, adamw: current name is ${name}`,
    );
    if (meant !== null) assertEquals(guess, `did you mean ${meant}?`);
  });
}

Deno.test("optimizerFromName() refuses an option that the optimizer does not have", () => {
  assertThrows(
    () => optimizerFromName("adam", [new Variable(1)], { momentum: 0.9 }),
    TypeError,
    "Cannot make Adam as its options must be among learningRate, beta1, beta2, epsilon, weightDecay, amsgrad: current option is momentum",
  );
});
