import { assert } from "@std/assert";
import { numericalDifferentiation } from "./numerical_differentiation.ts";

Deno.test("differences from both sides are better than those from one, and each has its best step", () => {
  const [one, both] = numericalDifferentiation().best;
  assert(one!.error > 1e-10 && one!.error < 1e-7, `${one!.error}`);
  assert(both!.error < 1e-10, `${both!.error}`);
  // √ε and ∛ε, within a factor of thirty: rounding is a matter of luck.
  assert(one!.step > 5e-10 && one!.step < 5e-7, `${one!.step}`);
  assert(both!.step > 2e-7 && both!.step < 2e-4, `${both!.step}`);
});
