/**
 * Formulas as code on vectors.
 *
 * @module
 */
import type { KernelContext } from "../engine/kernel.ts";
import type { Lanes } from "../vector_math/lanes.ts";
import type { Vector } from "../wasm/mod.ts";
import { v128 } from "../wasm/mod.ts";
import type { Precision } from "./element_type.ts";
import type { Builder, Word } from "./vocabulary.ts";
import { builderOf } from "./vocabulary.ts";
import type { Lane, TruthWord } from "./wasm_words.ts";
import { floatsOf, numberCode, truthCode } from "./wasm_words.ts";

/** Writes one formula on one vector of each input. */
export interface FormulaCode {
  /** What the formula is called with. */
  readonly builder: Builder<Lane>;
  /** All ones where a value is not 0, all zeros elsewhere. */
  maskOf(value: Lane): Vector;
  /** Says that a truth value, 1 and 0, is there as a mask too. */
  setMask(value: Lane, mask: Vector): void;
}

/**
 * The code of a formula. Each word rounds to the precision; a product and a sum are never one step. The same word with the same operands is
 * written once. Truth values are kept as masks too, so that choosing by one is one instruction.
 *
 * @param lanes Where the code goes; the result is for one piece of it, without branches
 * @param precision What the floats are: four of 32 bits, or two of 64
 * @param math Calls functions of JavaScript, as float64 must
 */
export function formulaCode(lanes: Lanes, precision: Precision, math: KernelContext["math"]): FormulaCode {
  const written = new Map<string, Lane>();
  const numbers = new Map<Lane, number>();
  const masks = new Map<Lane, Vector>();
  const floats = floatsOf({ lanes, precision });
  const maskOf = (value: Lane): Vector => masks.get(value) ?? floats.ne(value, 0);
  const numberOf = (value: Lane) => numbers.get(value);
  const signs = new Signs(numberOf);
  const around = {
    lanes,
    precision,
    math,
    numberOf,
    isNonPositive: (value: Lane) => signs.isNonPositive(value),
    maskOf,
  };

  const write = (word: Word, operands: readonly Lane[]): Lane => {
    const [a, b, c] = operands as [Lane, Lane, Lane];
    if (!isTruth(word)) {
      const number = lanes.let(numberCode[word](around, a, b, c));
      signs.note(number, word, a, b);
      return number;
    }
    const mask = lanes.let(truthCode[word](around, a, b, c));
    const number = lanes.let(v128.and(mask, floats.constant(1)));
    masks.set(number, mask);
    return number;
  };
  const writeNumber = (value: number): Lane => {
    const lane = lanes.let(floats.constant(value));
    numbers.set(lane, value);
    return lane;
  };
  const once = (key: string, make: () => Lane): Lane => {
    const lane = written.get(key) ?? make();
    written.set(key, lane);
    return lane;
  };
  const builder = builderOf(
    (value) => once(Object.is(value, -0) ? "-0" : `${value}`, () => writeNumber(value)),
    (word, operands) => once(`${word} ${operands.map(({ index }) => index)}`, () => write(word, operands)),
  );
  return { builder, maskOf, setMask: (value, mask) => masks.set(value, mask) };
}

/**
 * A builder that writes the code of a formula on four 32-bit floats.
 *
 * @param lanes Where the code goes; the builder is for one piece of it, without branches
 */
export function wasmBuilder(lanes: Lanes): Builder<Lane> {
  return formulaCode(lanes, "float32", () => {
    throw new TypeError("Cannot call a function of JavaScript as numbers must be float64: current numbers are float32");
  }).builder;
}

/** What is known of the signs of values; they may be NaN all the same. */
class Signs {
  readonly #numberOf: (value: Lane) => number | undefined;
  readonly #nonNegative: Set<Lane> = new Set();
  readonly #nonPositive: Set<Lane> = new Set();

  constructor(numberOf: (value: Lane) => number | undefined) {
    this.#numberOf = numberOf;
  }

  isNonPositive(value: Lane): boolean {
    return this.#nonPositive.has(value);
  }

  /** Notes what follows from how a value is computed. */
  note(value: Lane, word: Word, a: Lane, b: Lane): void {
    const isSquare = word === "mul" && (a === b || (this.#isNonNegative(a) && this.#isNonNegative(b)));
    if (word === "abs" || isSquare) this.#nonNegative.add(value);
    if (word === "neg" && this.#isNonNegative(a)) this.#nonPositive.add(value);
  }

  #isNonNegative(value: Lane): boolean {
    return this.#nonNegative.has(value) || this.#numberOf(value)! >= 0;
  }
}

function isTruth(word: string): word is TruthWord {
  return word in truthCode;
}
