/**
 * Running what a lowering gives, in a memory where every byte that must not change is watched.
 *
 * @module
 */
import type { Address, KernelCall, VectorCodeLevel } from "@chainrule/kernels";
import { compileKernel, errorAddress, reservedBytes } from "@chainrule/kernels";
import type { AnyOp, DType, Operand, Result, Shape, Tensor, Values } from "@chainrule/tensor";
import { bytesOf, commonDType, dtypeOf, evaluate, fromValues, sizeOf, stridesOf } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { aligned } from "../../graph/first_fit.ts";
import type { CallNode, Node } from "../../graph/static_graph.ts";
import type { NodeLowering } from "../lowering.ts";
import { lower } from "../lowering.ts";

/** How calls are run. */
export interface RunOptions {
  /** The vector instructions. @default "simd" */
  readonly level?: VectorCodeLevel;
  /** Into how many parts the units of each call are cut; the last part runs first. @default 1 */
  readonly parts?: number;
  /** For each output, the input whose place it takes, or null. @default null for all */
  readonly inPlace?: readonly (number | null)[];
}

/** What came of it. */
export interface Outcome {
  /** The outputs, dense. */
  readonly outputs: readonly Tensor[];
  /** Whether a kernel reported an error; what follows it did not run. */
  readonly failed: boolean;
  /** The calls that were made. */
  readonly calls: readonly KernelCall[];
}

/** Where the regions of a memory begin, and how calls are cut. */
export interface Regions {
  /** The address of the arena. */
  readonly arena: number;
  /** The address of temporary memory. */
  readonly temporary: number;
  /** The addresses of scratch memory, one a thread. */
  readonly scratch: readonly number[];
}

/** What memory is full of before anything is in it: as a float, −2.9e-16; never 0. */
const rubbish = 0xa5;

/** The levels to test. */
export const levels: readonly VectorCodeLevel[] = ["relaxed", "simd"];

/**
 * Runs calls in a memory, in order. Each is cut into `parts` parts that run from the last to the first, as different threads: if a kernel's
 * units depend on each other, the result shows it.
 *
 * @returns Whether a kernel reported an error
 */
export function runCalls(
  calls: readonly KernelCall[],
  memory: WebAssembly.Memory,
  regions: Regions,
  { level = "simd", parts = 1 }: Pick<RunOptions, "level" | "parts"> = {},
): boolean {
  for (const call of calls) {
    const { kernel, units } = call;
    assert(Number.isInteger(units) && units >= 0, `${kernel.name} has ${units} units`);
    assert(call.nanoseconds >= 0, `${kernel.name} takes ${call.nanoseconds} ns`);
    assertEquals(call.arguments.length, kernel.parameters.length, `arguments of ${kernel.name}`);
    const run = compileKernel(kernel, memory, level);
    for (let part = parts - 1; part >= 0; part--) {
      const [first, last] = [part, part + 1].map((cut) => Math.floor(units * cut / parts)) as [number, number];
      const scratch = regions.scratch[part % regions.scratch.length]!;
      if (first < last) run(first, last, ...call.arguments.map((x) => resolved(x, { ...regions, scratch })));
    }
    if (new Int32Array(memory.buffer)[errorAddress / 4] !== 0) {
      assert(call.mayFail, `${kernel.name} failed and does not say that it may`);
      return true;
    }
  }
  return false;
}

/**
 * Lowers a node, puts tensors into a memory as they lie (strides, offset and all), and runs the calls. Fails if a byte changes that is not part
 * of an output, of temporary or of scratch memory.
 *
 * @param lowering What is tested
 * @param node What is to be done
 * @param inputs In the order of `node.inputs`
 * @param results The shape and dtype of each output
 * @param options How
 */
