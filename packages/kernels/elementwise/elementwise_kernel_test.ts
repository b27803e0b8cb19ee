import { scalarBuilder } from "@chainrule/tensor";
import type { Builder as TensorBuilder } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { compileKernel } from "../engine/compile_kernel.ts";
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import { supports } from "../wasm/mod.ts";
import type { ElementType, FormulaLane } from "./element_type.ts";
import { elementBytes } from "./element_type.ts";
import { elementwiseCalls } from "./elementwise_calls.ts";
import { elementwiseKernel } from "./elementwise_kernel.ts";
import { singleBuilder } from "./single_builder.ts";
import type { Builder, Formula } from "./vocabulary.ts";
import { binaryWords, builderOf, unaryWords } from "./vocabulary.ts";

const levels: readonly VectorCodeLevel[] = supports("relaxedSimd") ? ["relaxed", "simd"] : ["simd"];

const edges = [
  ...[0, 1, 0.5, 1.5, 2, 2.5, 3, 7, 1e-40, 1e-3, 20, 100, 8388607, 16777216, 3e38, Infinity].flatMap((x) => [x, -x]),
  NaN,
  0.7,
  -0.3,
].map(Math.fround);

/** All pairs of edges, as two lists. */
const pairs = [edges.flatMap((x) => edges.map(() => x)), edges.flatMap(() => edges)] as const;

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;

/** How a formula is run on lists of numbers. */
interface Options {
  readonly level?: VectorCodeLevel;
  readonly lane?: FormulaLane;
  readonly types?: readonly ElementType[];
  readonly outputs?: readonly ElementType[];
  /** How far from a multiple of 16 the lists begin, in elements. */
  readonly shift?: number;
}

/** Runs a formula on lists of one length, in a memory of its own; gives one list for each result. */
function run(formula: Formula, inputs: readonly (readonly number[])[], options: Options = {}): number[][] {
  const { level = "simd", lane = "float32", types = [], outputs = [lane], shift = 0 } = options;
  const { length } = inputs[0]!;
  const memory = new WebAssembly.Memory({ initial: 4 });
  new Uint8Array(memory.buffer).fill(0x77);
  let free = 1024;
  const place = (type: ElementType) => {
    const start = free + shift * elementBytes[type];
    free += 16 * Math.ceil((length + shift + 2) * elementBytes[type] / 16);
    return { start, values: new arrays[type](memory.buffer as ArrayBuffer, start, length) };
  };
  const outs = outputs.map(place);
  const ins = inputs.map((values, i) => {
    const placed = place(types[i] ?? lane);
    placed.values.set(values);
    return placed;
  });
  const operand = (type: ElementType, { start }: { start: number }) =>
    ({ type, address: { region: "fixed", bytes: start }, strides: [1] }) as const;
  const before = new Uint8Array(memory.buffer).slice();
  const calls = elementwiseCalls({
    formula,
    lane,
    shape: [length],
    inputs: ins.map((x, i) => operand(types[i] ?? lane, x)),
    outputs: outs.map((x, i) => operand(outputs[i]!, x)),
  });
  for (const { kernel, units, arguments: given } of calls) {
    const f = compileKernel(kernel, memory, level);
    f(0, units, ...given.map((x) => typeof x === "number" ? x : x.bytes));
  }
  const after = new Uint8Array(memory.buffer).slice();
  for (const { values } of outs) after.fill(0, values.byteOffset, values.byteOffset + values.byteLength);
  for (const { values } of outs) before.fill(0, values.byteOffset, values.byteOffset + values.byteLength);
  assertEquals(after.findIndex((byte, i) => byte !== before[i]), -1, "wrote where nothing of its own is");
  return outs.map(({ values }) => [...values]);
}

