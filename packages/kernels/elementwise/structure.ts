/**
 * What a formula is, whichever function it is written in.
 *
 * @module
 */
import type { Elementwise } from "./vocabulary.ts";
import { builderOf } from "./vocabulary.ts";

/** What an elementwise computation is made of. */
export interface Structure {
  /** The same for two computations that do the same steps; what kernels are kept under. */
  readonly key: string;
  /** How many results there are. */
  readonly outputs: number;
}

/** Finds the structure by calling the formula once. */
export function structureOf({ formula, inputs }: Elementwise): Structure {
  const steps = new Map<string, number>();
  const step = (text: string): number => {
    const known = steps.get(text);
    if (known !== undefined) return known;
    steps.set(text, steps.size);
    return steps.size - 1;
  };
  const sources = inputs.map((spread, i) => step(`${spread} ${i}`));
  const results = formula(
    builderOf((value) => step(Object.is(value, -0) ? "-0" : String(value)), (word, of) => step(`${word} ${of}`)),
    sources,
  );
  return { key: `${[...steps.keys()].join(";")}=${results}`, outputs: results.length };
}
