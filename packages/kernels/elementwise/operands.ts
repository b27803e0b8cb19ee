/**
 * Where a loop over vectors reads and writes: whole vectors, and the part of one at the end of a row.
 *
 * @module
 */
import type { Lanes } from "../vector_math/lanes.ts";
import type { Expression, Local, MemoryAccess, Vector } from "../wasm/mod.ts";
import { i32, v128 } from "../wasm/mod.ts";
import type { ElementType, Precision } from "./element_type.ts";
import { elementBytes, lanesOf } from "./element_type.ts";
import type { Packed, Unpacked } from "./packing.ts";
import { unpack } from "./packing.ts";

/**
 * How an operand lies along a row:
 *
 * - `contiguous`: one element after the other;
 * - `repeated`: one element for all of the row; only inputs;
 * - `strided`: any distance, the same between neighbours. Elements are taken one by one.
 */
export type Spread = "contiguous" | "repeated" | "strided";

/** The sizes in bytes for which there are instructions. */
type Bytes = 1 | 2 | 4 | 8;

const loadLane = { 1: v128.load8Lane, 2: v128.load16Lane, 4: v128.load32Lane, 8: v128.load64Lane } as const;
const storeLane = { 1: v128.store8Lane, 2: v128.store16Lane, 4: v128.store32Lane, 8: v128.store64Lane } as const;
const repeat = { 1: v128.load8Splat, 2: v128.load16Splat, 4: v128.load32Splat, 8: v128.load64Splat } as const;

/** What inputs and outputs have in common. */
class RowOperand {
  /** The address of the row's first element: set from outside before each row. */
  readonly row: Local<"i32">;
  /** How many bytes an element takes. */
  readonly bytes: Bytes;
  readonly spread: Spread;
  protected readonly lanes: Lanes;
  protected readonly precision: Precision;
  protected readonly type: ElementType;
  /** How many elements are taken at once, and how many of them a vector holds. */
  protected readonly width: number;
  protected readonly perVector: number;
  protected readonly cursor: Local<"i32">;
  /** The distance between elements in bytes, if strided. */
  readonly #step: Local<"i32"> | null;

  constructor(
    lanes: Lanes,
    precision: Precision,
    { type, spread, step }: {
      readonly type: ElementType;
      readonly spread: Spread;
      readonly step: Local<"i32"> | null;
    },
  ) {
    this.lanes = lanes;
    this.precision = precision;
    this.type = type;
    this.spread = spread;
    this.bytes = elementBytes[type] as Bytes;
    this.width = lanesOf(precision);
    this.perVector = Math.min(this.width, 16 / this.bytes);
    this.row = lanes.f.local("i32");
    this.cursor = lanes.f.local("i32");
    this.#step = step;
  }

  /** Goes to the start of the row. */
  begin(): void {
    this.lanes.f.set(this.cursor, this.row);
  }

  /** Goes on after some whole vectors; strided operands have gone by themselves. */
  advance(vectors: number): void {
    if (this.spread === "contiguous") this.move(vectors * this.width * this.bytes);
  }

  /** How many bytes the elements of one vector take, if contiguous. */
  protected get stretch(): number {
    return this.width * this.bytes;
  }

  /** Goes on by one element. */
  protected step(): void {
    this.move(this.#step!);
  }

  protected move(by: Expression<"i32"> | number): void {
    this.lanes.f.set(this.cursor, i32.add(this.cursor, by));
  }
}

/** Elements of an input at hand. */
export interface Taken {
  /** As they are in memory. */
  readonly packed: Packed;
  /** As numbers. */
  readonly number: Local<"v128">;
  /** As a mask, if they are truth values. */
  readonly mask: Local<"v128"> | null;
}

/** An input of a loop. */
export class RowInput extends RowOperand {
  /** What is the same for all of the row, if it is repeated. */
  readonly #repeated: Taken | null = this.spread === "repeated" ? this.#newTaken(this.newPacked()) : null;

  /** Variables for the elements of a vector as they are in memory. */
  newPacked(): Packed {
    const vectors = this.width / this.perVector;
    return Array.from({ length: vectors }, () => this.lanes.f.local("v128"));
  }

