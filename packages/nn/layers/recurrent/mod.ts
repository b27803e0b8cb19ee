/**
 * Layers that go along sequences.
 *
 * @module
 */
export * from "./bidirectional.ts";
export * from "./detach_state.ts";
export * from "./gru.ts";
export * from "./gru_cell.ts";
export * from "./lstm.ts";
export * from "./lstm_cell.ts";
export * from "./recurrent.ts";
export * from "./recurrent_cell.ts";
export type { RecurrentRunOptions, RecurrentRunResult } from "./recurrent_run.ts";
export type { RecurrentState } from "./recurrent_state.ts";
export * from "./sequence_mask.ts";
export * from "./simple_rnn.ts";
export * from "./simple_rnn_cell.ts";
