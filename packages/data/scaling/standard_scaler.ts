/**
 * Bringing features to mean 0 and standard deviation 1.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { mapColumns, perColumn } from "./map_columns.ts";
import { fitted, fromState, toState } from "./scaler_state.ts";

/**
 * Brings each feature to mean 0 and standard deviation 1. 标准化
 *
 * Formula: `y = (x − mean) / std`, with the standard deviation of the samples themselves (divided by N)
 *
 * A feature that never changes is only shifted. Everything is computed in double precision; results have the dtype of `x`.
 * Fit on the training samples, then transform all.
 *
 * @example Two samples
 * ```ts
 * import { StandardScaler } from "@chainrule/data";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const scaler = new StandardScaler().fit(tensor([[1, 5], [3, 5]]));
 * assertEquals(scaler.transform(tensor([[1, 5], [3, 6]])).toArray(), [[-1, 0], [1, 1]]);
 * ```
 */
export class StandardScaler {
  #state: Readonly<Record<"mean" | "std", Float64Array>> | null = null;

  /**
   * Takes mean and standard deviation from samples.
   *
   * @param x The samples, shape `[N, D]`
   * @returns The scaler
   * @throws {ShapeError} When `x` is no matrix, or has no samples
   * @throws {RangeError} When a value is not finite
   */
  fit(x: Tensor): this {
    const mean = perColumn("fit StandardScaler to", x, meanOf);
    const std = perColumn("fit StandardScaler to", x, deviationOf);
    this.#state = { mean, std };
    return this;
  }

  /**
   * Scales samples.
   *
   * @param x The samples, shape `[N, D]`
   * @returns The scaled samples, shape `[N, D]`
   * @throws {ShapeError} When the number of features is not the fitted one
   * @throws {TypeError} When nothing was fitted
   */
  transform(x: Tensor): Tensor {
    const { mean, std } = fitted("transform", this.#state);
    return mapColumns(
      "transform",
      x,
      mean.length,
      (value, c) => (value - mean[c]!) / std[c]!,
    );
  }

  /**
   * Takes scaled samples back.
   *
   * @param y Scaled samples, shape `[N, D]`
   * @returns The samples, shape `[N, D]`
   * @throws {ShapeError} When the number of features is not the fitted one
   * @throws {TypeError} When nothing was fitted
   */
  inverse(y: Tensor): Tensor {
    const { mean, std } = fitted("invert", this.#state);
    return mapColumns(
      "invert",
      y,
      mean.length,
      (value, c) => value * std[c]! + mean[c]!,
    );
  }

  /** `mean` and `std`, each of shape `[D]` and dtype float64, for files. */
  stateDict(): Record<"mean" | "std", Tensor> {
    const { mean, std } = fitted("save the state", this.#state);
    return { mean: toState(mean), std: toState(std) };
  }

  /**
   * Takes on what another scaler was fitted to.
   *
   * @param state What `stateDict` gave
   * @returns The scaler
   * @throws {TypeError} When something is missing
   * @throws {ShapeError} When lengths differ
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>): this {
    this.#state = fromState("load StandardScaler", state, ["mean", "std"]);
    return this;
  }
}

function meanOf(values: Float64Array): number {
  if (isConstant(values)) return values[0]!;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The standard deviation; 1 where it is 0, for values that do not differ or whose squares are too small for numbers. */
function deviationOf(values: Float64Array): number {
  if (isConstant(values)) return 1;
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / values.length) || 1;
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}
