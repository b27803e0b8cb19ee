/**
 * Bringing features into a range.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { mapColumns, perColumn } from "./map_columns.ts";
import { fitted, fromState, toState } from "./scaler_state.ts";

/** The range that features are brought into. */
export interface MinMaxScalerOptions {
  /** The smallest fitted value becomes this. @default 0 */
  readonly low?: number;
  /** The largest fitted value becomes this. @default 1 */
  readonly high?: number;
}

/**
 * Brings each feature into a range. 归一化
 *
 * Formula: `y = low + (x − min) / (max − min) · (high − low)`
 *
 * A feature that never changes is only shifted: it becomes `low`. Values outside the fitted range come to lie outside the
 * range. Everything is computed in double precision; results have the dtype of `x`.
 *
 * @example From 0 to 1
 * ```ts
 * import { MinMaxScaler } from "@chainrule/data";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const scaler = new MinMaxScaler().fit(tensor([[10], [20]]));
 * assertEquals(scaler.transform(tensor([[10], [15], [30]])).toArray(), [[0], [0.5], [2]]);
 * ```
 */
export class MinMaxScaler {
  /** The smallest fitted value becomes this. */
  readonly low: number;
  /** The largest fitted value becomes this. */
  readonly high: number;
  #state: Readonly<Record<"min" | "range", Float64Array>> | null = null;

  /**
   * Makes a scaler.
   *
   * @param options The range
   * @throws {RangeError} When `low` is not below `high`
   */
  constructor({ low = 0, high = 1 }: MinMaxScalerOptions = {}) {
    if (!(low < high)) {
      throw new RangeError(
        `Cannot make MinMaxScaler as low must be below high: current range is [${low}, ${high}]`,
      );
    }
    this.low = low;
    this.high = high;
  }

  /**
   * Takes the range of each feature from samples.
   *
   * @param x The samples, shape `[N, D]`
   * @returns The scaler
   * @throws {ShapeError} When `x` is no matrix, or has no samples
   * @throws {RangeError} When a value is not finite
   */
  fit(x: Tensor): this {
    const min = perColumn("fit MinMaxScaler to", x, least);
    const max = perColumn("fit MinMaxScaler to", x, greatest);
    // A feature that never changes must not divide by 0.
    const range = max.map((value, c) => value === min[c] ? 1 : value - min[c]!);
    this.#state = { min, range };
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
    const { min, range } = fitted("transform", this.#state);
    const { low, high } = this;
    return mapColumns(
      "transform",
      x,
      min.length,
      (value, c) => low + (value - min[c]!) / range[c]! * (high - low),
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
    const { min, range } = fitted("invert", this.#state);
    const { low, high } = this;
    return mapColumns(
      "invert",
      y,
      min.length,
      (value, c) => min[c]! + (value - low) / (high - low) * range[c]!,
    );
  }

  /** `min` and `range`, each of shape `[D]` and dtype float64, for files. */
  stateDict(): Record<"min" | "range", Tensor> {
    const { min, range } = fitted("save the state", this.#state);
    return { min: toState(min), range: toState(range) };
  }

  /**
   * Takes on what another scaler was fitted to; `low` and `high` stay.
   *
   * @param state What `stateDict` gave
   * @returns The scaler
   * @throws {TypeError} When something is missing
   * @throws {ShapeError} When lengths differ
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>): this {
    this.#state = fromState("load MinMaxScaler", state, ["min", "range"]);
    return this;
  }
}

function least(values: Float64Array): number {
  return values.reduce((a, b) => Math.min(a, b));
}

function greatest(values: Float64Array): number {
  return values.reduce((a, b) => Math.max(a, b));
}
