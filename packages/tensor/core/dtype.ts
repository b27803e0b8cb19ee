/**
 * Element types and how they combine.
 *
 * @module
 */

/** The type of a tensor's elements. 数据类型 */
export type DType = "float32" | "float64" | "int32" | "bool";

/** The typed array that holds values of any dtype; `bool` is stored as bytes 0 and 1. */
export type Values = Float32Array | Float64Array | Int32Array | Uint8Array;

const constructors = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  bool: Uint8Array,
} as const;

const bytes: Record<DType, number> = {
  float32: 4,
  float64: 8,
  int32: 4,
  bool: 1,
};

/** Every dtype, narrowest first. */
export const dtypes: readonly DType[] = ["bool", "int32", "float32", "float64"];

/** Bytes that one element of `dtype` takes. */
export function bytesOf(dtype: DType): number {
  return bytes[dtype];
}

/** Whether values of `dtype` are real numbers, which alone have gradients. */
export function isFloat(dtype: DType): boolean {
  return dtype === "float32" || dtype === "float64";
}

/** Whether `value` is the name of a dtype. */
export function isDType(value: unknown): value is DType {
  return typeof value === "string" && Object.hasOwn(constructors, value);
}

/** The dtype that `values` are stored as. */
export function dtypeOf(values: Values): DType {
  if (values instanceof Float32Array) return "float32";
  if (values instanceof Float64Array) return "float64";
  return values instanceof Int32Array ? "int32" : "bool";
}

const slabBytes = 65536;
const largestInSlab = 1024;
let slab = new ArrayBuffer(slabBytes);
let slabUsed = 0;

/**
 * A zero-filled array for `size` elements. Small arrays are cut from a shared slab, because a typed array with a
 * buffer of its own costs more than the arithmetic done on it.
 */
export function allocate(dtype: DType, size: number): Values {
  const length = size * bytes[dtype];
  if (length > largestInSlab || length === 0) {
    return new constructors[dtype](size);
  }
  const needed = (length + 7) & ~7;
  if (slabUsed + needed > slabBytes) {
    slab = new ArrayBuffer(slabBytes);
    slabUsed = 0;
  }
  const values = new constructors[dtype](slab, slabUsed, size);
  slabUsed += needed;
  return values;
}

/**
 * The dtype of a result that mixes `operands`: float with int32 or bool gives the float, int32 with bool gives int32.
 *
 * @throws {TypeError} When float32 meets float64: which precision is meant is the caller's to say.
 */
export function commonDType(op: string, operands: readonly DType[]): DType {
  if (operands.includes("float32") && operands.includes("float64")) {
    throw new TypeError(
      `Cannot ${op} float32 with float64 as both must have one float dtype: current dtypes are ${
        operands.join(" and ")
      }; convert one with cast`,
    );
  }
  for (const dtype of ["float64", "float32", "int32"] as const) {
    if (operands.includes(dtype)) return dtype;
  }
  return operands.length > 0 ? "bool" : "float32";
}
