/** A colour for a number: blue above zero, orange below, and the page itself at zero; full from `scale` on. */
export function signedColour(value: number, scale = 1): string {
  const share = Math.min(1, Math.abs(value) / scale) || 0;
  return `color-mix(in srgb, var(--live-${value > 0 ? 1 : 2}) ${(100 * share).toFixed(1)}%, var(--vp-c-bg))`;
}
