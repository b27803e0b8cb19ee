/**
 * A computation with a model.
 *
 * @module
 */
import type { Jitted } from "@chainrule/jit";
import { jit } from "@chainrule/jit";
import type { Module } from "../module.ts";
import { Structure } from "./structure.ts";

/** A computation with a model, which runs from its static graph, traced once for each shape, or operation by operation. */
export class Computation<Args extends readonly unknown[], Result> {
  readonly #f: (...args: Args) => Result;
  readonly #compiled: Jitted<readonly [version: string, ...args: Args], Result>;
  readonly #structure: Structure;
  /** Whether the function ran since the structure was settled: only then can it have changed anything. */
  #traced = false;

  /**
   * Takes a function; nothing runs yet.
   *
   * @param model The model that `f` computes with
   * @param f A synchronous function of tensors
   */
  constructor(model: Module, f: (...args: Args) => Result) {
    this.#f = f;
    const traced = (): void => void (this.#traced = true);
    this.#compiled = jit(function computation(_version: string, ...args: Args): Result {
      traced();
      return f(...args);
    });
    this.#structure = new Structure(model);
  }

  /** How many static graphs there are. */
  get programs(): number {
    return this.#compiled.programs.length;
  }

  /** Runs it: from its static graph if `compiled`, otherwise operation by operation. */
  run(compiled: boolean, ...args: Args): Result {
    if (!compiled) return this.#f(...args);
    try {
      return this.#compiled(this.#structure.version, ...args);
    } catch (error) {
      throw withCure(error);
    } finally {
      if (this.#traced) this.#structure.settle();
      this.#traced = false;
    }
  }
}

/** The error of a model that cannot be traced, with what helps. */
function withCure(error: unknown): unknown {
  if (error instanceof TypeError && error.message.includes("inside jit")) {
    error.message += "; or pass { jit: false } to fit, evaluate and predict, which then run operation by operation";
  }
  return error;
}
