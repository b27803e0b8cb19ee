/**
 * The neural Turing machine.
 *
 * @module
 */
export { contentWeights } from "./content_weights.ts";
export type { Controller, ControllerName } from "./controller.ts";
export { cosineSimilarity } from "./cosine_similarity.ts";
export type { AddressSignals } from "./head_signals.ts";
export { headWeights } from "./head_weights.ts";
export { interpolateWeights } from "./interpolate_weights.ts";
export { NeuralTuringMachine } from "./neural_turing_machine.ts";
export type { NeuralTuringMachineOptions } from "./neural_turing_machine.ts";
export { readMemory } from "./read_memory.ts";
export { sharpenWeights } from "./sharpen_weights.ts";
export { shiftWeights } from "./shift_weights.ts";
export type { TuringRun, TuringState, TuringStep } from "./turing_state.ts";
export { writeMemory } from "./write_memory.ts";
