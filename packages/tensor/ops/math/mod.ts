/**
 * Operations: math.
 *
 * @module
 */
export * from "./abs.ts";
export * from "./ceil.ts";
export * from "./cos.ts";
export * from "./erf.ts";
export * from "./erfc.ts";
export * from "./exp.ts";
export * from "./expm1.ts";
export * from "./floor.ts";
export * from "./log.ts";
export * from "./log1p.ts";
export * from "./reciprocal.ts";
export * from "./round.ts";
export * from "./rsqrt.ts";
export * from "./sigmoid.ts";
export * from "./sign.ts";
export * from "./sin.ts";
export * from "./softplus.ts";
export * from "./sqrt.ts";
export * from "./square.ts";
export * from "./tan.ts";
export * from "./tanh.ts";
