import { scalarBuilder } from "@chainrule/tensor";
import type { Builder as TensorBuilder } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { supports } from "../wasm/mod.ts";
import type { VectorLevel } from "../wasm/mod.ts";
import { compileElementwise } from "./compile_elementwise.ts";
import { singleBuilder } from "./single_builder.ts";
import type { Builder, Elementwise, Formula, Spread } from "./vocabulary.ts";
import { binaryWords, builderOf, unaryWords } from "./vocabulary.ts";

const levels: readonly VectorLevel[] = supports("relaxedSimd") ? ["relaxed", "simd", "none"] : ["simd", "none"];

const edges = [
  ...[0, 1, 0.5, 1.5, 2, 2.5, 3, 7, 1e-40, 1e-3, 20, 100, 8388607, 16777216, 3e38, Infinity].flatMap((x) => [x, -x]),
  NaN,
  0.7,
  -0.3,
].map(Math.fround);

/** All pairs of edges, as two lists. */
const pairs = [edges.flatMap((x) => edges.map(() => x)), edges.flatMap(() => edges)] as const;

/** Runs a computation on lists of numbers in a memory of its own; gives one list for each result. */
function run(
  elementwise: Elementwise,
  inputs: readonly (readonly number[])[],
  { rows = 1, columns = 0, outputs = 1, level = undefined as VectorLevel | undefined, shift = 0 },
): number[][] {
  const size = rows * columns;
  const memory = new WebAssembly.Memory({ initial: 2 });
  const numbers = new Float32Array(memory.buffer).fill(-77);
  let free = shift;
  const place = (length: number): number => {
    const start = free;
    free += length + 1;
    return start;
  };
  const outs = Array.from({ length: outputs }, () => place(size));
  const ins = inputs.map((values) => {
    const start = place(values.length);
    numbers.set(values, start);
    return start;
  });
  compileElementwise(elementwise, memory, level)(rows, columns, ...[...outs, ...ins].map((at) => 4 * at));
  for (const out of outs) assertEquals(numbers[out + size], -77, "wrote beyond the end");
  return outs.map((out) => [...numbers.subarray(out, out + size)]);
}

/** What a formula gives for each element, rounding each word to float32. */
function expected(formula: Formula, inputs: readonly (readonly number[])[]): number[] {
  return inputs[0]!.map((_, i) => formula(singleBuilder, inputs.map((values) => values[i]!))[0]!);
}

function assertClose(found: readonly number[], wanted: readonly number[], ulps: number, of: string): void {
  wanted.forEach((y, i) => {
    const unit = 2 ** (Math.max(-126, Math.floor(Math.log2(Math.abs(y) || 1e-45))) - 23);
    const near = Number.isFinite(y) && y !== 0 && Math.abs(found[i]! - y) <= ulps * unit;
    assert(near || Object.is(found[i], y), `${of} at ${i} is ${found[i]}, not ${y}`);
  });
}

/** Half a unit is what rounding the exact value takes; the rest are the bounds of `vectorMath`. */
const bounds: Readonly<Record<string, number>> = {
  exp: 1.6,
  expm1: 2.2,
  log: 1.4,
  log1p: 2,
  tanh: 3.1,
  erf: 2.5,
  erfc: 6.5,
  sin: 2.5,
  cos: 2.5,
  tan: 4.5,
  pow: 1.1,
};

