/**
 * What is computed of each batch.
 *
 * @module
 */
import { backward } from "@chainrule/autograd";
import type { Tensor, Variable } from "@chainrule/tensor";
import { ambient, less, where, within } from "@chainrule/tensor";
import { modulesOf } from "../module_tree.ts";
import type { Compiled } from "./compile.ts";
import { Computation } from "./computation.ts";
import type { Model } from "./model.ts";

/** What a batch came to. */
export interface StepResult {
  /** The loss, without penalty. */
  readonly loss: number;
  /** What the model put out, or null where no metric asks for it. */
  readonly output: Tensor | null;
}

/** The same while it is computed. */
interface Traced {
  readonly loss: Tensor;
  readonly output: Tensor | null;
}

/** How a step is taken. */
export interface StepOptions {
  /** Whether it runs from its static graph. */
  readonly jit: boolean;
  /** Whether the variables of the model must be as before where the loss is not finite. */
  readonly undoesNaN?: boolean;
}

/** Training and measuring on a batch, each traced once for each shape of the batch. */
export class Steps {
  readonly #model: Model;
  readonly #compiled: Compiled;
  readonly #train: Computation<[x: Tensor, y: Tensor, weights: Tensor | undefined, undoesNaN: boolean], Traced>;
  readonly #measure: Computation<[x: Tensor, y: Tensor], Traced>;

  /** Gets ready; nothing is traced yet. */
  constructor(model: Model, compiled: Compiled) {
    this.#model = model;
    this.#compiled = compiled;
    this.#train = new Computation(model, (x, y, weights, undoesNaN) => this.#trainOn(x, y, weights, undoesNaN));
    this.#measure = new Computation(model, (x, y) => this.#see(x, y));
  }

  /** How many static graphs were traced: of training, and of measuring. */
  get programs(): readonly [train: number, measure: number] {
    return [this.#train.programs, this.#measure.programs];
  }

  /** Forward, backward, update. */
  train(x: Tensor, y: Tensor, weights: Tensor | undefined, { jit, undoesNaN = false }: StepOptions): StepResult {
    return resultOf(this.#train.run(jit, x, y, weights, undoesNaN));
  }

  /** Loss and output, in whatever mode the model is. */
  measure(x: Tensor, y: Tensor, { jit }: StepOptions): StepResult {
    return resultOf(this.#measure.run(jit, x, y));
  }

  #trainOn(x: Tensor, y: Tensor, weights: Tensor | undefined, undoesNaN: boolean): Traced {
    const { optimizer } = this.#compiled;
    const before = undoesNaN ? valuesOf(this.#model, x) : [];
    const seen = this.#see(x, y, weights);
    backward(this.#compiled.risk(seen.loss));
    optimizer.step();
    if (undoesNaN) putBackUnlessFinite(seen.loss, before);
    return seen;
  }

  /** An output that no metric asks for is not handed out: a compiled step then need not copy it. */
  #see(x: Tensor, y: Tensor, weights?: Tensor): Traced {
    const { loss, output } = this.#compiled.see(x, y, weights);
    return { loss, output: this.#compiled.hasMetrics ? output : null };
  }
}

const known = new WeakMap<Compiled, Steps>();

/** The steps of a model: the same ones from one `compile` to the next, so that nothing is traced twice. */
export function stepsOf(model: Model): Steps {
  const { compiled } = model;
  const steps = known.get(compiled) ?? new Steps(model, compiled);
  known.set(compiled, steps);
  return steps;
}

function resultOf({ loss, output }: Traced): StepResult {
  return { loss: loss.item(), output: output && output.detach() };
}

type Values = readonly (readonly [variable: Variable, value: Tensor])[];

/** What the variables of a model hold; none if it is not built, as its first values come later. */
function valuesOf(model: Model, x: Tensor): Values {
  model.ensureBuilt(x.shape);
  if (!modulesOf(model).every((module) => module.built)) return [];
  return model.namedVariables().map(([, variable]) => [variable, variable.value]);
}

function putBackUnlessFinite(loss: Tensor, before: Values): void {
  const changed = before.filter(([variable, value]) => variable.value !== value);
  if (ambient.trace === null) {
    if (Number.isFinite(loss.item())) return;
    for (const [variable, value] of changed) variable.assign(value);
    return;
  }
  // A static graph cannot branch: it chooses between the values.
  within("undo a step", { recording: false }, () => {
    const isFinite = less(loss.abs(), Infinity);
    for (const [variable, value] of changed) variable.assign(where(isFinite, variable.value, value));
  });
}
