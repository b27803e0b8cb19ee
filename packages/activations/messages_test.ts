import { messagesOf } from "@chainrule/testing";
import { tensor } from "@chainrule/tensor";
import { assertSnapshot } from "@std/testing/snapshot";
import * as activations from "./mod.ts";

// deno-lint-ignore no-explicit-any
const wrong = (value: unknown): any => value;

Deno.test("the messages of activations", async (test) => {
  const x = tensor([[1, 2], [3, 4]]);
  await assertSnapshot(
    test,
    await messagesOf({
      "an unknown name": () => activations.activationFromName(wrong("rellu")),
      "an unknown form of gelu": () => activations.gelu(x, { approximate: wrong("fast") }),
      "softmax along a missing axis": () => activations.softmax(x, { axis: 2 }),
      "logSoftmax along a missing axis": () => activations.logSoftmax(x, { axis: -3 }),
      "prelu with another number of slopes": () => activations.prelu(x, tensor([1, 2, 3])),
      "relu of an array": () => activations.relu(wrong([1, 2])),
    }),
  );
});
