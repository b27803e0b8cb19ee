/**
 * The same code for several vectors, step by step in turn.
 *
 * @module
 */
import type { Expression, Label, Local, Operand, ResultType, ValueType } from "../wasm/mod.ts";
import { FunctionBuilder } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";

/**
 * Writes code several times, the first step of each, then the second step of each, and so on. That is faster than one time after the other:
 * a constant that has left the registers is loaded once for all, and no step waits for the one before it.
 *
 * @param lanes Where the code goes
 * @param times How often
 * @param write Writes it for one vector; gives what it has computed
 * @returns What each has computed
 */
export function interleave<T>(lanes: Lanes, times: number, write: (lanes: Lanes, index: number) => T): T[] {
  if (times === 1) return [write(lanes, 0)];
  const results: T[] = [];
  const parts = Array.from({ length: times }, (_, index) => {
    const recorder = new StatementRecorder(lanes.f);
    results.push(write(lanes.stepwise(recorder), index));
    return recorder.statements;
  });
  const most = Math.max(...parts.map((statements) => statements.length));
  for (let i = 0; i < most; i++) for (const statements of parts) statements[i]?.();
  return results;
}

/** Keeps statements to be written later; those inside of another are written with it. */
class StatementRecorder extends FunctionBuilder<ResultType> {
  readonly statements: (() => void)[] = [];
  readonly #target: FunctionBuilder<ResultType>;
  #isWriting = false;

  constructor(target: FunctionBuilder<ResultType>) {
    super(0, "none");
    this.#target = target;
  }

  override local<T extends ValueType>(type: T): Local<T> {
    return this.#target.local(type);
  }

  override set<T extends ValueType>(local: Local<T>, value: Operand<T>): void {
    this.#keep(() => this.#target.set(local, value));
  }

  override do(code: Expression<ResultType>): void {
    this.#keep(() => this.#target.do(code));
  }

  override if(condition: Operand<"i32">, then: () => void, otherwise?: () => void): void {
    this.#keep(() => this.#target.if(condition, then, otherwise));
  }

  override block(body: (exit: Label) => void): void {
    this.#keep(() => this.#target.block(body));
  }

  override loop(body: (again: Label) => void): void {
    this.#keep(() => this.#target.loop(body));
  }

  override branch(label: Label, condition?: Operand<"i32">): void {
    this.#keep(() => this.#target.branch(label, condition));
  }

  #keep(statement: () => void): void {
    if (this.#isWriting) return statement();
    this.statements.push(() => {
      this.#isWriting = true;
      statement();
      this.#isWriting = false;
    });
  }
}
