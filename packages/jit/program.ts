/**
 * A traced function, and how to run it again.
 *
 * @module
 */
import type { Call, Op, Tensor } from "@chainrule/tensor";
import { applyAny, fromValues, isTensor, isTracked, outsideTrace, stopGradient, within } from "@chainrule/tensor";
import type { Variable } from "@chainrule/tensor";
import type { Run } from "./graph/interpreter.ts";
import { interpreter } from "./graph/interpreter.ts";
import { optimize } from "./graph/optimize.ts";
import { Plan } from "./graph/plan.ts";
import type { StaticGraph } from "./graph/static_graph.ts";
import { graphOf } from "./graph/static_graph.ts";
import { list } from "./listing.ts";
import { Recording } from "./recording.ts";
import { leavesOf, mapLeaves } from "./tree.ts";

/** How a {@link Program} is made. */
export interface ProgramOptions {
  /** Whether the graph is optimised; if not, every recorded call runs. @default true */
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
  readonly #tracked: readonly (Variable | Tensor)[];
  readonly #optimized: boolean;
  #graph: StaticGraph | null = null;
  #plan: Plan | null = null;
  #run: Run | null = null;

  /** Runs `f` once on tensors that have the shapes of `args` but no values; `jit` does this. @ignore */
  constructor(
    f: (...args: unknown[]) => unknown,
    args: readonly unknown[],
    options: ProgramOptions = {},
  ) {
    this.#optimized = options.optimize ?? true;
    const trace = this.#recording;
    const symbols = bind(args).map((x) => trace.placeholder(x));
    let next = 0;
    const symbolic = args.map((arg) => mapLeaves(arg, () => symbols[next++]));
    try {
      this.#result = within("jit", { trace, scope: "" }, () => f(...symbolic));
    } finally {
      trace.active = false;
    }
    this.#inputs = symbols;
    this.#tracked = [
      ...[...trace.reads.keys()].filter((variable) => variable.trainable),
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

  /** Runs the graph on the values of `args`, then assigns variables and gradients. */
  run(args: readonly unknown[]): unknown {
    const { outputs } = this.graph;
    this.#run ??= interpreter(this.graph);
    const valueOf = this.#run(bind(args));
    for (const { variable, value } of outputs.writes) variable.assign(valueOf(value));
    for (const { variable, value } of outputs.gradients) {
      variable.grad = value === null ? null : constant(valueOf(value));
    }
    let next = 0;
    return mapLeaves(this.#result, (x) => {
      if (!isTensor(x)) return x;
      const result = constant(valueOf(outputs.results[next++]!));
      return isTracked(x) ? applyAny(compiledOp, [result, ...this.#tracked], undefined) : result;
    });
  }

  /** The program as text, one operation a line. */
  toString(): string {
    return list(this.#traced(), this.#result).join("\n");
  }

  #makeGraph(): StaticGraph {
    return this.#optimized ? optimize(this.#traced()) : this.#traced();
  }

  #traced(): StaticGraph {
    return graphOf(this.#recording, this.#inputs, leavesOf(this.#result).filter(isTensor));
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

/** The tensors and numbers of `args`, as tensors. A number is a float64 if a tensor beside it is, otherwise a float32. */
function bind(args: readonly unknown[]): Tensor[] {
  const leaves = leavesOf(args);
  const wide = leaves.some((x) => isTensor(x) && x.dtype === "float64");
  return leaves.map((x) => {
    if (isTensor(x)) return withValues(x);
    return wide ? fromValues(Float64Array.of(x), [], "float64") : fromValues(Float32Array.of(x), [], "float32");
  });
}

/** `x`, or the error that explains why it has no values. */
function withValues(x: Tensor): Tensor {
  return x.storage === null ? stopGradient(x) : x;
}
