/**
 * Numbers that every library can make for itself, so that all of them get the same inputs.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { fromValues } from "@chainrule/tensor";

/** The number in `[0, 1)` at place `i` of the sequence `seed`: a hash of the place in 32-bit integers. */
export function hashed(i: number, seed: number): number {
  let x = (Math.imul(i, 0x9e3779b1) + seed * 40503 + 1) | 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  x ^= x >>> 16;
  return (x >>> 0) / 2 ** 32;
}

/** Uniform float32 values in `[-scale, scale)`. */
export function uniform(shape: readonly number[], seed: number, scale = 1): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const values = new Float32Array(size);
  for (let i = 0; i < size; i++) values[i] = -scale + hashed(i, seed) * 2 * scale;
  return fromValues(values, [...shape], "float32");
}

/** Labels of classes, shape `[count]`. */
export function labels(count: number, classes: number, seed: number): Tensor {
  const values = Int32Array.from({ length: count }, (_, i) => Math.floor(hashed(i, seed) * classes));
  return fromValues(values, [count], "int32");
}
