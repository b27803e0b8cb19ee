import { assert, assertEquals } from "@std/assert";
import type { Variant } from "./row.ts";
import { rows } from "./rows.ts";

/** Whether a variant does the work of its row; one tells what the machine can do at most. */
const isOurs = ({ name }: Variant): boolean => !name.startsWith("peak");

Deno.test("rows are W1 to W11, and each has variants", () => {
  assertEquals(rows.map(({ row }) => row), Array.from({ length: 11 }, (_, i) => `W${i + 1}`));
  for (const { row, variants } of rows) assert(variants.length > 0, row);
});

Deno.test("variants of a row have different names, and peers meet one variant of each workload", () => {
  for (const { row, variants } of rows) {
    assertEquals(new Set(variants.map(({ name }) => name)).size, variants.length, row);
    const best = variants.filter(({ isBest }) => isBest).map(({ workload }) => workload);
    assertEquals(new Set(best).size, best.length, row);
  }
});

Deno.test("peers meet a compiled variant that keeps its results where programs work, where there is one", () => {
  for (const { row, variants } of rows.filter(({ row }) => row !== "W11")) {
    for (const [workload, alike] of Map.groupBy(variants.filter(isOurs), (variant) => variant.workload)) {
      const named = (word: string) => alike.filter(({ name }) => name.endsWith(word)).map(({ name }) => name);
      const [best = "none", ...others] = alike.filter(({ isBest }) => isBest).map(({ name }) => name);
      assertEquals(
        [best, others],
        [[...named("resident"), ...named("compiled")][0], []],
        `${row} ${workload}`,
      );
    }
  }
});

Deno.test("eager code runs on one thread", () => {
  for (const { row, variants } of rows) {
    for (const { name, onOneThread = false } of variants.filter(isOurs)) {
      assertEquals(onOneThread, name.endsWith("eager"), `${row} ${name}`);
    }
  }
});

Deno.test("variants that run a compiled program can be profiled, and only these; fit keeps its program to itself", () => {
  for (const { row, variants } of rows.filter(({ row }) => row !== "W10")) {
    for (const { name, profile } of variants) {
      assertEquals(profile !== undefined, /(compiled|resident)$/.test(name), `${row} ${name}`);
    }
  }
});
