/**
 * The ways in which code written once is run: operation by operation, compiled, and compiled with results that stay where programs work.
 *
 * @module
 */
import { jit } from "@chainrule/jit";
import type { Tensor } from "@chainrule/tensor";
import { Variable } from "@chainrule/tensor";
import { profileOf } from "../measuring/program_profile.ts";
import type { Repetition } from "../measuring/steady_state.ts";
import { steadyState } from "../measuring/steady_state.ts";
import type { Compile } from "../workloads/compile.ts";
import { asItIs, compiled } from "../workloads/compile.ts";
import type { Variant } from "./row.ts";

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

/** A function, and what it is given. */
export interface Computation {
  readonly compute: (...operands: Tensor[]) => Tensor;
  readonly operands: () => Tensor[];
}

/** One variant that runs operation by operation, and one that runs through `jit`, which peers are compared with. */
export function eagerAndCompiled(workload: Workload, setUp: SetUp): readonly Variant[] {
  return [
    eagerVariant(workload, setUp),
    compiledVariant("compiled", workload, setUp, true),
  ];
}

/**
 * Variants of a function. `compiled` gives its result to the program, as a fresh array. `resident` keeps operands and result in variables.
 * Peers are compared with that, since theirs stay in their memory, too: nobody reads them.
 */
export function computationVariants(workload: Workload, { compute, operands }: Computation): readonly Variant[] {
  const returned: SetUp = (compile) => {
    const made = operands();
    const computed = compile(compute);
    return () => computed(...made);
  };
  return [
    eagerVariant(workload, returned),
    compiledVariant("compiled", workload, returned, false),
    compiledVariant("resident", workload, (compile) => keeping({ compute, operands }, compile).run, true),
  ];
}

/** Variants of which one gives results to the program, and the other, which peers are compared with, keeps them. */
export function returningAndKeeping(workload: Workload, returning: SetUp, keeping: SetUp): readonly Variant[] {
  return [
    eagerVariant(workload, returning),
    compiledVariant("compiled", workload, returning, false),
    compiledVariant("resident", workload, keeping, true),
  ];
}

/** A function that puts its result into a variable. */
export function keeping(
  { compute, operands }: Computation,
  compile: Compile = jit,
): { readonly run: () => void; readonly result: Variable } {
  const kept = operands().map((operand) => new Variable(operand, { trainable: false }));
  const now = () => compute(...kept.map(({ value }) => value));
  const result = new Variable(now(), { trainable: false });
  return { run: compile(() => result.assign(now())), result };
}

function variant(name: string, { label, ...workload }: Workload, setUp: () => Repetition): Variant {
  return {
    ...workload,
    name: label === undefined ? name : `${label} ${name}`,
    isBest: false,
    measure: (sampling) => steadyState(setUp(), sampling),
  };
}

/** Threads share what compiled programs do. */
function eagerVariant(workload: Workload, setUp: SetUp): Variant {
  return { ...variant("eager", workload, () => setUp(asItIs)), onOneThread: true };
}

function compiledVariant(name: string, workload: Workload, setUp: SetUp, isBest: boolean): Variant {
  return { ...variant(name, workload, () => setUp(compiled)), isBest, profile: () => profileOf(setUp) };
}
