/**
 * The tensor, the variable, the record of an operation, and the door to all of them.
 *
 * @module
 */
export { ambient, nextId, outsideTrace, refuseAsync, scope, within } from "./ambient.ts";
export type { Ambient, Call, Trace } from "./ambient.ts";
export { apply, applyAny, isTracked } from "./apply.ts";
export type { AttributesOf } from "./apply.ts";
export { boolResult, elementwise, floatResult, linear, multilinear, numericResult } from "./define.ts";
export type { ElementwiseInit, LinearInit, PartialRule } from "./define.ts";
export { allocate, bytesOf, commonDType, dtypeOf, dtypes, isDType, isFloat } from "./dtype.ts";
export type { DType, Values } from "./dtype.ts";
export { ShapeError } from "./errors.ts";
export { evaluate } from "./evaluate.ts";
export type { Builder } from "./expression.ts";
export type { ArgOptions } from "./extreme.ts";
export type { Lowering, Operand, Site } from "./lowering.ts";
export { nearest, nearestName } from "./nearest_name.ts";
export { isNone, vjpRule } from "./op.ts";
export type * from "./op.ts";
export { keptShape, layout, reduced, reducedShape } from "./reduction.ts";
export type { Layout, Reduced } from "./reduction.ts";
export { scalarBuilder } from "./scalar_builder.ts";
export {
  broadcastShapes,
  checkShape,
  formatShape,
  normalizeAxes,
  normalizeAxis,
  sameShape,
  sizeOf,
  stridesOf,
} from "./shape.ts";
export type { Shape } from "./shape.ts";
export { shapeOf } from "./shape_of.ts";
export { spreadOver } from "./spread_over.ts";
export { alike, fromValues, isContiguous, isTensor, Tensor } from "./tensor.ts";
export type { NestedArray, Origin, ReductionOptions, TensorInit } from "./tensor.ts";
export { isVariable, leaf, Variable } from "./variable.ts";
export type { Residence, VariableOptions } from "./variable.ts";