/** Some outputs of float32. */
function singles(count: number): ElementType[] {
  return new Array<ElementType>(count).fill("float32");
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
      const [found] = run(formula, [edges], { level });
      assertClose(found!, expected(formula, [edges]), bounds[word] ?? 0, word);
    });
  }

  for (const word of binaryWords) {
    Deno.test(`${word} at level ${level} is what it is for numbers`, () => {
      const formula: Formula = (k, [x, y]) => [k[word](x!, y!)];
      const [found] = run(formula, pairs, { level });
      assertClose(found!, expected(formula, pairs), bounds[word] ?? 0, word);
    });
  }

  Deno.test(`select at level ${level} goes by what is not 0, NaN included`, () => {
    const formula: Formula = (k, [x, y]) => [k.select(x!, y!, k.constant(-3)), k.select(k.less(x!, y!), x!, y!)];
    const results = run(formula, pairs, { outputs: singles(2), level });
    results.forEach((found, i) => {
      const one: Formula = (k, inputs) => [formula(k, inputs)[i]!];
      assertClose(found, expected(one, pairs), 0, "select");
    });
  });

  Deno.test(`exponents whose sign is known at level ${level} have the bits of those whose sign is not`, () => {
    const far = [80, -80, 60, -60, 1, -1, 0, -0, 100, -100, 1e-40, NaN, Infinity, -Infinity];
    const ones = far.map(() => -1);
    const formulas: readonly Formula[] = [
      (k, [x]) => [k.neg(k.abs(x!)), k.neg(k.mul(x!, x!)), k.neg(k.mul(k.constant(0.5), k.mul(x!, x!)))],
      // These can be positive.
      (k, [x, one]) => [k.neg(x!), k.neg(k.mul(k.abs(x!), one!)), k.neg(k.mul(k.constant(-0.5), k.abs(x!)))],
    ];
    for (const formula of formulas) {
      const exponents = run(formula, [far, ones], { level, outputs: singles(3) });
      const found = run((k, inputs) => formula(k, inputs).map((x) => k.exp(x)), [far, ones], {
        level,
        outputs: singles(3),
      });
      found.forEach((values, i) => assertEquals(values, run((k, [x]) => [k.exp(x!)], [exponents[i]!], { level })[0]));
    }
  });

  Deno.test(`powers with constant exponents at level ${level} are what pow is`, () => {
    for (const exponent of [-1, 0, 0.5, 1, 2, 3]) {
      const formula: Formula = (k, [x]) => [k.pow(x!, k.constant(exponent))];
      const [found] = run(formula, [edges], { level });
      assertClose(found!, expected(formula, [edges]), 1.1, `power ${exponent}`);
    }
  });

  Deno.test(`min and max beside constants at level ${level} know the sign of zero and NaN`, () => {
    for (const limit of [0, -0, 1, -1.5, Infinity, NaN]) {
      const formula: Formula = (k, [x]) => {
        const c = k.constant(limit);
        return [k.min(x!, c), k.min(c, x!), k.max(x!, c), k.max(c, x!)];
      };
      const results = run(formula, [edges], { outputs: singles(4), level });
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
    const found = run(formula, [[1, 2]], { outputs: singles(4), level });
    const tenth = [1 + Math.fround(0.1), 2 + Math.fround(0.1)].map(Math.fround);
    assertEquals(found, [[Infinity, Infinity], [-Infinity, -Infinity], tenth, [NaN, NaN]]);
  });

  Deno.test(`products and sums at level ${level} round one after the other`, () => {
    const formula: Formula = (k, [x, a, b]) => [k.add(k.mul(x!, a!), b!)];
    // The product is 1 + 2⁻¹¹ + 2⁻²⁴, which rounds to 1 + 2⁻¹¹; unrounded, the last term would be left.
    const x = 1 + 2 ** -12;
    const inputs = [[x, x], [x, x], [-1 - 2 ** -11, -1]];
    const [found] = run(formula, inputs, { level });
    assertEquals(found, [0, 2 ** -11]);
  });

  Deno.test(`an element at level ${level} has the same bits at every place in every length`, () => {
    const formula: Formula = (k, [x]) => [k.add(k.sin(x!), k.mul(k.tanh(x!), k.erfc(x!)))];
    const values = [0.37, 3e7, -2.5, NaN, -0, -1e30, 1.25];
    const alone = values.map((x) => run(formula, [[x]], { level })[0]![0]!);
    for (let length = 0; length <= 67; length++) {
      const inputs = [Array.from({ length }, (_, i) => values[i % 7]!)];
      const [found] = run(formula, inputs, { level, shift: length });
      found!.forEach((y, i) =>
        assert(Object.is(y, alone[i % 7]), `place ${i} of ${length}: ${y}, not ${alone[i % 7]}`)
      );
    }
  });

  Deno.test(`float64 at level ${level} has the bits of numbers`, () => {
    const wide = [...edges, 1e-310, -1e300, 2 ** 53, -(2 ** 31) - 0.5, 1 / 3, 0.1];
    const [left, right] = [wide.flatMap((x) => wide.map(() => x)), wide.flatMap(() => wide)];
    for (const word of [...unaryWords, ...binaryWords]) {
      const formula: Formula = (k, [x, y]) => [k[word](x!, y!)];
      const [found] = run(formula, [left, right], { level, lane: "float64" });
      left.forEach((x, i) => {
        const wanted = scalarBuilder[word](x, right[i]!);
        assert(Object.is(found![i], wanted), `${word}(${x}, ${right[i]}) is ${found![i]}, not ${wanted}`);
      });
    }
    for (const exponent of [-1, 0, 0.5, 1, 2, 3]) {
      const [found] = run((k, [x]) => [k.pow(x!, k.constant(exponent))], [wide], { level, lane: "float64" });
      assertEquals(found, wide.map((x) => x ** exponent));
    }
  });

  Deno.test(`every type at level ${level} is converted as typed arrays do`, () => {
    const numbers = [
      ...edges,
      2 ** 31,
      -(2 ** 31),
      2 ** 32 + 5,
      -(2 ** 32) - 7,
      3e9,
      -3e9,
      2 ** 40 + 3,
      2 ** 62,
      255.5,
      -1,
    ];
    const types = Object.keys(arrays) as ElementType[];
    for (const lane of ["float32", "float64", "int32"] as const) {
      for (const from of types) {
        const stored = [...arrays[from].from(from === "bool" ? numbers.map((x) => x > 0 ? 1 : 0) : numbers)];
        const held = stored.map((x) => lane === "float32" ? Math.fround(x) : x);
        for (const to of types) {
          // Twice, so that nothing is moved as it is; and once where it may be.
          const twice: Formula = (k, [x]) => [k.neg(k.neg(x!))];
          const once: Formula = (_, [x]) => [x!];
          const wanted = to === "bool" ? held.map((x) => x === 0 ? 0 : 1) : [...arrays[to].from(held)];
          const options = { level, lane, types: [from], outputs: [to] };
          assertEquals(run(twice, [stored], options)[0], wanted, `${from} to ${to} in ${lane}`);
          const moved = from === to ? stored : wanted;
          assertEquals(run(once, [stored], options)[0], moved, `${from} to ${to} in ${lane}, moved`);
        }
      }
    }
  });

  Deno.test(`whole numbers at level ${level} come round as in eager code`, () => {
    const wholes = [0, 1, -1, 7, 65537, 2 ** 31 - 1, -(2 ** 31), 123456789, -987654321];
    const [left, right] = [wholes.flatMap((x) => wholes.map(() => x)), wholes.flatMap(() => wholes)];
    for (const word of ["add", "sub", "mul", "div", "min", "max"] as const) {
      const [found] = run((k, [x, y]) => [k[word](x!, y!)], [left, right], { level, lane: "int32" });
      assertEquals(found, [...Int32Array.from(left, (x, i) => scalarBuilder[word](x, right[i]!))], word);
    }
  });

  Deno.test(`truth values at level ${level} are chosen by, combined and stored`, () => {
    const truth = pairs[0].map((x) => Number(x > 1));
    for (const lane of ["float32", "float64"] as const) {
      const formula: Formula = (k, [p, x, y]) => [
        k.select(p!, x!, y!),
        k.and(p!, k.less(x!, y!)),
        k.add(p!, k.not(p!)),
        p!,
        k.mul(p!, x!),
      ];
      const outputs = [lane, "bool", "int32", "bool", lane] as const;
      const found = run(formula, [truth, ...pairs], { level, lane, types: ["bool", lane, lane], outputs });
      assertEquals(found[0], truth.map((p, i) => p ? pairs[0][i]! : pairs[1][i]!));
      assertEquals(found[1], truth.map((p, i) => Number(p !== 0 && pairs[0][i]! < pairs[1][i]!)));
      assertEquals(found[2], truth.map(() => 1));
      assertEquals(found[3], truth);
      assertEquals(found[4], truth.map((p, i) => p * pairs[0][i]!));
    }
  });
}

