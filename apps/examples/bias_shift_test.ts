import { assert } from "@std/assert";
import { compareBiasShift } from "./bias_shift.ts";

Deno.test("outputs of the logistic function are far from zero-centred, and learning is slower for it", () => {
  const [logistic, tanh] = compareBiasShift().shifts;
  assert(logistic!.shift > 0.9 && tanh!.shift < 0.05, `${logistic!.shift}, ${tanh!.shift}`);
  assert(tanh!.losses.at(-1)! < logistic!.losses.at(-1)! / 4);
});
