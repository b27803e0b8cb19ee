/**
 * Formulas as code on vectors.
 *
 * @module
 */
import type { Lanes } from "../vector_math/lanes.ts";
import type { Vector } from "../wasm/mod.ts";
import { v128 } from "../wasm/mod.ts";
import type { BinaryWord, Builder, UnaryWord } from "./vocabulary.ts";
import { builderOf } from "./vocabulary.ts";
import type { Lane, TruthWord } from "./wasm_words.ts";
import { numberCode, truthCode } from "./wasm_words.ts";

/**
 * A builder that writes the code of a formula on four 32-bit floats. Each word rounds to 32 bits; a product and a sum are never one step.
 * The same word with the same operands is written once. Truth values are kept as masks too, so that choosing by one is one instruction.
 *
 * @param lanes Where the code goes; the builder is for one piece of it, without branches
 */
export function wasmBuilder(lanes: Lanes): Builder<Lane> {
  const written = new Map<string, Lane>();
  const numbers = new Map<Lane, number>();
  const masks = new Map<Lane, Vector>();
  const around = {
    lanes,
    numberOf: (value: Lane) => numbers.get(value),
    maskOf: (value: Lane) => masks.get(value) ?? lanes.f32.ne(value, 0),
  };

  const write = (word: UnaryWord | BinaryWord | "select", operands: readonly Lane[]): Lane => {
    const [a, b, c] = operands as [Lane, Lane, Lane];
    if (!isTruth(word)) return lanes.let(numberCode[word](around, a, b, c));
    const mask = lanes.let(truthCode[word](around, a, b, c));
    const number = lanes.let(v128.and(mask, lanes.f32.constant(1)));
    masks.set(number, mask);
    return number;
  };
  const writeNumber = (value: number): Lane => {
    const lane = lanes.let(lanes.f32.constant(value));
    numbers.set(lane, value);
    return lane;
  };
  const once = (key: string, make: () => Lane): Lane => {
    const lane = written.get(key) ?? make();
    written.set(key, lane);
    return lane;
  };
  return builderOf(
    (value) => once(Object.is(value, -0) ? "-0" : `${value}`, () => writeNumber(value)),
    (word, operands) => once(`${word} ${operands.map(({ index }) => index)}`, () => write(word, operands)),
  );
}

function isTruth(word: string): word is TruthWord {
  return word in truthCode;
}
