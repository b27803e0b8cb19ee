import { tensor } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import type { SampleProblem } from "../problems/problem.ts";
import { holdOut } from "./hold_out.ts";

/** Forty samples in order of their class. */
function sorted(): SampleProblem {
  const labels = Int32Array.from({ length: 40 }, (_, i) => i < 20 ? 0 : 1);
  const samples = { x: tensor(Array.from(labels, (label, i) => [label, i])), y: tensor(labels) };
  return { kind: "samples", train: samples, test: samples, classNames: ["a", "b"], standardize: false, columns: null };
}

Deno.test("holdOut() draws each class in proportion, though the samples come in order", () => {
  const { train, validation } = holdOut(sorted(), 0.25, 3);
  assertEquals(validation!.y.sum().item(), 5);
  assertEquals([train.y.size, validation!.y.size], [30, 10]);
  const places = [...train.x.data, ...validation!.x.data].filter((_, i) => i % 2 === 1).sort((a, b) => a - b);
  assertEquals(places, Array.from({ length: 40 }, (_, i) => i));
});

Deno.test("holdOut() draws the same samples for the same seed, so that a run can be resumed", () => {
  const drawn = (seed: number) => holdOut(sorted(), 0.25, seed).validation!.x.toArray();
  assertEquals(drawn(1), drawn(1));
  assertEquals(JSON.stringify(drawn(1)) === JSON.stringify(drawn(2)), false);
});
