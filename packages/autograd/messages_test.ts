import { messagesOf } from "@chainrule/testing";
import { tensor, Variable } from "@chainrule/tensor";
import { assertSnapshot } from "@std/testing/snapshot";
import * as autograd from "./mod.ts";

// deno-lint-ignore no-explicit-any
const wrong = (value: unknown): any => value;

Deno.test("the messages of autograd", async (test) => {
  const x = tensor([1, 2]);
  const w = new Variable(x, { name: "w" });
  const used = w.value.mul(w).sum();
  autograd.backward(used);
  await assertSnapshot(
    test,
    await messagesOf({
      "grad of a vector": () => autograd.grad((z) => z)(x),
      "grad of an integer": () => autograd.grad((z) => z)(tensor(1, "int32")),
      "grad of an async function": () => autograd.grad(wrong(async () => await x))(x),
      "grad called with an async function": () => autograd.grad(wrong(() => Promise.resolve(x)))(x),
      "grad of what is no function": () => autograd.grad(wrong(1))(x),
      "grad of a function without result": () => autograd.grad(wrong(() => {}))(x),
      "grad of a missing argument": () => autograd.grad((z) => z.sum(), { argument: 1 })(x),
      "vjp with another cotangent": () => autograd.vjp((z) => z, x).pullback(tensor([1, 2, 3])),
      "jvp with another tangent": () => autograd.jvp((z) => z, [x], [tensor([1])]),
      "jvp with too few tangents": () => autograd.jvp((z) => z, [x], []),
      "backward of a vector": () => autograd.backward(w.value.mul(2)),
      "backward of a constant": () => autograd.backward(x.sum()),
      "backward twice": () => autograd.backward(used),
      "gradients of a constant": () => autograd.gradients(w.value.sum(), [x]),
      "noGrad of an async function": () => autograd.noGrad(wrong(async () => await x)),
      "hessian of a vector": () => autograd.hessian((z) => z)(x),
    }),
  );
});
