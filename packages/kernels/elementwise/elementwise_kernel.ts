/**
 * Kernels that compute a formula for each element.
 *
 * @module
 */
import type { Kernel, KernelContext, KernelParameters } from "../engine/kernel.ts";
import { interleave } from "../vector_math/interleave.ts";
import type { Lanes } from "../vector_math/lanes.ts";
import { writeLanes } from "../vector_math/lanes.ts";
import type { Expression, Local } from "../wasm/mod.ts";
import { i32, select } from "../wasm/mod.ts";
import type { ElementType, FormulaLane } from "./element_type.ts";
import { lanesOf, precisionOf } from "./element_type.ts";
import type { Spread } from "./operands.ts";
import { RowInput, RowOutput } from "./operands.ts";
import { OuterAxes } from "./outer_axes.ts";
import type { Packed } from "./packing.ts";
import { pack } from "./packing.ts";
import type { Structure } from "./structure.ts";
import { structureOf } from "./structure.ts";
import type { Formula } from "./vocabulary.ts";
import { formulaCode } from "./wasm_builder.ts";
import type { Lane } from "./wasm_words.ts";
import { mathOf } from "./wasm_words.ts";

/** An input or output of a loop. */
export interface OperandSpec {
  /** The type of the elements. */
  readonly type: ElementType;
  /** How they lie along a row. */
  readonly spread: Spread;
}

/** What a loop does. */
export interface ElementwiseSpec {
  /** What is computed of each element. */
  readonly formula: Formula;
  /** What it is computed in. */
  readonly lane: FormulaLane;
  /** How many axes there are, from 1. Rows lie along the last one. */
  readonly rank: number;
  /** What is read. */
  readonly inputs: readonly OperandSpec[];
  /** What is written; never repeated. */
  readonly outputs: readonly OperandSpec[];
}

/** How many elements a unit has if there is one row: a line of the cache even if each is a byte. */
export const elementsOfUnit = 64;

/** A loop is cheap if it does at most this much for each element. */
const cheapWords = 8;

/**
 * The kernel that runs a loop. For one axis its parameters are `columns`, how many elements; a unit is {@linkcode elementsOfUnit} of them.
 * For more axes they are `rows`, `columns`, `block` and the lengths of the axes between the first and the last; a unit is `block` elements of a
 * row (fewer at its end), first those of all rows that begin them. Then for each output and then each input: its address, its steps along all axes
 * but the last in bytes, and along the last one if it is strided.
 *
 * All inputs of a vector are read before its outputs are written, so an output may be where an input is that has the same steps.
 */
export function elementwiseKernel(spec: ElementwiseSpec): Kernel {
  const { lane, rank, inputs, outputs } = spec;
  const structure = structureOf(spec);
  const precision = precisionOf(lane);
  const math = precision === "float64" ? mathOf(structure.words) : [];
  const shapes = [outputs, inputs].map((operands) => operands.map(({ type, spread }) => `${type} ${spread}`));
  return {
    name: "elementwise",
    key: `elementwise ${precision} ${rank} ${shapes.map((of) => of.join()).join(" from ")}: ${structure.key}`,
    parameters: [
      ...(rank === 1 ? ["columns"] : ["rows", "columns", "block"]),
      ...Array.from({ length: Math.max(0, rank - 2) }, (_, axis) => `length${axis + 1}`),
      ...outputs.flatMap((operand, i) => parametersOf(`out${i}`, operand, rank)),
      ...inputs.flatMap((operand, i) => parametersOf(`in${i}`, operand, rank)),
    ],
    ...(math.length > 0 && { math }),
    write: (f, parameters, context) =>
      writeLanes(f, context.level, (lanes) => new Loop(lanes, spec, structure, parameters, context).write()),
  };
}

function parametersOf(name: string, { spread }: OperandSpec, rank: number): string[] {
  const steps = Array.from({ length: rank - 1 }, (_, axis) => `${name}Step${axis}`);
  return [name, ...steps, ...(spread === "strided" ? [`${name}Step`] : [])];
}

