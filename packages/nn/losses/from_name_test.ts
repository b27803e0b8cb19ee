import { assertEquals, assertThrows } from "@std/assert";
import { crossEntropy, softmaxCrossEntropy } from "./cross_entropy.ts";
import type { LossName } from "./from_name.ts";
import { lossFromName, lossOf } from "./from_name.ts";
import { meanSquaredError } from "./mean_squared_error.ts";

Deno.test("lossFromName() finds losses by the names of Keras", () => {
  assertEquals(lossFromName("meanSquaredError"), { name: "meanSquaredError", ofOutput: meanSquaredError });
  assertEquals(lossFromName("sparseCategoricalCrossentropy"), {
    name: "sparseCategoricalCrossentropy",
    ofOutput: crossEntropy,
    ofLogits: { activation: "softmax", loss: softmaxCrossEntropy },
  });
});

Deno.test("a loss of ours that is given as a function is computed on net inputs, too", () => {
  assertEquals(lossOf(crossEntropy).ofLogits, { activation: "softmax", loss: softmaxCrossEntropy });
  const own = meanSquaredError.bind(null);
  assertEquals([lossOf(own).ofOutput === own, lossOf(own).ofLogits], [true, undefined]);
});

Deno.test("lossFromName() refuses an unknown name, and names the nearest", () => {
  const unknown = "meanSquareError" as LossName;
  assertEquals(
    assertThrows(() => lossFromName(unknown), RangeError).message,
    "Cannot compile as the loss must be one of meanSquaredError, meanAbsoluteError, huber, hinge, binaryCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy, klDivergence: current loss is meanSquareError; did you mean meanSquaredError?",
  );
  assertThrows(() => lossFromName("toString" as LossName), RangeError);
});
