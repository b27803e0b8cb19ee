import { assert, assertEquals } from "@std/assert";
import { countDeadUnits } from "./dead_units.ts";

Deno.test("large steps kill ReLU units for good; small steps or a leak do not", () => {
  const [small, large, leaky] = countDeadUnits(100).courses.map(({ shares }) => shares.map(([, share]) => share));
  assertEquals(small!.at(-1), 0);
  assertEquals(leaky!.at(-1), 0);
  assert(large!.at(-1)! >= 0.05, `${large!.at(-1)}`);
  large!.slice(1).forEach((share, i) =>
    assert(share >= large![i]! - 1e-9, "who is dead has no gradient to come back by")
  );
});
