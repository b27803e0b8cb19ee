import { Random } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import type { LoadFigures } from "./measure_load.ts";
import { meanFigures, measureLoad } from "./measure_load.ts";

function measured(load: number): LoadFigures {
  const random = new Random(0);
  return meanFigures(Array.from({ length: 2 }, () => measureLoad(500, 500 * load, random.fork())));
}

Deno.test("networks of 500 units have less than 0.5 % wrong bits at load 0.10, pass 2 % near 0.138, and lose most patterns by 0.18", () => {
  const { pattern, damaged } = measured(0.1);
  assert(pattern.wrong < 0.005 && damaged.wrong < 0.005, `wrong ${pattern.wrong} and ${damaged.wrong}`);
  const [below, above, high] = [measured(0.12), measured(0.156), measured(0.18)];
  assert(below.pattern.wrong < 0.02, `wrong ${below.pattern.wrong} below`);
  assert(above.pattern.wrong > 0.02, `wrong ${above.pattern.wrong} above`);
  assert(high.damaged.lost > 0.5, `lost ${high.damaged.lost}`);
});

Deno.test("the same seed gives the same figures, and figures of several networks are averaged", () => {
  const [a, b] = [measureLoad(60, 12, new Random(1)), measureLoad(60, 12, new Random(2))];
  assertEquals(measureLoad(60, 12, new Random(1)), a);
  assert(a.damaged.wrong !== b.damaged.wrong, "two networks are alike");
  assertEquals(meanFigures([a, b]).damaged.wrong, (a.damaged.wrong + b.damaged.wrong) / 2);
  assertEquals(meanFigures([a, b]).pattern.lost, (a.pattern.lost + b.pattern.lost) / 2);
});
