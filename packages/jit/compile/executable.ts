/**
 * A plan as a program of WebAssembly.
 *
 * @module
 */
import type {
  Address,
  EngineMemory,
  KernelExports,
  ProgramFunction,
  ProgramModule,
  ProgramStep,
  VectorCodeLevel,
} from "@chainrule/kernels";
import { errorAddress, kernelModule, mathFunctions, programModule } from "@chainrule/kernels";
import type { Tensor, Variable } from "@chainrule/tensor";
import { bytesOf, fromValues, sizeOf } from "@chainrule/tensor";
import type { Plan } from "../graph/plan.ts";
import type { Slot } from "../graph/plan_memory.ts";
import type { Node, Outputs, Value } from "../graph/static_graph.ts";
import { isFused, outputsOf } from "../graph/static_graph.ts";
import type { Cell } from "./cell.ts";
import { copied, viewOf } from "./cell.ts";
import type { Home } from "./home.ts";
import { hostCall } from "./host_call.ts";
import type { Operand, Site } from "./lowering.ts";
import { lower } from "./lowerings.ts";

/** One step, for profiles: what it does, and the time of one call in milliseconds. */
export interface StepTime {
  /** The operation, or the operations of a fused loop. */
  readonly name: string;
  /** Whether TypeScript does it, for want of a kernel. */
  readonly isHost: boolean;
  /** Milliseconds a call. */
  readonly milliseconds: number;
}

