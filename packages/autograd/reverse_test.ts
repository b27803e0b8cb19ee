import type { CallCotangent, Op, Tensor, Unary } from "@chainrule/tensor";
import { apply, linear, slice, tensor, Variable } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import { gradients } from "./mod.ts";

/** Multiplies by a factor, and notes the calls that it is asked about together. */
function scaling(name: string, known: boolean) {
  const asked: number[][] = [];
  const op: Op<Unary, number> = linear<Unary, number>({
    name,
    shape: ([x]) => x!,
    compute: ([x], factor) => x.data.map((value) => value * factor),
    transpose: [(g, _inputs, _y, factor) => g.mul(factor)],
    jointVjp: (calls: readonly CallCotangent<number>[]) => {
      asked.push(calls.map(({ attributes }) => attributes));
      if (!known) return null;
      return calls.map(({ g, attributes }) => g.mul(attributes)).reduce((sum, part) => sum.add(part));
    },
  });
  return { asked, scaled: (x: Tensor, factor: number): Tensor => apply(op, [x], factor) };
}

for (const known of [true, false]) {
  Deno.test(`gradients ask for the calls that read one input together, ${known ? "" : "though no rule answers, "}each operation by itself`, () => {
    const [a, b] = [scaling("a", known), scaling("b", known)];
    const w = new Variable(tensor([1, 2, 4]));
    const h = w.value.mul(1);
    const y = [
      b.scaled(h, 10),
      slice(h, [1]),
      a.scaled(h, 2),
      h.mul(h),
      b.scaled(h, 20),
      slice(h, [2]),
      a.scaled(h, 3),
    ];
    const [gradient] = gradients(y.map((part) => part.sum()).reduce((sum, part) => sum.add(part)), [w]);
    // 2 + 3 + 10 + 20 + 2 w, and 1 for each slice.
    assertEquals(gradient!.toArray(), [37, 40, 45]);
    // The operation of the last call waits; calls of others are done at once.
    assertEquals([a.asked, b.asked], [[[3, 2]], []]);
  });
}

Deno.test("a call that reads an input alone is not asked about", () => {
  const a = scaling("a", true);
  const w = new Variable(tensor([1]));
  const first = a.scaled(w.value, 2);
  const [gradient] = gradients(a.scaled(first, 3).sum(), [w]);
  assertEquals([gradient!.toArray(), a.asked], [[6], []]);
});

Deno.test("gradients of what is between calls and output are whole, too", () => {
  const a = scaling("a", true);
  const w = new Variable(tensor([1, 2]));
  const h = w.value.mul(5);
  const y = a.scaled(h, 2).add(a.scaled(h, 3)).sum();
  assertEquals(gradients(y, [h, w]).map((g) => g.toArray()), [[5, 5], [25, 25]]);
  assertEquals(a.asked, [[3, 2]]);
});
