import { Random } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { copyTask, copyTaskOfSomeLength } from "./copy_task.ts";

Deno.test("copyTask() says the vectors between two marks, and is then silent", () => {
  const { x, y } = copyTask(2, 3, new Random(1));
  assertEquals([x.shape, y.shape], [[2, 8, 10], [2, 3, 8]]);
  assertEquals(x.slice([0, 1, 0], [2, 4, 8]).toArray(), y.toArray());
  const marks = new Array(10).fill(0);
  const silence = new Array(3).fill(marks);
  for (const sequence of x.toArray() as number[][][]) {
    assertEquals(sequence[0], marks.with(8, 1));
    assertEquals(sequence[4], marks.with(9, 1));
    assertEquals(sequence.slice(5), silence);
    assert(sequence.slice(1, 4).every((vector) => vector[8] === 0 && vector[9] === 0));
  }
});

Deno.test("copyTask() has as many ones as zeros, to four standard errors", () => {
  const { y } = copyTask(100, 20, new Random(2));
  assert(Math.abs(y.mean().item() - 0.5) < 4 * 0.5 / Math.sqrt(y.size));
});

Deno.test("copyTaskOfSomeLength() is of every length from 1 to 20", () => {
  const lengths = Array.from({ length: 400 }, (_, seed) => copyTaskOfSomeLength(1, new Random(seed)).y.shape[1]!);
  assertEquals([...new Set(lengths)].sort((a, b) => a - b), Array.from({ length: 20 }, (_, i) => i + 1));
});

Deno.test("copyTaskOfSomeLength() is a function of its generator", () => {
  const [a, b] = [0, 1].map(() => copyTaskOfSomeLength(2, new Random(7)).x.toArray());
  assertEquals(a, b);
});
