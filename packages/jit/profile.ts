/**
 * Where the time of a compiled function goes.
 *
 * @module
 */
import type { StepTime } from "./compile/step_clock.ts";

/** A step that takes less of the whole than this is not listed by itself, in text. */
const leastShare = 0.005;

/**
 * The time of each step of a program; `${profile}` is a table of the slowest. 性能剖析
 *
 * @example Which step is slowest?
 * ```ts
 * import { jit } from "@chainrule/jit";
 * import { matmul, ones } from "@chainrule/tensor";
 * import type { Tensor } from "@chainrule/tensor";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const f = jit((x: Tensor) => matmul(x, x).add(1).tanh());
 * const profile = f.profile(ones([64, 64]));
 * assertEquals(profile.steps.map(({ name }) => name).sort(), ["add tanh", "matmul"]);
 * assert(profile.milliseconds > 0);
 * ```
 */
export class Profile {
  /** Every step, the slowest first. */
  readonly steps: readonly StepTime[];
  /** What the program was traced for: the arguments, and how many programs the function has by now. */
  readonly signature: string;

  /** Sorts the steps. */
  constructor(steps: readonly StepTime[], signature: string) {
    this.steps = steps.toSorted((a, b) => b.milliseconds - a.milliseconds);
    this.signature = signature;
  }

  /** Milliseconds of all steps together, on one thread. */
  get milliseconds(): number {
    return this.steps.reduce((total, { milliseconds }) => total + milliseconds, 0);
  }

  /** A line for each step that matters, and one for the others. */
  toString(): string {
    const { milliseconds: total, steps } = this;
    const listed = steps.filter(({ milliseconds }) => milliseconds >= leastShare * total);
    const rest = steps.slice(listed.length);
    const restTime = rest.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    return [
      `${this.signature}: ${total.toFixed(3)} ms in ${steps.length} steps on one thread`,
      ...listed.map(({ name, isCompiled, milliseconds }) =>
        line(milliseconds, total, isCompiled ? name : `${name} (in TypeScript)`)
      ),
      ...(rest.length === 0 ? [] : [line(restTime, total, `${rest.length} more`)]),
    ].join("\n");
  }
}

function line(milliseconds: number, total: number, name: string): string {
  const share = total === 0 ? 0 : 100 * milliseconds / total;
  return `${milliseconds.toFixed(3).padStart(9)} ms ${share.toFixed(1).padStart(5)} %  ${name}`;
}
