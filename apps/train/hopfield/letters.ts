/**
 * Letters as patterns.
 *
 * @module
 */
import { Hopfield } from "@chainrule/memory";
import type { Random, Tensor } from "@chainrule/tensor";
import { gather, tensor } from "@chainrule/tensor";

/** The rows and columns of a letter. */
export const side = 10;

const drawings = [
  `
..######..
.########.
###....###
##......##
##........
##........
##......##
###....###
.########.
..######..
`,
  `
##......##
##......##
##......##
##......##
##########
##########
##......##
##......##
##......##
##......##
`,
  `
....##....
...####...
..##..##..
..##..##..
.##....##.
.##....##.
##########
##########
##......##
##......##
`,
  `
##########
##########
....##....
....##....
....##....
....##....
....##....
....##....
##########
##########
`,
  `
##......##
###.....##
####....##
##.##...##
##..##..##
##..##..##
##...##.##
##....####
##.....###
##......##
`,
];

/** The letters C, H, A, I and N as patterns of ±1, shape `[5, 100]`. */
export function letters(): Tensor {
  const pixels = drawings.map((drawing) => Array.from(drawing.replaceAll("\n", ""), (mark) => mark === "#" ? 1 : -1));
  return tensor(pixels);
}

/** A network that remembers the letters. They have much in common, so that Hebb's rule would mix them up. */
export function letterNetwork(): Hopfield {
  return new Hopfield(side * side, { rule: "pseudoInverse" }).store(letters());
}

/** After how many updates of a unit the way of a letter is shown. */
export const shownUpdates: readonly number[] = [0, 20, 40, 60, 80, 100, 200];

/**
 * The way of a damaged letter back to what it was.
 *
 * @param network What remembers the letters
 * @param letter Which one
 * @param damage The share of pixels that is turned over
 * @param random Where the damage and the order of updates come from
 * @returns Shape `[7, 100]`, a row for each of the numbers of updates that are shown
 */
export function wayBack(network: Hopfield, letter: number, damage: number, random: Random): Tensor {
  const pattern = gather(letters(), tensor(letter, "int32"));
  const flips = random.bernoulli([side * side], damage).cast("float32").mul(-2).add(1);
  const { states } = network.recall(pattern.mul(flips), { random, record: "updates" });
  const last = states!.shape[0]! - 1;
  return gather(states!, tensor(shownUpdates.map((update) => Math.min(update, last)), "int32"));
}
