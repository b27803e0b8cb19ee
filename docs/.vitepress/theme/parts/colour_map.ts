/** The colours between which a map shades, as red, green and blue. */
export type Colour = readonly [number, number, number];

const low: Colour = [44, 94, 200];
const middle: Colour = [86, 188, 160];
const high: Colour = [247, 205, 96];

/** A colour for a share from 0 (deep blue) over green to 1 (yellow). */
export function heightColour(share: number): Colour {
  const clamped = Math.min(1, Math.max(0, share));
  return clamped < 0.5 ? mix(low, middle, clamped * 2) : mix(middle, high, clamped * 2 - 1);
}

/** The colour `share` of the way from `from` to `to`. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  return [0, 1, 2].map((i) => from[i]! + (to[i]! - from[i]!) * share) as unknown as Colour;
}

/** The colour as CSS, darkened by `light` below 1. */
export function css(colour: Colour, light = 1): string {
  return `rgb(${colour.map((part) => Math.round(part * light)).join(" ")})`;
}
