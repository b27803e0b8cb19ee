import { gradients } from "@chainrule/autograd";
import { tensor, Variable } from "@chainrule/tensor";
import { assertEquals, assertStrictEquals } from "@std/assert";
import { detachState } from "./detach_state.ts";

Deno.test("detachState() keeps names and values, and lets no gradient through", () => {
  const w = new Variable(tensor([[1, 2]]));
  const hidden = w.value.mul(3);
  const state = detachState({ hidden, cell: hidden.add(1) });
  assertEquals(Object.entries(state).map(([name, part]) => [name, part.toArray()]), [
    ["hidden", [[3, 6]]],
    ["cell", [[4, 7]]],
  ]);
  assertStrictEquals(state.hidden.storage, hidden.storage);
  const [gradient] = gradients(state.hidden.add(state.cell).mul(w).sum(), [w]);
  assertEquals(gradient!.toArray(), [[7, 13]]);
});
