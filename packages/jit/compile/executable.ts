/**
 * A plan as a program of WebAssembly.
 *
 * @module
 */
import type {
  EngineMemory,
  ProgramFunction,
  ProgramModule,
  ProgramStep,
  Registration,
  VectorCodeLevel,
} from "@chainrule/kernels";
import { errorAddress, kernelModule, programModule, threadPool } from "@chainrule/kernels";
import type { Operand, Tensor, Variable } from "@chainrule/tensor";
import { bytesOf, fromValues, sizeOf } from "@chainrule/tensor";
import type { Plan } from "../graph/plan.ts";
import type { Node, Outputs } from "../graph/static_graph.ts";
import { isFused, outputsOf } from "../graph/static_graph.ts";
import type { Cell } from "./cell.ts";
import { copied, viewOf } from "./cell.ts";
import type { Home } from "./home.ts";
import { hostCall } from "./host_call.ts";
import type { NodeSite } from "./lowering.ts";
import { lower } from "./lowering.ts";
import type { Leave, Settled } from "./settle.ts";
import { leave, settle } from "./settle.ts";
import type { StepTime } from "./step_clock.ts";
import { StepClock } from "./step_clock.ts";

/** A compiled plan: runs it in the memory of its home. */
export class Executable {
  readonly #plan: Plan;
  readonly #home: Home;
  readonly #memory: EngineMemory;
  readonly #level: VectorCodeLevel;
  readonly #settled: Settled;
  readonly #sites: readonly NodeSite[];
  readonly #steps: readonly ProgramStep[];
  readonly #program: Loaded;
  /** Where errors of kernels stand; another array after the memory has grown. */
  #errors: Int32Array;
  /** Where the arena was in the last call. */
  #arena = 0;
  #hostError: unknown;

