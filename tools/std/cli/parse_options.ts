/** Names: one, or several. */
export type Names = string | readonly string[];

/** What {@linkcode parseArgs} is told about the options. */
export interface ParseOptions {
  /**
   * Whether what follows `--` goes into the field `--` of the result, not into `_`.
   *
   * @default {false}
   */
  readonly "--"?: boolean;
  /** Further names of options. */
  readonly alias?: Readonly<Record<string, Names>>;
  /**
   * Options that are flags, `false` where they do not occur; with `true`, all options with two
   * hyphens and no `=`.
   *
   * @default {false}
   */
  readonly boolean?: boolean | Names;
  /** Values of options that do not occur. */
  readonly default?: Readonly<Record<string, unknown>>;
  /**
   * Whether everything from the first argument that is no option goes into `_`.
   *
   * @default {false}
   */
  readonly stopEarly?: boolean;
  /** Options whose values are kept as text; with `_`, the other arguments too. */
  readonly string?: Names;
  /** Options that may occur more than once; their values go into a list. */
  readonly collect?: Names;
  /** Options that `--no-NAME` sets to `false`. */
  readonly negatable?: Names;
  /** Called with what nothing here names; where it gives `false`, that is left out. */
  readonly unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}
