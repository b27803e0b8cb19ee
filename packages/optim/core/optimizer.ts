/**
 * What all optimizers share.
 *
 * @module
 */
import { add, fromValues, outsideTrace, Variable, within } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { lazyParameters } from "./parameter_source.ts";
import type { ParameterSource } from "./parameter_source.ts";
import { checkNumber, nonNegative } from "./settings.ts";
import { checkEntries, checkEntry, valuesByName } from "./state_dict.ts";
import type { StateDict } from "./state_dict.ts";
import type { UpdateRule } from "./update_rule.ts";

/**
 * Changes parameters by their gradients, after an {@link UpdateRule}. 优化器
 *
 * The learning rate, the number of steps and the state of every parameter are variables, so a step can be recorded by
 * `jit`, and changing the learning rate does not record it again. Set the learning rate between steps, outside `jit`.
 *
 * @example An optimizer of one's own: steps of one size, whatever the slope
 * ```ts
 * import { Optimizer } from "@chainrule/optim";
 * import type { UpdateRule } from "@chainrule/optim";
 * import { sign, tensor, Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const rule: UpdateRule = {
 *   name: "SignSGD",
 *   slots: {},
 *   update({ value, gradient, learningRate }) {
 *     return { value: value.sub(sign(gradient).mul(learningRate.cast(value.dtype))) };
 *   },
 * };
 * const w = new Variable(tensor([1, 2]));
 * w.grad = tensor([30, -0.1]);
 * new Optimizer([w], 0.5, rule).step();
 * assertEquals(w.value.toArray(), [0.5, 2.5]);
 * ```
 */
export class Optimizer {
  readonly #rule: UpdateRule;
  readonly #learningRate = scalar("learningRate");
  readonly #steps = scalar("step");
  readonly #state = new Map<Variable, ReadonlyMap<string, Variable>>();
  readonly #parameters: (action: string) => readonly Variable[];

  /**
   * Makes an optimizer after a rule.
   *
   * @param parameters A module, or variables
   * @param learningRate How far to go in one step, from 0
   * @param rule The formula
   * @throws {RangeError} When the learning rate is negative or not finite
   */
  constructor(parameters: ParameterSource, learningRate: number, rule: UpdateRule) {
    this.#rule = rule;
    this.#parameters = lazyParameters(rule.name, parameters);
    this.learningRate = learningRate;
  }

  /** The name that errors show, such as `Adam`. */
  get name(): string {
    return this.#rule.name;
  }

  /** How far one step goes. 学习率 */
  get learningRate(): number {
    return this.#learningRate.value.item();
  }

  /** Changes the learning rate from the next step on. A compiled step sees the change without being compiled again. */
  set learningRate(value: number) {
    checkNumber(`set the learning rate of ${this.name}`, "learningRate", value, nonNegative);
    this.#learningRate.assign(value);
  }

  /** The number of steps taken so far: what a schedule is asked for. */
  get steps(): number {
    return this.#steps.value.item();
  }

  /**
   * Changes every parameter that is trainable and has a gradient, then empties all gradients. A parameter without a
   * gradient stays as it is, weight decay included.
   *
   * @throws {TypeError} When no trainable parameter has a gradient
   */
  step(): void {
    within("step", { recording: false }, () => {
      const parameters = this.#parameters("step");
      const ready = parameters.filter((parameter) => parameter.trainable && parameter.grad !== null);
      if (ready.length === 0) throw this.#noGradient(parameters);
      this.#steps.assign(add(this.#steps, 1));
      for (const parameter of ready) this.#update(parameter, parameter.grad!);
      this.zeroGrad();
    });
  }