  /** Compiles a plan. */
  constructor(plan: Plan, home: Home, level: VectorCodeLevel) {
    this.#plan = plan;
    this.#home = home;
    this.#memory = home.memory;
    this.#level = level;
    this.#settled = settle(plan, home);
    this.#sites = plan.memory.steps.map((node) => this.#siteOf(node));
    this.#steps = [
      ...this.#sites.map((site): ProgramStep => {
        const calls = lower(site);
        return calls === null ? { kind: "host" } : { kind: "kernels", calls };
      }),
      ...plan.memory.moves.map(({ variable, value }): ProgramStep => ({
        kind: "copy",
        to: { region: "fixed", bytes: home.variable(variable).address },
        from: this.#operand(value).address,
        bytes: sizeOf(variable.shape) * bytesOf(variable.dtype),
      })),
    ];
    this.#program = this.#load(null);
    this.#errors = new Int32Array(this.#memory.buffer, errorAddress, 1);
    leftovers.register(this, { home: new WeakRef(home), leftover: this.#settled.leave });
  }

  /** What leaves it. */
  get outputs(): Outputs {
    return this.#plan.graph.outputs;
  }

  /** The steps that TypeScript does, for want of a kernel. */
  get hostSteps(): readonly string[] {
    return this.#steps.flatMap((step, index) => step.kind === "host" ? [this.#nameOf(index)] : []);
  }

  /** Runs it on arguments; variables that it assigns have their new values afterwards. */
  run(args: readonly (Tensor | number)[]): void {
    this.#runProgram(this.#program, args);
  }

  /** A copy of a value that leaves the program, after a run. */
  result(id: number): Tensor {
    const { shape, dtype } = this.#plan.graph.values[id]!;
    const operand = this.#operand(id);
    const values = viewOf(this.#memory, dtype, this.#locate(operand), sizeOf(shape));
    return fromValues(copied(dtype, values), shape, dtype);
  }

  /** Runs it some times on one thread and takes the time of each step. Variables change as in any run. */
  profile(args: readonly (Tensor | number)[], times: number): StepTime[] {
    const clock = new StepClock(this.#steps.length);
    const program = this.#load((step) => clock.begin(step));
    for (let i = 0; i < times; i++) {
      this.#runProgram(program, args);
      clock.end();
    }
    return this.#steps.map((step, index) => ({
      name: this.#nameOf(index),
      isCompiled: step.kind !== "host",
      milliseconds: clock.milliseconds(index) / times,
    }));
  }

  #runProgram(program: Loaded, args: readonly (Tensor | number)[]): void {
    this.#prepare(program, args);
    const failed = this.#call(program);
    // Also after an error: some may have been assigned before it.
    for (const { cell } of this.#settled.written) cell.changed();
    if (failed > 0) throw this.#errorOf(failed - 1);
    for (const { variable, cell } of this.#settled.written) variable.resideIn(cell);
    for (const { variable, value } of this.#settled.newGradients) this.#fillGradient(variable, value);
  }

  #fillGradient(variable: Variable, value: Cell | number | null): void {
    if (value === null || typeof value === "number") {
      variable.grad = value === null ? null : this.result(value);
    } else {
      value.changed();
      variable.gradientResidesIn(value);
    }
  }

  #prepare({ arenaBytes, registration }: Loaded, args: readonly (Tensor | number)[]): void {
    this.#arena = this.#memory.arena(arenaBytes(registration === null ? 1 : threadPool.threads));
    const { arguments: cells, read, gradients } = this.#settled;
    cells.forEach((cell, index) => {
      const x = args[index]!;
      if (typeof x === "number") cell?.holdNumber(x);
      else cell?.hold(x);
    });
    for (const { variable, cell } of read) if (variable.residence !== cell) cell.hold(variable.value);
    for (const { variable, cell } of gradients) cell.hold(variable.grad!);
  }

  #call({ main, registration }: Loaded): number {
    if (this.#errors.buffer !== this.#memory.buffer) {
      this.#errors = new Int32Array(this.#memory.buffer, errorAddress, 1);
    }
    this.#errors[0] = 0;
    this.#hostError = undefined;
    if (registration === null) return main(0, 1, this.#arena, 0);
    const threads = threadPool.start(registration, this.#arena);
    return main(0, threads, this.#arena, Number(threadPool.maySleep));
  }

  /** The error of a step: its own words if TypeScript did it, otherwise those of the operation, which does it again. */
  #errorOf(step: number): unknown {
    if (this.#hostError !== undefined) return this.#hostError;
    try {
      this.#onHost(step);
    } catch (error) {
      return error;
    }
    return new Error(`Cannot run a compiled program as ${this.#nameOf(step)} must not fail: current inputs look right`);
  }

  #onHost(step: number): void {
    hostCall(this.#sites[step]!, this.#plan.graph, this.#memory, (operand) => this.#locate(operand));
  }

  /** Compiles the program; with `mark`, which is told each step before it begins, for one thread. */
  #load(mark: ((step: number) => void) | null): Loaded {
    const { memory, shared } = this.#memory;
    const init = { steps: this.#steps, arenaBytes: this.#plan.memory.arenaBytes };
    const { bytes, kernels, arenaBytes, sharedNanoseconds } = programModule(init, shared, mark !== null);
    const modules = kernels.map((kernel) => kernelModule(kernel, this.#level, shared));
    const call = (step: number): void => {
      try {
        this.#onHost(step);
      } catch (error) {
        this.#hostError = error;
        this.#errors[0] = 1;
      }
    };
    const main = new WebAssembly.Module(bytes);
    const { exports } = new WebAssembly.Instance(main, {
      host: { memory, call, mark: mark ?? (() => {}) },
      kernels: Object.fromEntries(modules.map((module, index) => [`k${index}`, module.in(memory).run])),
    });
    const registration = sharedNanoseconds === 0 ? null : threadPool.register({
      memory,
      main,
      // What calls functions of JavaScript stays on this thread.
      kernels: modules.map((module, index) => kernels[index]!.math?.length ? null : module.module),
      nanoseconds: sharedNanoseconds,
    });
    return { main: exports.main as ProgramFunction, arenaBytes, registration };
  }

  #siteOf(node: Node): NodeSite {
    return {
      node,
      inputs: node.inputs.map((id) => this.#operand(id)),
      outputs: outputsOf(node).map((id) => this.#operand(id)),
    };
  }

  #operand(id: number): Operand {
    const { shape, dtype } = this.#plan.graph.values[id]!;
    const { slot, offset, strides } = this.#plan.memory.places[id]!;
    const { region, bytes } = this.#settled.addresses.get(slot) ?? { region: "arena", bytes: slot.offset };
    return { shape, dtype, strides, address: { region, bytes: bytes + offset * bytesOf(dtype) } };
  }

  #locate({ address: { region, bytes } }: Operand): number {
    return region === "arena" ? this.#arena + bytes : bytes;
  }

  #nameOf(step: number): string {
    const node = this.#sites[step]?.node;
    if (node === undefined) return "assign";
    return isFused(node) ? node.members.map(({ op }) => op.name).join(" ") : node.op.name;
  }
}

/** A program ready to be called. */
interface Loaded extends Pick<ProgramModule, "arenaBytes"> {
  readonly main: ProgramFunction;
  /** What the threads know it as; null if one thread does all of it. */
  readonly registration: Registration | null;
}

/** What a program leaves in a home that outlives it. */
interface Leftover {
  readonly home: WeakRef<Home>;
  readonly leftover: Leave;
}

const leftovers = /* @__PURE__ */ new FinalizationRegistry<Leftover>(({ home, leftover }) => {
  const living = home.deref();
  if (living !== undefined) leave(living, leftover);
});
