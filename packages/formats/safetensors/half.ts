/**
 * Floats of 16 bits as float32, exactly: every one of them is a float32. Worked out in bits, so that NaN keeps its payload.
 *
 * @module
 */

/** The float32 values of IEEE 754 halves: 1 bit of sign, 5 of exponent, 10 of fraction. 半精度 */
export function float16ToFloat32(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length);
  const bits = new Uint32Array(values.buffer);
  for (let i = 0; i < halves.length; i++) bits[i] = float16Bits(halves[i]!);
  return values;
}

/** The float32 values of brain floats, which are the upper halves of float32s. */
export function bfloat16ToFloat32(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length);
  const bits = new Uint32Array(values.buffer);
  for (let i = 0; i < halves.length; i++) bits[i] = halves[i]! << 16;
  return values;
}

function float16Bits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return sign | 0x7f800000 | (fraction << 13);
  if (exponent > 0) {
    return sign | ((exponent + 127 - 15) << 23) | (fraction << 13);
  }
  if (fraction === 0) return sign;
  // A subnormal: shift the fraction up until its leading one stands where the implicit one would.
  const shift = Math.clz32(fraction) - 21;
  return sign | ((1 - shift + 127 - 15) << 23) |
    (((fraction << shift) & 0x3ff) << 13);
}
