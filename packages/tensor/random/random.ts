/**
 * The seeded random generator.
 *
 * @module
 */
import { threefry2x32 } from "@chainrule/kernels";
import { within } from "../core/ambient.ts";
import { applyAny } from "../core/apply.ts";
import type { DType } from "../core/dtype.ts";
import { isFloat } from "../core/dtype.ts";
import type { AnyOp, TensorLike } from "../core/op.ts";
import type { Shape } from "../core/shape.ts";
import { checkShape } from "../core/shape.ts";
import type { Tensor } from "../core/tensor.ts";
import { fromValues } from "../core/tensor.ts";
import { Variable } from "../core/variable.ts";
import { minimum } from "../ops/arithmetic/minimum.ts";
import { less } from "../ops/comparison/less.ts";
import { cast } from "../ops/shape/cast.ts";
import type { Key } from "./draws.ts";
import { randomNormalOp, randomPermutationOp, randomUniformOp } from "./draws.ts";

const twoTo32 = 2 ** 32;

/** Bounds and dtype of uniform numbers. */
export interface UniformOptions {
  /** The lower bound, included. @default 0 */
  readonly low?: number;
  /** The upper bound, not included. @default 1 */
  readonly high?: number;
  /** A float dtype. @default "float32" */
  readonly dtype?: DType;
}

/** Mean, spread and dtype of normal numbers. */
export interface NormalOptions {
  /** The mean. @default 0 */
  readonly mean?: number;
  /** The standard deviation. @default 1 */
  readonly std?: number;
  /** A float dtype. @default "float32" */
  readonly dtype?: DType;
}

/**
 * A seeded source of random numbers. One seed gives one sequence, bit for bit, also inside `jit`. 随机数发生器
 *
 * The numbers of the n-th draw are a function of the seed and n (Threefry-2x32, counter-based), and n is a variable: the whole
 * state, which a checkpoint can store.
 *
 * @example The same seed, the same numbers
 * ```ts
 * import { Random } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const a = new Random(7).normal([2, 2]);
 * const b = new Random(7).normal([2, 2]);
 * assertEquals(a.toArray(), b.toArray());
 * ```
 */
export class Random {
  /** The number of draws so far. */
  readonly counter: Variable;
  readonly #key: Key;

  /**
   * A generator at the start of its sequence.
   *
   * @param seed A whole number, up to 2⁵³ in magnitude
   * @throws {RangeError} When the seed is not a safe integer
   */
  constructor(seed: number | Key) {
    this.#key = typeof seed === "number" ? keyOf(seed) : seed;
    this.counter = new Variable(fromValues(Int32Array.of(0), [], "int32"), {
      name: "random.counter",
    });
  }

  /**
   * Uniform numbers. 均匀分布
   *
   * @param shape The shape
   * @param options Bounds and dtype
   * @returns Numbers in [low, high)
   * @throws {RangeError} When `low` is above `high`
   */
  uniform(
    shape: Shape,
    { low = 0, high = 1, dtype = "float32" }: UniformOptions = {},
  ): Tensor {
    if (!(low <= high)) {
      throw new RangeError(
        `Cannot draw uniform numbers as low must not be above high: current bounds are ${low} and ${high}`,
      );
    }
    const unit = this.#draw("uniform", randomUniformOp, shape, dtype);
    if (low === 0 && high === 1) return unit;
    // Scaling may round up to the bound, which is not included.
    return minimum(unit.mul(high - low).add(low), Math.max(low, below(high, dtype)));
  }

  /**
   * Normally distributed numbers. 正态分布
   *
   * @param shape The shape
   * @param options Mean, standard deviation and dtype
   * @returns The numbers
   * @throws {RangeError} When the standard deviation is negative
   */
  normal(
    shape: Shape,
    { mean = 0, std = 1, dtype = "float32" }: NormalOptions = {},
  ): Tensor {
    if (!(std >= 0)) {
      throw new RangeError(
        `Cannot draw normal numbers as std must be at least 0: current std is ${std}`,
      );
    }
    const unit = this.#draw("normal", randomNormalOp, shape, dtype);
    return mean === 0 && std === 1 ? unit : unit.mul(std).add(mean);
  }

  /**
   * Truth values that are true with a given probability. 伯努利分布
   *
   * @param shape The shape
   * @param probability The probability of true, in [0, 1]; may be a tensor of probabilities that broadcasts to `shape`
   * @returns Truth values, dtype bool
   * @throws {RangeError} When a number outside [0, 1] is given
   */
  bernoulli(shape: Shape, probability: TensorLike = 0.5): Tensor {
    if (
      typeof probability === "number" && !(probability >= 0 && probability <= 1)
    ) {
      throw new RangeError(
        `Cannot draw truth values as the probability must be in [0, 1]: current probability is ${probability}`,
      );
    }
    const dtype = typeof probability === "number" ? "float32" : probability.dtype;
    return less(this.uniform(shape, { dtype }), probability);
  }

