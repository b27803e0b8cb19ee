/**
 * Where the time of a compiled program goes.
 *
 * @module
 */
import type { Program } from "@chainrule/jit";
import { jit } from "@chainrule/jit";
import type { Compile } from "../workloads/compile.ts";
import type { Repetition } from "./steady_state.ts";

/** All steps of a program that have one name. */
export interface Steps {
  readonly name: string;
  /** How many there are. */
  readonly count: number;
  /** Whether there is a kernel for them; TypeScript does the others. */
  readonly isCompiled: boolean;
  /** Milliseconds of all of them in one run. */
  readonly milliseconds: number;
}

/** A profile. */
export interface ProgramProfile {
  /** Milliseconds of all steps in one run. */
  readonly milliseconds: number;
  /** The slowest first. */
  readonly steps: readonly Steps[];
  /** The operations for which there is no kernel, each once. */
  readonly uncompiled: readonly string[];
}

/** How often a program is profiled; what disturbs one round is not in the quickest. */
const rounds = 7;

/** How long a round may take, in milliseconds, and how many runs it may have. */
const round = { milliseconds: 300, runs: 300 };

/**
 * Builds a workload, runs it until it is warm, and takes the time of each step of the program that it runs.
 *
 * @param setUp Builds the workload, and compiles one function
 */
export function profileOf(setUp: (compile: Compile) => Repetition): ProgramProfile {
  let last: { readonly program: Program; readonly args: readonly unknown[] } | null = null;
  const repetition = setUp((f) => {
    const jitted = jit(f);
    return (...args) => {
      const result = jitted(...args);
      last = { program: jitted.programs.at(-1)!, args };
      return result;
    };
  });
  repetition();
  const begin = performance.now();
  repetition();
  const runs = Math.min(Math.max(Math.round(round.milliseconds / (performance.now() - begin)), 1), round.runs);
  const { program, args } = last!;
  const profiles = Array.from({ length: rounds }, () => program.profile(args, runs));
  const steps = together(quickest(profiles));
  return {
    milliseconds: steps.reduce((total, step) => total + step.milliseconds, 0),
    steps,
    uncompiled: [...new Set(program.uncompiled)],
  };
}

type Step = Omit<Steps, "count">;

function quickest([first = [], ...others]: readonly (readonly Step[])[]): Step[] {
  return first.map((step, i) => ({
    ...step,
    milliseconds: Math.min(step.milliseconds, ...others.map((steps) => steps[i]!.milliseconds)),
  }));
}

function together(steps: readonly Step[]): Steps[] {
  const groups = Map.groupBy(steps, ({ name, isCompiled }) => JSON.stringify([name, isCompiled]));
  return [...groups.values()].map((group) => ({
    name: group[0]!.name,
    isCompiled: group[0]!.isCompiled,
    count: group.length,
    milliseconds: group.reduce((total, step) => total + step.milliseconds, 0),
  })).sort((a, b) => b.milliseconds - a.milliseconds);
}
