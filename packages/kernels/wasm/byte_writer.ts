/**
 * The bytes of a WebAssembly module as they are written, numbers in LEB128.
 *
 * @module
 */

/** Collects bytes. */
export class ByteWriter {
  readonly #bytes: number[] = [];
  readonly #scratch = new DataView(new ArrayBuffer(8));

  /** How many bytes there are so far. */
  get length(): number {
    return this.#bytes.length;
  }

  /** Appends bytes as they are. */
  bytes(bytes: Iterable<number>): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }

  /** Appends one byte. */
  byte(byte: number): void {
    this.#bytes.push(byte);
  }

  /** Appends a whole number in [0, 2³²), seven bits a byte, the low ones first. */
  unsigned(value: number): void {
    while (value > 0x7f) {
      this.#bytes.push((value & 0x7f) | 0x80);
      value = Math.floor(value / 128);
    }
    this.#bytes.push(value);
  }

  /** Appends a whole number in [-2⁶³, 2⁶³); the last byte repeats the sign in its seventh bit. */
  signed(value: bigint): void {
    for (;;) {
      const low = Number(BigInt.asUintN(7, value));
      value >>= 7n;
      const ends = low & 0x40 ? value === -1n : value === 0n;
      if (ends) return this.byte(low);
      this.byte(low | 0x80);
    }
  }

  /** Appends a number as four bytes. */
  float32(value: number): void {
    this.#scratch.setFloat32(0, value, true);
    this.bytes(new Uint8Array(this.#scratch.buffer, 0, 4));
  }

  /** Appends a number as eight bytes. */
  float64(value: number): void {
    this.#scratch.setFloat64(0, value, true);
    this.bytes(new Uint8Array(this.#scratch.buffer, 0, 8));
  }

  /** Appends a name: its length in bytes and its letters in UTF-8. */
  name(text: string): void {
    this.sized(new TextEncoder().encode(text));
  }

  /** Appends bytes behind their number. */
  sized(bytes: Uint8Array): void {
    this.unsigned(bytes.length);
    this.bytes(bytes);
  }

  /** Appends a list: its length, then each item as `write` puts it. */
  list<T>(items: readonly T[], write: (item: T, index: number) => void): void {
    this.unsigned(items.length);
    items.forEach(write);
  }

  /** The bytes so far. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#bytes);
  }
}
