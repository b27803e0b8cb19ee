/**
 * A traced function, and how to run it again.
 *
 * @module
 */
import { vectorLevel } from "@chainrule/kernels";
import type { Call, Op, Tensor } from "@chainrule/tensor";
import { fromValues, isTensor, isTracked, leaf, nextId, outsideTrace, stopGradient, within } from "@chainrule/tensor";
import { Executable } from "./compile/executable.ts";
import { Home, homeOf } from "./compile/home.ts";
import type { StepTime } from "./compile/step_clock.ts";
import type { Run } from "./graph/interpreter.ts";
import { interpreter } from "./graph/interpreter.ts";
import { optimize } from "./graph/optimize.ts";
import { Plan } from "./graph/plan.ts";
import type { Outputs, StaticGraph } from "./graph/static_graph.ts";
import { graphOf } from "./graph/static_graph.ts";
import { list } from "./listing.ts";
import { Recording } from "./recording.ts";
import { leavesOf } from "./arguments.ts";
import { leavesOf as leavesIn, mapLeaves } from "./tree.ts";

/** How a {@link Program} is made. */
export interface ProgramOptions {
  /** Whether the graph is optimised and compiled; if not, every recorded call runs as eager code does. @default true */
  readonly optimize?: boolean;
}

/**
 * A static graph: the calls of one run, and what goes in and out. 静态计算图
 *
 * @example Looking at one
 * ```ts
 * import { jit } from "@chainrule/jit";
 * import { tensor } from "@chainrule/tensor";
 * import type { Tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const f = jit((x: Tensor) => x.mul(x).add(1));
 * f(tensor([1, 2]));
 * assertEquals(f.programs[0]!.toString(), [
 *   "%0 = mul(argument 0, argument 0): float32 [2]",
 *   "%1 = add(%0, float32 [] 1): float32 [2]",
 *   'return "%1"',
 * ].join("\n"));
 * ```
 */
export class Program {
  readonly #recording = new Recording();
  readonly #inputs: readonly Tensor[];
  readonly #result: unknown;
  /** Where gradients could have come from, had the calls been recorded one by one. */
  readonly #tracked: readonly Tensor[];
  readonly #optimized: boolean;
  readonly #home: () => Home;
  #graph: StaticGraph | null = null;
  #plan: Plan | null = null;
  #engine: Engine | null = null;

