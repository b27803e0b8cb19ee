/**
 * The tensor: an immutable array of numbers that remembers the operation that made it.
 *
 * @module
 */
import type { Trace } from "./ambient.ts";
import type { DType, Values } from "./dtype.ts";
import { allocate } from "./dtype.ts";
import type { Methods } from "./methods.ts";
import type { AnyOp, TensorLike } from "./op.ts";
import type { Shape } from "./shape.ts";
import { formatShape, sameShape, sizeOf, stridesOf } from "./shape.ts";
import { copyStrided } from "./strided.ts";
import type { Variable } from "./variable.ts";

const brand = "@chainrule/tensor/Tensor";

/**
 * How a tensor came about: the application of an operation, or the value of a variable. Gradients walk these.
 */
export interface Origin {
  /** Grows with time, so that sorting by it orders a graph. */
  readonly id: number;
  /** The smallest id among the leaves below; 0 if a variable is among them. A transform that began later is not below. */
  readonly oldest: number;
  /** The operation, or null for the value of a variable. */
  readonly op: AnyOp | null;
  /** What the operation was applied to; emptied when the graph is released. */
  inputs: readonly Tensor[];
  /** What the operation was told beside its inputs. */
  readonly attributes: unknown;
  /** The variable that had this value, or null. */
  readonly variable: Variable | null;
  /** The composite operations during which this happened. */
  readonly scope: string;
  /** Whether `backward` has gone through and let go of the inputs. */
  released: boolean;
}

/** Nested arrays of numbers (or truth values), as `toArray` gives. */
export type NestedArray = number | boolean | readonly NestedArray[];

/** How a tensor lies in memory; made by operations, not by hand. */
export interface TensorInit {
  /** The length of each axis. */
  readonly shape: Shape;
  /** The type of the elements. */
  readonly dtype: DType;
  /** Null while traced. */
  readonly storage: Values | null;
  /** Steps along each axis, in elements. @default row-major */
  readonly strides?: readonly number[];
  /** Where the first element is. @default 0 */
  readonly offset?: number;
  /** The trace that it stands for a value of. @default none */
  readonly trace?: Trace | null;
}

/**
 * An immutable array of numbers with a shape and a dtype. Make one with `tensor`, `zeros` and so on. 张量
 *
 * Values live in a typed array on the JavaScript heap, so there is nothing to dispose.
 *
 * @example A matrix and its row sums
 * ```ts
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[1, 2], [3, 4]]);
 * assertEquals(x.shape, [2, 2]);
 * assertEquals(x.sum({ axis: 1 }).toArray(), [3, 7]);
 * ```
 */
export class Tensor {
  /** Marks tensors across copies of this package. @ignore */
  readonly "@chainrule/tensor/Tensor" = true;
  /** The length of each axis. */
  readonly shape: Shape;
  /** The type of the elements. */
  readonly dtype: DType;
  /** The number of elements. */
  readonly size: number;
  /** The array that holds the elements, perhaps among others; null while traced. @ignore */
  readonly storage: Values | null;
  /** Steps through `storage` along each axis, in elements. @ignore */
  readonly strides: readonly number[];
  /** Where in `storage` the first element is. @ignore */
  readonly offset: number;
  /** The trace that this stands for a value of, or null. @ignore */
  readonly trace: Trace | null;
  /** The operation that made this, if gradients may want it. @ignore */
  origin: Origin | null = null;
  #dense: Values | null = null;

  /** Use `tensor` instead. @ignore */
  constructor(init: TensorInit) {
    this.shape = init.shape;
    this.dtype = init.dtype;
    this.size = sizeOf(init.shape);
    this.storage = init.storage;
    this.strides = init.strides ?? stridesOf(init.shape);
    this.offset = init.offset ?? 0;
    this.trace = init.trace ?? null;
  }

