import type { ParseOptions } from "./parse_options.ts";

/** What {@linkcode parseArgs} returns for options of type `O`. */
export type Args<O extends ParseOptions = ParseOptions> =
  & { _: (string | number)[] }
  & (O extends { "--": true } ? { "--": string[] } : unknown)
  & (IsTyped<O> extends true ? Typed<O> & Record<string, unknown> : Untyped);

/** Options of which nothing is known. */
// deno-lint-ignore no-explicit-any -- that is what the original gives
type Untyped = Record<string, any>;

/** The single names in one name or several; names with dots stand for nested records. */
type NamesIn<T> = Exclude<
  T extends readonly (infer N extends string)[] ? N
    : T extends string ? T
    : never,
  "_" | `${string}.${string}`
>;

type Field<O, K extends string> = O extends { readonly [key in K]: infer T } ? T
  : never;
type Boolean<O> = NamesIn<Field<O, "boolean">>;
type String<O> = NamesIn<Field<O, "string">>;
type Collected<O> = NamesIn<Field<O, "collect">>;
type Negatable<O> = NamesIn<Field<O, "negatable">>;
type Defaults<O> = Field<O, "default">;
type Aliases<O> = Field<O, "alias">;

/** Whether anything is known of the options: their types are not, where their names are not. */
type IsTyped<O> = [Boolean<O> | String<O> | Collected<O>] extends [never] ? O extends { boolean: true } ? true : false
  : string extends Boolean<O> | String<O> | Collected<O> ? false
  : true;

/** The options of which the names are known. */
type Typed<O> = Flatten<
  & { [K in Present<O> as WithAliases<O, K>]: Value<O, K> }
  & {
    [K in Exclude<Known<O>, Present<O>> as WithAliases<O, K>]?:
      | Value<O, K>
      | undefined;
  }
>;

type Flatten<T> = { [K in keyof T]: T[K] };

type Known<O> = Boolean<O> | String<O> | Collected<O> | DefaultName<O>;

/** The options that always have a value. */
type Present<O> = Boolean<O> | Collected<O> | DefaultName<O>;

type DefaultName<O> = keyof Defaults<O> & string;

type WithAliases<O, K extends string> =
  | K
  | (K extends keyof Aliases<O> ? NamesIn<Aliases<O>[K]> : never);

type Value<O, K extends string> = K extends Boolean<O> | String<O> | Collected<O> ?
    | Collect<O, K>
    | DefaultValue<O, K>
    | (K extends Negatable<O> ? false : never)
  : unknown;

type Collect<O, K extends string> = K extends Collected<O> ? Single<O, K>[]
  : Single<O, K>;

type Single<O, K extends string> = K extends Boolean<O> ? boolean
  : K extends String<O> ? string
  : unknown;

type DefaultValue<O, K extends string> = K extends DefaultName<O> ? Widened<Defaults<O>[K]>
  : never;

/** The type of which a value is a literal. */
type Widened<T> = T extends string ? string
  : T extends number ? number
  : T extends boolean ? boolean
  : T extends readonly (infer E)[] ? Widened<E>[]
  : T;
