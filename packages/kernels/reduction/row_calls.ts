/**
 * Functions of rows as calls of kernels.
 *
 * @module
 */
import type { Kernel, KernelCall } from "../engine/kernel.ts";
import { exponentialRowKernel } from "./exponential_rows.ts";
import type { DenseOperand, RowFunction, RowLayout } from "./row_layout.ts";
import { scalarRowKernel } from "./scalar_rows.ts";
import { vectorFoldKernel } from "./vector_folds.ts";

/** A function of rows, and where they are. */
export interface Rows {
  /** What is done to each row. */
  readonly name: RowFunction;
  /** How the rows lie. */
  readonly layout: RowLayout;
  /** The elements. */
  readonly x: DenseOperand;
  /** The results: one a row, in the order of the rows; for `softmax` and `cumsum` one an element, where the element is. */
  readonly out: DenseOperand;
}

/**
 * The calls that do something to every row; none if there are no rows. `max`, `min`, `argMax` and `argMin` need an element in each.
 *
 * Numbers are float64 and rounded once, as TypeScript does it; only `logSumExp` and `softmax` of neighbours in float32 are computed in float32,
 * within `2⁻²⁴ (|y| + 5 + ln n)` and `2⁻²⁴ (9 + ln n + |x − m|) y`.
 *
 * @example The largest of each row
 * ```ts
 * import { compileKernel, rowCalls } from "@chainrule/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const at = (bytes: number) => ({ region: "fixed", bytes }) as const;
 * const [call] = rowCalls({
 *   name: "max",
 *   layout: { outer: 2, length: 3, inner: 1 },
 *   x: { type: "float32", address: at(0) },
 *   out: { type: "float32", address: at(24) },
 * });
 *
 * const memory = new WebAssembly.Memory({ initial: 1 });
 * const numbers = new Float32Array(memory.buffer, 0, 8);
 * numbers.set([1, 5, 3, 6, 4, 2]);
 * const run = compileKernel(call!.kernel, memory, "simd");
 * run(0, call!.units, ...call!.arguments.map((x) => typeof x === "number" ? x : x.bytes));
 * assertEquals([...numbers.subarray(6)], [5, 6]);
 * ```
 */
export function rowCalls({ name, layout, x, out }: Rows): KernelCall[] {
  const { outer, length, inner } = layout;
  if (outer * inner === 0) return [];
  const { kernel, units, element } = choose(name, layout, x, out);
  const nanoseconds = outer * inner * (4 + element * length);
  return [{ kernel, units, nanoseconds, arguments: [out.address, x.address, length, inner] }];
}

/** A kernel, its units, and about how many nanoseconds an element takes. */
interface Choice {
  readonly kernel: Kernel;
  readonly units: number;
  readonly element: number;
}

/** Vectors have four numbers: shorter rows, or fewer than four side by side, are done one number at a time. */
const vectorLength = 4;

function choose(name: RowFunction, { outer, length, inner }: RowLayout, x: DenseOperand, out: DenseOperand): Choice {
  const isExponential = name === "logSumExp" || name === "softmax";
  if (isExponential && x.type === "float32" && inner === 1 && length >= vectorLength) {
    return { kernel: exponentialRowKernel(name), units: outer, element: 1 };
  }
  const isInner = inner > 1;
  const fold = (isInner ? inner : length) >= vectorLength ? vectorFoldKernel(name, x.type, isInner) : null;
  if (fold !== null) {
    return { kernel: fold, units: outer * (isInner ? Math.ceil(inner / vectorLength) : 1), element: 0.3 };
  }
  return { kernel: scalarRowKernel(name, x.type, out.type), units: outer * inner, element: isExponential ? 15 : 1 };
}
