/**
 * Values that JSON holds without loss.
 *
 * @module
 */

/** Anything that JSON can hold. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** `value` as JSON; what JSON would quietly change or leave out is refused. */
export function encodeJson(action: string, value: JsonValue): string {
  try {
    return JSON.stringify(value, checkValue);
  } catch (cause) {
    const state = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new TypeError(`Cannot ${action} as extra must be what JSON can hold: current extra has ${state}`, { cause });
  }
}

function checkValue(name: string, value: unknown): unknown {
  const kept = value === null || typeof value === "boolean" ||
    typeof value === "string" || typeof value === "object" ||
    Number.isFinite(value);
  if (kept) return value;
  throw new TypeError(`${typeof value === "number" ? value : typeof value} at ${JSON.stringify(name)}`);
}
