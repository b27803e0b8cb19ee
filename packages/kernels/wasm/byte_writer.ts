/**
 * The bytes of a WebAssembly module as they are written, numbers in LEB128.
 *
 * @module
 */

/** Collects bytes. */
export class ByteWriter {
  /** What is written, and room for more. */
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(64);
  #length = 0;

  /** How many bytes there are so far. */
  get length(): number {
    return this.#length;
  }

  /** Appends bytes as they are. */
  bytes(bytes: ArrayLike<number>): void {
    this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Appends one byte. */
  byte(byte: number): void {
    if (this.#length === this.#bytes.length) this.#makeRoom(1);
    this.#bytes[this.#length++] = byte;
  }

  /** Appends a whole number in [0, 2³²), seven bits a byte, the low ones first. */
  unsigned(value: number): void {
    while (value > 0x7f) {
      this.byte((value & 0x7f) | 0x80);
      value = Math.floor(value / 128);
    }
    this.byte(value);
  }

  /** Appends a whole number in [-2³¹, 2³¹); the last byte repeats the sign in its seventh bit. */
  signed32(value: number): void {
    for (;;) {
      const low = value & 0x7f;
      value >>= 7;
      if (low & 0x40 ? value === -1 : value === 0) return this.byte(low);
      this.byte(low | 0x80);
    }
  }

  /** Appends a whole number in [-2⁶³, 2⁶³), likewise. */
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
    this.bytes(new Uint8Array(Float32Array.of(value).buffer));
  }

  /** Appends a number as eight bytes. */
  float64(value: number): void {
    this.bytes(new Uint8Array(Float64Array.of(value).buffer));
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
    return this.#bytes.slice(0, this.#length);
  }

  #makeRoom(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + count));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
