/**
 * Running a function from its static graph.
 *
 * @module
 */
import { ambient, isTracked, refuseAsync } from "@chainrule/tensor";
import type { Pattern } from "./arguments.ts";
import { fits, leavesOf, patternOf } from "./arguments.ts";
import { checkSame } from "./check.ts";
import { Home } from "./compile/home.ts";
import { Profile } from "./profile.ts";
import { Program } from "./program.ts";
import { signatureOf } from "./tree.ts";

/** How {@link jit} works. */
export interface JitOptions {
  /** Whether every call traces anew and reports a difference: slow, for finding mistakes. @default false */
  readonly check?: boolean;
  /** Whether the graph is optimised and compiled to WebAssembly; otherwise its calls run one by one, with the bits of eager code. @default true */
  readonly optimize?: boolean;
}

/** A function that runs from its static graph. */
export interface Jitted<Args extends readonly unknown[], Result> {
  (...args: Args): Result;
  /** The programs kept so far, one for each signature of the arguments; the last used comes last. */
  readonly programs: readonly Program[];
  /**
   * Runs the program for these arguments a hundred times, on one thread, and says where the time goes. Variables change as in any call.
   *
   * @throws {TypeError} When the program is not compiled
   */
  profile(...args: Args): Profile;
}

/** Over how many calls a profile takes the mean. */
const callsInProfile = 100;

/** How many programs one function keeps; the one that was not used for longest makes room. */
const mostPrograms = 64;

/**
 * Traces `f` once for each signature of its arguments (shapes, dtypes, strings, booleans) and from then on runs the recorded
 * static graph. `backward`, `optimizer.step()` and every variable may be inside. 静态图编译
 *
 * Numbers among the arguments become scalar inputs. Tensors that `f` takes from around it become constants.
 *
 * @param f A synchronous function of tensors, numbers, and records and arrays of them
 * @param options Whether to check every call, and to optimise
 * @returns The function, with `programs` to look at
 * @throws {TypeError} When `f` is async, or reads the value of a tensor while it is traced
 *
 * @example A compiled function
 * ```ts
 * import { jit } from "@chainrule/jit";
 * import { mul, tensor } from "@chainrule/tensor";
 * import type { Tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const square = jit((x: Tensor) => mul(x, x));
 * assertEquals(square(tensor([1, 2, 3])).toArray(), [1, 4, 9]);
 * assertEquals(square(tensor([4, 5, 6])).toArray(), [16, 25, 36]);
 * assertEquals(square.programs.length, 1);
 * ```
 */
export function jit<Args extends readonly unknown[], Result>(
  f: (...args: Args) => Result,
  options: JitOptions = {},
): Jitted<Args, Result> {
  refuseAsync("jit", f);
  const traceable = f as unknown as (...args: unknown[]) => unknown;
  const cache: Entry[] = [];
  let ownHome: Home | undefined;
  const home = (): Home => ownHome ??= new Home();
  let traces = 0;
  const trace = (args: Args): Program => new Program(traceable, args, options, home);
  /** Most calls are like the one before: then nothing is looked up. */
  const again = (args: Args): Program | undefined => {
    const last = cache.at(-1);
    const isSame = last !== undefined && last.recording === ambient.recording && fits(last.args, args);
    return isSame && last.program.holds() ? last.program : undefined;
  };
  const find = (args: Args): Program => {
    const signature = `${ambient.recording}${signatureOf(args)}`;
    const index = cache.findIndex((entry) => entry.signature === signature && entry.program.holds());
    const [entry] = index < 0
      ? [{ signature, args: patternOf(args), recording: ambient.recording, program: trace(args) }]
      : cache.splice(index, 1);
    if (index < 0 && ++traces === mostPrograms) warnOfMany(f);
    if (cache.length === mostPrograms) cache.shift();
    cache.push(entry!);
    return entry!.program;
  };
  const call = (...args: Args): Result => {
    if (ambient.trace !== null || isDifferentiated(args)) return f(...args);
    const program = again(args) ?? find(args);
    if (options.check) checkSame(program, new Program(traceable, args));
    return program.run(args) as Result;
  };
  const profile = (...args: Args): Profile => {
    const program = find(args);
    const steps = program.profile(args, callsInProfile);
    return new Profile(
      steps,
      `${f.name || "a function"} of (${args.map(signatureOf).join(", ")}), one of ${traces} traced`,
    );
  };
  return Object.defineProperties(call, {
    programs: { get: () => cache.map((entry) => entry.program) },
    profile: { value: profile },
  }) as Jitted<Args, Result>;
}

/** A program, and what it was traced for. */
interface Entry {
  readonly signature: string;
  readonly args: Pattern;
  readonly recording: boolean;
  readonly program: Program;
}

/** A derivative that is being taken must see the operations inside. */
function isDifferentiated(args: readonly unknown[]): boolean {
  return ambient.recording && leavesOf(args).some((x) => typeof x !== "number" && isTracked(x));
}

function warnOfMany(f: { readonly name: string }): void {
  console.warn(
    `jit traced ${
      f.name || "a function"
    } for ${mostPrograms} signatures, which costs more than it saves; pad the inputs to a few shapes`,
  );
}
