import { nn } from "../start/nn_and_jit.ts";
import * as gnn from "@chainrule/gnn";
import { assert, assertEquals } from "@std/assert";
import { rows } from "./rows.ts";

Deno.test("rows are W1 to W11, each with variants or with what it waits for", () => {
  assertEquals(rows.map(({ row }) => row), Array.from({ length: 11 }, (_, i) => `W${i + 1}`));
  for (const { row, variants, missing } of rows) assertEquals(variants.length === 0, missing !== undefined, row);
});

Deno.test("a row does not wait for layers that are there", () => {
  const known = [...Object.keys(nn), ...Object.keys(gnn)];
  for (const { row, missing } of rows) {
    const needs = missing?.split(" and ") ?? [];
    assert(needs.length === 0 || needs.some((name) => !known.includes(name)), `${row} can be run now`);
  }
});

Deno.test("variants of a row have different names, and peers meet one variant of each workload", () => {
  for (const { row, variants } of rows) {
    assertEquals(new Set(variants.map(({ name }) => name)).size, variants.length, row);
    const best = variants.filter(({ isBest }) => isBest).map(({ workload }) => workload);
    assertEquals(new Set(best).size, best.length, row);
  }
});

Deno.test("peers meet the compiled variant, not the eager one", () => {
  const variants = rows.flatMap((row) => row.variants);
  const named = (word: string) => variants.filter(({ name }) => name.endsWith(word));
  assert(named("compiled").length > 10 && named("compiled").every(({ isBest }) => isBest));
  assert(named("eager").every(({ isBest }) => !isBest));
  assertEquals(named("eager").map(({ workload }) => workload), named("compiled").map(({ workload }) => workload));
});
