/**
 * Going through a data set in batches.
 *
 * @module
 */
import { fromValues, Random, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { Dataset, Tensors } from "./dataset.ts";

/** A place in the data: everything that a checkpoint needs to go on from there. */
export interface BatchState {
  /** How many times all samples have been gone through. */
  readonly epoch: number;
  /** How many samples of the epoch have been given out. */
  readonly position: number;
}

/** How a data set is cut into batches. */
export interface BatchOptions {
  /** The number of samples in a batch. @default 32 */
  readonly batchSize?: number;
  /** Whether each epoch has an order of its own. @default true */
  readonly shuffle?: boolean;
  /** What the orders come from. @default 0 */
  readonly seed?: number;
  /** Whether a last batch with fewer samples is left out. @default false */
  readonly dropLast?: boolean;
}

/**
 * The batches of a data set. Each `for` loop goes through the rest of the current epoch; the next loop begins the next one.
 * The order of an epoch is a function of the seed and the number of the epoch alone. Made by `batches`.
 *
 * @example Where a loop stopped, another goes on
 * ```ts
 * import { batches, Dataset } from "@chainrule/data";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const all = batches(new Dataset({ n: tensor([0, 1, 2, 3, 4, 5]) }), { batchSize: 2, shuffle: false });
 * for (const _ of all) break;
 * assertEquals(all.state, { epoch: 0, position: 2 });
 * assertEquals([...all].map(({ n }) => n.toArray()), [[2, 3], [4, 5]]);
 * ```
 */
export class Batches<T extends Tensors<T>> implements Iterable<T> {
  readonly #dataset: Dataset<T>;
  readonly #batchSize: number;
  readonly #shuffle: boolean;
  readonly #seed: number;
  /** The number of samples that an epoch gives out. */
  readonly #perEpoch: number;
  #state: BatchState = { epoch: 0, position: 0 };

  /** Use `batches` instead. @ignore */
  constructor(dataset: Dataset<T>, options: BatchOptions) {
    const { batchSize = 32, shuffle = true, seed = 0, dropLast = false } = options;
    if (!Number.isInteger(batchSize) || batchSize < 1) {
      throw new RangeError(
        `Cannot make batches as batchSize must be a whole number from 1: current batchSize is ${batchSize}`,
      );
    }
    if (dropLast && dataset.length < batchSize) {
      throw new RangeError(
        `Cannot make batches as with dropLast batchSize must be at most the number of samples, ${dataset.length}: current batchSize is ${batchSize}`,
      );
    }
    if (dataset.length === 0) {
      throw new RangeError(
        "Cannot make batches as the data set must have at least one sample: current number is 0",
      );
    }
    this.#dataset = dataset;
    this.#batchSize = batchSize;
    this.#shuffle = shuffle;
    this.#seed = seed;
    this.#perEpoch = dataset.length -
      (dropLast ? dataset.length % batchSize : 0);
  }

  /** The number of batches in an epoch. */
  get length(): number {
    return Math.ceil(this.#perEpoch / this.#batchSize);
  }

  /** The place behind the batch given out last. */
  get state(): BatchState {
    return this.#state;
  }

  /**
   * Goes to a place: the next loop begins there.
   *
   * @throws {RangeError} When there is no such place
   */
  set state({ epoch, position }: BatchState) {
    const known = Number.isInteger(epoch) && epoch >= 0 &&
      Number.isInteger(position) && position >= 0 && position < this.#perEpoch;
    if (!known) {
      throw new RangeError(
        `Cannot go to a place in the data as epoch must be a whole number from 0 and position one in [0, ${this.#perEpoch}): current epoch is ${epoch} and position is ${position}`,
      );
    }
    this.#state = { epoch, position };
  }

  /** `epoch` and `position`, each a scalar of dtype int32, for checkpoints. */
  stateDict(): Record<keyof BatchState, Tensor> {
    const { epoch, position } = this.#state;
    return { epoch: tensor(epoch, "int32"), position: tensor(position, "int32") };
  }

  /**
   * Goes to the place that a state stands for.
   *
   * @param state What `stateDict` gave
   * @throws {TypeError} When something is missing
   * @throws {RangeError} When there is no such place
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>): void {
    const { epoch, position } = state;
    if (epoch === undefined || position === undefined) {
      throw new TypeError(
        `Cannot load the state of batches as it must have epoch and position: current names are ${
          Object.keys(state).join(", ")
        }`,
      );
    }
    this.state = { epoch: epoch.item(), position: position.item() };
  }

  /** The batches from the current place to the end of the epoch. */
  *[Symbol.iterator](): Generator<T, void> {
    const { epoch } = this.#state;
    const order = this.#order(epoch);
    while (this.#state.epoch === epoch) {
      const { position } = this.#state;
      const end = Math.min(position + this.#batchSize, this.#perEpoch);
      this.#state = end === this.#perEpoch ? { epoch: epoch + 1, position: 0 } : { epoch, position: end };
      yield this.#dataset.get(order.slice([position], [end]));
    }
  }

  #order(epoch: number): Tensor {
    const { length } = this.#dataset;
    if (!this.#shuffle) {
      const inOrder = Int32Array.from({ length }, (_, i) => i);
      return fromValues(inOrder, [length], "int32");
    }
    const random = new Random(this.#seed);
    random.counter.assign(epoch);
    return random.permutation(length);
  }
}

/**
 * Cuts a data set into batches, in a new order each epoch. 小批量
 *
 * The place in the data is `state`: store it in a checkpoint (`stateDict` has it as tensors) and set it later to go on with the
 * very batches that would have come. It is already behind a batch while the body of the loop works on it.
 *
 * @param dataset The data set
 * @param options Size, order, and what happens to a smaller last batch
 * @returns The batches; a loop over them goes through one epoch
 * @throws {RangeError} When the data set is empty, or the size is not a whole number from 1
 *
 * @example Two epochs
 * ```ts
 * import { batches, Dataset } from "@chainrule/data";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const data = batches(new Dataset({ n: tensor([0, 1, 2, 3, 4]) }), { batchSize: 2, seed: 1 });
 * const sizes: number[] = [];
 * while (data.state.epoch < 2) for (const { n } of data) sizes.push(n.size);
 * assertEquals(sizes, [2, 2, 1, 2, 2, 1]);
 * ```
 */
export function batches<T extends Tensors<T>>(
  dataset: Dataset<T>,
  options: BatchOptions = {},
): Batches<T> {
  return new Batches(dataset, options);
}
