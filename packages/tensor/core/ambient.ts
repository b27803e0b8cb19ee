/**
 * Everything that an operation finds around it rather than among its arguments. It changes through {@link within} alone,
 * which puts it back however the function ends.
 *
 * @module
 */
import type { Tensor } from "./tensor.ts";
import type { Variable } from "./variable.ts";
import type { AnyOp } from "./op.ts";

/** One recorded application of an operation. */
export interface Call {
  /** The operation. */
  readonly op: AnyOp;
  /** What it was applied to. */
  readonly inputs: readonly Tensor[];
  /** What it was told beside its inputs. */
  readonly attributes: unknown;
  /** What came out. */
  readonly output: Tensor;
  /** The composite operations during which this happened, for errors. */
  readonly scope: string;
}

/** What records a run of a function on tensors that have a shape but no values. 静态图的记录 */
export interface Trace {
  /** False once the function has returned. */
  readonly active: boolean;
  /** Adds a call to the flat list. */
  record(call: Call): void;
  /** Notes a tensor with values that the traced code uses: it becomes a constant. */
  capture(constant: Tensor): void;
  /** The value that `variable` has at this point of the trace. */
  read(variable: Variable): Tensor;
  /** Makes `value` what later reads of `variable` give. */
  assign(variable: Variable, value: Tensor): void;
  /** The gradient slot of `variable` at this point. */
  readGradient(variable: Variable): Tensor | null;
  /** Fills or empties the gradient slot. */
  assignGradient(variable: Variable, gradient: Tensor | null): void;
  /** Notes a setting of `owner` that the traced code looked at, so that a later call can check that it still holds. The first look counts. */
  note(name: string, read: () => unknown, owner?: object): void;
}

/** What an operation finds around it. */
export interface Ambient {
  /** Whether results remember the operation that made them. */
  readonly recording: boolean;
  /** The trace being taken, if any. */
  readonly trace: Trace | null;
  /** The composite operations being computed, outermost first, for errors and pictures. */
  readonly scope: string;
  /** How many `grad`, `vjp`, `jvp` are running. */
  readonly transforms: number;
}

/** The state in force. */
export let ambient: Ambient = {
  recording: true,
  trace: null,
  scope: "",
  transforms: 0,
};

/**
 * Runs `f` with parts of the ambient state changed, and restores them.
 *
 * @param name Who asks, for errors
 * @param change The parts that change
 * @param f A synchronous function
 * @returns What `f` returns
 * @throws {TypeError} When `f` is asynchronous: the state would leak into whatever else runs during the wait.
 */
export function within<T>(
  name: string,
  change: Partial<Ambient>,
  f: () => T,
): T {
  const before = ambient;
  ambient = { ...before, ...change };
  try {
    const result = f();
    if (isThenable(result)) throw asyncError(name);
    return result;
  } finally {
    ambient = before;
  }
}

/** Throws if `f` is an async function, before it runs. */
export function refuseAsync(name: string, f: unknown): void {
  if (typeof f !== "function") {
    throw new TypeError(
      `Cannot ${name} f as it must be a function: current type is ${typeof f}`,
    );
  }
  if (f.constructor.name === "AsyncFunction") throw asyncError(name);
}

/** Runs a composite operation under its name, for errors and pictures. */
export function scope<T>(name: string, f: () => T): T {
  return within(name, {
    scope: ambient.scope === "" ? name : `${ambient.scope} > ${name}`,
  }, f);
}

/** Runs `f` on real values even while a trace is being taken: for initialisers. */
export function outsideTrace<T>(f: () => T): T {
  return within("run", { trace: null, recording: false, scope: "" }, f);
}

let lastId = 0;

/** A number greater than all that were given before: the order in which operations happened. */
export function nextId(): number {
  return ++lastId;
}

function isThenable(value: unknown): boolean {
  return typeof value === "object" && value !== null &&
    typeof (value as { then?: unknown }).then === "function";
}

function asyncError(name: string): TypeError {
  return new TypeError(
    `Cannot ${name} f as it must be synchronous: current f returns a promise; await its inputs first`,
  );
}
