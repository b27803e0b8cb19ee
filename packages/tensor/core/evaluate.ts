/**
 * Finding the values of one operation, eagerly.
 *
 * @module
 */
import { BlockBuilder, blockLength } from "./block_builder.ts";
import type { Values } from "./dtype.ts";
import { allocate } from "./dtype.ts";
import type { AnyOp, Expression, Inputs, Result } from "./op.ts";
import { scalarBuilder } from "./scalar_builder.ts";
import type { Shape } from "./shape.ts";
import { sameShape, sizeOf } from "./shape.ts";
import { StridedRows } from "./strided.ts";
import { isContiguous, Tensor, valuesOf } from "./tensor.ts";

/** The tensor that `op` makes of `inputs`, which hold values. */
export function evaluate(
  op: AnyOp,
  inputs: Inputs,
  attributes: unknown,
  result: Result,
): Tensor {
  const { shape, dtype } = result;
  if ("view" in op) {
    const input = inputs[0]!;
    const { strides, offset } = op.view(input, attributes, shape);
    return new Tensor({
      shape,
      dtype,
      storage: input.storage,
      strides,
      offset,
    });
  }
  const storage = "expression" in op
    ? evaluateExpression(op.expression, inputs, attributes, result)
    : op.compute(inputs, attributes, result);
  return new Tensor({ shape, dtype, storage });
}

const builder = new BlockBuilder();

function evaluateExpression(
  expression: Expression<Inputs, unknown>,
  inputs: Inputs,
  attributes: unknown,
  { shape, dtype }: Result,
): Values {
  const size = sizeOf(shape);
  const out = allocate(dtype, size);
  if (size === 1) {
    const numbers = inputs.map((x) => x.storage![x.offset]!);
    out[0] = expression(scalarBuilder, numbers, attributes);
    return out;
  }
  const readers = inputs.map((x) => readerOf(x, shape));
  for (let start = 0; start < size; start += blockLength) {
    const length = Math.min(blockLength, size - start);
    builder.begin(length);
    const blocks = readers.map((reader) => {
      const block = builder.take();
      reader(block, start, length);
      return block;
    });
    store(expression(builder, blocks, attributes), out, start, length);
  }
  return out;
}

/** Fills a block with the elements from `start` on; called with rising starts. */
type Reader = (block: Float64Array, start: number, length: number) => void;

function readerOf(x: Tensor, shape: Shape): Reader {
  const { offset } = x;
  const storage = valuesOf(x, "compute with a tensor");
  if (x.size === 1) {
    return (block, _start, length) => block.fill(storage[offset]!, 0, length);
  }
  if (sameShape(x.shape, shape) && isContiguous(x)) {
    return (block, start, length) => load(storage, offset + start, block, length);
  }
  return stridedReader(storage, offset, broadcastStrides(x, shape), shape);
}

function stridedReader(
  storage: Values,
  offset: number,
  strides: readonly number[],
  shape: Shape,
): Reader {
  const inner = shape[shape.length - 1]!;
  const step = strides[shape.length - 1]!;
  const rows = new StridedRows(offset, strides, shape);
  let column = 0;
  return (block, _start, length) => {
    for (let i = 0; i < length;) {
      const run = Math.min(inner - column, length - i);
      let from = rows.position + column * step;
      for (const end = i + run; i < end; i++, from += step) {
        block[i] = storage[from]!;
      }
      column += run;
      if (column === inner) {
        column = 0;
        rows.next();
      }
    }
  };
}

/** The strides that walk `x` as if it had `shape`: 0 along every axis that is repeated. */
export function broadcastStrides(x: Tensor, shape: Shape): number[] {
  const shift = shape.length - x.shape.length;
  return shape.map((length, axis) =>
    axis < shift || (x.shape[axis - shift] === 1 && length !== 1) ? 0 : x.strides[axis - shift]!
  );
}

// One loop for each kind of array, so that each compiles to straight machine code.

function load(
  from: Values,
  start: number,
  block: Float64Array,
  length: number,
): void {
  if (from instanceof Float32Array) {
    for (let i = 0; i < length; i++) block[i] = from[start + i]!;
  } else if (from instanceof Float64Array) {
    for (let i = 0; i < length; i++) block[i] = from[start + i]!;
  } else {
    for (let i = 0; i < length; i++) block[i] = from[start + i]!;
  }
}

function store(
  block: Float64Array,
  to: Values,
  start: number,
  length: number,
): void {
  if (to instanceof Float32Array) {
    for (let i = 0; i < length; i++) to[start + i] = block[i]!;
  } else if (to instanceof Float64Array) {
    for (let i = 0; i < length; i++) to[start + i] = block[i]!;
  } else {
    for (let i = 0; i < length; i++) to[start + i] = block[i]!;
  }
}