  /** The number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  /**
   * The elements in row-major order. This is the tensor's own memory wherever it can be: read it, do not write to it.
   *
   * @throws {TypeError} When the tensor stands for a value inside `jit`
   */
  get data(): Values {
    if (this.#dense !== null) return this.#dense;
    const storage = valuesOf(this, "read the values of a tensor");
    if (isContiguous(this)) {
      this.#dense = storage.length === this.size ? storage : storage.subarray(this.offset, this.offset + this.size);
    } else {
      this.#dense = allocate(this.dtype, this.size);
      copyStrided(storage, this.offset, this.strides, this.shape, this.#dense);
    }
    return this.#dense;
  }

  /**
   * The single value of a tensor with one element; truth values come as 1 and 0.
   *
   * @throws {TypeError} When there is not exactly one element
   */
  item(): number {
    if (this.size !== 1) {
      throw new TypeError(
        `Cannot take the item of a tensor as it must have exactly one element: current shape is ${
          formatShape(this.shape)
        }; reduce it first, or use toArray()`,
      );
    }
    return valuesOf(this, "take the item of a tensor")[this.offset]!;
  }

  /** The elements as nested arrays of numbers, of booleans where the dtype is `bool`. */
  toArray(): NestedArray {
    const { data, shape, dtype } = this;
    let next = 0;
    const build = (axis: number): NestedArray => {
      if (axis === shape.length) {
        const value = data[next++]!;
        return dtype === "bool" ? value !== 0 : value;
      }
      return Array.from({ length: shape[axis]! }, () => build(axis + 1));
    };
    return build(0);
  }

  /** The same values, without the memory of how they were made. */
  detach(): Tensor {
    return methods.stopGradient(this);
  }

  /** `this + other`, broadcast. */
  add(other: TensorLike): Tensor {
    return methods.add(this, other);
  }

  /** `this − other`, broadcast. */
  sub(other: TensorLike): Tensor {
    return methods.sub(this, other);
  }

  /** `this · other` element by element, broadcast. */
  mul(other: TensorLike): Tensor {
    return methods.mul(this, other);
  }

  /** `this / other` element by element, broadcast. */
  div(other: TensorLike): Tensor {
    return methods.div(this, other);
  }

  /** `this` to the power `exponent`, element by element. */
  pow(exponent: TensorLike): Tensor {
    return methods.pow(this, exponent);
  }

  /** `−this`. */
  neg(): Tensor {
    return methods.neg(this);
  }

  /** The matrix product; leading axes are a batch and broadcast. */
  matmul(other: TensorLike): Tensor {
    return methods.matmul(this, other);
  }

  /** eˣ. */
  exp(): Tensor {
    return methods.exp(this);
  }

  /** The natural logarithm. */
  log(): Tensor {
    return methods.log(this);
  }

  /** The square root. */
  sqrt(): Tensor {
    return methods.sqrt(this);
  }

  /** The absolute value. */
  abs(): Tensor {
    return methods.abs(this);
  }

  /** The hyperbolic tangent. */
  tanh(): Tensor {
    return methods.tanh(this);
  }

  /** Whether each element is greater than `other`. */
  greater(other: TensorLike): Tensor {
    return methods.greater(this, other);
  }

  /** Whether each element is less than `other`. */
  less(other: TensorLike): Tensor {
    return methods.less(this, other);
  }

  /** Whether each element equals `other`. */
  equal(other: TensorLike): Tensor {
    return methods.equal(this, other);
  }

  /** The sum along axes, by default all of them. */
  sum(options?: ReductionOptions): Tensor {
    return methods.sum(this, options);
  }

  /** The mean along axes, by default all of them. */
  mean(options?: ReductionOptions): Tensor {
    return methods.mean(this, options);
  }

  /** The largest element along axes, by default all of them. */
  max(options?: ReductionOptions): Tensor {
    return methods.max(this, options);
  }

  /** The smallest element along axes, by default all of them. */
  min(options?: ReductionOptions): Tensor {
    return methods.min(this, options);
  }

  /** The same elements under another shape; one length may be −1 and is then worked out. */
  reshape(shape: Shape): Tensor {
    return methods.reshape(this, shape);
  }

  /** The last two axes swapped. */
  transpose(): Tensor {
    return methods.transpose(this);
  }

  /** The elements from `start` up to `end` of each axis. */
  slice(start: readonly number[], end?: readonly number[]): Tensor {
    return methods.slice(this, start, end);
  }

  /** The elements as another dtype. */
  cast(dtype: DType): Tensor {
    return methods.cast(this, dtype);
  }

  /** A short description, such as `Tensor float32 [2, 3]`. */
  toString(): string {
    return `Tensor ${this.dtype} ${formatShape(this.shape)}`;
  }

  /** Lets `x > 0` and `x + 1` see the value of a tensor with one element; any other tensor is an error there. @ignore */
  [Symbol.toPrimitive](hint: string): number | string {
    return hint === "string" ? this.toString() : this.item();
  }
}

// What consoles print: the description, and the values when there are few.
for (const hook of ["Deno.customInspect", "nodejs.util.inspect.custom"]) {
  Object.defineProperty(Tensor.prototype, Symbol.for(hook), {
    value(this: Tensor): string {
      return inspect(this);
    },
  });
}

/** Which axes a reduction goes along. */
export interface ReductionOptions {
  /** One axis or several; negative ones count from the back. @default all axes */
  readonly axis?: number | readonly number[];
  /** Whether reduced axes stay, with length 1. @default false */
  readonly keepDims?: boolean;
}

/** Whether `value` is a tensor, of this or another copy of the package. */
export function isTensor(value: unknown): value is Tensor {
  return typeof value === "object" && value !== null && brand in value;
}

/** Whether the elements of `x` lie in storage one after the other, in row-major order. */
export function isContiguous(x: Tensor): boolean {
  const { shape, strides } = x;
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis]!;
    if (length !== 1 && strides[axis] !== stride) return false;
    stride *= length;
  }
  return true;
}

/** The storage of `x`, or an error that explains why there is none. */
export function valuesOf(x: Tensor, action: string): Values {
  if (x.storage !== null) return x.storage;
  throw new TypeError(
    x.trace?.active
      ? `Cannot ${action} as inside jit it stands for values to come: current tensor is ${x}; return it from the function, or use where() instead of a branch`
      : `Cannot ${action} as it belongs to a finished trace of jit: current tensor is ${x}; return it from the function to get its value`,
  );
}

/** A tensor over `values`, which become its own: nobody may write to them afterwards. */
export function fromValues(values: Values, shape: Shape, dtype: DType): Tensor {
  return new Tensor({ shape, dtype, storage: values });
}

/** Whether `a` and `b` have the same shape and dtype. */
export function alike(a: Tensor, b: Tensor): boolean {
  return a.dtype === b.dtype && sameShape(a.shape, b.shape);
}

let methods: Methods;

/** Gives tensors their methods. Operations import tensors, so tensors cannot import operations. */
export function installMethods(table: Methods): void {
  methods = table;
}

/** The operations that tensors have as methods, for rules that cannot import them. */
export function methodTable(): Methods {
  return methods;
}

const mostPrinted = 60;

function inspect(x: Tensor): string {
  if (x.storage === null || x.size > mostPrinted) return x.toString();
  return `${x.toString()} ${formatNested(x.toArray())}`;
}

function formatNested(values: NestedArray): string {
  return typeof values === "object" ? `[${values.map(formatNested).join(", ")}]` : String(values);
}
