/**
 * Operations: shape.
 *
 * @module
 */
export * from "./broadcast_to.ts";
export * from "./cast.ts";
export * from "./concat.ts";
export * from "./expand_dims.ts";
export * from "./flip.ts";
export * from "./move_axis.ts";
export * from "./pad.ts";
export * from "./permute.ts";
export * from "./repeat.ts";
export * from "./reshape.ts";
export * from "./slice.ts";
export * from "./split.ts";
export * from "./squeeze.ts";
export * from "./stack.ts";
export * from "./tile.ts";
export * from "./transpose.ts";