/** A compiled plan: runs it in the memory of its home. */
export class Executable {
  readonly #plan: Plan;
  readonly #home: Home;
  readonly #memory: EngineMemory;
  readonly #level: VectorCodeLevel;
  /** By the index of the argument; none where nobody reads it. */
  readonly #arguments: readonly (Cell | undefined)[];
  readonly #gradients: readonly { readonly variable: Variable; readonly cell: Cell }[];
  /** Variables that are read or written. */
  readonly #variables: readonly { readonly variable: Variable; readonly cell: Cell; readonly isRead: boolean }[];
  readonly #written: readonly { readonly variable: Variable; readonly cell: Cell }[];
  readonly #addresses: ReadonlyMap<Slot, Address>;
  readonly #sites: readonly Site<Node>[];
  readonly #steps: readonly ProgramStep[];
  readonly #program: ProgramModule;
  readonly #main: ProgramFunction;
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
    const { places, variables, moves } = plan.memory;
    const { values, outputs } = plan.graph;
    const addresses = new Map<Slot, Address>();
    const place = (value: Value, cell: Cell): Cell => {
      addresses.set(places[value.id]!.slot, { region: "fixed", bytes: cell.address });
      return cell;
    };
    const args: (Cell | undefined)[] = [];
    const gradients: { variable: Variable; cell: Cell }[] = [];
    const own: Cell[] = [];
    const constants: Tensor[] = [];
    for (const value of values) {
      if (places[value.id] === undefined) continue;
      if (value.kind === "argument" || value.kind === "gradient") {
        const cell = place(value, home.newCell(value));
        own.push(cell);
        if (value.kind === "argument") args[value.index] = cell;
        else gradients.push({ variable: value.variable, cell });
      } else if (value.kind === "constant") {
        place(value, home.constant(value.tensor));
        constants.push(value.tensor);
      }
    }
    const read = new Set(
      values.flatMap((value) => value.kind === "variable" && places[value.id] !== undefined ? [value.variable] : []),
    );
    this.#variables = [...variables].map(([variable, slot]) => {
      const cell = home.variable(variable);
      addresses.set(slot, { region: "fixed", bytes: cell.address });
      return { variable, cell, isRead: read.has(variable) };
    });
    this.#arguments = args;
    this.#gradients = gradients;
    this.#written = outputs.writes.map(({ variable }) => ({ variable, cell: home.variable(variable) }));
    this.#addresses = addresses;
    this.#sites = plan.memory.steps.map((node) => this.#siteOf(node));
    this.#steps = [
      ...this.#sites.map((site): ProgramStep => {
        const calls = lower(site);
        return calls === null ? { kind: "host" } : { kind: "kernels", calls };
      }),
      ...moves.map(({ variable, value }): ProgramStep => ({
        kind: "copy",
        to: { region: "fixed", bytes: home.variable(variable).address },
        from: this.#operand(value).address,
        bytes: sizeOf(variable.shape) * bytesOf(variable.dtype),
      })),
    ];
    this.#program = programModule({ steps: this.#steps, arenaBytes: plan.memory.arenaBytes }, this.#memory.shared);
    this.#main = this.#instance(this.#program, () => {});
    this.#errors = new Int32Array(this.#memory.buffer, errorAddress, 1);
    leftovers.register(this, { home: new WeakRef(home), addresses: own.map(({ address }) => address), constants });
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
    this.#prepare(args);
    this.#execute(this.#program, this.#main);
    for (const { variable, cell } of this.#written) {
      cell.changed();
      variable.resideIn(cell);
    }
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
    const totals = new Float64Array(this.#steps.length);
    let current = -1;
    let since = 0;
    const mark = (step: number): void => {
      const now = performance.now();
      if (current >= 0) totals[current]! += now - since;
      current = step;
      since = now;
    };
    const program = programModule(
      { steps: this.#steps, arenaBytes: this.#plan.memory.arenaBytes },
      this.#memory.shared,
      true,
    );
    const main = this.#instance(program, mark);
    for (let i = 0; i < times; i++) {
      this.#prepare(args);
      this.#execute(program, main);
      mark(-1);
      for (const { variable, cell } of this.#written) {
        cell.changed();
        variable.resideIn(cell);
      }
    }
    return this.#steps.map((step, index) => ({
      name: this.#nameOf(index),
      isHost: step.kind === "host",
      milliseconds: totals[index]! / times,
    }));
  }

  #prepare(args: readonly (Tensor | number)[]): void {
    this.#arena = this.#memory.arena(this.#program.arenaBytes(1));
    this.#arguments.forEach((cell, index) => {
      const x = args[index]!;
      if (typeof x === "number") cell?.holdNumber(x);
      else cell?.hold(x);
    });
    for (const { variable, cell, isRead } of this.#variables) {
      if (isRead && variable.residence !== cell) cell.hold(variable.value);
    }
    for (const { variable, cell } of this.#gradients) cell.hold(variable.grad!);
  }

  #execute(program: ProgramModule, main: ProgramFunction): void {
    if (this.#errors.buffer !== this.#memory.buffer) {
      this.#errors = new Int32Array(this.#memory.buffer, errorAddress, 1);
    }
    this.#errors[0] = 0;
    this.#hostError = undefined;
    void program;
    const failed = main(0, 1, this.#arena, 0);
    if (failed > 0) throw this.#errorOf(failed - 1);
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

  #instance(program: ProgramModule, mark: (step: number) => void): ProgramFunction {
    const { memory, shared } = this.#memory;
    const kernels = program.kernels.map((kernel) => kernelModule(kernel, this.#level, shared).in(memory));
    const call = (step: number): void => {
      try {
        this.#onHost(step);
      } catch (error) {
        this.#hostError = error;
        this.#errors[0] = 1;
      }
    };
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(program.bytes), {
      host: { memory, call, mark },
      kernels: Object.fromEntries(kernels.map(({ run }: KernelExports, index) => [`k${index}`, run])),
      math: mathFunctions,
    });
    return exports.main as ProgramFunction;
  }

  #siteOf(node: Node): Site<Node> {
    return {
      node,
      inputs: node.inputs.map((id) => this.#operand(id)),
      outputs: outputsOf(node).map((id) => this.#operand(id)),
    };
  }

  #operand(id: number): Operand {
    const { shape, dtype } = this.#plan.graph.values[id]!;
    const { slot, offset, strides } = this.#plan.memory.places[id]!;
    const { region, bytes } = this.#addresses.get(slot) ?? { region: "arena", bytes: slot.offset };
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

/** What a program leaves in the memory of a home that outlives it. */
interface Leftover {
  readonly home: WeakRef<Home>;
  readonly addresses: readonly number[];
  readonly constants: readonly Tensor[];
}

const leftovers = new FinalizationRegistry<Leftover>(({ home, addresses, constants }) => {
  const living = home.deref();
  for (const address of addresses) living?.memory.release(address);
  for (const constant of constants) living?.releaseConstant(constant);
});