for (const level of levels) {
  for (const word of unaryWords) {
    Deno.test(`${word} at level ${level} is what it is for numbers`, () => {
      const formula: Formula = (k, [x]) => [k[word](x!)];
      const [found] = run({ formula, inputs: ["each"] }, [edges], { columns: edges.length, level });
      assertClose(found!, expected(formula, [edges]), bounds[word] ?? 0, word);
    });
  }

  for (const word of binaryWords) {
    Deno.test(`${word} at level ${level} is what it is for numbers`, () => {
      const formula: Formula = (k, [x, y]) => [k[word](x!, y!)];
      const [found] = run({ formula, inputs: ["each", "each"] }, pairs, { columns: pairs[0].length, level });
      assertClose(found!, expected(formula, pairs), bounds[word] ?? 0, word);
    });
  }

  Deno.test(`select at level ${level} goes by what is not 0, NaN included`, () => {
    const formula: Formula = (k, [x, y]) => [k.select(x!, y!, k.constant(-3)), k.select(k.less(x!, y!), x!, y!)];
    const results = run({ formula, inputs: ["each", "each"] }, pairs, { columns: pairs[0].length, outputs: 2, level });
    results.forEach((found, i) => {
      const one: Formula = (k, inputs) => [formula(k, inputs)[i]!];
      assertClose(found, expected(one, pairs), 0, "select");
    });
  });

  Deno.test(`powers with constant exponents at level ${level} are what pow is`, () => {
    for (const exponent of [-1, 0, 0.5, 1, 2, 3]) {
      const formula: Formula = (k, [x]) => [k.pow(x!, k.constant(exponent))];
      const [found] = run({ formula, inputs: ["each"] }, [edges], { columns: edges.length, level });
      assertClose(found!, expected(formula, [edges]), 1.1, `power ${exponent}`);
    }
  });

  Deno.test(`min and max beside constants at level ${level} know the sign of zero and NaN`, () => {
    for (const limit of [0, -0, 1, -1.5, Infinity, NaN]) {
      const formula: Formula = (k, [x]) => {
        const c = k.constant(limit);
        return [k.min(x!, c), k.min(c, x!), k.max(x!, c), k.max(c, x!)];
      };
      const results = run({ formula, inputs: ["each"] }, [edges], { columns: edges.length, outputs: 4, level });
      results.forEach((found, i) => {
        const one: Formula = (k, inputs) => [formula(k, inputs)[i]!];
        assertClose(found, expected(one, [edges]), 0, `${["min", "min", "max", "max"][i]} beside ${limit}`);
      });
    }
  });

  Deno.test(`constants at level ${level} are what they are, the sign of zero included`, () => {
    const formula: Formula = (k, [x]) => [
      k.div(x!, k.constant(0)),
      k.div(x!, k.constant(-0)),
      k.add(x!, k.constant(0.1)),
      k.constant(NaN),
    ];
    const found = run({ formula, inputs: ["each"] }, [[1, 2]], { columns: 2, outputs: 4, level });
    const tenth = [1 + Math.fround(0.1), 2 + Math.fround(0.1)].map(Math.fround);
    assertEquals(found, [[Infinity, Infinity], [-Infinity, -Infinity], tenth, [NaN, NaN]]);
  });

  Deno.test(`products and sums at level ${level} round one after the other`, () => {
    const formula: Formula = (k, [x, a, b]) => [k.add(k.mul(x!, a!), b!)];
    // The product is 1 + 2⁻¹¹ + 2⁻²⁴, which rounds to 1 + 2⁻¹¹; unrounded, the last term would be left.
    const x = 1 + 2 ** -12;
    const inputs = [[x, x], [x, x], [-1 - 2 ** -11, -1]];
    const [found] = run({ formula, inputs: ["each", "each", "each"] }, inputs, { columns: 2, level });
    assertEquals(found, [0, 2 ** -11]);
  });

  Deno.test(`an element at level ${level} has the same bits at every place in every length`, () => {
    const formula: Formula = (k, [x]) => [k.add(k.sin(x!), k.mul(k.tanh(x!), k.erfc(x!)))];
    const values = [0.37, 3e7, -2.5, NaN, -0, -1e30, 1.25];
    const alone = values.map((x) => run({ formula, inputs: ["each"] }, [[x]], { columns: 1, level })[0]![0]!);
    for (let length = 0; length <= 67; length++) {
      const inputs = [Array.from({ length }, (_, i) => values[i % 7]!)];
      const [found] = run({ formula, inputs: ["each"] }, inputs, { columns: length, level, shift: length });
      found!.forEach((y, i) =>
        assert(Object.is(y, alone[i % 7]), `place ${i} of ${length}: ${y}, not ${alone[i % 7]}`)
      );
    }
  });

  Deno.test(`rows, columns and scalars at level ${level} are spread over a block`, () => {
    const formula: Formula = (k, inputs) => [inputs.reduce((sum, x) => k.add(sum, x)), k.neg(inputs[1]!)];
    const inputs: readonly Spread[] = ["each", "row", "column", "scalar"];
    for (const [rows, columns] of [[3, 5], [1, 8], [4, 1], [2, 3], [0, 4], [2, 0]] as const) {
      const count = rows * columns;
      const lists = [count, columns, rows, 1].map((length, which) =>
        Array.from({ length }, (_, i) => (i + 1) * 100 ** which)
      );
      const [sums, negated] = run({ formula, inputs }, lists, { rows, columns, outputs: 2, level });
      const elements = Array.from({ length: count }, (_, i) => [Math.floor(i / columns), i % columns] as const);
      assertEquals(
        sums,
        elements.map(([row, column], i) => lists[0]![i]! + lists[1]![column]! + lists[2]![row]! + lists[3]![0]!),
      );
      assertEquals(negated, elements.map(([, column]) => -lists[1]![column]!));
    }
  });

  Deno.test(`a result at level ${level} may take the place of an input`, () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const numbers = new Float32Array(memory.buffer);
    const step = compileElementwise(
      {
        formula: (k, [w, g, rate]) => [k.sub(w!, k.mul(rate!, g!)), k.constant(0)],
        inputs: ["each", "each", "scalar"],
      },
      memory,
      level,
    );
    numbers.set([0, 1, 2, 3, 4, 5, 6], 0);
    numbers.set([0, 2, 4, 6, 8, 10, 12], 10);
    numbers[20] = 0.25;
    step(1, 7, 0, 4 * 10, 0, 4 * 10, 4 * 20);
    assertEquals([...numbers.subarray(0, 7)], [0, 0.5, 1, 1.5, 2, 2.5, 3]);
    assertEquals([...numbers.subarray(10, 17)], [0, 0, 0, 0, 0, 0, 0]);
  });
}

