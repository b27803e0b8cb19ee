/**
 * What theory says about large networks.
 *
 * @module
 */
import { erfc, tensor } from "@chainrule/tensor";

/** A point of the theory's curve. */
export interface TheoryPoint {
  readonly load: number;
  /** The share of wrong units. */
  readonly wrong: number;
}

/**
 * The share of wrong units in what a network with N → ∞ recalls from a pattern itself, up to the load at which it loses all of them, about 0.138.
 *
 * With `m = erf(y)` the overlap, the equations of Amit, Gutfreund and Sompolinsky (1985) at temperature 0 come to
 * `load = ½ (erf(y) / y − 2/√π e^(−y²))²`. A smaller y means more errors; the largest load that there is ends the curve.
 */
export function theoryCurve(): TheoryPoint[] {
  const points: TheoryPoint[] = [];
  for (let y = 4; y > 0; y -= 0.01) {
    const wrong = erfc(tensor(y, "float64")).item() / 2;
    const load = ((1 - 2 * wrong) / y - 2 / Math.sqrt(Math.PI) * Math.exp(-y * y)) ** 2 / 2;
    if (points.length > 0 && load < points.at(-1)!.load) break;
    points.push({ load, wrong });
  }
  return points;
}
