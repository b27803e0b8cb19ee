/**
 * The main function of a program: calls of kernels one after the other, shared out between threads.
 *
 * @module
 */
import type { Expression, FunctionBuilder, Label, Local, Operand, Parameters, WasmFunction } from "../wasm/mod.ts";
import { i32, memoryCopy, ModuleBuilder, select } from "../wasm/mod.ts";
import { barrier } from "./barrier.ts";
import type { Address, Kernel, KernelCall } from "./kernel.ts";
import { errorAddress } from "./kernel.ts";
import { leastPages, maximumPages } from "./shared_memory.ts";

/** One step of a program: kernels, a function of JavaScript, or a copy of memory. */
export type ProgramStep =
  | { readonly kind: "kernels"; readonly calls: readonly KernelCall[] }
  /** Calls `host.call` with the number of the step. What it reports as an error ends the program. */
  | { readonly kind: "host" }
  | { readonly kind: "copy"; readonly to: Address; readonly from: Address; readonly bytes: number };

/** The steps of a program, and the memory that all of them need. */
export interface ProgramInit {
  /** What is done, in order. */
  readonly steps: readonly ProgramStep[];
  /** How long the part of the arena is that steps share. */
  readonly arenaBytes: number;
}

/** The main function. Gives 0, or 1 more than the number of the step that found an error. */
export type ProgramFunction = (thread: number, threads: number, arena: number, maySleep: number) => number;

/** A program as bytes, and what it needs. */
export interface ProgramModule {
  /** The module. It imports `host.memory`, `host.call`, `host.mark` if it is to be profiled, and `kernels.k0`, `kernels.k1` and so on. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The kernels that it imports, in order. */
  readonly kernels: readonly Kernel[];
  /** About how many nanoseconds one thread takes for what threads can share; 0 if they have nothing to share. */
  readonly sharedNanoseconds: number;
  /** How much arena a call needs. */
  readonly arenaBytes: (threads: number) => number;
}

/** Work that takes one thread less than this is not shared, in nanoseconds: meeting the others costs about a tenth of it. */
const worthSharing = 8000;

const mainParameters = { thread: "i32", threads: "i32", arena: "i32", maySleep: "i32" } as const;

/** A call with the number of its step. */
type Numbered =
  & { readonly step: number }
  & (
    | { readonly call: KernelCall }
    | { readonly host: true }
    | { readonly copy: Extract<ProgramStep, { kind: "copy" }> }
  );

/** Calls between two meetings of all threads: one that they share, or some that the first thread does. */
interface Section {
  readonly isShared: boolean;
  readonly parts: readonly Numbered[];
}

/**
 * Emits a program.
 *
 * @param init What it does
 * @param shared Whether its memory is shared between threads
 * @param profiled Whether it calls `host.mark` with the number of a step before it; it then runs on one thread
 */
export function programModule({ steps, arenaBytes }: ProgramInit, shared: boolean, profiled = false): ProgramModule {
  const calls = steps.flatMap((step) => step.kind === "kernels" ? step.calls : []);
  const kernels = [...new Map(calls.map(({ kernel }) => [kernel.key, kernel])).values()];
  const temporaryBytes = most(calls.map(({ temporaryBytes = 0 }) => temporaryBytes));
  const scratchBytes = most(calls.map(({ scratchBytes = 0 }) => scratchBytes));
  const sections = sectionsOf(steps, shared && !profiled);

  const module = new ModuleBuilder();
  module.importMemory(
    "host",
    "memory",
    shared ? { initial: leastPages, maximum: maximumPages, shared } : { initial: leastPages },
  );
  const host = module.importFunction("host", "call", { step: "i32" }, "none");
  const mark = profiled ? module.importFunction("host", "mark", { step: "i32" }, "none") : null;
  const functions = new Map(kernels.map((kernel, index) => {
    const names = ["first", "last", ...kernel.parameters];
    const parameters: Parameters = Object.fromEntries(names.map((name) => [name, "i32" as const]));
    return [kernel.key, module.importFunction("kernels", `k${index}`, parameters, "none")];
  }));
  const sharedNanoseconds = sections.reduce((total, section) => total + nanosecondsOf(section), 0);
  const isShared = sharedNanoseconds > 0;
  const meet = isShared ? barrier(module) : null;

  module.export(module.function("main", mainParameters, "i32", (f, p) => {
    const temporary = align(arenaBytes);
    const scratch = temporary + align(temporaryBytes);
    const ownScratch = f.let(i32.add(i32.add(p.arena, scratch), i32.mul(p.thread, align(scratchBytes))));
    const addressOf = (address: number | Address): Operand<"i32"> => {
      if (typeof address === "number") return address | 0;
      switch (address.region) {
        case "fixed":
          return address.bytes | 0;
        case "arena":
          return i32.add(p.arena, address.bytes | 0);
        case "temporary":
          return i32.add(p.arena, temporary + address.bytes);
        case "scratch":
          return i32.add(ownScratch, address.bytes);
      }
    };
    const write = (part: Numbered, first: Operand<"i32">, last: Operand<"i32">): void => {
      if (mark !== null) f.do(mark.call({ step: part.step }));
      if ("host" in part) f.do(host.call({ step: part.step }));
      else if ("copy" in part) {
        f.do(memoryCopy(addressOf(part.copy.to), addressOf(part.copy.from), part.copy.bytes | 0));
      } else f.do(callOf(functions.get(part.call.kernel.key)!, part.call, first, last, addressOf));
    };
    const failed = f.local("i32");
    const range = { first: f.local("i32"), last: f.local("i32") };
    const waitForAll = (): void => {
      if (meet === null) return;
      f.if(i32.gtU(p.threads, 1), () => f.do(meet.call({ threads: p.threads, maySleep: p.maySleep })));
    };

    sections.forEach((section, index) => {
      const mayFail = section.parts.some(canFail);
      if (section.isShared) {
        const [part] = section.parts as readonly [Numbered & { call: KernelCall }];
        takeShare(f, range, part.call.units, p.thread, p.threads);
        f.if(i32.ltU(range.first, range.last), () => write(part, range.first, range.last));
        if (mayFail) f.set(failed, part.step + 1);
      } else if (isShared) {
        f.if(i32.eqz(p.thread), () => writeAlone(f, section.parts, write, failed));
      } else {
        writeAlone(f, section.parts, write, failed);
      }
      // After what the first thread does at the end, nobody waits for it.
      const meets = section.isShared || index < sections.length - 1;
      if (meets) waitForAll();
      if (!mayFail) return;
      f.if(i32.load(errorAddress), () => {
        // The next call clears the error, so nobody may leave before all have seen it.
        if (meets) waitForAll();
        f.return(failed);
      });
    });
    return i32.const(0);
  }));

  return {
    bytes: module.toBytes(),
    kernels,
    sharedNanoseconds,
    arenaBytes: (threads) => align(arenaBytes) + align(temporaryBytes) + threads * align(scratchBytes),
  };
}

