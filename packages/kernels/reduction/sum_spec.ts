/**
 * What a kernel for sums has to know, and how its parameters are named.
 *
 * @module
 */
import type { Formula } from "../elementwise/vocabulary.ts";
import type { ElementType, Precision } from "../elementwise/element_type.ts";
import type { Spread } from "../elementwise/operands.ts";

/** One input of a sum. */
export interface SumInput {
  /** The type of its elements in memory. */
  readonly type: ElementType;
  /** How they lie along the last axis. */
  readonly spread: Spread;
}

/**
 * A sum of what a formula makes of each element of some inputs. The axes are ordered: those that are kept, those that are added up, and
 * the last, along which vectors go.
 */
export interface SumSpec {
  /** What is computed of each element: one number. */
  readonly formula: Formula;
  /** The type that it is computed in. */
  readonly lane: Precision;
  /** What it is computed of. */
  readonly inputs: readonly SumInput[];
  /** The type of the sums. */
  readonly output: Precision;
  /** How many elements the last axis has if it is kept, at most {@linkcode columnBlock}; null if it is added up. */
  readonly columns: number | null;
  /** How many other axes are kept. */
  readonly kept: number;
  /** How many other axes are added up. */
  readonly reduced: number;
  /**
   * Whether the first of all kept axes counts pieces of an axis that is added up: of the first of these or, if there is none, of the last axis.
   * The last piece may be shorter.
   */
  readonly isCut: boolean;
}

/** How many columns are added up at a time, in registers. */
export const columnBlock = 16;

/** The names of the parameters of a kernel for sums, and of those that belong to an axis or an input. */
export const sumParameter = {
  /** Where the sums go. */
  out: "out",
  /** The length of the last axis. */
  length: "length",
  /** The length of the axis that is cut, all its pieces together. */
  whole: "whole",
  /** Where an input is. */
  input: (input: number): string => `input${input}`,
  /** How far an input goes along the last axis, in bytes. */
  step: (input: number): string => `step${input}`,
  /** The length of a kept axis. */
  keptLength: (axis: number): string => `kept${axis}`,
  /** How far an input goes along a kept axis, in bytes. */
  keptStep: (axis: number, input: number): string => `kept${axis}Step${input}`,
  /** The length of an axis that is added up. */
  reducedLength: (axis: number): string => `reduced${axis}`,
  /** How far an input goes along an axis that is added up, in bytes. */
  reducedStep: (axis: number, input: number): string => `reduced${axis}Step${input}`,
} as const;

/** The names of all parameters, in order: {@linkcode sumArguments} gives them in the same. */
export function sumParameters({ inputs, kept, reduced }: SumSpec): string[] {
  const each = inputs.map((_, input) => input);
  return [
    sumParameter.out,
    sumParameter.length,
    sumParameter.whole,
    ...each.flatMap((input) => [sumParameter.input(input), sumParameter.step(input)]),
    ...Array.from({ length: kept }, (_, axis) => [
      sumParameter.keptLength(axis),
      ...each.map((input) => sumParameter.keptStep(axis, input)),
    ]).flat(),
    ...Array.from({ length: reduced }, (_, axis) => [
      sumParameter.reducedLength(axis),
      ...each.map((input) => sumParameter.reducedStep(axis, input)),
    ]).flat(),
  ];
}
