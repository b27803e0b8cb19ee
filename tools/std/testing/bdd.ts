/**
 * `describe` and `it` on top of `Deno.test`: a stand-in for the part of JSR's `@std/testing/bdd` that
 * this project uses.
 *
 * @example A suite
 * ```ts ignore
 * import { beforeEach, describe, it } from "@std/testing/bdd";
 * import { assertEquals } from "@std/assert";
 *
 * describe("a list", () => {
 *   let list: number[];
 *   beforeEach(() => {
 *     list = [];
 *   });
 *   it("starts empty", () => assertEquals(list.length, 0));
 * });
 * ```
 *
 * @module
 */

import { type HookFunction, type HookName, type SharedOptions, Suite, type TestFunction } from "./suite.ts";

export type { HookFunction, HookName, SharedOptions, TestFunction } from "./suite.ts";

/** A suite to add tests to: what {@linkcode describe} returns. */
export interface TestSuite<T> {
  /** What tells suites apart. */
  symbol: symbol;
  /** Never set; carries the type of the context. */
  context?: T;
}

/** Options of {@linkcode describe}. */
export interface DescribeDefinition<T> extends SharedOptions {
  /** The name. */
  name?: string;
  /** What registers the tests of the suite. */
  fn?: () => void | undefined;
  /** The suite that this one belongs to. */
  suite?: TestSuite<T>;
  /** Runs once, before all tests. */
  beforeAll?: HookFunction<T>;
  /** Runs once, after all tests. */
  afterAll?: HookFunction<T>;
  /** Runs before each test. */
  beforeEach?: HookFunction<T>;
  /** Runs after each test. */
  afterEach?: HookFunction<T>;
}

/** Options of {@linkcode it}. */
export interface ItDefinition<T> extends SharedOptions {
  /** The name. */
  name?: string;
  /** What the test runs. */
  fn?: TestFunction<T>;
  /** The suite that the test belongs to. */
  suite?: TestSuite<T>;
}

/** The arguments of {@linkcode describe}: a suite and a name, both optional, options, a function. */
export type DescribeArgs<T> = [
  ...([] | [suite: TestSuite<T>]),
  ...([] | [name: string]),
  ...([] | [DescribeDefinition<T>] | [() => void] | [
    DescribeDefinition<T>,
    () => void,
  ]),
];

/** The arguments of {@linkcode it}: a suite and a name, both optional, options, a function. */
export type ItArgs<T> = [
  ...([] | [suite: TestSuite<T>]),
  ...([] | [name: string]),
  ...([ItDefinition<T>] | [TestFunction<T>] | [
    ItDefinition<T>,
    TestFunction<T>,
  ]),
];

/** {@linkcode describe}, and its variants. */
export interface Describe {
  /** Registers a suite. */
  <T>(...args: DescribeArgs<T>): TestSuite<T>;
  /** Registers a suite that runs alone. */
  only<T>(...args: DescribeArgs<T>): TestSuite<T>;
  /** Registers a suite that does not run. */
  ignore<T>(...args: DescribeArgs<T>): TestSuite<T>;
  /** Registers a suite that does not run. */
  skip<T>(...args: DescribeArgs<T>): TestSuite<T>;
}

/** {@linkcode it}, and its variants. */
export interface It {
  /** Registers a test. */
  <T>(...args: ItArgs<T>): void;
  /** Registers a test that runs alone. */
  only<T>(...args: ItArgs<T>): void;
  /** Registers a test that does not run. */
  ignore<T>(...args: ItArgs<T>): void;
  /** Registers a test that does not run. */
  skip<T>(...args: ItArgs<T>): void;
}

/** The suites by the symbols that stand for them. */
// deno-lint-ignore no-explicit-any -- each suite has a context of its own type
const suites = new Map<symbol, Suite<any>>();

/** The suite whose function is running, or the one that holds the hooks of the file. */
// deno-lint-ignore no-explicit-any -- see above
let current: Suite<any> | undefined;

/**
 * Registers a suite of tests.
 *
 * @param args A suite that it belongs to, its name, options, and a function that registers its tests
 * @returns What stands for the suite, so that tests can be added without nesting
 *
 * @example Adding tests without nesting
 * ```ts ignore
 * import { describe, it } from "@std/testing/bdd";
 * import { assert } from "@std/assert";
 *
 * const suite = describe("numbers");
 *
 * it(suite, "are ordered", () => assert(1 < 2));
 * ```
 */
export const describe: Describe = Object.assign(
  <T>(...args: DescribeArgs<T>) => registerSuite(args, {}),
  {
    only: <T>(...args: DescribeArgs<T>) => registerSuite(args, { only: true }),
    ignore: <T>(...args: DescribeArgs<T>) => registerSuite(args, { ignore: true }),
    skip: <T>(...args: DescribeArgs<T>) => registerSuite(args, { ignore: true }),
  },
);

