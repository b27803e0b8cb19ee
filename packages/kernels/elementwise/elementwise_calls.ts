/**
 * From shapes and strides to the call of a kernel.
 *
 * @module
 */
import type { Address, KernelCall } from "../engine/kernel.ts";
import { collapseAxes } from "./collapse_axes.ts";
import { nanosecondsOf } from "./cost.ts";
import type { ElementType, FormulaLane } from "./element_type.ts";
import { elementBytes } from "./element_type.ts";
import { elementsOfUnit, elementwiseKernel } from "./elementwise_kernel.ts";
import type { Spread } from "./operands.ts";
import { structureOf } from "./structure.ts";
import type { Formula } from "./vocabulary.ts";
import { mathOf } from "./wasm_words.ts";

/** Elements in memory, along the axes of a loop. */
export interface StridedOperand {
  /** Their type. */
  readonly type: ElementType;
  /** Where the first one is. */
  readonly address: Address;
  /** Steps along each axis of the loop, in elements; 0 where one element is repeated. */
  readonly strides: readonly number[];
}

/** A formula, and all that it is computed of. */
export interface Elementwise {
  /** What is computed of each element. */
  readonly formula: Formula;
  /** What it is computed in: inputs are converted to it when loaded, and results from it when stored. */
  readonly lane: FormulaLane;
  /** The lengths of the axes. */
  readonly shape: readonly number[];
  /** What is read. */
  readonly inputs: readonly StridedOperand[];
  /** What is written, each element once; may be in the place of an input that has the same strides. */
  readonly outputs: readonly StridedOperand[];
}

/** Shorter rows are gone through across; where each vector is dear, those that leave vectors half empty. */
const shortRow = { cheap: 8, dear: 16 } as const;

/** How many elements of a row make a unit: enough to forget the start of a unit, few enough to share out. */
const longestBlock = 4096;

/**
 * The same for elements that lie apart. Each brings a line of the cache, which should still be there when the next row wants it: by the
 * distance of elements, less where it is such that lines crowd into a few sets of the cache.
 */
const longestApart = { near: 256, far: 16, crowded: 8 } as const;
const lineBytes = 64;
const crowdingBytes = 512;

/** Below this, nothing is shared out. */
const smallest = 16384;

/**
 * The call that computes a formula for each element of a shape; none if there are none. Elements get the same bits whatever the shape and
 * the strides.
 *
 * @example A column added to a matrix
 * ```ts
 * import { compileKernel, elementwiseCalls } from "@chainrule/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const at = (bytes: number) => ({ region: "fixed", bytes }) as const;
 * const [call] = elementwiseCalls({
 *   formula: (k, [x, column]) => [k.add(x!, column!)],
 *   lane: "float32",
 *   shape: [2, 3],
 *   inputs: [
 *     { type: "float32", address: at(0), strides: [3, 1] },
 *     { type: "float32", address: at(24), strides: [1, 0] },
 *   ],
 *   outputs: [{ type: "float32", address: at(0), strides: [3, 1] }],
 * });
 *
 * const memory = new WebAssembly.Memory({ initial: 1 });
 * const numbers = new Float32Array(memory.buffer, 0, 8);
 * numbers.set([1, 2, 3, 4, 5, 6, 10, 20]);
 * const run = compileKernel(call!.kernel, memory, "simd");
 * run(0, call!.units, ...call!.arguments.map((x) => typeof x === "number" ? x : x.bytes));
 * assertEquals([...numbers], [11, 12, 13, 24, 25, 26, 10, 20]);
 * ```
 */
export function elementwiseCalls({ formula, lane, shape, inputs, outputs }: Elementwise): readonly KernelCall[] {
  if (shape.includes(0)) return [];
  const operands = [...outputs, ...inputs];
  const { words, results } = structureOf({ formula, inputs });
  const shortest = mathOf(words).length > 0 ? shortRow.dear : shortRow.cheap;
  const { lengths, strides } = arranged(shape, operands.map((operand) => operand.strides), shortest);
  const rank = lengths.length;
  const columns = lengths[rank - 1]!;
  const rows = lengths.slice(0, -1).reduce((product, length) => product * length, 1);

  const spreads = strides.map((steps, i) => spreadOf(steps[rank - 1]!, i < outputs.length));
  const specs = operands.map(({ type }, i) => ({ type, spread: spreads[i]! }));
  const isMove = words.length === 0 &&
    results.every((from, i) => from !== null && inputs[from]!.type === outputs[i]!.type);
  const kernel = elementwiseKernel({
    formula,
    lane: isMove ? laneOfMoves(outputs[0]!.type) : lane,
    rank,
    inputs: specs.slice(outputs.length),
    outputs: specs.slice(0, outputs.length),
  });
  const distances = operands.flatMap(({ type }, i) =>
    spreads[i] === "strided" ? Math.abs(strides[i]![rank - 1]!) * elementBytes[type] : []
  );
  const block = blockOf(rows, columns, distances);
  const blocks = Math.ceil(columns / block);
  const places = operands.flatMap(({ type, address }, i) => {
    const steps = strides[i]!.map((step) => step * elementBytes[type]);
    return [address, ...(spreads[i] === "strided" ? steps : steps.slice(0, -1))];
  });
  return [{
    kernel,
    units: rank === 1 ? Math.ceil(columns / elementsOfUnit) : rows * blocks,
    nanoseconds: nanosecondsOf({
      words,
      lane,
      spreads,
      elements: rows * columns,
      rows: rank === 1 ? 1 : rows * blocks,
    }),
    arguments: [...(rank === 1 ? [columns] : [rows, columns, block, ...lengths.slice(1, -1)]), ...places],
  }];
}

/** Few axes, at least one, of which the last is not short if another is longer. */
function arranged(
  shape: readonly number[],
  steps: readonly (readonly number[])[],
  shortest: number,
): { readonly lengths: readonly number[]; readonly strides: readonly (readonly number[])[] } {
  const { lengths, strides } = collapseAxes({ lengths: shape, strides: steps });
  if (lengths.length === 0) return { lengths: [1], strides: steps.map(() => [1]) };
  const last = lengths.length - 1;
  const longest = lengths.indexOf(Math.max(...lengths));
  if (lengths[last]! >= shortest || longest === last) return { lengths, strides };
  const turned = (list: readonly number[]) => [...list.toSpliced(longest, 1), list[longest]!];
  return { lengths: turned(lengths), strides: strides.map(turned) };
}

function spreadOf(step: number, isOutput: boolean): Spread {
  if (step === 1) return "contiguous";
  return step === 0 && !isOutput ? "repeated" : "strided";
}

/** In what lane elements of a type are best moved as they are. */
function laneOfMoves(type: ElementType): FormulaLane {
  return type === "float64" ? "float64" : "float32";
}

/** How many elements make a unit, given how far elements lie apart where they do. */
function blockOf(rows: number, columns: number, distances: readonly number[]): number {
  if (distances.some((bytes) => bytes >= lineBytes)) {
    const isCrowded = distances.some((bytes) => bytes % crowdingBytes === 0);
    return Math.min(columns, isCrowded ? longestApart.crowded : longestApart.far);
  }
  if (rows * columns < smallest) return columns;
  const shares = Math.ceil(columns / Math.ceil(64 / rows));
  const longest = distances.length > 0 ? longestApart.near : longestBlock;
  return Math.min(columns, Math.max(64, Math.min(longest, 64 * Math.ceil(shares / 64))));
}
