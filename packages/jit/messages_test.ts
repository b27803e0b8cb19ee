import { backward } from "@chainrule/autograd";
import { messagesOf } from "@chainrule/testing";
import type { Tensor } from "@chainrule/tensor";
import { add, tensor, Variable } from "@chainrule/tensor";
import { assertSnapshot } from "@std/testing/snapshot";
import { jit } from "./mod.ts";

// deno-lint-ignore no-explicit-any
const wrong = (value: unknown): any => value;

Deno.test("the messages of jit", async (test) => {
  const x = tensor([1, 2]);
  const w = new Variable(x, { name: "w" });
  let kept: Tensor = x;
  jit((z: Tensor) => kept = z.mul(2))(x);
  let scale = 1;
  const changing = jit((z: Tensor) => z.mul(scale), { check: true });
  changing(x);
  scale = 2;
  await assertSnapshot(
    test,
    await messagesOf({
      "an async function": () => jit(wrong(async () => await x)),
      "reading a value": () => jit((z: Tensor) => z.sum().item())(x),
      "branching on a value": () => jit((z: Tensor) => wrong(z.sum()) > 0 ? z : z.neg())(x),
      "a tensor kept from a finished trace": () => add(kept, 1),
      "differentiating a compiled result": () => backward(jit((z: Tensor) => z.mul(w).sum())(x)),
      "a function that changes": () => changing(x),
    }),
  );
});