Deno.test("a computation runs in a memory that threads share", () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 4, shared: true });
  const numbers = new Float32Array(memory.buffer);
  numbers.set([1, 4, 9, 16, 25]);
  const operand = { type: "float32", spread: "contiguous" } as const;
  const kernel = elementwiseKernel({
    formula: (k, [x]) => [k.sqrt(x!)],
    lane: "float32",
    rank: 1,
    inputs: [operand],
    outputs: [operand],
  });
  compileKernel(kernel, memory, "simd")(0, 1, 5, 0, 0);
  assertEquals([...numbers.subarray(0, 6)], [1, 2, 3, 4, 5, 0]);
});

Deno.test("loops that do the same have one key, others have not", () => {
  const operand = { type: "float32", spread: "contiguous" } as const;
  const base = { lane: "float32", rank: 1, inputs: [operand], outputs: [operand] } as const;
  const scaled = (factor: number, change: object = {}) =>
    elementwiseKernel({ formula: (k, [x]) => [k.mul(x!, k.constant(factor))], ...base, ...change }).key;
  assertEquals(scaled(2), scaled(2));
  const keys = [
    scaled(2),
    scaled(3),
    scaled(0),
    scaled(-0),
    scaled(2, { lane: "float64" }),
    scaled(2, { rank: 2 }),
    scaled(2, { inputs: [{ ...operand, type: "int32" }] }),
    scaled(2, { outputs: [{ ...operand, spread: "strided" }] }),
  ];
  assertEquals(new Set(keys).size, keys.length);
});

