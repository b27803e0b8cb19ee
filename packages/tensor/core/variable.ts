/**
 * The variable: a box around an immutable value, with an identity.
 *
 * @module
 */
import { ambient, nextId } from "./ambient.ts";
import type { Trace } from "./ambient.ts";
import type { DType, Values } from "./dtype.ts";
import { isFloat } from "./dtype.ts";
import { ShapeError } from "./errors.ts";
import type { Shape } from "./shape.ts";
import { formatShape, sameShape } from "./shape.ts";
import { fromValues, isTensor, Tensor } from "./tensor.ts";

const brand = "@chainrule/tensor/Variable";

/** How a variable is made. */
export interface VariableOptions {
  /** The name that errors, summaries and files show. @default "variable" */
  readonly name?: string;
  /** Whether `backward` fills its gradient. @default true for floats, false otherwise */
  readonly trainable?: boolean;
}

/**
 * Somewhere else where the newest value of a variable is, such as the memory of a compiled program. It is fetched when somebody asks.
 *
 * @ignore
 */
export interface Residence {
  /** The values there, in an array that nobody else has. */
  read(): Values;
  /** Told the tensor that now holds what was read. */
  fetched(value: Tensor): void;
}

/**
 * A box around a tensor that can be given a new one: parameters, running statistics, optimizer state. 变量
 *
 * Every operation takes a variable where it takes a tensor, and sees the value that the variable holds at that moment.
 * `assign` swaps the value and never writes into it, so graphs recorded before stay right.
 *
 * @example A parameter and its gradient
 * ```ts
 * import { mul, tensor, Variable } from "@chainrule/tensor";
 * import { backward } from "@chainrule/autograd";
 * import { assertEquals } from "@std/assert";
 *
 * const w = new Variable(tensor([1, 2, 3]), { name: "w" });
 * backward(mul(w, w).sum());
 * assertEquals(w.grad?.toArray(), [2, 4, 6]);
 * ```
 */
export class Variable {
  /** Marks variables across copies of this package. @ignore */
  readonly "@chainrule/tensor/Variable" = true;
  /** The name that errors, summaries and files show. */
  readonly name: string;
  /** The shape of every value that it holds. */
  readonly shape: Shape;
  /** The dtype of every value that it holds. */
  readonly dtype: DType;
  /** Whether it was made to be trained. Freezing does not change this; running statistics and counters are no parameters. */
  readonly isParameter: boolean;
  #value: Tensor;
  #residence: Residence | null = null;
  #gradient: Tensor | null = null;
  #gradientResidence: Residence | null = null;
  #trainable: boolean;

