/**
 * Reading `graphs.json`: values and gradients made without this library, see its `made_by`.
 *
 * @module
 */
import { tensor } from "@chainrule/tensor";
import type { DType, Tensor } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import golden from "./graphs.json" with { type: "json" };

/** A tensor in the file. */
export interface Stored {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** One application of a layer or a model. */
export interface Case {
  readonly inputs: Readonly<Record<string, Stored>>;
  readonly grads: Readonly<Record<string, Stored>>;
  /** Everything else: outputs, upstream gradients. */
  readonly [result: string]: unknown;
}

/** The case called `name`. */
export function find(name: string): Case {
  const found = golden.cases.find((one) => one.name === name);
  assert(found !== undefined, `graphs.json has no case ${name}`);
  return found as unknown as Case;
}

/** A stored tensor as a tensor. */
export function load(stored: unknown, dtype: DType): Tensor {
  const { shape, data } = stored as Stored;
  return tensor([...data], dtype, shape);
}

/** Relative and absolute tolerance, as the README of the golden files suggests. */
const tolerances = {
  float64: { value: [1e-10, 1e-12], gradient: [1e-10, 1e-12] },
  float32: { value: [1e-5, 1e-6], gradient: [1e-4, 1e-5] },
} as const;

/** Throws unless each element is near the stored one. */
export function assertGolden(actual: Tensor, stored: unknown, what: "value" | "gradient" = "value"): void {
  const { shape, data } = stored as Stored;
  const [relative, absolute] = tolerances[actual.dtype as "float32" | "float64"][what];
  assertEquals(actual.shape, shape);
  data.forEach((expected, i) => {
    const error = Math.abs(actual.data[i]! - expected);
    assert(
      error <= absolute + relative * Math.abs(expected),
      `${what} ${i} is ${actual.data[i]}, not ${expected}`,
    );
  });
}
