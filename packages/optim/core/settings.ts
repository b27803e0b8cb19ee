/**
 * Reading options: defaults, names that nobody knows, numbers out of range.
 *
 * @module
 */
import { nearest } from "@chainrule/tensor";

/** The numbers that an option may be: from (inclusive) or above (exclusive), to (inclusive) or below (exclusive). */
export interface Interval {
  readonly from?: number;
  readonly above?: number;
  readonly to?: number;
  readonly below?: number;
}

/** [0, ∞). */
export const nonNegative: Interval = { from: 0 };

/** (0, ∞). */
export const positive: Interval = { above: 0 };

/** [0, 1), where momenta and decay rates lie. */
export const belowOne: Interval = { from: 0, below: 1 };

/** [0, 1]. */
export const upToOne: Interval = { from: 0, to: 1 };

/** The whole numbers that an option may be. */
export interface Whole {
  readonly whole: true;
  readonly from: number;
}

/** Whole numbers from 1. */
export const wholeFromOne: Whole = { whole: true, from: 1 };

/** Whole numbers from 0. */
export const wholeFromZero: Whole = { whole: true, from: 0 };

/**
 * `options` over `defaults`, checked.
 *
 * @param owner What is made, as errors name it
 * @param options What the caller chose
 * @param defaults A value for every option that has one
 * @param ranges Which numbers each numeric option may be
 * @throws {TypeError} When an option is unknown or of the wrong type
 * @throws {RangeError} When a number is out of its range
 */
export function settingsOf<T extends object, D extends Partial<T>>(
  owner: string,
  options: T,
  defaults: D,
  ranges: { readonly [K in keyof T]?: Interval | Whole },
): T & D {
  const known = new Set([...Object.keys(defaults), ...Object.keys(ranges)]);
  const settings: Record<string, unknown> = { ...defaults };
  for (const [name, value] of Object.entries(options)) {
    if (!known.has(name)) throw unknownOption(owner, name, [...known]);
    if (value === undefined) continue;
    checkType(owner, name, value, settings[name]);
    settings[name] = value;
  }
  for (const [name, range] of Object.entries(ranges)) {
    checkNumber(`make ${owner}`, name, settings[name], range as Interval | Whole);
  }
  return settings as T & D;
}

/**
 * Throws unless `value` is a number in `range`.
 *
 * @param action What is being done, as errors say it: `make SGD`
 * @param name What the number is
 * @throws {TypeError} When it is no number
 * @throws {RangeError} When it is out of range
 */
export function checkNumber(action: string, name: string, value: unknown, range: Interval | Whole): void {
  if (typeof value !== "number") {
    throw new TypeError(`Cannot ${action} as ${name} must be a number: current type is ${typeof value}`);
  }
  if (contains(range, value)) return;
  throw new RangeError(`Cannot ${action} as ${name} must be ${describe(range)}: current ${name} is ${value}`);
}

function contains(range: Interval | Whole, value: number): boolean {
  if ("whole" in range) {
    return Number.isSafeInteger(value) && value >= range.from;
  }
  const { from = -Infinity, above = -Infinity, to = Infinity, below = Infinity } = range;
  return Number.isFinite(value) && value >= from && value > above &&
    value <= to && value < below;
}

function describe(range: Interval | Whole): string {
  if ("whole" in range) return `a whole number from ${range.from}`;
  const left = range.from === undefined ? `(${range.above ?? "-∞"}` : `[${range.from}`;
  const right = range.to === undefined ? `${range.below ?? "∞"})` : `${range.to}]`;
  return `in ${left}, ${right}`;
}

function checkType(owner: string, name: string, value: unknown, initial: unknown): void {
  if (initial === undefined || typeof value === typeof initial) return;
  throw new TypeError(
    `Cannot make ${owner} as ${name} must be a ${typeof initial}: current type is ${typeof value}`,
  );
}

function unknownOption(owner: string, name: string, known: readonly string[]): TypeError {
  return new TypeError(
    `Cannot make ${owner} as its options must be among ${known.join(", ")}: current option is ${name}; did you mean ${
      nearest(name, known)
    }?`,
  );
}
