/** Kept losses do not keep graphs. */
import { backward } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { tensor, Variable } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { jit } from "./mod.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** One step; gives its loss, and weak references to what lay between. */
function step(
  w: Variable,
  x: Tensor,
  between: WeakRef<Tensor>[],
  retainGraph: boolean,
): Tensor {
  const hidden = x.mul(w);
  const loss = hidden.mul(hidden).sum();
  between.push(new WeakRef(hidden));
  backward(loss, { retainGraph });
  w.grad = null;
  return loss;
}

async function alive(retainGraph: boolean): Promise<number> {
  const w = new Variable(tensor([1, 2, 3]));
  const between: WeakRef<Tensor>[] = [];
  const losses: Tensor[] = [];
  for (let i = 0; i < 5; i++) {
    losses.push(step(w, tensor([1, 1, i]), between, retainGraph));
  }
  await new Promise((resolve) => setTimeout(resolve, 0));
  collectGarbage();
  assertEquals(losses.length, 5);
  return between.filter((reference) => reference.deref() !== undefined).length;
}

Deno.test("losses that are kept do not keep their graphs", async () => {
  assertEquals(await alive(false), 0);
});

Deno.test("with retainGraph they do", async () => {
  assertEquals(await alive(true), 5);
});

Deno.test("results of compiled calls do not keep the values between", () => {
  const w = new Variable(tensor([1, 2, 3]));
  const f = jit((x: Tensor) => {
    const loss = x.mul(w).sum();
    backward(loss);
    w.grad = null;
    return loss;
  });
  const losses = [1, 2, 3].map((x) => f(tensor([x, x, x])));
  for (const loss of losses) {
    const below = loss.origin!.inputs;
    assert(below.every((x) => x.origin === null || x.origin.variable === w));
  }
});
