/**
 * Sums of any axes as calls of kernels.
 *
 * @module
 */
import { collapseAxes } from "../elementwise/collapse_axes.ts";
import { nanosecondsOf } from "../elementwise/cost.ts";
import type { Precision } from "../elementwise/element_type.ts";
import { elementBytes } from "../elementwise/element_type.ts";
import type { StridedOperand } from "../elementwise/elementwise_calls.ts";
import type { Spread } from "../elementwise/operands.ts";
import { structureOf } from "../elementwise/structure.ts";
import type { Formula } from "../elementwise/vocabulary.ts";
import type { Address, KernelCall } from "../engine/kernel.ts";
import { temporaryAt } from "../engine/kernel.ts";
import { sumKernel } from "./sum_kernel.ts";
import type { SumSpec } from "./sum_spec.ts";
import { columnBlock, sumParameter } from "./sum_spec.ts";

/** A sum: for each position of the axes that are kept, of what a formula makes of the elements along the others. */
export interface Sum {
  /** The length of each axis. */
  readonly lengths: readonly number[];
  /** Whether it is added up. */
  readonly isReduced: readonly boolean[];
  /** What is computed of each element: one number. */
  readonly formula: Formula;
  /** The type that it is computed in. */
  readonly lane: Precision;
  /** What it is computed of. */
  readonly inputs: readonly StridedOperand[];
  /** Where the sums go, in row-major order of the axes that are kept. */
  readonly output: { readonly type: Precision; readonly address: Address };
}

/** An axis of a sum, with the step of each input. */
interface Axis {
  readonly length: number;
  readonly steps: readonly number[];
  readonly isReduced: boolean;
}

/** With fewer units than this, an axis that is added up is cut into pieces. */
const fewUnits = 16;
/** The most pieces of all sums together. */
const mostPieces = 64;
/** How much work a piece should be at least, in nanoseconds. */
const leastPiece = 4000;
/** The length of a piece of a row is a multiple of this. */
const pieceMultiple = 64;

/**
 * The calls that compute a sum. Where there are few sums of many elements, they add up pieces first, and then the sums of these; how depends
 * on sizes only. Each sum is the exact one of float64 numbers but for an error of `(n − 1) 2⁻⁵³ Σ|x|`, in whatever order, before it is rounded.
 *
 * @param sum What is added up
 * @returns The calls, to be made in order
 *
 * @example Column sums
 * ```ts
 * import { compileKernel, sumCalls } from "@chainrule/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const memory = new WebAssembly.Memory({ initial: 1 });
 * const numbers = new Float32Array(memory.buffer);
 * numbers.set([1, 2, 3, 4, 5, 6]);
 * const [call] = sumCalls({
 *   lengths: [2, 3],
 *   isReduced: [true, false],
 *   formula: (_, [x]) => [x!],
 *   lane: "float32",
 *   inputs: [{ type: "float32", strides: [3, 1], address: { region: "fixed", bytes: 0 } }],
 *   output: { type: "float32", address: { region: "fixed", bytes: 32 } },
 * });
 * const run = compileKernel(call!.kernel, memory, "simd");
 * run(0, call!.units, ...call!.arguments.map((x) => typeof x === "number" ? x : x.bytes));
 * assertEquals([...numbers.subarray(8, 11)], [5, 7, 9]);
 * ```
 */
export function sumCalls(sum: Sum): KernelCall[] {
  const { lengths, isReduced, inputs, output, formula } = sum;
  const count = (reduced: boolean) => product(lengths.filter((_, axis) => isReduced[axis] === reduced));
  const sums = count(false);
  if (sums === 0) return [];
  if (count(true) === 0) return [zeros(sums, output)];
  const { words, results } = structureOf({ formula, inputs });
  // What is added up as it is may as well become float64 when it is read, unless the lane would round it.
  const from = results[0] === null ? null : inputs[results[0]!]!.type;
  const lane = from === "float32" || from === "bool" ? "float64" : sum.lane;
  const [axes, last] = orderedAxes(sum);
  const work = {
    ...sum,
    lane,
    last,
    nanoseconds: nanosecondsOf({
      words: [...words, "add"],
      lane,
      spreads: last.steps.map(spreadOf),
      elements: product(lengths),
      rows: unitsOf(sums, last),
    }),
  } as const;

  const units = unitsOf(sums, last);
  const target = axes.find((axis) => axis.isReduced) ?? (last.isReduced ? last : null);
  const pieces = Math.floor(Math.min(mostPieces / units, work.nanoseconds / (units * leastPiece)));
  if (target === null || units >= fewUnits || pieces < 2) return [callOf({ ...work, axes, output, cut: null })];
  const multiple = target === last ? pieceMultiple : 1;
  const length = Math.ceil(target.length / pieces / multiple) * multiple;
  const number = Math.ceil(target.length / length);
  const temporaryBytes = 8 * number * sums;
  const first = callOf({
    ...work,
    axes: [
      { length: number, steps: target.steps.map((step) => step * length), isReduced: false },
      ...axes.map((axis) => axis === target ? { ...axis, length } : axis),
    ],
    last: target === last ? { ...last, length } : last,
    output: { type: "float64", address: temporaryAt() },
    cut: target.length,
  });
  const rest = sumCalls({
    lengths: [number, sums],
    isReduced: [true, false],
    formula: (_, [x]) => [x!],
    lane: "float64",
    inputs: [{ type: "float64", strides: [sums, 1], address: temporaryAt() }],
    output,
  });
  return [first, ...rest].map((call) => ({ ...call, temporaryBytes }));
}

