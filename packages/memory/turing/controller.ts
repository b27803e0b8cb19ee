/**
 * The network that drives a neural Turing machine.
 *
 * @module
 */
import type { Module, RecurrentState } from "@chainrule/nn";
import { LSTMCell } from "@chainrule/nn";
import type { DType, Tensor } from "@chainrule/tensor";
import { FeedForwardController } from "./feed_forward_controller.ts";

/** The kinds of controllers: one that remembers by itself, and one that has nothing but the memory. */
export type ControllerName = "lstm" | "dense";

/** Takes a step on what comes in and what was read. What heads and output go by is `hidden` of its state. */
export interface Controller extends Module {
  /** The number of units. */
  readonly units: number;
  /** The state to start from. */
  zeroState(samples: number): RecurrentState;
  /** The state after a step, from inputs of shape `[N, D]`. */
  forward(x: Tensor, state: RecurrentState): RecurrentState;
}

/** A controller by its name. */
export function controllerNamed(name: ControllerName, units: number, dtype: DType): Controller {
  if (name === "lstm") return new LSTMCell(units, { dtype }) as Controller;
  if (name === "dense") return new FeedForwardController(units, dtype);
  throw new RangeError(
    `Cannot make NeuralTuringMachine as controller must be one of lstm, dense: current controller is ${name}`,
  );
}
