/**
 * Formulas on blocks of numbers. Each operation is one tight loop over an array that stays in the first-level cache, so a
 * formula costs one call a block rather than one a number.
 *
 * @module
 */
import { erf, erfc } from "@chainrule/kernels";
import type { Builder } from "./expression.ts";
import { roundToEven } from "./scalar_builder.ts";

/** Numbers a block holds. */
export const blockLength = 512;

type Block = Float64Array;

/** Evaluates a formula on the first `length` numbers of blocks. Blocks are reused from {@link BlockBuilder.begin} on. */
export class BlockBuilder implements Builder<Block> {
  /** How many numbers of each block count. */
  length = 0;
  readonly #pool: Block[] = [];
  #used = 0;

  /** Starts on blocks of `length` numbers; all earlier blocks become free. */
  begin(length: number): void {
    this.length = length;
    this.#used = 0;
  }

  /** A block to write to. */
  take(): Block {
    if (this.#used === this.#pool.length) {
      this.#pool.push(new Float64Array(blockLength));
    }
    return this.#pool[this.#used++]!;
  }

  constant(value: number): Block {
    return this.take().fill(value, 0, this.length);
  }

  add(a: Block, b: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = a[i]! + b[i]!;
    return out;
  }

  sub(a: Block, b: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = a[i]! - b[i]!;
    return out;
  }

  mul(a: Block, b: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = a[i]! * b[i]!;
    return out;
  }

  div(a: Block, b: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = a[i]! / b[i]!;
    return out;
  }

  pow(a: Block, b: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.pow(a[i]!, b[i]!);
    return out;
  }

  min(a: Block, b: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.min(a[i]!, b[i]!);
    return out;
  }

  max(a: Block, b: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.max(a[i]!, b[i]!);
    return out;
  }

  neg(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = -a[i]!;
    return out;
  }

  abs(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.abs(a[i]!);
    return out;
  }

  sign(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.sign(a[i]!);
    return out;
  }

  floor(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.floor(a[i]!);
    return out;
  }

  ceil(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.ceil(a[i]!);
    return out;
  }

  round(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = roundToEven(a[i]!);
    return out;
  }

  sqrt(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.sqrt(a[i]!);
    return out;
  }

  exp(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.exp(a[i]!);
    return out;
  }

  expm1(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.expm1(a[i]!);
    return out;
  }

  log(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.log(a[i]!);
    return out;
  }

  log1p(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.log1p(a[i]!);
    return out;
  }

  sin(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.sin(a[i]!);
    return out;
  }

  cos(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.cos(a[i]!);
    return out;
  }

  tan(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.tan(a[i]!);
    return out;
  }

  tanh(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = Math.tanh(a[i]!);
    return out;
  }

  erf(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = erf(a[i]!);
    return out;
  }

  erfc(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = erfc(a[i]!);
    return out;
  }

  less(a: Block, b: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = a[i]! < b[i]! ? 1 : 0;
    return out;
  }

  lessEqual(a: Block, b: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = a[i]! <= b[i]! ? 1 : 0;
    return out;
  }

  equal(a: Block, b: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = a[i]! === b[i]! ? 1 : 0;
    return out;
  }

  and(a: Block, b: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) {
      out[i] = a[i]! !== 0 && b[i]! !== 0 ? 1 : 0;
    }
    return out;
  }

  not(a: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) out[i] = a[i]! === 0 ? 1 : 0;
    return out;
  }

  select(condition: Block, a: Block, b: Block): Block {
    const out = this.take();
    for (let i = 0; i < this.length; i++) {
      out[i] = condition[i]! !== 0 ? a[i]! : b[i]!;
    }
    return out;
  }
}