/** A sum whose axes are in order. */
interface OrderedSum {
  readonly axes: readonly Axis[];
  readonly last: Axis;
  readonly formula: Formula;
  readonly lane: Precision;
  readonly inputs: readonly StridedOperand[];
  readonly output: Sum["output"];
  /** The length of the axis whose pieces the first axis counts, or null. */
  readonly cut: number | null;
  readonly nanoseconds: number;
}

function callOf({ axes, last, formula, lane, inputs, output, cut, nanoseconds }: OrderedSum): KernelCall {
  const kept = axes.filter((axis) => !axis.isReduced);
  const reduced = axes.filter((axis) => axis.isReduced);
  const spec: SumSpec = {
    formula,
    lane,
    inputs: inputs.map(({ type }, i) => ({ type, spread: spreadOf(last.steps[i]!) })),
    output: output.type,
    columns: last.isReduced ? null : Math.min(last.length, columnBlock),
    kept: kept.length,
    reduced: reduced.length,
    isCut: cut !== null,
  };
  const values = new Map<string, number | Address>([
    [sumParameter.out, output.address],
    [sumParameter.length, last.length],
    [sumParameter.whole, cut ?? 0],
  ]);
  const bytes = (steps: readonly number[], i: number) => steps[i]! * elementBytes[inputs[i]!.type];
  inputs.forEach(({ address }, i) => {
    values.set(sumParameter.input(i), address);
    values.set(sumParameter.step(i), bytes(last.steps, i));
    kept.forEach(({ steps }, axis) => values.set(sumParameter.keptStep(axis, i), bytes(steps, i)));
    reduced.forEach(({ steps }, axis) => values.set(sumParameter.reducedStep(axis, i), bytes(steps, i)));
  });
  kept.forEach(({ length }, axis) => values.set(sumParameter.keptLength(axis), length));
  reduced.forEach(({ length }, axis) => values.set(sumParameter.reducedLength(axis), length));
  const kernel = sumKernel(spec);
  const sums = product(kept.map(({ length }) => length)) * (last.isReduced ? 1 : last.length);
  return {
    kernel,
    units: unitsOf(sums, last),
    nanoseconds,
    arguments: kernel.parameters.map((name) => values.get(name)!),
  };
}

/** The axes but the last, those that are kept before those that are added up, and the last: the one that is best read in vectors. */
function orderedAxes({ lengths, isReduced, inputs }: Sum): [axes: Axis[], last: Axis] {
  const axes = lengths
    .map((length, axis): Axis => ({
      length,
      steps: inputs.map(({ strides }) => strides[axis]!),
      isReduced: isReduced[axis]!,
    }))
    .filter(({ length }) => length > 1);
  const lastKept = axes.findLast((axis) => !axis.isReduced);
  const score = ({ length, steps }: Axis) =>
    Math.min(length, columnBlock) * steps.reduce((total, step) => total + (step === 1 ? 2 : step === 0 ? 1 : 0), 0);
  let best: Axis | undefined;
  for (const axis of axes) {
    if (axis.isReduced || axis === lastKept) {
      if (best === undefined || score(axis) >= score(best)) best = axis;
    }
  }
  if (best === undefined) return [[], { length: 1, steps: inputs.map(() => 0), isReduced: true }];
  const others = axes.filter((axis) => axis !== best);
  const ordered = [
    ...others.filter((axis) => !axis.isReduced),
    ...others.filter((axis) => axis.isReduced),
    best,
  ];
  const collapsed = collapseAxes({
    lengths: ordered.map(({ length }) => length),
    strides: inputs.map((_, i) => ordered.map(({ steps }) => steps[i]!)),
    classes: ordered.map((axis) => axis.isReduced ? 1 : 0),
  });
  const all = collapsed.lengths.map((length, axis): Axis => ({
    length,
    steps: collapsed.strides.map((steps) => steps[axis]!),
    isReduced: collapsed.classes[axis] === 1,
  }));
  return [all.slice(0, -1), all.at(-1)!];
}

/** Sums of nothing. */
function zeros(sums: number, output: Sum["output"]): KernelCall {
  return callOf({
    axes: [{ length: 0, steps: [], isReduced: true }],
    last: { length: sums, steps: [], isReduced: false },
    formula: (k) => [k.constant(0)],
    lane: "float32",
    inputs: [],
    output,
    cut: null,
    nanoseconds: sums,
  });
}

function unitsOf(sums: number, last: Axis): number {
  return last.isReduced ? sums : sums / last.length * Math.ceil(last.length / columnBlock);
}

function spreadOf(step: number): Spread {
  if (step === 1) return "contiguous";
  return step === 0 ? "repeated" : "strided";
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total * length, 1);
}