/** Writes what one thread does; the rest is left out after an error. */
function writeAlone(
  f: FunctionBuilder<"i32">,
  parts: readonly Numbered[],
  write: (part: Numbered, first: number, last: number) => void,
  failed: Local<"i32">,
): void {
  f.block((exit: Label) => {
    for (const part of parts) {
      if (canFail(part)) f.set(failed, part.step + 1);
      write(part, 0, "call" in part ? part.call.units : 0);
      if (canFail(part) && part !== parts.at(-1)) f.branch(exit, i32.load(errorAddress));
    }
  });
}

function callOf(
  kernel: WasmFunction<Parameters, "none">,
  call: KernelCall,
  first: Operand<"i32">,
  last: Operand<"i32">,
  addressOf: (address: number | Address) => Operand<"i32">,
): Expression<"none"> {
  const own = call.kernel.parameters.map((name, i) => [name, addressOf(call.arguments[i]!)]);
  return kernel.call({ first, last, ...Object.fromEntries(own) });
}

/** Sets the range to the units of a thread: as many for each, but for the last. */
function takeShare(
  f: FunctionBuilder<"i32">,
  { first, last }: { readonly first: Local<"i32">; readonly last: Local<"i32"> },
  units: number,
  thread: Local<"i32">,
  threads: Local<"i32">,
): void {
  const smaller = (x: Local<"i32">) => select(i32.ltU(x, units), x, i32.const(units));
  // The share of each stands in `last` at first.
  f.set(last, i32.divU(i32.sub(i32.add(threads, units), 1), threads));
  f.set(first, i32.mul(last, thread));
  f.set(last, i32.add(first, last));
  f.set(first, smaller(first));
  f.set(last, smaller(last));
}

function sectionsOf(steps: readonly ProgramStep[], canShare: boolean): Section[] {
  const sections: { readonly isShared: boolean; readonly parts: Numbered[] }[] = [];
  steps.flatMap(partsOf).forEach((part) => {
    const isShared = canShare && "call" in part && isWorthSharing(part.call);
    const last = sections.at(-1);
    if (!isShared && last?.isShared === false) last.parts.push(part);
    else sections.push({ isShared, parts: [part] });
  });
  return sections;
}

/** What threads can share. */
function nanosecondsOf({ isShared, parts }: Section): number {
  return isShared ? parts.reduce((total, part) => total + ("call" in part ? part.call.nanoseconds : 0), 0) : 0;
}

function partsOf(step: ProgramStep, index: number): Numbered[] {
  switch (step.kind) {
    case "kernels":
      return step.calls.map((call) => ({ step: index, call }));
    case "host":
      return [{ step: index, host: true }];
    case "copy":
      return [{ step: index, copy: step }];
  }
}

/** Functions of JavaScript stay on the thread that has them. */
function isWorthSharing({ kernel, units, nanoseconds }: KernelCall): boolean {
  return units > 1 && nanoseconds >= worthSharing && (kernel.math ?? []).length === 0;
}

function canFail(part: Numbered): boolean {
  return "host" in part || ("call" in part && part.call.mayFail === true);
}

function most(sizes: readonly number[]): number {
  return sizes.reduce((largest, size) => Math.max(largest, size), 0);
}

function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
