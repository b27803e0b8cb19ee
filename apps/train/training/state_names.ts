/**
 * Several states in one, told apart by what their names begin with.
 *
 * @module
 */
import type { StateDict } from "@chainrule/formats";

/** `state` with `prefix` before every name. */
export function prefixed(prefix: string, state: StateDict): StateDict {
  return Object.fromEntries(Object.entries(state).map(([name, x]) => [prefix + name, x]));
}

/** Those of `state` whose names begin with `prefix`, without it. */
export function withPrefix(prefix: string, state: StateDict): StateDict {
  const entries = Object.entries(state).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(entries.map(([name, x]) => [name.slice(prefix.length), x]));
}