  /** Empties the gradients of all parameters, as `step` does after using them. 清除梯度 */
  zeroGrad(): void {
    for (const parameter of this.#parameters("zeroGrad")) parameter.grad = null;
  }

  /**
   * Everything that it remembers: `learningRate`, `step` (how many were taken), and for each parameter, by its
   * position, `0.<slot>`. Together with the values of the parameters, going on from it gives the same bits as not
   * having stopped.
   *
   * @returns Named tensors; they do not change when the optimizer goes on
   */
  stateDict(): StateDict {
    return valuesByName(this.#entries());
  }

  /**
   * Puts back what {@link stateDict} gave. Nothing changes if it throws.
   *
   * @param state The entries of an optimizer of the same kind, for the same parameters
   * @throws {RangeError} When an entry is missing or not known
   * @throws {ShapeError} When a shape differs
   * @throws {TypeError} When a dtype differs
   */
  loadStateDict(state: StateDict): void {
    const parameters = this.#parameters("load the state of");
    const slots = Object.keys(this.#rule.slots);
    const names = parameters.map((_, index) => slots.map((slot) => `${index}.${slot}`));
    const saved = names.filter((each) => each.some((name) => Object.hasOwn(state, name)));
    const general = ["learningRate", "step"];
    checkEntries(this.name, state, [...general, ...saved.flat()], [...general, ...names.flat()]);
    for (const [index, parameter] of parameters.entries()) {
      if (saved.includes(names[index]!)) this.#slotsOf(parameter);
    }
    const entries = this.#entries().filter(([name]) => Object.hasOwn(state, name));
    for (const [name, variable] of entries) {
      checkEntry(this.name, name, state[name]!, variable);
    }
    checkNumber(`load the state of ${this.name}`, "learningRate", state.learningRate!.item(), nonNegative);
    this.#forget();
    for (const [name, variable] of entries) variable.assign(state[name]!);
  }

  #update(parameter: Variable, gradient: Tensor): void {
    const slots = this.#slotsOf(parameter);
    const state = Object.fromEntries([...slots].map(([name, slot]) => [name, slot.value]));
    const { value: learningRate } = this.#learningRate;
    const next = this.#rule.update({ value: parameter.value, gradient, learningRate, state });
    parameter.assign(next.value);
    for (const [name, value] of Object.entries(next.state ?? {})) {
      slots.get(name)!.assign(value!);
    }
  }

  #slotsOf(parameter: Variable): ReadonlyMap<string, Variable> {
    let slots = this.#state.get(parameter);
    if (slots === undefined) {
      slots = outsideTrace(() => this.#newSlots(parameter));
      this.#state.set(parameter, slots);
    }
    return slots;
  }

  #newSlots(parameter: Variable): ReadonlyMap<string, Variable> {
    return new Map(
      Object.entries(this.#rule.slots).map(([name, initial]) => {
        const options = { name: `${parameter.name}.${name}`, trainable: false };
        return [name, new Variable(initial!(parameter), options)];
      }),
    );
  }

  /** Gives every slot its first value again. */
  #forget(): void {
    for (const [parameter, slots] of this.#state) {
      for (const [name, slot] of slots) {
        slot.assign(this.#rule.slots[name]!(parameter));
      }
    }
  }

  #entries(): (readonly [name: string, variable: Variable])[] {
    const slots = this.#parameters("read the state of").flatMap((parameter, index) =>
      [...this.#state.get(parameter) ?? []].map(([name, slot]) => [`${index}.${name}`, slot] as const)
    );
    return [["learningRate", this.#learningRate], ["step", this.#steps], ...slots];
  }

  #noGradient(parameters: readonly Variable[]): TypeError {
    const frozen = parameters.filter((parameter) => !parameter.trainable).length;
    return new TypeError(
      `Cannot step ${this.name} as a trainable parameter must have a gradient: current count is 0 of ${parameters.length}, ${frozen} of them frozen; call backward(loss) first`,
    );
  }
}

function scalar(name: string): Variable {
  return outsideTrace(() => new Variable(fromValues(Float64Array.of(0), [], "float64"), { name, trainable: false }));
}
