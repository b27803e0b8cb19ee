/**
 * One made-up molecule.
 *
 * @module
 */
import type { Random } from "@chainrule/tensor";

/** Two atoms that are bound, and how: 0 single, 1 double, 2 aromatic. */
export interface Bond {
  readonly a: number;
  readonly b: number;
  readonly kind: number;
}

/** Atoms by kind (0 carbon, 1 nitrogen, 2 oxygen), and bonds between them. */
export interface Molecule {
  readonly atoms: readonly number[];
  readonly bonds: readonly Bond[];
}

const carbon = 0;
const nitrogen = 1;
const oxygen = 2;
const single = 0;
const double = 1;
const aromatic = 2;

/**
 * A backbone of carbons, a chain or a ring, from which groups hang: a carbon with an oxygen and a nitrogen, or a carbon with an oxygen and a carbon. Some of the oxygens are at double bonds:
 * in a molecule with an amide at least one of those beside a nitrogen, in others none of them. Everything but where these double bonds are is drawn first.
 */
export function molecule(hasAmide: boolean, random: Random): Molecule {
  const dice = random.uniform([16], { dtype: "float64" }).data;
  let throws = 0;
  /** A whole number from `low` to `high`. */
  const between = (low: number, high: number) => low + Math.floor(dice[throws++]! * (high - low + 1));
  const atoms: number[] = [];
  const bonds: Bond[] = [];
  const add = (kind: number, to?: number, bond: number = single) => {
    const atom = atoms.push(kind) - 1;
    if (to !== undefined) bonds.push({ a: to, b: atom, kind: bond });
    return atom;
  };
  const withNitrogen = between(1, 2);
  const without = between(1, 3);
  const doubles = between(1, without);
  // Drawn in either case, so that whatever comes after does not depend on the label.
  const most = between(1, Math.min(doubles, withNitrogen));
  const amides = hasAmide ? most : 0;
  const hooks = shuffled(backbone(add, bonds, between), random);
  const isDouble = [
    ...ranked(withNitrogen, amides, random),
    ...ranked(without, doubles - amides, random),
  ];
  isDouble.forEach((second, group) => {
    const center = add(carbon, hooks[group]!);
    add(oxygen, center, second ? double : single);
    add(group < withNitrogen ? nitrogen : carbon, center);
  });
  if (between(0, 1) === 1) add(nitrogen, hooks[isDouble.length]!);
  return { atoms, bonds };
}

/** Adds the backbone; gives its atoms, to each of which something may be bound. */
function backbone(
  add: (kind: number, to?: number, bond?: number) => number,
  bonds: Bond[],
  between: (low: number, high: number) => number,
): number[] {
  const isRing = between(0, 1) === 1;
  const length = isRing ? 6 : between(6, 9);
  const pi = isRing ? -1 : between(0, length - 2);
  const kindOf = (i: number) => isRing ? aromatic : i === pi ? double : single;
  const chain = [add(carbon)];
  for (let i = 0; i + 1 < length; i++) chain.push(add(carbon, chain[i]!, kindOf(i)));
  if (isRing) bonds.push({ a: chain[length - 1]!, b: chain[0]!, kind: aromatic });
  return chain;
}

/** `true` in `howMany` random places of `count`. */
function ranked(count: number, howMany: number, random: Random): boolean[] {
  return Array.from(random.permutation(count).data, (place) => place < howMany);
}

function shuffled(values: readonly number[], random: Random): number[] {
  return Array.from(random.permutation(values.length).data, (i) => values[i]!);
}
