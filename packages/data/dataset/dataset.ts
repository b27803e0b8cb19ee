/**
 * Tensors whose rows belong together.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { gather, isTensor, ShapeError, tensor } from "@chainrule/tensor";

/** A record of tensors: `{ x, y }` and the like. */
export type Tensors<T> = Readonly<Record<keyof T, Tensor>>;

/**
 * Tensors of equal length whose rows belong together: row n of each is sample n. 数据集
 *
 * @example Features and labels
 * ```ts
 * import { Dataset } from "@chainrule/data";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const samples = new Dataset({ x: tensor([[1, 2], [3, 4], [5, 6]]), y: tensor([0, 1, 0], "int32") });
 * const { x, y } = samples.get([2, 0]);
 * assertEquals(x.toArray(), [[5, 6], [1, 2]]);
 * assertEquals(y.toArray(), [0, 0]);
 * ```
 */
export class Dataset<T extends Tensors<T>> {
  /** The tensors by name. */
  readonly tensors: Readonly<T>;
  /** The number of samples, N. */
  readonly length: number;

  /**
   * Makes a data set.
   *
   * @param tensors The tensors by name, each of shape `[N, …]`
   * @throws {ShapeError} When a tensor is a scalar, or lengths differ
   * @throws {TypeError} When there is no tensor, or something else among them
   */
  constructor(tensors: T) {
    this.tensors = { ...tensors };
    this.length = commonLength(tensors);
  }

  /**
   * The samples at given positions.
   *
   * @param indices Positions in `[0, N)`, in any order, also repeated; a tensor of them has shape `[K]` and dtype int32
   * @returns The tensors, each of shape `[K, …]`
   * @throws {RangeError} When a position is not in `[0, N)`
   */
  get(indices: Tensor | ArrayLike<number>): T {
    const rows = isTensor(indices) ? indices : this.#rows(indices);
    const entries = Object.entries<Tensor>(this.tensors);
    return Object.fromEntries(
      entries.map(([name, x]) => [name, gather(x, rows)]),
    ) as unknown as T;
  }

  /**
   * The data set of the samples at given positions.
   *
   * @param indices Positions, as `get` takes them
   * @returns A data set of as many samples as positions
   * @throws {RangeError} When a position is not in `[0, N)`
   */
  subset(indices: Tensor | ArrayLike<number>): Dataset<T> {
    return new Dataset(this.get(indices));
  }

  /** Whole numbers, before int32 cuts off what is behind the point. */
  #rows(indices: ArrayLike<number>): Tensor {
    const all = Array.from(indices);
    const wrong = all.findIndex((index) => !Number.isInteger(index) || index < 0 || index >= this.length);
    if (wrong < 0) return tensor(all, "int32");
    throw new RangeError(
      `Cannot get samples as indices must be whole numbers in [0, ${this.length}): current value at position ${wrong} is ${
        all[wrong]
      }`,
    );
  }
}

function commonLength<T extends Tensors<T>>(tensors: T): number {
  const entries = Object.entries<Tensor>(tensors);
  if (entries.length === 0) {
    throw new TypeError(
      "Cannot make a data set as it must have at least one tensor: current number is 0",
    );
  }
  for (const [name, x] of entries) {
    if (!isTensor(x)) {
      throw new TypeError(
        `Cannot make a data set as ${name} must be a tensor: current type is ${typeof x}`,
      );
    }
    if (x.rank > 0) continue;
    throw new ShapeError(
      "Dataset",
      [x.shape],
      `Cannot make a data set as ${name} must have an axis of samples`,
    );
  }
  const [[firstName, first]] = entries as [[string, Tensor]];
  const length = first.shape[0]!;
  for (const [name, x] of entries) {
    if (x.shape[0] === length) continue;
    throw new ShapeError(
      "Dataset",
      [first.shape, x.shape],
      `Cannot make a data set as ${firstName} and ${name} must have equally many samples`,
    );
  }
  return length;
}
