/**
 * Numbers with as many digits as mean something.
 *
 * @module
 */

/** Three digits, more only before the point: `0.0123`, `4.57`, `61.8`, `1256`. */
export function threeDigits(value: number): string {
  const magnitude = Math.abs(value);
  if (!Number.isFinite(value) || value === 0 || magnitude >= 99.95) return `${Math.round(value)}`;
  const places = 2 - Math.floor(Math.log10(magnitude));
  return value.toFixed(Math.min(Math.max(places, 0), 8));
}
