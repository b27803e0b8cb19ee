/**
 * What a formula is, whichever function it is written in.
 *
 * @module
 */
import type { Formula, Word } from "./vocabulary.ts";
import { builderOf } from "./vocabulary.ts";

/** What a formula is made of. */
export interface Structure {
  /** The same for two formulas that do the same steps; what kernels are kept under. */
  readonly key: string;
  /** Each word as often as it is computed. */
  readonly words: readonly Word[];
  /** For each result, the input that it is, or null where it is computed. */
  readonly results: readonly (number | null)[];
}

/**
 * Finds the structure by calling the formula once.
 *
 * @param of The formula, and a list as long as that of its inputs
 */
export function structureOf(of: { readonly formula: Formula; readonly inputs: readonly unknown[] }): Structure {
  const steps = new Map<string, number>();
  const words: Word[] = [];
  const step = (text: string, word?: Word): number => {
    const known = steps.get(text);
    if (known !== undefined) return known;
    if (word !== undefined) words.push(word);
    steps.set(text, steps.size);
    return steps.size - 1;
  };
  const sources = of.inputs.map((_, i) => step(`in ${i}`));
  const results = of.formula(
    builderOf(
      (value) => step(Object.is(value, -0) ? "-0" : String(value)),
      (word, operands) => step(`${word} ${operands}`, word),
    ),
    sources,
  );
  return {
    key: `${[...steps.keys()].join(";")}=${results}`,
    words,
    results: results.map((result) => result < sources.length ? result : null),
  };
}
