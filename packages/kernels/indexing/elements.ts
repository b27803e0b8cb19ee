/**
 * Elements of any type: reading them as float64, and writing float64 as a typed array would.
 *
 * @module
 */
import type { ElementType } from "../elementwise/element_type.ts";
import type { Expression, FunctionBuilder, MemoryAccess, Operand, Vector } from "../wasm/mod.ts";
import { f32, f64, f64x2, i32, i64, v128 } from "../wasm/mod.ts";

/** The element at an address as a float64, exactly. */
export function loadElement(type: ElementType, address: Operand<"i32">, access?: MemoryAccess): Expression<"f64"> {
  switch (type) {
    case "float32":
      return f64.promoteF32(f32.load(address, access));
    case "float64":
      return f64.load(address, access);
    case "int32":
      return f64.convertI32S(i32.load(address, access));
    case "bool":
      return f64.convertI32U(i32.load8U(address, access));
  }
}

/** The element at an address and the next one as two float64, exactly. */
export function loadPair(type: ElementType, address: Operand<"i32">, access?: MemoryAccess): Vector {
  switch (type) {
    case "float32":
      return f64x2.promoteLowF32x4(v128.load64Zero(address, access));
    case "float64":
      return v128.load(address, access);
    case "int32":
      return f64x2.convertLowI32x4S(v128.load64Zero(address, access));
    case "bool": {
      const second = loadElement(type, address, { offset: (access?.offset ?? 0) + 1 });
      return f64x2.replaceLane(f64x2.splat(loadElement(type, address, access)), 1, second);
    }
  }
}

/** Writes a float64 as an element: rounded to float32, or as a whole number modulo 2³² or 2⁸, as JavaScript's arrays do. */
export function storeElement(
  f: FunctionBuilder<"none">,
  type: ElementType,
  address: Operand<"i32">,
  value: Expression<"f64">,
  access?: MemoryAccess,
): void {
  switch (type) {
    case "float32":
      return f.do(f32.store(address, f32.demoteF64(value), access));
    case "float64":
      return f.do(f64.store(address, value, access));
    case "int32":
      return f.do(i32.store(address, wholeNumber(f, value), access));
    case "bool":
      return f.do(i32.store8(address, wholeNumber(f, value), access));
  }
}

/** A number rounded toward zero, modulo 2³². Scaling by a power of two and taking the remainder are exact; NaN and ∞ give 0. */
function wholeNumber(f: FunctionBuilder<"none">, value: Expression<"f64">): Expression<"i32"> {
  const whole = f.let(f64.trunc(value));
  const remainder = f64.sub(whole, f64.mul(f64.trunc(f64.mul(whole, 2 ** -32)), 2 ** 32));
  return i32.wrapI64(i64.truncSatF64S(remainder));
}
