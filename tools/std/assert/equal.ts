/**
 * Whether two values are deeply equal.
 *
 * Numbers compare as a `Set` compares them, so that `NaN` equals itself and `-0` equals `0`. Objects
 * must share a prototype; a key that holds `undefined` is not a missing key. Functions compare by
 * identity.
 *
 * @param actual One value
 * @param expected The other value
 * @returns `true` if they are deeply equal
 * @throws {TypeError} When both are a `WeakMap`, or both a `WeakSet`, whose content nobody can read
 *
 * @example Comparing records
 * ```ts
 * import { assert, assertFalse, equal } from "@std/assert";
 *
 * assert(equal({ w: [1, NaN] }, { w: [1, NaN] }));
 * assertFalse(equal({ w: undefined }, {}));
 * ```
 */
export function equal(actual: unknown, expected: unknown): boolean {
  return compare(actual, expected, new Map());
}

/** The pairs of objects that are already under comparison, so that a cycle ends. */
type Seen = Map<object, object>;

function compare(a: unknown, b: unknown, seen: Seen): boolean {
  if (sameValueZero(a, b)) return true;
  if (!isObject(a) || !isObject(b) || !samePrototype(a, b)) return false;
  if (seen.get(a) === b) return true;
  seen.set(a, b);
  return compareObjects(a, b, seen);
}

function compareObjects(a: object, b: object, seen: Seen): boolean {
  if (a instanceof Date) return Object.is(a.getTime(), (b as Date).getTime());
  if (isTypedArray(a)) return compareElements(a, b as Elements);
  if (isBuffer(a)) {
    return compareElements(new Uint8Array(a), new Uint8Array(b as ArrayBuffer));
  }
  if (a instanceof WeakRef) {
    return compare(a.deref(), (b as WeakRef<object>).deref(), seen);
  }
  if (a instanceof WeakMap || a instanceof WeakSet) {
    throw new TypeError(`Cannot compare ${a.constructor.name} instances`);
  }
  if (Object.keys(a).length !== Object.keys(b).length) return false;
  if (a instanceof Map) return compareMaps(a, b as Map<unknown, unknown>, seen);
  if (a instanceof Set) return compareSets(a, b as Set<unknown>, seen);
  if (isText(a)) return String(a) === String(b);
  return compareProperties(a, b, seen);
}

function compareElements(a: Elements, b: Elements): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (!sameValueZero(a[i], b[i])) return false;
  }
  return true;
}

function compareMaps(
  a: Map<unknown, unknown>,
  b: Map<unknown, unknown>,
  seen: Seen,
): boolean {
  return a.size === b.size &&
    a.entries().every(([key, value]) =>
      isObject(key)
        ? b.entries().some((entry) => compare([key, value], entry, seen))
        : b.has(key) && compare(value, b.get(key), seen)
    );
}

function compareSets(a: Set<unknown>, b: Set<unknown>, seen: Seen): boolean {
  return a.size === b.size && a.values().every((value) =>
    b.has(value) ||
    isObject(value) && b.values().some((other) => compare(value, other, seen))
  );
}

function compareProperties(a: object, b: object, seen: Seen): boolean {
  for (const key of propertiesOf(a).union(propertiesOf(b))) {
    if (key in a !== key in b) return false;
    if (!compare(Reflect.get(a, key), Reflect.get(b, key), seen)) return false;
  }
  return true;
}

/** The keys that count: those of its own that can be listed, and all of a class instance's. */
function propertiesOf(object: object): Set<PropertyKey> {
  const own = Reflect.ownKeys(object);
  if (isPlain(object)) {
    return new Set(
      own.filter((key) => Object.prototype.propertyIsEnumerable.call(object, key)),
    );
  }
  const keys = new Set<PropertyKey>(own);
  let prototype = Object.getPrototypeOf(object);
  while (
    prototype !== null && prototype !== Object.prototype &&
    prototype !== Array.prototype
  ) {
    for (const key of Reflect.ownKeys(prototype)) keys.add(key);
    prototype = Object.getPrototypeOf(prototype);
  }
  return keys;
}

function sameValueZero(a: unknown, b: unknown): boolean {
  return a === b || Object.is(a, b);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** An object without prototype counts as a plain one. */
function samePrototype(a: object, b: object): boolean {
  return prototypeOf(a) === prototypeOf(b);
}

function prototypeOf(value: object): unknown {
  return Object.getPrototypeOf(value) ?? Object.prototype;
}

function isPlain(value: object): boolean {
  return [Object.prototype, Array.prototype].includes(prototypeOf(value) as []);
}

type Elements = ArrayLike<number | bigint>;

function isTypedArray(value: object): value is object & Elements {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function isBuffer(value: object): value is ArrayBuffer {
  return value instanceof ArrayBuffer ||
    "SharedArrayBuffer" in globalThis && value instanceof SharedArrayBuffer;
}

/** Whether the text of an object says all there is to it. */
function isText(value: object): boolean {
  return value instanceof RegExp || value instanceof URL ||
    value instanceof URLSearchParams;
}