/**
 * Registers a test.
 *
 * @param args A suite that it belongs to, its name, options, and what it runs
 *
 * @example One test
 * ```ts ignore
 * import { it } from "@std/testing/bdd";
 * import { assertEquals } from "@std/assert";
 *
 * it("adds", () => assertEquals(1 + 1, 2));
 * ```
 */
export const it: It = Object.assign(
  <T>(...args: ItArgs<T>) => registerCase(args, {}),
  {
    only: <T>(...args: ItArgs<T>) => registerCase(args, { only: true }),
    ignore: <T>(...args: ItArgs<T>) => registerCase(args, { ignore: true }),
    skip: <T>(...args: ItArgs<T>) => registerCase(args, { ignore: true }),
  },
);

/** Another name of {@linkcode it}. */
export const test: It = it;

/**
 * Registers what runs once, before all tests of the suite, or of the file.
 *
 * @param fn The hook
 */
export function beforeAll<T>(fn: HookFunction<T>): void {
  addHook("beforeAll", fn);
}

/**
 * Registers what runs once, after all tests of the suite, or of the file, whether they pass or not.
 *
 * @param fn The hook
 */
export function afterAll<T>(fn: HookFunction<T>): void {
  addHook("afterAll", fn);
}

/**
 * Registers what runs before each test of the suite, or of the file, outer suites first.
 *
 * @param fn The hook
 */
export function beforeEach<T>(fn: HookFunction<T>): void {
  addHook("beforeEach", fn);
}

/**
 * Registers what runs after each test of the suite, or of the file, inner suites first, whether it
 * passes or not.
 *
 * @param fn The hook
 */
export function afterEach<T>(fn: HookFunction<T>): void {
  addHook("afterEach", fn);
}

/** Another name of {@linkcode beforeAll}. */
export const before: typeof beforeAll = beforeAll;

/** Another name of {@linkcode afterAll}. */
export const after: typeof afterAll = afterAll;

/** One record of what the arguments say. */
function definitionOf<T, D extends DescribeDefinition<T> | ItDefinition<T>>(
  args: readonly unknown[],
): D {
  const definition: Record<string, unknown> = {};
  for (const arg of args) {
    if (typeof arg === "string") definition.name = arg;
    else if (typeof arg === "function") definition.fn = arg;
    else if (isTestSuite(arg)) definition.suite = arg;
    else Object.assign(definition, arg);
  }
  return definition as D;
}

function isTestSuite(arg: unknown): arg is TestSuite<unknown> {
  return typeof arg === "object" && arg !== null && "symbol" in arg;
}

function registerSuite<T>(
  args: DescribeArgs<T>,
  variant: SharedOptions,
): TestSuite<T> {
  const definition = definitionOf<T, DescribeDefinition<T>>(args);
  const { fn, name = fn?.name ?? "", suite: parent } = definition;
  const suite = new Suite<T>(name, {
    ...sharedOptions(definition),
    ...variant,
  });
  for (
    const hook of ["beforeAll", "afterAll", "beforeEach", "afterEach"] as const
  ) {
    if (definition[hook]) suite.addHook(hook, definition[hook]);
  }
  const symbol = Symbol(name);
  suites.set(symbol, suite);

  const outer = parent ? suiteOf(parent) : current;
  outer?.add(suite);
  if (fn) runWithin(suite, fn);
  if (!outer) suite.register();
  return { symbol };
}

function runWithin<T>(suite: Suite<T>, fn: () => unknown): void {
  const outer = current;
  current = suite;
  try {
    if (fn() instanceof Promise) {
      throw new Error(
        'Returning a Promise from "describe" is not supported: tests must be defined synchronously',
      );
    }
  } finally {
    current = outer;
  }
}

function registerCase<T>(args: ItArgs<T>, variant: SharedOptions): void {
  const definition = definitionOf<T, ItDefinition<T>>(args);
  const { fn, name = fn?.name ?? "", suite } = definition;
  if (!fn) throw new TypeError(`Missing function of the test "${name}"`);
  const options = { ...sharedOptions(definition), ...variant };
  const outer = suite ? suiteOf(suite) : current;
  if (outer) outer.add({ name, fn, options });
  else Deno.test({ ...options, name, fn: (t) => fn.call({} as T, t) });
}

function addHook<T>(name: HookName, fn: HookFunction<T>): void {
  if (!current) {
    current = new Suite<T>("global", {});
    current.register();
  }
  current.addHook(name, fn);
}

// deno-lint-ignore no-explicit-any -- each suite has a context of its own type
function suiteOf({ symbol }: TestSuite<any>): Suite<any> {
  const suite = suites.get(symbol);
  if (!suite) {
    throw new Error("Suite does not represent a registered test suite");
  }
  return suite;
}

function sharedOptions(definition: SharedOptions): SharedOptions {
  const names = [
    "only",
    "ignore",
    "permissions",
    "sanitizeExit",
    "sanitizeOps",
    "sanitizeResources",
  ] as const;
  return Object.fromEntries(
    names.filter((name) => definition[name] !== undefined).map((
      name,
    ) => [name, definition[name]]),
  );
}
