/**
 * Counter-based random bits: the n-th number of a stream is a function of a key and n alone, so numbers can be drawn in
 * any order, on any number of threads, and come out the same.
 *
 * @module
 */

/** By how many bits each round turns a word: those of even groups of four rounds, then those of odd ones. */
export const rotations: readonly number[] = [13, 15, 26, 6, 17, 29, 16, 24];

/** What the third word of a key is made with. */
export const parity = 0x1BD11BDA;

/**
 * Threefry-2x32 with 20 rounds: maps a key and a counter of 64 bits each to 64 random bits.
 *
 * Source: Salmon, Moraes, Dror, Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".
 *
 * @param key0 Low half of the key
 * @param key1 High half of the key
 * @param counter0 Low half of the counter
 * @param counter1 High half of the counter
 * @param out Receives two words of 32 random bits
 * @param at Where in `out`
 */
export function threefry2x32(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  out: Uint32Array,
  at = 0,
): void {
  const key2 = parity ^ key0 ^ key1;
  let x0 = (counter0 + key0) | 0;
  let x1 = (counter1 + key1) | 0;
  for (let group = 0; group < 5; group++) {
    const first = (group & 1) << 2;
    for (let i = first; i < first + 4; i++) {
      const rotation = rotations[i]!;
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << rotation) | (x1 >>> (32 - rotation))) ^ x0;
    }
    const injected = group % 3;
    x0 = (x0 + (injected === 0 ? key1 : injected === 1 ? key2 : key0)) | 0;
    x1 = (x1 + (injected === 0 ? key2 : injected === 1 ? key0 : key1) + group +
      1) | 0;
  }
  out[at] = x0;
  out[at + 1] = x1;
}