  /**
   * Runs `f` once on tensors that have the shapes of `args` but no values; `jit` does this. The program runs in the memory of the variables that
   * it uses, or else in the one that `home` gives.
   *
   * @ignore
   */
  constructor(
    f: (...args: unknown[]) => unknown,
    args: readonly unknown[],
    options: ProgramOptions = {},
    home: () => Home = () => new Home(),
  ) {
    this.#optimized = options.optimize ?? true;
    this.#home = home;
    const trace = this.#recording;
    const symbols = bind(valuesAmong(args)).map((x) => trace.placeholder(x));
    let next = 0;
    const symbolic = args.map((arg) => mapLeaves(arg, () => symbols[next++]));
    try {
      this.#result = within("jit", { trace, scope: "" }, () => f(...symbolic));
    } finally {
      trace.active = false;
    }
    this.#inputs = symbols;
    const trained = [...trace.reads.keys()].filter((variable) => variable.trainable);
    this.#tracked = [
      ...trained.map((variable) => leaf(variable, null, null)),
      ...[...trace.captures].filter(isTracked),
    ];
  }

  /** The operations as they were traced, in order. */
  get calls(): readonly Call[] {
    return this.#recording.calls;
  }

  /** Tensors that the function took from around it: constants of the program. */
  get captures(): readonly Tensor[] {
    return [...this.#recording.captures];
  }

  /** What runs: the calls after optimisation. `${program.graph}` lists it. */
  get graph(): StaticGraph {
    return this.#graph ??= this.#makeGraph();
  }

  /** What a code generator gets: fused loops, and a place in memory for every value. `${program.plan}` describes it. */
  get plan(): Plan {
    return this.#plan ??= new Plan(this.graph);
  }

  /** Whether every setting that the function looked at is still the same. */
  holds(): boolean {
    return this.#recording.guards.every(({ read, value }) => Object.is(read(), value));
  }

  /** The operations for which there is no kernel, so that TypeScript does them. */
  get uncompiled(): readonly string[] {
    const engine = this.#engine ??= this.#makeEngine();
    return engine instanceof Executable ? engine.hostSteps : this.graph.nodes.map(({ op }) => op.name);
  }

  /** Runs the program on the values of `args`, then assigns variables and gradients. */
  run(args: readonly unknown[]): unknown {
    const engine = this.#engine ??= this.#makeEngine();
    engine.run(valuesAmong(args));
    const { results } = engine.outputs;
    let next = 0;
    const resultOf = (x: Tensor | number): Tensor | number => {
      if (typeof x === "number") return x;
      const result = engine.result(results[next++]!);
      if (isTracked(x)) this.#track(result);
      return result;
    };
    return isTensor(this.#result) ? resultOf(this.#result) : mapLeaves(this.#result, resultOf);
  }

  /**
   * Runs the program some times, on one thread, and takes the time of each step. Variables change as in any run.
   *
   * @param args The arguments
   * @param times How often
   * @throws {TypeError} When the program is not compiled
   */
  profile(args: readonly unknown[], times: number): StepTime[] {
    const engine = this.#engine ??= this.#makeEngine();
    if (engine instanceof Executable) return engine.profile(valuesAmong(args), times);
    throw new TypeError(
      "Cannot profile a program as it must be compiled: current one is interpreted, for want of vector instructions or because of { optimize: false }",
    );
  }

  /** The program as text, one operation a line. */
  toString(): string {
    return list(this.#traced(), this.#result).join("\n");
  }

  #makeEngine(): Engine {
    const level = vectorLevel();
    if (!this.#optimized || level === "none") return new Interpreted(this.graph);
    return new Executable(this.plan, homeOf(this.plan.memory.variables.keys(), this.#home), level);
  }

  /** Lets the result remember that gradients could have come through, so that asking for them explains itself. */
  #track(result: Tensor): void {
    const inputs = this.#tracked;
    result.origin = {
      id: nextId(),
      oldest: Math.min(...inputs.map(({ origin }) => origin!.oldest)),
      op: compiledOp,
      inputs,
      attributes: undefined,
      variable: null,
      scope: "",
      released: false,
    };
  }

  #makeGraph(): StaticGraph {
    return this.#optimized ? optimize(this.#traced()) : this.#traced();
  }

  #traced(): StaticGraph {
    return graphOf(this.#recording, this.#inputs, leavesIn(this.#result).filter(isTensor));
  }
}

/** What runs a program. */
interface Engine {
  /** What leaves it. */
  readonly outputs: Outputs;
  /** Runs it on tensors and numbers, and assigns variables and gradients. */
  run(args: readonly (Tensor | number)[]): void;
  /** A value that leaves the program, after a run. */
  result(id: number): Tensor;
}

/** Runs the calls one by one, with the bits of eager code. */
class Interpreted implements Engine {
  readonly outputs: Outputs;
  readonly #run: Run;
  #valueOf: ((id: number) => Tensor) | null = null;

  constructor(graph: StaticGraph) {
    this.outputs = graph.outputs;
    this.#run = interpreter(graph);
  }

  run(args: readonly (Tensor | number)[]): void {
    const valueOf = this.#run(bind(args));
    const { writes, gradients } = this.outputs;
    for (const { variable, value } of writes) variable.assign(valueOf(value));
    for (const { variable, value } of gradients) variable.grad = value === null ? null : constant(valueOf(value));
    this.#valueOf = valueOf;
  }

  result(id: number): Tensor {
    return constant(this.#valueOf!(id));
  }
}

/** What stands between the result of a compiled call and what it was computed from. Its rules explain themselves. */
const compiledOp: Op = {
  name: "jit",
  shape: ([shape]) => shape!,
  dtype: ([dtype]) => dtype!,
  view: (x) => ({ strides: x.strides, offset: x.offset }),
  vjp: refuse,
  jvp: refuse,
};

function refuse(): never {
  throw new TypeError(
    "Cannot differentiate the result of a compiled call as its graph was not recorded: current origin is jit; move backward (or grad) inside the function that jit gets",
  );
}

/** The same values, made by nothing. */
function constant(x: Tensor): Tensor {
  return outsideTrace(() => stopGradient(x));
}

/** The tensors and numbers among arguments. A tensor without values is an error that says why. */
function valuesAmong(args: readonly unknown[]): readonly (Tensor | number)[] {
  const leaves = leavesOf(args);
  for (const x of leaves) if (typeof x !== "number" && x.storage === null) stopGradient(x);
  return leaves;
}

/** Arguments as tensors. A number is a float64 if a tensor beside it is, otherwise a float32. */
function bind(leaves: readonly (Tensor | number)[]): Tensor[] {
  const wide = leaves.some((x) => isTensor(x) && x.dtype === "float64");
  return leaves.map((x) => {
    if (isTensor(x)) return x;
    return wide ? fromValues(Float64Array.of(x), [], "float64") : fromValues(Float32Array.of(x), [], "float32");
  });
}