export function runNode<N extends Node>(
  lowering: NodeLowering<N>,
  node: N,
  inputs: readonly Tensor[],
  results: readonly Result[],
  { level = "simd", parts = 1, inPlace = [] }: RunOptions = {},
): Outcome {
  const layout = new LinearLayout();
  const sources = inputs.map((x) => {
    const start = layout.add(x.storage!.byteLength);
    return { start, operand: operandAt({ region: "fixed", bytes: start + x.offset * bytesOf(x.dtype) }, x, x.strides) };
  });
  const arena = layout.add(0);
  const targets = results.map((result, i) => {
    const over = inPlace[i] ?? null;
    const start = over === null ? layout.add(bytesIn(result)) : sources[over]!.start;
    const address: Address = over === null ? { region: "arena", bytes: start - arena } : sources[over]!.operand.address;
    return { start, operand: operandAt(address, result, stridesOf(result.shape)) };
  });
  const calls = lowering({
    node,
    inputs: sources.map(({ operand }) => operand),
    outputs: targets.map(({ operand }) => operand),
  });
  assert(calls !== null, "no kernel for this node");

  const temporaryBytes = Math.max(0, ...calls.map((call) => call.temporaryBytes ?? 0));
  const scratchBytes = Math.max(0, ...calls.map((call) => call.scratchBytes ?? 0));
  const temporary = layout.add(temporaryBytes);
  const scratch = [0, 1].map(() => layout.add(scratchBytes));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.bytes / 65536) });
  const bytes = new Uint8Array(memory.buffer);
  bytes.fill(rubbish, reservedBytes);
  sources.forEach(({ start }, i) => bytes.set(bytesOfValues(inputs[i]!.storage!), start));

  const before = bytes.slice();
  const failed = runCalls(calls, memory, { arena, temporary, scratch }, { level, parts });
  const mayChange = new Uint8Array(bytes.length);
  mayChange.fill(1, errorAddress, errorAddress + 4);
  mayChange.fill(1, temporary, temporary + temporaryBytes);
  for (const start of scratch) mayChange.fill(1, start, start + scratchBytes);
  targets.forEach(({ start }, i) => mayChange.fill(1, start, start + bytesIn(results[i]!)));
  const changed = bytes.findIndex((byte, i) => byte !== before[i] && mayChange[i] === 0);
  assertEquals(changed, -1, `${calls[0]?.kernel.name} changed a byte at ${changed} that is not its own`);
  const outputs = targets.map(({ start }, i) => read(bytes, start, results[i]!));
  return { outputs, failed, calls };
}

/** What one operation gives when it is lowered, and what TypeScript gives: null where it throws. */
export interface Comparison extends Outcome {
  /** What the kernels made. */
  readonly output: Tensor;
  /** What `evaluate` makes. */
  readonly expected: Tensor | null;
}

/**
 * Runs one operation both ways.
 *
 * @param op The operation, whose lowering is tested
 * @param inputs What it is applied to
 * @param attributes What it is told beside
 * @param options How
 */
export function runOp(
  op: AnyOp,
  inputs: readonly Tensor[],
  attributes?: unknown,
  options?: RunOptions,
): Comparison {
  const dtypes = inputs.map((x) => x.dtype);
  const shape: Shape = op.shape(inputs.map((x) => x.shape), attributes);
  const dtype: DType = op.dtype?.(dtypes, attributes) ?? commonDType(op.name, dtypes);
  const node: CallNode = { op, inputs: inputs.map((_, i) => i), attributes, output: inputs.length };
  const outcome = runNode(lower, node, inputs, [{ shape, dtype }], options);
  return { ...outcome, output: outcome.outputs[0]!, expected: evaluated(op, inputs, attributes, { shape, dtype }) };
}

function evaluated(op: AnyOp, inputs: readonly Tensor[], attributes: unknown, result: Result): Tensor | null {
  try {
    return evaluate(op, inputs, attributes, result);
  } catch {
    return null;
  }
}

function resolved(
  x: number | Address,
  regions: { readonly arena: number; readonly temporary: number; readonly scratch: number },
): number {
  if (typeof x === "number") {
    assert(Number.isInteger(x) && Math.abs(x) < 2 ** 32, `an argument is ${x}`);
    return x;
  }
  return x.bytes + (x.region === "fixed" ? 0 : regions[x.region]);
}

/** Hands out places in a memory, with room between them that nobody may touch. */
class LinearLayout {
  bytes: number = reservedBytes + 64;

  add(bytes: number): number {
    const start = this.bytes;
    this.bytes = aligned(start + bytes + 64);
    return start;
  }
}

function operandAt(address: Address, { shape, dtype }: Result, strides: readonly number[]): Operand {
  return { shape, dtype, strides, address };
}

function bytesIn({ shape, dtype }: Result): number {
  return sizeOf(shape) * bytesOf(dtype);
}

function bytesOfValues(values: Values): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function read(bytes: Uint8Array, start: number, { shape, dtype }: Result): Tensor {
  const buffer = bytes.slice(start, start + bytesIn({ shape, dtype })).buffer;
  const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;
  const values = new arrays[dtype](buffer);
  assertEquals(dtypeOf(values), dtype);
  if (dtype === "bool") assert(values.every((x) => x < 2), "truth values are 0 and 1");
  return fromValues(values, shape, dtype);
}
