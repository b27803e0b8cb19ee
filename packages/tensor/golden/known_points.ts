/**
 * Values of functions by 60-digit arithmetic, for tests.
 *
 * @module
 */
import type { Points } from "@chainrule/testing";
import file from "./points.json" with { type: "json" };

/** Which points to take, and how far off a function may be. */
export interface Accuracy {
  /** Units in the last place that a value may be off. */
  readonly ulps: number;
  /** The same for derivatives. @default as `ulps` */
  readonly derivativeUlps?: number;
  /** Which points. @default all */
  readonly where?: (x: number) => boolean;
  /** Where the derivative has its relative accuracy. @default everywhere */
  readonly derivativeWhere?: (x: number) => boolean;
}

/** Points with derivatives. */
export type KnownPoints = Points & {
  readonly dydx: readonly (number | null)[];
};

/** The points of function `name` in points.json. */
export function knownPoints(
  name: keyof typeof file.points,
  accuracy: Accuracy,
): KnownPoints {
  const { ulps, derivativeUlps = ulps } = accuracy;
  const { where = everywhere, derivativeWhere = everywhere } = accuracy;
  const { x, y, dydx } = file.points[name];
  const kept = [...x.keys()].filter((i) => where(Number(x[i])));
  return {
    x: kept.map((i) => Number(x[i])),
    y: kept.map((i) => Number(y[i])),
    dydx: kept.map((i) => dydx[i] === null || !derivativeWhere(Number(x[i])) ? null : Number(dydx[i])),
    ulps,
    derivativeUlps,
  };
}

function everywhere(): boolean {
  return true;
}