/** A loop as it is written. */
class Loop {
  readonly #lanes: Lanes;
  readonly #spec: ElementwiseSpec;
  readonly #structure: Structure;
  readonly #parameters: KernelParameters;
  readonly #context: KernelContext;
  readonly #outputs: readonly RowOutput[];
  readonly #inputs: readonly RowInput[];

  constructor(
    lanes: Lanes,
    spec: ElementwiseSpec,
    structure: Structure,
    parameters: KernelParameters,
    context: KernelContext,
  ) {
    this.#lanes = lanes;
    this.#spec = spec;
    this.#structure = structure;
    this.#parameters = parameters;
    this.#context = context;
    const precision = precisionOf(spec.lane);
    const stepOf = (name: string) => parameters[`${name}Step`] ?? null;
    this.#outputs = spec.outputs.map((out, i) => new RowOutput(lanes, precision, { ...out, step: stepOf(`out${i}`) }));
    this.#inputs = spec.inputs.map((input, i) => new RowInput(lanes, precision, { ...input, step: stepOf(`in${i}`) }));
  }

  write(): void {
    this.#spec.rank === 1 ? this.#writeLine() : this.#writeRows();
  }

  /** One row: the units are one stretch of it. */
  #writeLine(): void {
    const { f } = this.#lanes;
    const { first, last, columns } = this.#parameters;
    const start = f.let(i32.mul(first!, elementsOfUnit));
    const end = f.let(i32.mul(last!, elementsOfUnit));
    const count = f.let(i32.sub(smaller(end, columns!), start));
    for (const { operand, name } of this.#operands()) {
      f.set(operand.row, i32.add(this.#parameters[name]!, i32.mul(start, this.#stepOf(operand, name))));
    }
    this.#writeRow(count);
  }

  #writeRows(): void {
    const { f } = this.#lanes;
    const { rank } = this.#spec;
    const { first, last, rows, columns, block } = this.#parameters;
    const of = (name: string): Local<"i32"> => this.#parameters[name]!;
    const starts = this.#operands().map(({ operand, name }) => ({
      row: operand.row,
      start: f.local("i32"),
      steps: Array.from({ length: rank - 1 }, (_, axis) => of(`${name}Step${axis}`)),
    }));
    const lengths = Array.from({ length: rank - 2 }, (_, axis) => of(`length${axis + 1}`));
    const axes = new OuterAxes(f, lengths, starts);
    const unit = f.let(first!);
    f.while(i32.ltU(unit, last!), () => {
      const column = f.let(i32.divU(unit, rows!));
      const row = f.let(i32.sub(unit, i32.mul(column, rows!)));
      const left = f.let(smaller(f.let(i32.sub(rows!, row)), f.let(i32.sub(last!, unit))));
      f.set(unit, i32.add(unit, left));
      f.set(column, i32.mul(column, block!));
      const count = f.let(smaller(f.let(i32.sub(columns!, column)), block!));
      this.#operands().forEach(({ operand, name }, i) => {
        f.set(starts[i]!.start, i32.add(of(name), i32.mul(column, this.#stepOf(operand, name))));
      });
      axes.seek(row);
      f.loop((again) => {
        this.#writeRow(count);
        f.set(left, i32.sub(left, 1));
        f.if(left, () => {
          axes.next();
          f.branch(again);
        });
      });
    });
  }

  /** Some vectors at a time, then those that are left, then what is left of one. */
  #writeRow(count: Local<"i32">): void {
    const { f, isDraft } = this.#lanes;
    const width = lanesOf(precisionOf(this.#spec.lane));
    const operands = this.#operands().map(({ operand }) => operand);
    const left = f.let(count);
    for (const operand of operands) operand.begin();
    const hasWhole = (times: number): Expression<"i32"> => i32.geU(left, times * width);
    const move = (times: number): void => {
      for (const operand of operands) operand.advance(times);
      f.set(left, i32.sub(left, times * width));
    };
    const whole = (times: number): void => {
      this.#writeVectors(times);
      move(times);
    };
    const vectors = this.#vectorsAtOnce();
    if (vectors > 1 && !isDraft) f.while(hasWhole(vectors), () => whole(vectors));
    if (vectors === 4) {
      f.while(i32.gtS(left, 0), () => {
        this.#writeWholeOrPart(left, hasWhole(1));
        move(1);
      });
      return;
    }
    f.while(hasWhole(1), () => whole(1));
    f.if(left, () => this.#writePart(left));
  }

  #writeVectors(times: number): void {
    const taken = Array.from({ length: times }, (_, i) =>
      this.#inputs.map((input) => {
        const packed = input.newPacked();
        input.loadWhole(packed, i);
        return packed;
      }));
    interleave(this.#lanes, times, (lanes, i) => this.#results(lanes, taken[i]!)).forEach((results, i) => {
      results.forEach((packed, o) => this.#outputs[o]!.storeWhole(i, packed));
    });
  }

  #writePart(count: Local<"i32">): void {
    const taken = this.#inputs.map((input) => input.newPacked());
    this.#inputs.forEach((input, i) => input.loadPart(taken[i]!, count));
    this.#results(this.#lanes, taken).forEach((packed, i) => this.#outputs[i]!.storePart(count, packed));
  }

  /** Either of these, with the code of the formula but once. */
  #writeWholeOrPart(count: Local<"i32">, isWhole: Expression<"i32">): void {
    const { f } = this.#lanes;
    const taken = this.#inputs.map((input) => input.newPacked());
    f.if(
      isWhole,
      () => this.#inputs.forEach((input, i) => input.loadWhole(taken[i]!, 0)),
      () => this.#inputs.forEach((input, i) => input.loadPart(taken[i]!, count)),
    );
    const results = this.#results(this.#lanes, taken);
    f.if(
      isWhole,
      () => this.#outputs.forEach((output, i) => output.storeWhole(0, results[i]!)),
      () => this.#outputs.forEach((output, i) => output.storePart(count, results[i]!)),
    );
  }

  /** The code of the formula; gives what is to be stored. An input that is an output is not converted there and back. */
  #results(lanes: Lanes, packed: readonly Packed[]): Local<"v128">[][] {
    const { formula, lane, inputs, outputs } = this.#spec;
    const precision = precisionOf(lane);
    const { builder, maskOf, setMask } = formulaCode(lanes, precision, this.#context.math);
    const taken = this.#inputs.map((input, i) => input.take(lanes, packed[i]!));
    for (const { number, mask } of taken) if (mask !== null) setMask(number, mask);
    return formula(builder, taken.map(({ number }): Lane => number)).map((result, i) => {
      const { type } = outputs[i]!;
      const from = this.#structure.results[i]!;
      const isMoved = from !== null && inputs[from]!.type === type;
      const vectors = isMoved ? taken[from]!.packed : pack(lanes, type, precision, result, () => maskOf(result));
      return vectors.map((vector) => lanes.let(vector));
    });
  }

  /** Cheap loops would mostly count, dear ones load constants; in between it makes no difference, and the code is short. */
  #vectorsAtOnce(): 1 | 2 | 4 {
    const { words } = this.#structure;
    const isPlain = [...this.#spec.inputs, ...this.#spec.outputs].every(({ spread }) => spread !== "strided");
    if (mathOf(words).length > 0) return precisionOf(this.#spec.lane) === "float32" ? 4 : 1;
    return isPlain && words.length <= cheapWords ? 2 : 1;
  }

  #operands(): { readonly operand: RowInput | RowOutput; readonly name: string }[] {
    return [
      ...this.#outputs.map((operand, i) => ({ operand, name: `out${i}` })),
      ...this.#inputs.map((operand, i) => ({ operand, name: `in${i}` })),
    ];
  }

  /** The distance of neighbours in a row, in bytes. */
  #stepOf({ spread, bytes }: RowInput | RowOutput, name: string): Local<"i32"> | number {
    if (spread === "strided") return this.#parameters[`${name}Step`]!;
    return spread === "contiguous" ? bytes : 0;
  }
}

/** The smaller of two numbers without sign. */
function smaller(a: Local<"i32">, b: Local<"i32">): Expression<"i32"> {
  return select(i32.ltU(a, b), a, b);
}