  /**
   * The integers from 0 to n − 1 in random order. 随机排列
   *
   * @param n How many
   * @returns Shape `[n]`, dtype int32
   */
  permutation(n: number): Tensor {
    return this.#draw("permutation", randomPermutationOp, [n], "int32");
  }

  /**
   * Whole numbers, each as likely as the others. 随机整数
   *
   * @param shape The shape
   * @param low The smallest, included
   * @param high The upper bound, not included
   * @returns dtype int32
   * @throws {RangeError} When there is no whole number in [low, high)
   */
  integers(shape: Shape, low: number, high: number): Tensor {
    if (!Number.isInteger(low) || !Number.isInteger(high) || low >= high) {
      throw new RangeError(
        `Cannot draw integers as low and high must be whole numbers with low below high: current bounds are ${low} and ${high}`,
      );
    }
    const unit = this.#draw("integers", randomUniformOp, shape, "float64");
    return cast(unit.mul(high - low), "int32").add(low);
  }

  /**
   * Another generator, whose numbers are independent of this one's. Counts as one draw. 派生
   *
   * @returns The generator
   */
  fork(): Random {
    const words = new Uint32Array(2);
    threefry2x32(this.#key[0], this.#key[1], -1, this.#advance().item(), words);
    return new Random([words[0]! | 0, words[1]! | 0]);
  }

  /** Key and counter, for checkpoints. */
  stateDict(): Record<string, Tensor> {
    return {
      key: fromValues(Int32Array.from(this.#key), [2], "int32"),
      counter: this.counter.value.detach(),
    };
  }

  /**
   * Goes to the place in the sequence that a state stands for.
   *
   * @param state What `stateDict` gave
   * @throws {TypeError} When the state is that of a generator with another seed
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>): void {
    const { key, counter } = state;
    if (key === undefined || counter === undefined) {
      throw new TypeError(
        `Cannot load the state of Random as it must have key and counter: current names are ${
          Object.keys(state).join(", ")
        }`,
      );
    }
    if (key.data[0] !== this.#key[0] || key.data[1] !== this.#key[1]) {
      throw new TypeError(
        "Cannot load the state of Random as it must come from a generator with the same seed: current keys differ",
      );
    }
    this.counter.assign(counter);
  }

  #draw(name: string, op: AnyOp, shape: Shape, dtype: DType): Tensor {
    checkShape(`draw ${name} numbers for`, shape);
    if (op !== randomPermutationOp && !isFloat(dtype)) {
      throw new TypeError(
        `Cannot draw ${name} numbers as the dtype must be float32 or float64: current dtype is ${dtype}; use integers, or cast`,
      );
    }
    return applyAny(op, [this.#advance()], {
      key: this.#key,
      shape: [...shape],
      dtype,
    });
  }

  #advance(): Tensor {
    return within("draw", { recording: false }, () => {
      const now = this.counter.value;
      this.counter.assign(now.add(1));
      return now;
    });
  }
}

let shared = /* @__PURE__ */ new Random(0);

/** The generator that layers use when they are given none. */
export function defaultRandom(): Random {
  return shared;
}

/**
 * Starts the default generator anew: one seed, one result. 设定随机种子
 *
 * @param value A whole number
 *
 * @example The same numbers again
 * ```ts
 * import { defaultRandom, seed } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * seed(1);
 * const a = defaultRandom().uniform([3]).toArray();
 * seed(1);
 * assertEquals(defaultRandom().uniform([3]).toArray(), a);
 * ```
 */
export function seed(value: number): void {
  shared = new Random(value);
}

/** The number of `dtype` next below `x`. */
function below(x: number, dtype: DType): number {
  if (dtype === "float64") {
    const value = Float64Array.of(x === 0 ? -0 : x);
    new BigInt64Array(value.buffer)[0]! += x > 0 ? -1n : 1n;
    return value[0]!;
  }
  const value = Float32Array.of(x === 0 ? -0 : x);
  new Int32Array(value.buffer)[0]! += x > 0 ? -1 : 1;
  return value[0]!;
}

function keyOf(seed: number): Key {
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(
      `Cannot seed Random as the seed must be a whole number up to 2^53: current seed is ${seed}`,
    );
  }
  return [seed | 0, Math.floor(seed / twoTo32) | 0];
}
