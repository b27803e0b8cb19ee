import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { addingProblem } from "./adding_problem.ts";

Deno.test("addingProblem() marks one number in each half, and asks for their sum", () => {
  const steps = 7;
  const { x, y } = addingProblem({ count: 200, steps, seed: 3, dtype: "float64" });
  assertEquals([x.shape, y.shape], [[200, steps, 2], [200, 1]]);
  const places = new Set<number>();
  (x.toArray() as number[][][]).forEach((sequence, n) => {
    const marked = sequence.flatMap(([, mark], t) => mark === 1 ? [t] : []);
    assertEquals(sequence.filter(([, mark]) => mark === 0).length, steps - 2);
    assert(marked[0]! < 3 && marked[1]! >= 3, `marked are ${marked}`);
    marked.forEach((place) => places.add(place));
    assertEquals(y.data[n], sequence[marked[0]!]![0]! + sequence[marked[1]!]![0]!);
  });
  assertEquals(places.size, steps, "every step is marked sometimes");
});

Deno.test("addingProblem() has numbers from 0 to 1 whose sums have mean 1 and variance 1/6", () => {
  const { x, y } = addingProblem({ count: 4000, steps: 4, seed: 1 });
  const numbers = x.slice([0, 0, 0], [4000, 4, 1]);
  assert(numbers.min().item() >= 0 && numbers.max().item() < 1);
  const error = y.sub(1);
  // Four standard errors of means over 4000 sums.
  assertAlmostEquals(error.mean().item(), 0, 4 * Math.sqrt(1 / 6 / 4000));
  assertAlmostEquals(error.mul(error).mean().item(), 1 / 6, 4 * Math.sqrt(7 / 180 / 4000));
});

Deno.test("addingProblem() gives the same for one seed, and other sequences for another", () => {
  const of = (seed: number) => addingProblem({ count: 2, steps: 5, seed }).x.toArray();
  assertEquals(of(4), of(4));
  assert(JSON.stringify(of(4)) !== JSON.stringify(of(5)));
});

Deno.test("addingProblem() refuses no sequences, and sequences of one step", () => {
  assertEquals(
    assertThrows(() => addingProblem({ count: 0 }), RangeError).message,
    "Cannot make sequences as their number must be a whole number from 1: current number is 0",
  );
  assertEquals(
    assertThrows(() => addingProblem({ steps: 1 }), RangeError).message,
    "Cannot make sequences as their steps must be a whole number from 2: current steps are 1",
  );
});
