/**
 * The memory that compiled programs share: variables, constants and arguments have fixed places, and one arena serves all programs,
 * since nothing in it outlives a call.
 *
 * @module
 */
import { pageSize, supports } from "../wasm/mod.ts";
import { reservedBytes } from "./kernel.ts";
import { maximumPages } from "./shared_memory.ts";

/** Every place begins at a multiple of this, a line of the cache. */
const alignment = 64;

/** The most bytes that WebAssembly addresses. */
const mostBytes = maximumPages * pageSize;

/** What there is before a program asks for an arena: nothing, but somewhere, as there are programs that need nothing. */
const noArena = { start: 0, bytes: 0 } as const;

/** A piece of free memory. */
interface Gap {
  readonly start: number;
  readonly end: number;
}

/** A memory with an allocator. The garbage collector frees all of it when nothing refers to it. */
export class EngineMemory {
  /** The memory. */
  readonly memory: WebAssembly.Memory;
  /** Whether threads can share it. */
  readonly shared: boolean;
  /** How long each place is, by where it begins. */
  readonly #places: Map<number, number> = new Map();
  /** What is free, in order, without neighbours. */
  #gaps: Gap[] = [];
  #end: number = reservedBytes;
  #buffer: ArrayBufferLike;
  #arena: { readonly start: number; readonly bytes: number } = noArena;

  /** An empty memory; shared between threads where the machine can. */
  constructor() {
    this.shared = typeof SharedArrayBuffer === "function" && supports("threads");
    this.memory = new WebAssembly.Memory(
      this.shared ? { initial: 1, maximum: maximumPages, shared: true } : { initial: 1, maximum: maximumPages },
    );
    this.#buffer = this.memory.buffer;
  }

  /** All of it. Another object after growing. */
  get buffer(): ArrayBufferLike {
    return this.#buffer;
  }

  /** How many bytes are taken from the system. */
  get bytes(): number {
    return this.#buffer.byteLength;
  }

  /**
   * Takes a place.
   *
   * @param bytes How long it must be
   * @returns Where it begins, a multiple of 64
   * @throws {RangeError} When there is no room; nothing has changed then
   */
  allocate(bytes: number): number {
    const length = roundedUp(Math.max(bytes, 1), alignment);
    const found = this.#gaps.findIndex(({ start, end }) => end - start >= length);
    const start = found < 0 ? this.#extend(length) : this.#fill(found, length);
    this.#places.set(start, length);
    return start;
  }

  /**
   * Gives a place back.
   *
   * @param start Where it begins
   */
  release(start: number): void {
    const length = this.#places.get(start);
    if (length === undefined) return;
    this.#places.delete(start);
    const gaps = [...this.#gaps, { start, end: start + length }].sort((a, b) => a.start - b.start);
    this.#gaps = [];
    for (const gap of gaps) {
      const last = this.#gaps.at(-1);
      if (last?.end === gap.start) this.#gaps[this.#gaps.length - 1] = { start: last.start, end: gap.end };
      else this.#gaps.push(gap);
    }
    if (this.#gaps.at(-1)?.end === this.#end) this.#end = this.#gaps.pop()!.start;
  }

  /**
   * The arena, at least so long. It may have moved since it was last asked for.
   *
   * @param bytes How long it must be
   * @returns Where it begins
   * @throws {RangeError} When there is no room
   */
  arena(bytes: number): number {
    if (bytes > this.#arena.bytes) {
      this.release(this.#arena.start);
      this.#arena = noArena;
      this.#arena = { start: this.allocate(bytes), bytes };
    }
    return this.#arena.start;
  }

  #fill(index: number, length: number): number {
    const { start, end } = this.#gaps[index]!;
    const rest = { start: start + length, end };
    this.#gaps.splice(index, 1, ...(rest.start < end ? [rest] : []));
    return start;
  }

  #extend(length: number): number {
    const start = this.#end;
    this.#grow(start + length);
    this.#end = start + length;
    return start;
  }

  #grow(needed: number): void {
    const before = this.bytes;
    if (needed <= before) return;
    if (needed > mostBytes) throw tooLarge(needed);
    // A little more than needed, so that many small places do not grow it as often.
    const wanted = Math.min(Math.max(needed, before + Math.min(before, 16 * pageSize)), mostBytes);
    try {
      this.memory.grow(Math.ceil(wanted / pageSize) - before / pageSize);
      this.#buffer = this.memory.buffer;
    } catch (cause) {
      throw new RangeError(
        `Cannot run a compiled program as its memory must grow to ${inMiB(needed)} MiB: current size is ${
          inMiB(before)
        } MiB and the system gives no more; use smaller batches, or { jit: false }`,
        { cause },
      );
    }
  }
}

function tooLarge(needed: number): RangeError {
  return new RangeError(
    `Cannot run a compiled program as its memory must be at most ${inMiB(mostBytes)} MiB: current need is ${
      inMiB(needed)
    } MiB; use smaller batches, or { jit: false }`,
  );
}

function inMiB(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}

function roundedUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