Deno.test("float64 names the functions that it calls, float32 none", () => {
  const operand = { type: "float64", spread: "contiguous" } as const;
  const base = { rank: 1, inputs: [operand], outputs: [operand] } as const;
  const formula: Formula = (k, [x]) => [k.add(k.tanh(x!), k.mul(k.exp(x!), k.sqrt(x!)))];
  assertEquals(elementwiseKernel({ ...base, formula, lane: "float64" }).math, ["exp", "tanh"]);
  assertEquals(elementwiseKernel({ ...base, formula, lane: "float32" }).math, undefined);
});

Deno.test("formulas of tensors can be written with the builders of kernels, and those of kernels with the builders of tensors", () => {
  const asTensor = <V>(k: Builder<V>): TensorBuilder<V> => k;
  const asKernel = <V>(k: TensorBuilder<V>): Builder<V> => k;
  assertEquals(asTensor(singleBuilder).add(0.1, 0.2), Math.fround(Math.fround(0.1 + 0.2)));
  assertEquals(asKernel(scalarBuilder).add(0.1, 0.2), 0.1 + 0.2);
  // Every word of one is a word of the other.
  const words = [...unaryWords, ...binaryWords, "select", "constant"].sort();
  assertEquals(words, Object.keys(scalarBuilder).sort());
  const builder = builderOf(() => 0, () => 0);
  for (const word of words) assertEquals(typeof builder[word as "add"], "function", word);
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
