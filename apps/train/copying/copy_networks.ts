/**
 * Two networks of about one size, with and without a memory beside them.
 *
 * @module
 */
import { NeuralTuringMachine } from "@chainrule/memory";
import { Dense, LSTM, Module, Sequential } from "@chainrule/nn";
import { Random } from "@chainrule/tensor";
import { bits, inputs } from "./copy_task.ts";

/** The networks that are compared. */
export class CopyNetworks extends Module {
  /** An LSTM as the controller of a memory of 128 slots of 20 numbers, with a head that reads and a head that writes. */
  readonly machine: NeuralTuringMachine;
  /** An LSTM by itself, with as many units as give it as many parameters, or a few more. */
  readonly lstm: Sequential;

  /**
   * Makes both.
   *
   * @param units The units of the controller
   * @param seed The seed of all first weights
   */
  constructor(units: number, seed: number) {
    super();
    const random = new Random(seed);
    const machine = new NeuralTuringMachine({ inputDim: inputs, outputDim: bits, controllerUnits: units });
    // Counting parameters makes them, so the seed comes first.
    this.machine = machine.useRandom(random);
    this.lstm = lstmOfSize(parameterCount(machine)).useRandom(random);
  }
}

function lstmOfSize(parameters: number): Sequential {
  let units = 1;
  while (lstmParameters(units) < parameters) units++;
  return new Sequential([
    new LSTM(units, { inputDim: inputs, returnSequences: true }),
    new Dense(bits, { inputDim: units }),
  ]);
}

/** Weights of inputs and units and two biases for four gates, and a layer of bits. */
function lstmParameters(units: number): number {
  return 4 * units * (inputs + units + 2) + bits * (units + 1);
}

/** The numbers that are learnt. */
export function parameterCount(model: Module): number {
  return model.parameters().reduce((sum, { value }) => sum + value.size, 0);
}
