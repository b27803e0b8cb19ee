import { messagesOf } from "@chainrule/testing";
import { tensor, Variable } from "@chainrule/tensor";
import { assertSnapshot } from "@std/testing/snapshot";
import * as optim from "./mod.ts";

// deno-lint-ignore no-explicit-any
const wrong = (value: unknown): any => value;

Deno.test("the messages of optim", async (test) => {
  const w = new Variable(tensor([1, 2]), { name: "w" });
  await assertSnapshot(
    test,
    await messagesOf({
      "a negative learning rate": () => new optim.SGD([w], { learningRate: -1 }),
      "a momentum of 1": () => new optim.SGD([w], { learningRate: 1, momentum: 1 }),
      "a beta of 2": () => new optim.Adam([w], { beta1: 2 }),
      "an unknown option": () => new optim.Adam([w], wrong({ momentum: 0.9 })),
      "an unknown name": () => optim.optimizerFromName(wrong("adma"), [w]),
      "a step without gradients": () => new optim.SGD([w], { learningRate: 1 }).step(),
      "a step without parameters": () => new optim.SGD([], { learningRate: 1 }).step(),
      "a state that does not fit": () => new optim.SGD([w], { learningRate: 1 }).loadStateDict({}),
      "a stair of no steps": () => optim.stepDecay({ learningRate: 1, stepSize: 0 }),
      "a step before the first": () => optim.cosineDecay({ learningRate: 1, totalSteps: 5 }).at(-1),
      "a negative limit": () => optim.clipByValue([w], -1),
      "a negative norm": () => optim.clipByGlobalNorm([w], -1),
    }),
  );
});
