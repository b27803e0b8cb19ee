/**
 * Tensors on their way between threads.
 *
 * @module
 */
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { fromValues } from "@chainrule/tensor";

/** What a tensor becomes on its way. */
export interface PackedTensor {
  /** The length of each axis. */
  readonly shape: Shape;
  /** The type of the elements. */
  readonly dtype: DType;
  /** The elements, which nobody else has. */
  readonly values: Tensor["data"];
}

/** Tensors by name. */
export type PackedState = Readonly<Record<string, PackedTensor>>;

/** Copies tensors for their way. The copies are handed over, so nothing is copied twice. */
export class Packing {
  /** What is handed over. */
  readonly buffers: ArrayBuffer[] = [];

  /** A copy of a tensor. */
  pack({ shape, dtype, data }: Tensor): PackedTensor {
    // A view of part of a buffer would take the whole of it along.
    const values = data.slice();
    this.buffers.push(values.buffer as ArrayBuffer);
    return { shape, dtype, values };
  }

  /** A copy of a state. */
  packState(state: Readonly<Record<string, Tensor>>): PackedState {
    return Object.fromEntries(Object.entries(state).map(([name, x]) => [name, this.pack(x)]));
  }
}

/** The tensor that was packed. */
export function unpack({ values, shape, dtype }: PackedTensor): Tensor {
  return fromValues(values, shape, dtype);
}

/** The state that was packed. */
export function unpackState(state: PackedState): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(state).map(([name, x]) => [name, unpack(x)]));
}
