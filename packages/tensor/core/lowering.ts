/**
 * How a compiled program does an operation: from where values lie to calls of kernels.
 *
 * @module
 */
import type { Address, KernelCall } from "@chainrule/kernels";
import type { DType } from "./dtype.ts";
import type { Each, Inputs } from "./op.ts";
import type { Shape } from "./shape.ts";

/** A value in the memory of a compiled program, as a kernel reads or writes it. */
export interface Operand {
  /** The length of each axis. */
  readonly shape: Shape;
  /** The type of the elements. */
  readonly dtype: DType;
  /** Steps along each axis, in elements; row-major where the kernel does not read strides. */
  readonly strides: readonly number[];
  /** Where the first element is. */
  readonly address: Address;
}

/** What an operation is applied to, and where. */
export interface Site<I extends Inputs, A> {
  /** What it is told beside its inputs. */
  readonly attributes: A;
  /** What it reads. Dense, unless the operation is a product or a sum. */
  readonly inputs: Each<I, Operand>;
  /** What it writes. Always dense. */
  readonly output: Operand;
}

/** The calls of kernels that do it, one after the other; null where there is no kernel for it, and TypeScript does it. 降级 */
export type Lowering<I extends Inputs = Inputs, A = undefined> = (site: Site<I, A>) => readonly KernelCall[] | null;
