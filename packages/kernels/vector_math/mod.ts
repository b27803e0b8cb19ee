/**
 * Mathematical functions on vectors of four floats, written as code by the assembler.
 *
 * @module
 */
export * from "./cos.ts";
export * from "./erf.ts";
export * from "./erfc.ts";
export * from "./exp.ts";
export * from "./expm1.ts";
export * from "./log.ts";
export * from "./log1p.ts";
export * from "./pow.ts";
export * from "./sin.ts";
export * from "./tan.ts";
export * from "./tanh.ts";
