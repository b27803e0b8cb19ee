/**
 * Kernels: functions of WebAssembly that do part of one step of a program, and calls of them.
 *
 * @module
 */
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import type { Expression, FunctionBuilder, Local, ModuleBuilder, Operand } from "../wasm/mod.ts";

/** Functions that a kernel may call where there are no instructions: float64 has only these. */
export const mathNames = [
  "exp",
  "expm1",
  "log",
  "log1p",
  "sin",
  "cos",
  "tan",
  "tanh",
  "erf",
  "erfc",
  "pow",
] as const;

/** The name of a function of JavaScript. */
export type MathName = typeof mathNames[number];

/** What a kernel is written with, beside its parameters. */
export interface KernelContext {
  /** Receives functions of the kernel's own. */
  readonly module: ModuleBuilder;
  /** The vector instructions. */
  readonly level: VectorCodeLevel;
  /** A call of a function that the kernel has named in `math`. */
  readonly math: (name: MathName, ...operands: Operand<"f64">[]) => Expression<"f64">;
}

/** The parameters of a kernel by name: `first`, `last`, then its own. */
export type KernelParameters = Readonly<Record<string, Local<"i32">>>;

/**
 * A kernel does the units `first` to `last − 1` of its work: rows, blocks, whatever can be done apart from the rest. How the units are
 * shared out must not change a bit of the result. All parameters are i32: addresses in bytes, and sizes.
 *
 * A kernel that finds its input wrong (an index out of range) writes 1 to {@linkcode errorAddress} and goes on without touching memory that
 * is not its own; the program then stops, and the error is made where its words are.
 */
export interface Kernel {
  /** What it is called in profiles. */
  readonly name: string;
  /** The same for two kernels only if their code is the same, at any one level. */
  readonly key: string;
  /** The names of its own parameters, which follow `first` and `last`. */
  readonly parameters: readonly string[];
  /** The functions of JavaScript that it calls. @default none */
  readonly math?: readonly MathName[];
  /** Writes its code. */
  readonly write: (f: FunctionBuilder<"none">, parameters: KernelParameters, context: KernelContext) => void;
}

/** A kernel in a memory: does units `first` to `last − 1`. */
export type KernelFunction = (first: number, last: number, ...own: number[]) => void;

/** The word of every memory in which kernels report what they find wrong. Below {@linkcode reservedBytes}, nothing else is stored. */
export const errorAddress = 0;

/** How many bytes at the start of a memory are kept for errors and threads. */
export const reservedBytes = 1024;

/**
 * A place in a memory:
 *
 * - `fixed`: always the same;
 * - `arena`: what a call of the program needs, counted from where the arena begins;
 * - `temporary`: what one step needs, the same for all threads;
 * - `scratch`: what one thread needs during one kernel.
 */
export interface Address {
  /** What it is counted from. */
  readonly region: "fixed" | "arena" | "temporary" | "scratch";
  /** How far from there. */
  readonly bytes: number;
}

/** One kernel of a step, with its arguments. */
export interface KernelCall {
  /** The kernel. */
  readonly kernel: Kernel;
  /** Into how many units its work can be cut. */
  readonly units: number;
  /** About how many nanoseconds all of it takes one thread: what decides whether threads share it. */
  readonly nanoseconds: number;
  /** Its own parameters. */
  readonly arguments: readonly (number | Address)[];
  /** How much scratch memory a thread needs, in bytes. @default 0 */
  readonly scratchBytes?: number;
  /** How much temporary memory the step needs, in bytes. @default 0 */
  readonly temporaryBytes?: number;
  /** Whether it may report an error. @default false */
  readonly mayFail?: boolean;
}

/** The start of the scratch memory of a thread, or a place in it. */
export function scratchAt(bytes = 0): Address {
  return { region: "scratch", bytes };
}

/** A place in the temporary memory of a step. */
export function temporaryAt(bytes = 0): Address {
  return { region: "temporary", bytes };
}

/** A place some bytes further on. */
export function shifted({ region, bytes }: Address, by: number): Address {
  return { region, bytes: bytes + by };
}
