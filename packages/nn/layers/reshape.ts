/**
 * Giving samples another shape.
 *
 * @module
 */
import type { Shape, Tensor } from "@chainrule/tensor";
import { reshape, ShapeError, sizeOf } from "@chainrule/tensor";
import { Module } from "../module.ts";

/**
 * Gives each sample another shape, in row-major order. 变形层
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, ...]` with as many numbers a sample as `shape` has |
 * | output | `[N, ...shape]` |
 *
 * @example Rows of pixels as images
 * ```ts
 * import { Reshape } from "@chainrule/nn";
 * import { zeros } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Reshape([1, 28, 28]).forward(zeros([8, 784])).shape, [8, 1, 28, 28]);
 * assertEquals(new Reshape([3, -1]).forward(zeros([8, 12])).shape, [8, 3, 4]);
 * ```
 */
export class Reshape extends Module {
  /** The shape of a sample in the output; an axis of −1 takes what is left. */
  readonly shape: Shape;
  readonly #size: number;

  /**
   * Chooses the shape.
   *
   * @param shape The shape of a sample, without the axis of samples; one axis may be −1 and takes what is left
   * @throws {RangeError} When a length is not a positive whole number, or more than one is −1
   */
  constructor(shape: Shape) {
    super();
    const lengths = shape.filter((length) => length !== -1);
    if (lengths.some((length) => !Number.isInteger(length) || length < 1) || shape.length - lengths.length > 1) {
      throw new RangeError(
        `Cannot make Reshape as shape must have positive whole numbers, and -1 at most once: current shape is [${
          shape.join(", ")
        }]`,
      );
    }
    this.shape = [...shape];
    this.#size = sizeOf(lengths);
  }

  /** Rows of as many numbers as the shape has, unless an axis is open. */
  override get knownInputShape(): Shape | null {
    return this.shape.includes(-1) ? null : [1, this.#size];
  }

  /**
   * The same values, in the new shape.
   *
   * @param x Shape `[N, ...]`
   * @returns Shape `[N, ...shape]`
   * @throws {ShapeError} When samples do not have as many numbers as the shape, or there is no axis of samples
   */
  forward(x: Tensor): Tensor {
    const [samples, ...sample] = x.shape;
    const open = this.shape.includes(-1);
    const size = sizeOf(sample);
    if (samples === undefined || (open ? size % this.#size > 0 : size !== this.#size)) {
      const count = open ? `a multiple of ${this.#size}` : `${this.#size}`;
      throw new ShapeError(
        "Reshape",
        [x.shape],
        `Cannot apply Reshape to [N, ${this.shape.join(", ")}] as each sample must have ${count} numbers`,
      );
    }
    // The axis is worked out here, since an empty batch leaves it open.
    return reshape(x, [samples, ...this.shape.map((length) => length === -1 ? size / this.#size : length)]);
  }
}
