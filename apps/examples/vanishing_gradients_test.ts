import { assert, assertEquals } from "@std/assert";
import { vanishingGradients } from "./vanishing_gradients.ts";

const { norms, steepest } = vanishingGradients(20);

Deno.test("the derivative of the logistic function is at most a quarter, that of tanh 1", () => {
  assertEquals(steepest, { logistic: 0.25, tanh: 1 });
});

Deno.test("logistic layers shrink δ at least by half each, and those of tanh and ReLU keep it", () => {
  norms.logistic.slice(1).forEach((norm, layer) => assert(norms.logistic[layer]! < norm / 2, `layer ${layer + 1}`));
  assert(norms.logistic[0]! < 1e-9 * norms.logistic.at(-1)!);
  for (const name of ["tanh", "relu"] as const) assert(norms[name][0]! > norms[name].at(-1)! / 20, name);
});
