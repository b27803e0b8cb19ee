import { gelu } from "@chainrule/activations";
import { matmul, transpose } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { compiled } from "../workloads/compile.ts";
import { uniform } from "../workloads/hashed.ts";
import { largeGraph } from "../workloads/large_graph.ts";
import { computationVariants, keeping } from "./eager_and_compiled.ts";
import type { Computation } from "./eager_and_compiled.ts";

const computations: readonly Computation[] = [
  { compute: (x) => gelu(x!), operands: () => [uniform([1001], 1, 3)] },
  { compute: (a, b) => matmul(transpose(a!), b!), operands: () => [uniform([20, 20], 1), uniform([20, 20], 2)] },
];

Deno.test("what is kept is what would be returned", () => {
  for (const computation of computations) {
    const { run, result } = keeping(computation);
    result.assign(result.value.mul(0));
    assertEquals(run(), undefined);
    const returned = compiled(computation.compute)(...computation.operands());
    assertEquals(result.value.data, returned.data);
    assert(returned.data.some((value) => value !== 0));
  }
});

Deno.test("variants of a function have names with what they do, and do the same work", async () => {
  const variants = computationVariants({ label: "f", workload: "F", work: 5 }, computations[0]!);
  assertEquals(variants.map(({ name, workload, work, isBest }) => [name, workload, work, isBest]), [
    ["f eager", "F", 5, false],
    ["f compiled", "F", 5, false],
    ["f resident", "F", 5, true],
  ]);
  for (const { measure } of variants) assertEquals((await measure({ repeat: 1, clock: fast() })).length, 1);
});

/** A clock on which each look takes a second, so that few calls are a warm-up. */
function fast(): () => number {
  let now = 0;
  return () => now += 1000;
}

Deno.test("largeGraph() gives the gradients of eager code when it is compiled", () => {
  const run = (compile: (f: () => unknown) => () => unknown) => {
    const { variables, differentiate } = largeGraph(50, 300);
    compile(differentiate)();
    return variables.map(({ grad }) => grad!.data);
  };
  const [expected, actual] = [run((f) => f), run((f) => compiled(f))];
  expected.forEach((gradient, i) => {
    const largest = Math.max(...gradient.map(Math.abs));
    // Sums of some ten float32 numbers in another order.
    gradient.forEach((value, k) => assert(Math.abs(value - actual[i]![k]!) <= 1e-6 * largest, `${i} ${k}`));
    assert(largest > 0);
  });
});