  /** Goes to the start of the row, and reads what is the same for all of it. */
  override begin(): void {
    if (this.#repeated === null) return super.begin();
    for (const packed of this.#repeated.packed) this.lanes.f.set(packed, repeat[this.bytes](this.row));
    this.#unpack(this.lanes, this.#repeated);
  }

  /** Reads the elements of a whole vector, some vectors on from the cursor. */
  loadWhole(packed: Packed, vectors: number): void {
    const { lanes: { f }, spread, bytes } = this;
    if (spread === "contiguous") {
      packed.forEach((vector, i) => {
        const offset = vectors * this.stretch + 16 * i;
        f.set(vector, wholeLoad(this.perVector * bytes)(this.cursor, { offset }));
      });
    } else if (spread === "strided") {
      for (let lane = 0; lane < this.width; lane++) {
        this.#loadLane(packed, lane);
        this.step();
      }
    }
  }

  /** Reads the last elements of a row, fewer than a vector's; the other lanes are zeros. */
  loadPart(packed: Packed, count: Local<"i32">): void {
    const { lanes, spread } = this;
    if (spread === "repeated") return;
    for (const vector of packed) lanes.f.set(vector, lanes.i32.constant(0));
    forPart(lanes, count, this.width, (lane) => {
      this.#loadLane(packed, lane, spread === "contiguous" ? lane * this.bytes : 0);
      if (spread === "strided") this.step();
    });
  }

  /** What has been read, as numbers too. */
  take(lanes: Lanes, packed: Packed): Taken {
    if (this.#repeated !== null) return this.#repeated;
    const taken = this.#newTaken(packed);
    this.#unpack(lanes, taken);
    return taken;
  }

  #newTaken(packed: Packed): Taken {
    const { f } = this.lanes;
    return { packed, number: f.local("v128"), mask: this.type === "bool" ? f.local("v128") : null };
  }

  #loadLane(packed: Packed, lane: number, offset = 0): void {
    const vector = packed[Math.floor(lane / this.perVector)]!;
    const load = loadLane[this.bytes](this.cursor, lane % this.perVector, vector, { offset });
    this.lanes.f.set(vector, load);
  }

  #unpack(lanes: Lanes, { packed, number, mask }: Taken): void {
    const unpacked: Unpacked = unpack(lanes, this.type, this.precision, packed);
    if (mask !== null) lanes.f.set(mask, unpacked.mask!);
    lanes.f.set(number, unpacked.number);
  }
}

/** An output of a loop. */
export class RowOutput extends RowOperand {
  /** Writes the elements of a whole vector, some vectors on from the cursor. */
  storeWhole(vectors: number, packed: readonly Vector[]): void {
    const { lanes: { f }, spread, bytes } = this;
    if (spread === "contiguous") {
      packed.forEach((vector, i) => {
        const offset = vectors * this.stretch + 16 * i;
        f.do(wholeStore(this.perVector * bytes)(this.cursor, vector, { offset }));
      });
      return;
    }
    const kept = packed.map((vector) => this.lanes.let(vector));
    for (let lane = 0; lane < this.width; lane++) {
      this.#storeLane(lane, kept);
      this.step();
    }
  }

  /** Writes the last elements of a row. */
  storePart(count: Local<"i32">, packed: readonly Vector[]): void {
    const kept = packed.map((vector) => this.lanes.let(vector));
    forPart(this.lanes, count, this.width, (lane) => {
      this.#storeLane(lane, kept, this.spread === "contiguous" ? lane * this.bytes : 0);
      if (this.spread === "strided") this.step();
    });
  }

  #storeLane(lane: number, packed: readonly Vector[], offset = 0): void {
    const vector = packed[Math.floor(lane / this.perVector)]!;
    this.lanes.f.do(storeLane[this.bytes](this.cursor, lane % this.perVector, vector, { offset }));
  }
}

/** Does something for each lane of a part: the first is always there, the last never. */
function forPart({ f }: Lanes, count: Local<"i32">, width: number, act: (lane: number) => void): void {
  for (let lane = 0; lane < width - 1; lane++) {
    if (lane === 0) act(0);
    else f.if(i32.gtU(count, lane), () => act(lane));
  }
}

function wholeLoad(bytes: number): (address: Local<"i32">, access: MemoryAccess) => Vector {
  if (bytes === 16) return v128.load;
  if (bytes === 8) return v128.load64Zero;
  return bytes === 4 ? v128.load32Zero : v128.load16Splat;
}

function wholeStore(bytes: number): (address: Local<"i32">, value: Vector, access: MemoryAccess) => Expression<"none"> {
  if (bytes === 16) return v128.store;
  const store = storeLane[bytes as Bytes];
  return (address, value, access) => store(address, 0, value, access);
}
