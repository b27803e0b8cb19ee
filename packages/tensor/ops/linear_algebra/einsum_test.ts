import { checkGradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import type { Tensor } from "@chainrule/tensor";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { ShapeError } from "../../core/errors.ts";
import { zeros } from "../../creation/full.ts";
import { tensor } from "../../creation/tensor.ts";
import { Random } from "../../random/random.ts";
import { einsum } from "./einsum.ts";

/** One term for each choice of all indices: the definition, with no regard for speed. */
function byDefinition(equation: string, operands: readonly Tensor[]): number[] {
  const [left, output] = equation.split("->") as [string, string];
  const terms = left.split(",");
  const lengths = new Map<string, number>();
  terms.forEach((term, n) => [...term].forEach((letter, axis) => lengths.set(letter, operands[n]!.shape[axis]!)));
  const place = (letters: string, index: ReadonlyMap<string, number>) =>
    [...letters].reduce((at, letter) => at * lengths.get(letter)! + index.get(letter)!, 0);
  const size = [...output].reduce((product, letter) => product * lengths.get(letter)!, 1);
  const result = new Array<number>(size).fill(0);
  const visit = (rest: readonly string[], index: ReadonlyMap<string, number>): void => {
    const [letter, ...others] = rest;
    if (letter === undefined) {
      result[place(output, index)]! += terms.reduce(
        (product, term, n) => product * operands[n]!.data[place(term, index)]!,
        1,
      );
      return;
    }
    for (let i = 0; i < lengths.get(letter)!; i++) {
      visit(others, new Map([...index, [letter, i]]));
    }
  };
  visit([...lengths.keys()], new Map());
  return result;
}

const lengthOf: Record<string, number> = { i: 2, j: 3, k: 4, b: 2, c: 1 };

function operandsOf(equation: string): Tensor[] {
  const random = new Random(7);
  return equation.split("->")[0]!.split(",").map((term) =>
    random.normal([...term].map((letter) => lengthOf[letter]!), { dtype: "float64" })
  );
}

const equations = [
  "ij->ij",
  "ij->ji",
  "ij->",
  "ij->j",
  "ii->i",
  "ii->",
  "iji->j",
  "iii->i",
  "iijj->ij",
  ",i->i",
  ",->",
  "i,i->",
  "i,i->i",
  "i,j->ij",
  "i,j->ji",
  "ij,j->i",
  "ij,jk->ik",
  "ij,jk->ki",
  "ji,kj->ik",
  "ij,ij->",
  "ij,ij->i",
  "ij,ij->ij",
  "bij,bjk->bik",
  "bij,jk->bik",
  "bij,bij->b",
  "bcij,bcjk->bcik",
  "ij,k->i",
  "ijk,kj->i",
  "ii,ij->j",
  "ij,jk,kb->ib",
  "i,ij,j->",
  "bi,ij,bj->b",
  "i,i,i->i",
  "ij,ik,jk->",
];

for (const equation of equations) {
  Deno.test(`einsum() of ${equation} is what the definition says, with its derivatives`, () => {
    const operands = operandsOf(equation);
    const y = einsum(equation, ...operands);
    const expected = byDefinition(equation, operands);
    assertEquals(y.shape, [...equation.split("->")[1]!].map((letter) => lengthOf[letter]!));
    assertEquals(y.size, expected.length);
    // Sums of up to 24 products of normal numbers, added in another order.
    expected.forEach((value, i) => assertAlmostEquals(y.data[i]!, value, 1e-13));
    checkGradients((...xs) => einsum(equation, ...xs), operands);
  });
}

Deno.test("einsum() without an arrow keeps letters that come once, in alphabetical order", () => {
  const [a, b] = operandsOf("kj,ji->ik") as [Tensor, Tensor];
  assertEquals(einsum("kj,ji", a, b).toArray(), einsum("kj,ji->ik", a, b).toArray());
  assertEquals(einsum("ii", tensor([[1, 2], [3, 4]])).item(), 5);
});

Deno.test("einsum() broadcasts the axes under an ellipsis", () => {
  const random = new Random(3);
  const a = random.normal([5, 1, 2, 3]);
  const b = random.normal([4, 3, 2]);
  assertEquals(einsum("...ij,...jk->...ik", a, b).toArray(), a.matmul(b).toArray());
  assertEquals(einsum("...ij,...jk", a, b).shape, [5, 4, 2, 2]);
  assertEquals(einsum("i...->...", b).toArray(), b.sum({ axis: 0 }).toArray());
  assertEquals(einsum("...,...->...", a, 2).toArray(), a.mul(2).toArray());
});

Deno.test("einsum() runs a contraction as a matrix product", () => {
  const run = jit((a: Tensor, b: Tensor) => einsum("bij,bkj->bik", a, b));
  run(zeros([2, 3, 4]), zeros([2, 5, 4]));
  const names = run.programs[0]!.calls.map((call) => call.op.name);
  assert(names.includes("matmul") && !names.includes("mul"), names.join(", "));
});

Deno.test("einsum() ignores spaces", () => {
  assertEquals(einsum(" i , i -> ", tensor([1, 2]), tensor([3, 4])).item(), 11);
});

Deno.test("einsum() explains an equation that it cannot read", () => {
  const message = (equation: string, ...xs: Tensor[]) =>
    assertThrows(() => einsum(equation, ...xs), RangeError).message;
  const x = zeros([2, 2]);
  assertEquals(
    message("i1->i", x),
    'Cannot einsum i1->i as it must be letters of operands separated by commas, then perhaps "->" and the letters of the result: current equation is "i1->i"',
  );
  assertEquals(
    message("ij,jk->ik", x),
    "Cannot einsum ij,jk->ik as there must be one operand for each term: current number of operands is 1",
  );
  assertEquals(
    message("ij->k", x),
    "Cannot einsum ij->k as each letter of the result must come once there, and in an operand: current letter is k",
  );
  assertEquals(
    message("ij->ii", x),
    "Cannot einsum ij->ii as each letter of the result must come once there, and in an operand: current letter is i",
  );
  assertEquals(
    message("...i->i", x),
    'Cannot einsum ...i->i as the result must have an ellipsis when an operand has one: current result is "i"',
  );
});

Deno.test("einsum() explains shapes that do not fit", () => {
  const message = (equation: string, ...xs: Tensor[]) =>
    assertThrows(() => einsum(equation, ...xs), ShapeError).message;
  assertEquals(
    message("ij,jk", zeros([2, 3]), zeros([4, 5])),
    "Cannot einsum ij,jk as all axes named j must have one length: current shapes are [2, 3] and [4, 5]",
  );
  assertEquals(
    message("ii", zeros([2, 3])),
    "Cannot einsum ii as all axes named i must have one length: current shape is [2, 3]",
  );
  assertEquals(
    message("ijk", zeros([2, 3])),
    "Cannot einsum ijk as operand 0 must have 3 axes, one for each letter: current shape is [2, 3]",
  );
  assertEquals(
    message("...ijk", zeros([2, 3])),
    "Cannot einsum ...ijk as operand 0 must have at least 3 axes, one for each letter: current shape is [2, 3]",
  );
  assertEquals(
    message("...i,...i", zeros([2, 3]), zeros([4, 3])),
    "Cannot einsum ...i,...i as axes under the ellipsis must broadcast: current shapes are [2, 3] and [4, 3]",
  );
});
