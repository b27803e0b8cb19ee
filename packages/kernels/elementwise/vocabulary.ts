/**
 * The words of which elementwise formulas are made. A formula written over {@linkcode Builder} gives numbers, code or a description of
 * itself, depending on what `V` is.
 *
 * @module
 */

/** Functions of one value. Truth values are 1 and 0. */
export const unaryWords = [
  "neg",
  "abs",
  "sign",
  "floor",
  "ceil",
  "round",
  "sqrt",
  "exp",
  "expm1",
  "log",
  "log1p",
  "sin",
  "cos",
  "tan",
  "tanh",
  "erf",
  "erfc",
  "not",
] as const;

/** Functions of two values. */
export const binaryWords = [
  "add",
  "sub",
  "mul",
  "div",
  "pow",
  "min",
  "max",
  "less",
  "lessEqual",
  "equal",
  "and",
] as const;

/** The name of a function of one value. */
export type UnaryWord = typeof unaryWords[number];

/** The name of a function of two values. */
export type BinaryWord = typeof binaryWords[number];

/** Makes values of values. Anything with these methods will do. */
export type Builder<V> =
  & Readonly<Record<UnaryWord, (a: V) => V>>
  & Readonly<Record<BinaryWord, (a: V, b: V) => V>>
  & {
    /** A number. */
    readonly constant: (value: number) => V;
    /** `a` where `condition` is not 0, `b` elsewhere. */
    readonly select: (condition: V, a: V, b: V) => V;
  };

/** One or more results of inputs. It must do the same each time it is called: it is called more than once. */
export type Formula = <V>(k: Builder<V>, inputs: readonly V[]) => readonly V[];

/** Any word but constants. */
export type Word = UnaryWord | BinaryWord | "select";

/** A builder from one function that makes them all: what each word does with its operands. */
export function builderOf<V>(
  constant: (value: number) => V,
  apply: (word: Word, operands: readonly V[]) => V,
): Builder<V> {
  return new WordBuilder(constant, apply) as unknown as Builder<V>;
}

/** Has a method for every word; these are made once, as builders are made often. */
class WordBuilder<V> {
  readonly constant: (value: number) => V;
  readonly apply: (word: Word, operands: readonly V[]) => V;

  constructor(constant: (value: number) => V, apply: (word: Word, operands: readonly V[]) => V) {
    this.constant = constant;
    this.apply = apply;
  }

  static {
    for (const word of [...unaryWords, ...binaryWords, "select"] as const) {
      Object.defineProperty(this.prototype, word, {
        value(this: WordBuilder<unknown>, ...operands: readonly unknown[]): unknown {
          return this.apply(word, operands);
        },
      });
    }
  }
}
