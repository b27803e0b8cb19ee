/** A number as a reader wants it: three significant digits, a real minus sign, no exponent in the usual range. */
export function readable(value: number, digits = 3): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text = size >= 1e5 || size < 1e-3 ? scientific(value, digits) : String(Number(value.toPrecision(digits)));
  return text.replaceAll("-", "−");
}

function scientific(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e") as [string, string];
  return `${Number(mantissa)}·10${superscript(Number(exponent))}`;
}

/** An integer raised: `-3` becomes `⁻³`. */
export function superscript(exponent: number): string {
  return [...String(exponent)].map((sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)] ?? "⁻").join("");
}

/** `count` evenly spaced numbers from `from` to `to`, both included. */
export function evenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}
