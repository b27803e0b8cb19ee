/**
 * Checkpoints: everything that training needs to go on as if it had not stopped.
 *
 * @module
 */
export { captureCheckpoint } from "./capture.ts";
export type { Targets } from "./capture.ts";
export type { Checkpoint, CheckpointInit, CheckpointMetadata, Group } from "./checkpoint.ts";
export { decodeCheckpoint } from "./decode.ts";
export { encodeCheckpoint } from "./encode.ts";
export type { JsonValue } from "./json_value.ts";
export { restoreCheckpoint } from "./restore.ts";
export type { StateDict, Stateful, Target } from "./state_dict.ts";
