/**
 * Running a plan in TypeScript, from nothing but what it says.
 *
 * @module
 */
import type { AnyOp, DType, Values, Variable } from "@chainrule/tensor";
import {
  allocate,
  broadcastTo,
  bytesOf,
  evaluate,
  fromValues,
  isContiguous,
  matmulOp,
  scalarBuilder,
  sizeOf,
  stridesOf,
  sumOp,
  Tensor,
} from "@chainrule/tensor";
import { assert } from "@std/assert";
import type { Plan } from "../plan.ts";
import type { Place, Slot } from "../plan_memory.ts";
import { productOp } from "../product.ts";
import type { FusedNode, Node } from "../static_graph.ts";
import { isFused, outputsOf } from "../static_graph.ts";

/** A linear memory, full of rubbish, that is used as a plan says: loops write each element at once. */
export class PlanMemory {
  readonly #plan: Plan;
  readonly #buffer: ArrayBuffer;

  /** Puts arguments, constants, variables and gradients in their places. */
  constructor(plan: Plan, args: readonly Tensor[]) {
    this.#plan = plan;
    this.#buffer = new ArrayBuffer(plan.bytes);
    new Uint8Array(this.#buffer).fill(0xa5);
    for (const value of plan.graph.values) {
      if (value.kind === "result" || plan.memory.places[value.id] === undefined) continue;
      if (value.kind === "argument") this.#fill(value.id, args[value.index]!);
      else if (value.kind === "constant") this.#fill(value.id, value.tensor);
      else this.#fill(value.id, value.kind === "variable" ? value.variable.value : value.variable.grad!);
    }
  }

  /** What is where this value should be, copied. */
  tensor(id: number): Tensor {
    const x = this.#at(id);
    assert(isContiguous(x), `${id} leaves with strides`);
    return fromValues(x.data.slice(), x.shape, x.dtype);
  }

  /** What a variable holds, copied. */
  variable(variable: Variable): Tensor {
    const slot = this.#plan.memory.variables.get(variable)!;
    return fromValues(this.#array(slot, variable.dtype).slice(), variable.shape, variable.dtype);
  }

  /** Does a step of the plan. */
  run(node: Node): void {
    if (isFused(node)) this.#loop(node);
    else {
      const result = this.#plan.graph.values[node.output]!;
      const inputs = node.inputs.map((id) => this.#at(id));
      assert(readsStrides(node.op) || inputs.every(isContiguous), `${node.op.name} gets strides`);
      this.#fill(node.output, evaluate(node.op, inputs, node.attributes, result));
    }
  }

  /** Copies what variables get at the end. */
  move(): void {
    for (const { variable, value } of this.#plan.memory.moves) {
      this.#array(this.#plan.memory.variables.get(variable)!, variable.dtype).set(this.tensor(value).data);
    }
  }

  #loop(node: FusedNode): void {
    const size = sizeOf(node.shape);
    const inputs = node.inputs.map((id) => broadcastTo(this.#at(id), node.shape));
    const sums = node.reduction === null ? null : allocate(node.lane, size);
    const targets = sums === null ? node.outputs.map((id) => this.#dense(id)) : [sums];
    for (let i = 0; i < size; i++) {
      const numbers = inputs.map((x) => elementAt(x, i));
      node.expression(scalarBuilder, numbers).forEach((y, o) => targets[o]![i] = y);
    }
    if (sums === null) return;
    const [id] = outputsOf(node);
    const result = this.#plan.graph.values[id!]!;
    this.#fill(id!, evaluate(sumOp, [fromValues(sums, node.shape, node.lane)], node.reduction, result));
  }

  #fill(id: number, x: Tensor): void {
    this.#dense(id).set(x.data);
  }

  #dense(id: number): Values {
    const x = this.#at(id);
    assert(isContiguous(x), `${id} is computed into a view`);
    return x.storage!.subarray(x.offset, x.offset + x.size);
  }

  #at(id: number): Tensor {
    const { slot, offset, strides }: Place = this.#plan.memory.places[id]!;
    const { shape, dtype } = this.#plan.graph.values[id]!;
    return new Tensor({ shape, dtype, storage: this.#array(slot, dtype), offset, strides });
  }

  #array({ region, offset, bytes }: Slot, dtype: DType): Values {
    const start = offset + (region === "arena" ? this.#plan.memory.permanentBytes : 0);
    assert(start + bytes <= this.#buffer.byteLength);
    const array = allocate(dtype, 0).constructor as new (b: ArrayBuffer, start: number, length: number) => Values;
    return new array(this.#buffer, start, bytes / bytesOf(dtype));
  }
}

function elementAt(x: Tensor, position: number): number {
  let at = x.offset;
  let rest = position;
  stridesOf(x.shape).forEach((stride, axis) => {
    at += Math.floor(rest / stride) * x.strides[axis]!;
    rest %= stride;
  });
  return x.storage![at]!;
}

function readsStrides(op: AnyOp): boolean {
  return op === matmulOp || op === productOp;
}
