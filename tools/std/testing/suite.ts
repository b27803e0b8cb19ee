/** What a test or a hook runs: `this` is the test's own context. */
export type TestFunction<T> = (
  this: T,
  t: Deno.TestContext,
) => void | Promise<void>;

/** What a hook runs. */
export type HookFunction<T> = (this: T) => void | Promise<void>;

/** When a hook runs. */
export type HookName = "beforeAll" | "afterAll" | "beforeEach" | "afterEach";

/** Options that tests and suites share with `Deno.test`. */
export interface SharedOptions {
  /** Whether only this runs, of those beside it. */
  only?: boolean;
  /** Whether this does not run. */
  ignore?: boolean;
  /** What the test may do; for what `Deno.test` registers only. */
  permissions?: Deno.PermissionOptions;
  /** Whether the test may not exit the process. */
  sanitizeExit?: boolean;
  /** Whether the test must await what it starts. */
  sanitizeOps?: boolean;
  /** Whether the test must close what it opens. */
  sanitizeResources?: boolean;
}

/** A test, before it runs. */
export interface Case<T> {
  /** Its name. */
  readonly name: string;
  /** What it runs. */
  readonly fn: TestFunction<T>;
  /** How it runs. */
  readonly options: SharedOptions;
}

/** Tests that share a name, hooks and a context, and can hold further suites. */
export class Suite<T> {
  readonly #name: string;
  readonly #options: SharedOptions;
  readonly #children: (Suite<T> | Case<T>)[] = [];
  readonly #hooks: Record<HookName, HookFunction<T>[]> = {
    beforeAll: [],
    afterAll: [],
    beforeEach: [],
    afterEach: [],
  };

  constructor(name: string, options: SharedOptions) {
    this.#name = name;
    this.#options = options;
  }

  add(child: Suite<T> | Case<T>): void {
    this.#children.push(child);
  }

  addHook(name: HookName, hook: HookFunction<T>): void {
    this.#hooks[name].push(hook);
  }

  /** Whether this, or something in it, is to run alone. */
  get hasOnly(): boolean {
    return this.#options.only === true || this.#children.some(isOnly);
  }

  /** The suite as a test of its own. */
  register(): void {
    Deno.test({
      ...this.#options,
      only: this.hasOnly,
      name: this.#name,
      fn: (t) => this.#run(t, {} as T, []),
    });
  }

  async #run(
    t: Deno.TestContext,
    inherited: T,
    outer: readonly Suite<T>[],
  ): Promise<void> {
    const context = { ...inherited };
    const path = [...outer, this];
    try {
      await this.#runHooks("beforeAll", context);
      const only = this.#children.some(isOnly);
      for (const child of this.#children) {
        await Suite.#step(t, child, context, path, only && !isOnly(child));
      }
    } finally {
      await this.#runHooks("afterAll", context);
    }
  }

  static async #step<T>(
    t: Deno.TestContext,
    child: Suite<T> | Case<T>,
    context: T,
    path: readonly Suite<T>[],
    leftOut: boolean,
  ): Promise<void> {
    const isSuite = child instanceof Suite;
    const { only: _, permissions: __, ...options } = isSuite ? child.#options : child.options;
    await t.step({
      ...options,
      ignore: leftOut || options.ignore === true,
      name: isSuite ? child.#name : child.name,
      fn: (t) => isSuite ? child.#run(t, context, path) : Suite.#runCase(t, child, context, path),
    });
  }

  static async #runCase<T>(
    t: Deno.TestContext,
    test: Case<T>,
    inherited: T,
    path: readonly Suite<T>[],
  ): Promise<void> {
    const context = { ...inherited };
    try {
      for (const suite of path) await suite.#runHooks("beforeEach", context);
      await test.fn.call(context, t);
    } finally {
      for (const suite of path.toReversed()) {
        await suite.#runHooks("afterEach", context);
      }
    }
  }

  async #runHooks(name: HookName, context: T): Promise<void> {
    for (const hook of this.#hooks[name]) await hook.call(context);
  }
}

function isOnly<T>(child: Suite<T> | Case<T>): boolean {
  return child instanceof Suite ? child.hasOnly : child.options.only === true;
}