  /**
   * A variable with a first value.
   *
   * @param value The first value; a number makes a float32 scalar
   * @param options Name, and whether it is trained
   * @throws {TypeError} When the value is not a tensor, or when a variable of integers is to be trained
   */
  constructor(value: Tensor | number, options: VariableOptions = {}) {
    const first = typeof value === "number" ? fromValues(Float32Array.of(value), [], "float32") : value;
    if (!isTensor(first)) {
      throw new TypeError(
        `Cannot make a variable as its value must be a tensor or a number: current type is ${typeof value}`,
      );
    }
    this.name = options.name ?? "variable";
    this.shape = first.shape;
    this.dtype = first.dtype;
    this.#trainable = options.trainable ?? isFloat(first.dtype);
    this.isParameter = this.#trainable;
    if (this.#trainable) this.#checkTrainable();
    this.#value = leaf(this, ownValues(this, first), null);
  }

  /** The value that it holds now. Gradients of what is computed from it reach this variable. */
  get value(): Tensor {
    return ambient.trace?.read(this) ?? this.#fetched();
  }

  /** Where the newest value is, if not here. @ignore */
  get residence(): Residence | null {
    return this.#residence;
  }

  /** Says that the newest value is somewhere else, of the right shape and dtype. @ignore */
  resideIn(residence: Residence): void {
    this.#residence = residence;
  }

  /** The gradient that `backward` added up, or null. */
  get grad(): Tensor | null {
    return ambient.trace === null ? this.#fetchedGradient() : ambient.trace.readGradient(this);
  }

  /** Fills or empties the gradient slot; a gradient has the shape and dtype of the variable. */
  set grad(gradient: Tensor | null) {
    if (gradient !== null) this.#checkAlike("set the gradient of", gradient);
    if (ambient.trace !== null) ambient.trace.assignGradient(this, gradient);
    else {
      this.#gradient = gradient;
      this.#gradientResidence = null;
    }
  }

  /** Whether the gradient slot is filled, outside of any trace; asking fetches nothing. @ignore */
  get hasGradient(): boolean {
    return this.#gradient !== null || this.#gradientResidence !== null;
  }

  /** Says that the gradient is somewhere else. @ignore */
  gradientResidesIn(residence: Residence): void {
    this.#gradientResidence = residence;
  }

  /** Whether `backward` fills its gradient; set it to false to freeze the variable. */
  get trainable(): boolean {
    ambient.trace?.note("trainable", () => this.#trainable, this);
    return this.#trainable;
  }

  /** Freezes or thaws the variable. */
  set trainable(trainable: boolean) {
    ambient.trace?.note("trainable", () => this.#trainable, this);
    this.#trainable = trainable;
    if (trainable) this.#checkTrainable();
  }

  /**
   * Makes `next` the value. What was computed from the former value keeps it.
   *
   * @param next A tensor of the same shape and dtype; for a scalar, a number will do
   * @throws {ShapeError} When the shape differs
   * @throws {TypeError} When the dtype differs
   */
  assign(next: Tensor | number): void {
    const value = typeof next === "number" ? this.#fromNumber(next) : next;
    this.#checkAlike("assign to", value);
    if (ambient.trace !== null) ambient.trace.assign(this, value);
    else {
      this.#value = leaf(this, ownValues(this, value), null);
      this.#residence = null;
    }
  }

  /** Its one value where a number is wanted, as in `w > 0`; a description where text is. */
  [Symbol.toPrimitive](hint: string): number | string {
    return hint === "string" ? this.toString() : this.value.item();
  }

  /** A short description, such as `Variable w float32 [2, 3]`. */
  toString(): string {
    return `Variable ${this.name} ${this.dtype} ${formatShape(this.shape)}`;
  }

  #fetched(): Tensor {
    const residence = this.#residence;
    if (residence !== null) {
      this.#value = leaf(this, residence.read(), null);
      this.#residence = null;
      residence.fetched(this.#value);
    }
    return this.#value;
  }

  #fetchedGradient(): Tensor | null {
    const residence = this.#gradientResidence;
    if (residence !== null) {
      this.#gradient = fromValues(residence.read(), this.shape, this.dtype);
      this.#gradientResidence = null;
      residence.fetched(this.#gradient);
    }
    return this.#gradient;
  }

  #fromNumber(value: number): Tensor {
    const values: Values = this.dtype === "float64" ? Float64Array.of(value) : Float32Array.of(value);
    return this.dtype === "int32"
      ? fromValues(Int32Array.of(value), [], "int32")
      : fromValues(values, [], this.dtype === "bool" ? "float32" : this.dtype);
  }

  #checkAlike(action: string, value: Tensor): void {
    if (!isTensor(value)) {
      throw new TypeError(
        `Cannot ${action} ${this.name} as the value must be a tensor: current type is ${typeof value}`,
      );
    }
    if (!sameShape(value.shape, this.shape)) {
      throw new ShapeError(
        "assign",
        [value.shape],
        `Cannot ${action} ${this.name} as its shape must stay ${formatShape(this.shape)}`,
      );
    }
    if (value.dtype !== this.dtype) {
      throw new TypeError(
        `Cannot ${action} ${this.name} as its dtype must stay ${this.dtype}: current dtype is ${value.dtype}; convert it with cast`,
      );
    }
  }

  #checkTrainable(): void {
    if (isFloat(this.dtype)) return;
    throw new TypeError(
      `Cannot train ${this.name} as only floats have gradients: current dtype is ${this.dtype}; leave trainable out`,
    );
  }
}

/** Whether `value` is a variable, of this or another copy of the package. */
export function isVariable(value: unknown): value is Variable {
  return typeof value === "object" && value !== null && brand in value;
}

/** The tensor that stands for the value of `variable` in graphs: a leaf. */
export function leaf(
  variable: Variable,
  storage: Values | null,
  trace: Trace | null,
): Tensor {
  const value = new Tensor({
    shape: variable.shape,
    dtype: variable.dtype,
    storage,
    trace,
  });
  value.origin = {
    id: nextId(),
    oldest: 0,
    op: null,
    inputs: [],
    attributes: undefined,
    variable,
    scope: "",
    released: false,
  };
  return value;
}

function ownValues(variable: Variable, value: Tensor): Values {
  if (value.storage === null) {
    throw new TypeError(
      `Cannot store in ${variable.name} as a variable made inside jit must start from real values: current value is ${value}; make the variable before, or inside outsideTrace`,
    );
  }
  return value.data;
}
