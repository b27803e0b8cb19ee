/**
 * Models on their way between threads: all that training goes on from, but not the code, which both sides have.
 *
 * @module
 */
import type { Shape } from "@chainrule/tensor";
import { Random, zeros } from "@chainrule/tensor";
import { modulesOf } from "../module_tree.ts";
import type { Model } from "../training/model.ts";
import { inEvaluation } from "../training/modes.ts";
import type { PackedState, Packing } from "./packed_tensor.ts";
import { unpackState } from "./packed_tensor.ts";

/** A model with its optimizer. */
export interface PackedModel {
  /** Every variable. */
  readonly variables: PackedState;
  /** What the optimizer remembers. */
  readonly optimizer: PackedState;
  /** For each parameter whether it is trained. */
  readonly trainable: readonly boolean[];
  /** The keys of the generators of stochastic modules. */
  readonly keys: readonly (readonly [number, number])[];
}

/** Gives a model its variables, which it has at the latest after its first input. */
export function build(model: Model, inputShape: Shape): void {
  model.ensureBuilt(inputShape);
  if (modulesOf(model).every(({ built }) => built)) return;
  inEvaluation(model, () => model.forward(zeros([1, ...inputShape.slice(1)], model.dtype)));
}

/** Copies what a model is now. */
export function packModel(model: Model, packing: Packing): PackedModel {
  return {
    variables: packing.packState(model.stateDict()),
    optimizer: packing.packState(model.compiled.optimizer.stateDict()),
    trainable: model.parameters().map(({ trainable }) => trainable),
    keys: modulesOf(model).filter(({ stochastic }) => stochastic).map(({ random }) => keyOf(random)),
  };
}

/** Makes a model what another was, settings included. */
export function become(model: Model, packed: PackedModel): void {
  loadValues(model, packed);
  model.parameters().forEach((parameter, i) => parameter.trainable = packed.trainable[i]!);
}

/** Gives a model its variables and generators, and its optimizer what that remembers. */
export function loadValues(model: Model, { variables, optimizer, keys }: PackedModel): void {
  modulesOf(model).filter(({ stochastic }) => stochastic).forEach((module, i) => {
    const [before, now] = [keyOf(module.random), keys[i]];
    if (now !== undefined && (before[0] !== now[0] || before[1] !== now[1])) module.random = new Random(now);
  });
  model.loadStateDict(unpackState(variables));
  model.compiled.optimizer.loadStateDict(unpackState(optimizer));
}

function keyOf(random: Random): readonly [number, number] {
  const { data } = random.stateDict().key!;
  return [data[0]!, data[1]!];
}
