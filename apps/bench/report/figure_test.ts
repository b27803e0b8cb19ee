import { kilobytesGzip, perSecond } from "../rows/unit.ts";
import { assertEquals } from "@std/assert";
import { figureOf } from "./figure.ts";

const about = { row: "W2", variant: "eager", threads: 1, peakMiB: 90, work: 1 };

Deno.test("figureOf() takes the median time, and gives it as a rate with its spread", () => {
  assertEquals(figureOf({ ...about, unit: perSecond("steps"), samples: [5, 2, 4] }), {
    row: "W2",
    variant: "eager",
    threads: 1,
    value: 250,
    unit: "steps/s",
    spread: { least: 200, most: 500 },
    milliseconds: 4,
    peakMiB: 90,
  });
});

Deno.test("figureOf() gives no milliseconds for a size", () => {
  const figure = figureOf({ ...about, unit: kilobytesGzip, samples: [35_700] });
  assertEquals([figure.value, figure.milliseconds], [35.7, null]);
});
