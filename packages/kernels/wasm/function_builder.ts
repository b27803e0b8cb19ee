/**
 * The body of a function, statement by statement.
 *
 * @module
 */
import { ByteWriter } from "./byte_writer.ts";
import type { Expression, Operand, ResultType, ValueType } from "./expression.ts";
import { lift, typeCode } from "./expression.ts";
import { i32 } from "./integers.ts";

/** A variable of a function; as an expression, what is in it. */
export interface Local<T extends ValueType> extends Expression<T> {
  /** Its number: parameters come first. */
  readonly index: number;
}

/** Where a branch can go. */
export interface Label {
  /** Whether going there leaves a block or starts a loop again. */
  readonly kind: "block" | "loop";
}

/** Collects the code of a function. Statements are written at once, in order; blocks are closures. */
export class FunctionBuilder<R extends ResultType> {
  readonly #code: ByteWriter = new ByteWriter();
  readonly #result: R;
  readonly #parameters: number;
  readonly #locals: ValueType[] = [];
  /** The blocks around the next statement, outermost first; an `if` has no label. */
  readonly #open: (Label | undefined)[] = [];

  /**
   * An empty body.
   *
   * @param parameters How many parameters the function has
   * @param result What it gives
   */
  constructor(parameters: number, result: R) {
    this.#parameters = parameters;
    this.#result = result;
  }

  /** A new variable. It is zero when the function starts, and keeps what it has when its block runs again. */
  local<T extends ValueType>(type: T): Local<T> {
    const index = this.#parameters + this.#locals.push(type) - 1;
    return localAt(index, type);
  }

  /** A new variable that holds a value from here on. */
  let<T extends ValueType>(value: Expression<T>): Local<T> {
    const local = this.local(value.type);
    this.set(local, value as Operand<T>);
    return local;
  }

  /** Changes a variable. */
  set<T extends ValueType>(local: Local<T>, value: Operand<T>): void {
    lift(local.type, value).write(this.#code);
    this.#code.byte(0x21);
    this.#code.unsigned(local.index);
  }

  /** Runs code for its effect. */
  do(code: Expression<ResultType>): void {
    code.write(this.#code);
    if (code.type !== "none") this.#code.byte(0x1a);
  }

  /** Runs `then` if the condition is not 0, else `otherwise`. */
  if(condition: Operand<"i32">, then: () => void, otherwise?: () => void): void {
    lift("i32", condition).write(this.#code);
    this.#enclose(0x04, undefined, () => {
      then();
      if (otherwise === undefined) return;
      this.#code.byte(0x05);
      otherwise();
    });
  }

  /** Runs `body`; a branch to its label goes to its end. */
  block(body: (exit: Label) => void): void {
    const label: Label = { kind: "block" };
    this.#enclose(0x02, label, () => body(label));
  }

  /** Runs `body` once; a branch to its label starts it again. */
  loop(body: (again: Label) => void): void {
    const label: Label = { kind: "loop" };
    this.#enclose(0x03, label, () => body(label));
  }

  /** Goes to a label, if the condition is not 0. */
  branch(label: Label, condition?: Operand<"i32">): void {
    const position = this.#open.lastIndexOf(label);
    if (position < 0) {
      throw new RangeError(`Cannot branch to a label as it must be open: current ${label.kind} has ended`);
    }
    if (condition !== undefined) lift("i32", condition).write(this.#code);
    this.#code.byte(condition === undefined ? 0x0c : 0x0d);
    this.#code.unsigned(this.#open.length - 1 - position);
  }

  /** Repeats `body` while the condition, computed before each time, is not 0. */
  while(condition: Expression<"i32">, body: () => void): void {
    this.if(condition, () => {
      this.loop((again) => {
        body();
        this.branch(again, condition);
      });
    });
  }

  /**
   * Repeats `body` with `start`, `start + step`, and so on while below `end`, as unsigned numbers. `end` is computed once.
   *
   * @param start The first value
   * @param end Where to stop
   * @param step The distance of values
   * @param body Receives the value
   */
  for(start: Operand<"i32">, end: Operand<"i32">, step: Operand<"i32">, body: (index: Local<"i32">) => void): void {
    const limit = typeof end === "number" ? end : this.let(end);
    const index = this.let(lift("i32", start));
    this.while(i32.ltU(index, limit), () => {
      body(index);
      this.set(index, i32.add(index, step));
    });
  }

  /** Ends the function. */
  return(...value: R extends ValueType ? [Operand<R>] : []): void {
    this.#give(value[0] as Operand<ValueType> | undefined);
    this.#code.byte(0x0f);
  }

  /**
   * The function as a module holds it: its variables and its code.
   *
   * @param value What it gives
   */
  finish(value: Operand<ValueType> | undefined): Uint8Array<ArrayBuffer> {
    this.#give(value);
    this.#code.byte(0x0b);
    const body = new ByteWriter();
    body.list(runsOf(this.#locals), ({ type, count }) => {
      body.unsigned(count);
      body.byte(typeCode[type]);
    });
    body.bytes(this.#code.toBytes());
    return body.toBytes();
  }

  #give(value: Operand<ValueType> | undefined): void {
    if (this.#result !== "none") lift(this.#result as ValueType, value!).write(this.#code);
  }

  #enclose(opcode: number, label: Label | undefined, body: () => void): void {
    this.#code.byte(opcode);
    this.#code.byte(typeCode.none);
    this.#open.push(label);
    body();
    this.#open.pop();
    this.#code.byte(0x0b);
  }
}

/** The variable with a number. */
export function localAt<T extends ValueType>(index: number, type: T): Local<T> {
  return {
    index,
    type,
    write(to): void {
      to.byte(0x20);
      to.unsigned(index);
    },
  };
}

/** Equal neighbours counted. */
function runsOf(types: readonly ValueType[]): { type: ValueType; count: number }[] {
  const runs: { type: ValueType; count: number }[] = [];
  for (const type of types) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  return runs;
}
