import { assert, assertEquals } from "@std/assert";
import { universalApproximation } from "./universal_approximation.ts";

Deno.test("a wider network comes closer", async () => {
  const { approximations } = await universalApproximation({ widths: [1, 4, 16, 64], epochs: 1500 });
  const errors = approximations.map(({ error }) => error);
  assertEquals(errors.toSorted((a, b) => b - a), errors, `errors are ${errors}`);
  assert(errors[0]! > 0.5 && errors.at(-1)! < 0.02, `errors are ${errors}`);
});
