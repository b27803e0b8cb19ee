/**
 * Finding room for things that come and go.
 *
 * @module
 */

/** Something that needs room for a while. */
export interface Lodger {
  /** How much room. */
  readonly bytes: number;
  /** When it comes. */
  readonly start: number;
  /** When it has gone: the first moment at which another may be there. */
  readonly end: number;
}

/** Every offset is a multiple of this, a line of the cache. */
export const alignment = 64;

/** `bytes` rounded up to the alignment. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

/**
 * An offset for each of `lodgers` so that no two are in one place at one time: the largest first, each at the lowest offset that is
 * free while it stays.
 */
export function firstFit(lodgers: readonly Lodger[]): number[] {
  const offsets = new Array<number>(lodgers.length);
  const bySize = [...lodgers.keys()].sort((a, b) => lodgers[b]!.bytes - lodgers[a]!.bytes || a - b);
  const house = new House(lodgers.length);
  for (const i of bySize) offsets[i] = house.add(lodgers[i]!);
  return offsets;
}

/** Those who have a place, in the order of their offsets; in flat arrays, as each newcomer looks at all of them. */
class House {
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #offsets: Float64Array;
  readonly #after: Float64Array;
  #count = 0;

  constructor(capacity: number) {
    this.#starts = new Int32Array(capacity);
    this.#ends = new Int32Array(capacity);
    this.#offsets = new Float64Array(capacity);
    this.#after = new Float64Array(capacity);
  }

  add({ bytes, start, end }: Lodger): number {
    const offset = this.#free(bytes, start, end);
    let rank = this.#count++;
    while (rank > 0 && this.#offsets[rank - 1]! > offset) rank--;
    for (const list of [this.#starts, this.#ends, this.#offsets, this.#after]) {
      list.copyWithin(rank + 1, rank, this.#count - 1);
    }
    this.#starts[rank] = start;
    this.#ends[rank] = end;
    this.#offsets[rank] = offset;
    this.#after[rank] = aligned(offset + bytes);
    return offset;
  }

  /** The lowest offset with room for `bytes` from `start` to `end`. */
  #free(bytes: number, start: number, end: number): number {
    let offset = 0;
    for (let i = 0; i < this.#count; i++) {
      if (this.#ends[i]! <= start || end <= this.#starts[i]!) continue;
      if (this.#offsets[i]! >= offset + bytes) break;
      offset = Math.max(offset, this.#after[i]!);
    }
    return offset;
  }
}
