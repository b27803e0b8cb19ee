/**
 * Values in the memory of compiled programs, seen from TypeScript.
 *
 * @module
 */
import type { EngineMemory } from "@chainrule/kernels";
import type { DType, Residence, Tensor, Values } from "@chainrule/tensor";
import { allocate } from "@chainrule/tensor";

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;

/** An array over part of a memory. */
export function viewOf(memory: EngineMemory, dtype: DType, address: number, size: number): Values {
  return new arrays[dtype](memory.buffer as ArrayBuffer, address, size);
}

/** A copy of an array in a memory, on the heap. */
export function copied(dtype: DType, values: Values): Values {
  if (values.byteLength > mostSmall) return values.slice();
  const copy = allocate(dtype, values.length);
  // Setting a few elements one by one is quicker than asking for it.
  if (values.length <= fewElements) { for (let i = 0; i < values.length; i++) copy[i] = values[i]!; }
  else copy.set(values);
  return copy;
}

const mostSmall = 1024;
const fewElements = 16;

/** A value with a fixed place. It remembers which tensor it holds, so that nothing is copied twice. */
export class Cell implements Residence {
  /** Where it begins, in bytes. */
  readonly address: number;
  readonly #memory: EngineMemory;
  readonly #dtype: DType;
  readonly #size: number;
  #view: Values;
  #holds: Tensor | null = null;

  /** A cell for values of a dtype. */
  constructor(memory: EngineMemory, address: number, dtype: DType, size: number) {
    this.address = address;
    this.#memory = memory;
    this.#dtype = dtype;
    this.#size = size;
    this.#view = viewOf(memory, dtype, address, size);
  }

  /** What is there now. Not to be kept: the memory may grow. */
  get values(): Values {
    if (this.#view.buffer !== this.#memory.buffer) {
      this.#view = viewOf(this.#memory, this.#dtype, this.address, this.#size);
    }
    return this.#view;
  }

  /** Puts the values of a tensor there, if they are not there already. */
  hold(x: Tensor): void {
    if (this.#holds === x) return;
    const { values } = this;
    const { data } = x;
    if (data.length <= fewElements) { for (let i = 0; i < data.length; i++) values[i] = data[i]!; }
    else values.set(data);
    this.#holds = x;
  }

  /** Puts a number there. */
  holdNumber(x: number): void {
    this.#holds = null;
    this.values[0] = x;
  }

  /** Says that a program has written there. */
  changed(): void {
    this.#holds = null;
  }

  /** A copy of what is there. */
  read(): Values {
    return copied(this.#dtype, this.values);
  }

  /** Remembers the tensor that now holds the same. */
  fetched(value: Tensor): void {
    this.#holds = value;
  }
}
