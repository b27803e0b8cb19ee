/**
 * The two ways in which code written once is run.
 *
 * @module
 */
import { jit } from "@chainrule/jit";
import type { Repetition } from "../measuring/steady_state.ts";
import { steadyState } from "../measuring/steady_state.ts";
import type { Variant } from "./row.ts";

/** Makes a function faster, or leaves it as it is. */
export type Compile = <Args extends readonly unknown[], Result>(
  f: (...args: Args) => Result,
) => (...args: Args) => Result;

/** Builds a workload; what comes back does one repetition. */
export type SetUp = (compile: Compile) => Repetition;

/** Which workload it is. */
export interface Workload {
  /** What the peers call it. */
  readonly workload: string;
  /** What is put before the names of the variants. @default nothing */
  readonly label?: string;
  /** How much one repetition does, for units that ask. @default 1 */
  readonly work?: number;
}

const asItIs: Compile = (f) => f;
const compiled: Compile = (f) => jit(f);

/** One variant that runs operation by operation, and one that runs through `jit`. */
export function eagerAndCompiled({ label, ...workload }: Workload, setUp: SetUp): readonly Variant[] {
  const named = (name: string): string => label === undefined ? name : `${label} ${name}`;
  return [
    { ...workload, name: named("eager"), isBest: false, measure: (s) => steadyState(setUp(asItIs), s) },
    { ...workload, name: named("compiled"), isBest: true, measure: (s) => steadyState(setUp(compiled), s) },
  ];
}