Deno.test("a computation runs in a memory that threads share", () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 4, shared: true });
  const numbers = new Float32Array(memory.buffer);
  numbers.set([1, 4, 9, 16, 25]);
  compileElementwise({ formula: (k, [x]) => [k.sqrt(x!)], inputs: ["each"] }, memory)(1, 5, 0, 0);
  assertEquals([...numbers.subarray(0, 5)], [1, 2, 3, 4, 5]);
});

Deno.test("a computation still reaches its memory after that has grown", () => {
  for (const level of levels) {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const negate = compileElementwise({ formula: (k, [x]) => [k.neg(x!)], inputs: ["each"] }, memory, level);
    memory.grow(1);
    new Float32Array(memory.buffer).set([1, 2, 3], 20000);
    negate(1, 3, 4 * 20000, 4 * 20000);
    assertEquals([...new Float32Array(memory.buffer, 4 * 20000, 3)], [-1, -2, -3]);
  }
});

Deno.test("computations of one structure are one function in one memory", () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const scaled = (factor: number) =>
    compileElementwise({ formula: (k, [x]) => [k.mul(x!, k.constant(factor))], inputs: ["each"] }, memory);
  assertEquals(scaled(2), scaled(2));
  assert(scaled(2) !== scaled(3));
  assert(scaled(0) !== scaled(-0));
});

Deno.test("formulas of tensors can be written with the builders of kernels, and those of kernels with the builders of tensors", () => {
  const asTensor = <V>(k: Builder<V>): TensorBuilder<V> => k;
  const asKernel = <V>(k: TensorBuilder<V>): Builder<V> => k;
  assertEquals(asTensor(singleBuilder).add(0.1, 0.2), Math.fround(Math.fround(0.1 + 0.2)));
  assertEquals(asKernel(scalarBuilder).add(0.1, 0.2), 0.1 + 0.2);
  // Every word of one is a word of the other.
  const words = Object.keys(builderOf(() => 0, () => 0)).sort();
  assertEquals(words, Object.keys(scalarBuilder).sort());
});

Deno.test("singleBuilder is what the scalar builder of tensors is, rounded", () => {
  const check = (found: number, exact: number, of: string) =>
    assert(Object.is(found, Math.fround(exact)), `${of} is ${found}, not ${Math.fround(exact)}`);
  for (const word of unaryWords) {
    for (const x of edges) check(singleBuilder[word](x), scalarBuilder[word](x), `${word}(${x})`);
  }
  for (const word of binaryWords) {
    pairs[0].forEach((x, i) => {
      const y = pairs[1][i]!;
      check(singleBuilder[word](x, y), scalarBuilder[word](x, y), `${word}(${x}, ${y})`);
    });
  }
});
