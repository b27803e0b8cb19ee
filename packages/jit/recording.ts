/**
 * The trace: a flat list of calls, with the variables that were read and assigned on the way.
 *
 * @module
 */
import type { Call, DType, Shape, Trace, Variable } from "@chainrule/tensor";
import { leaf, stopGradientOp, Tensor } from "@chainrule/tensor";

/** A setting that the traced code looked at, and what it was. */
export interface Guard {
  readonly name: string;
  readonly read: () => unknown;
  readonly value: unknown;
}

/** Records one run of a function on tensors without values. */
export class Recording implements Trace {
  active = true;
  /** Every operation, in order. */
  readonly calls: Call[] = [];
  /** The tensors that stand for what variables hold at the start. */
  readonly reads: Map<Variable, Tensor> = new Map();
  /** The tensors that stand for gradients that are filled at the start. */
  readonly gradientReads: Map<Variable, Tensor> = new Map();
  /** What variables hold at the end, where they were assigned. */
  readonly writes: Map<Variable, Tensor> = new Map();
  /** What gradient slots hold at the end, where they changed. */
  readonly gradientWrites: Map<Variable, Tensor | null> = new Map();
  readonly guards: Guard[] = [];
  readonly captures: Set<Tensor> = new Set();
  readonly #noted = new Map<object, Set<string>>();

  record(call: Call): void {
    this.calls.push(call);
  }

  capture(constant: Tensor): void {
    this.captures.add(constant);
  }

  read(variable: Variable): Tensor {
    return this.writes.get(variable) ??
      remember(this.reads, variable, () => leaf(variable, null, this));
  }

  assign(variable: Variable, value: Tensor): void {
    const output = leaf(variable, null, this);
    const inputs = [value];
    this.record({ op: stopGradientOp, inputs, attributes: undefined, output, scope: "" });
    if (value.storage !== null) this.capture(value);
    this.writes.set(variable, output);
  }

  readGradient(variable: Variable): Tensor | null {
    const written = this.gradientWrites.get(variable);
    if (written !== undefined) return written;
    const filled = () => variable.hasGradient;
    this.note("gradient", filled, variable);
    return filled() ? remember(this.gradientReads, variable, () => this.placeholder(variable)) : null;
  }

  assignGradient(variable: Variable, gradient: Tensor | null): void {
    this.gradientWrites.set(variable, gradient);
  }

  /** The first look counts: what the traced code sets later is its own doing. */
  note(name: string, read: () => unknown, owner: object = read): void {
    const names = remember(this.#noted, owner, () => new Set<string>());
    if (names.has(name)) return;
    names.add(name);
    this.guards.push({ name, read, value: read() });
  }

  /** A tensor without values. */
  placeholder(like: { readonly shape: Shape; readonly dtype: DType }): Tensor {
    const { shape, dtype } = like;
    return new Tensor({ shape, dtype, storage: null, trace: this });
  }
}

function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
