/**
 * Attention with several heads.
 *
 * @module
 */
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { matmul, permute, reshape } from "@chainrule/tensor";
import { checkCount } from "../../check_count.ts";
import type { Initializer } from "../../initializers/initializer.ts";
import { Module } from "../../module.ts";
import { Dense } from "../dense.ts";
import { Dropout } from "../dropout.ts";
import { attentionWeights } from "./attention_weights.ts";
import type { AttentionInputs } from "./attention_inputs.ts";
import { checkAttended, wholeMask } from "./attention_inputs.ts";

/** How a {@link MultiHeadAttention} layer is made. */
export interface MultiHeadAttentionOptions {
  /** The number of features of a query; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** The number of features of a key; left out, it is `inputDim` where that is given, and taken from the first key otherwise. */
  readonly keyInputDim?: number;
  /** The number of features of a value; left out, it is that of a key. */
  readonly valueInputDim?: number;
  /** How long queries and keys are in each head. @default the features of a query, divided among the heads */
  readonly keyDim?: number;
  /** How long values are in each head. @default keyDim */
  readonly valueDim?: number;
  /** The number of features of the output. @default those of a query */
  readonly units?: number;
  /** Whether step t of the queries sees no key after t. @default false */
  readonly causal?: boolean;
  /** The share of the weights that is silenced in training. @default 0 */
  readonly dropout?: number;
  /** Whether the four projections have biases. @default true */
  readonly useBias?: boolean;
  /** First weights of the projections. @default glorotUniform */
  readonly weightInitializer?: Initializer;
  /** First biases. @default zerosInitializer */
  readonly biasInitializer?: Initializer;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/**
 * Attention by several heads at once, each with projections of its own; over the sequence itself or another one. 多头注意力
 *
 * Formula: `Y = concat(head₁, …, head_H) Woᵀ + bo`, `headₕ = softmax(Qₕ Kₕᵀ / √keyDim) Vₕ`, `Q = X Wqᵀ + bq` and so on; head h has columns
 * `h · keyDim` to `(h + 1) · keyDim − 1` of Q and K, and likewise of V
 *
 * | what | shape |
 * | --- | --- |
 * | queries X, keys, values | `[N, T, D]`, `[N, S, D′]`, `[N, S, D″]` |
 * | `query.weight`, `key.weight` | `[H · keyDim, D]`, `[H · keyDim, D′]` |
 * | `value.weight` | `[H · valueDim, D″]` |
 * | `output.weight` | `[units, H · valueDim]` |
 * | output | `[N, T, units]` |
 *
 * PyTorch packs the first three: rows 0 to D − 1 of its `in_proj_weight` are `query.weight`, the next D `key.weight`, the last D `value.weight`, and
 * `in_proj_bias` likewise; `out_proj` is `output`. Its masks are true where something is hidden, ours where it is seen. Its `kdim` is
 * `keyInputDim`; `keyDim` is that of Keras.
 *
 * A query that may see nothing has weights of 0, so that its output is `bo`. Hidden keys and values must be finite all the same.
 *
 * Source: Vaswani et al. (2017), Attention Is All You Need.
 *
 * @example A sequence that looks at itself, and at another one
 * ```ts
 * import { MultiHeadAttention } from "@chainrule/nn";
 * import { Random } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const random = new Random(1);
 * const [x, memory] = [random.normal([2, 5, 8]), random.normal([2, 7, 6])];
 * assertEquals(new MultiHeadAttention(4).forward(x).shape, [2, 5, 8]);
 * const cross = new MultiHeadAttention(4, { units: 3 });
 * assertEquals(cross.forward(x, { key: memory }).shape, [2, 5, 3]);
 * assertEquals(cross.attentionWeights(x, { key: memory }).shape, [2, 4, 5, 7]);
 * ```
 */
export class MultiHeadAttention extends Module {
  /** The number of heads. */
  readonly heads: number;
  /** The options that it was made with. */
  readonly options: MultiHeadAttentionOptions;
  /** Makes queries, once built. */
  query: Dense | null = null;
  /** Makes keys, once built. */
  key: Dense | null = null;
  /** Makes values, once built. */
  value: Dense | null = null;
  /** Makes the output of what the heads found, once built. */
  output: Dense | null = null;
  /** Silences weights, if it is to. */
  readonly dropout: Dropout | null;

  /**
   * Chooses the number of heads, and sizes.
   *
   * @param heads The number of heads
   * @param options See {@link MultiHeadAttentionOptions}
   * @throws {RangeError} When a count is not a positive whole number, the dropout is outside [0, 1], or the heads do not divide `inputDim` and there is
   * no `keyDim`
   */
  constructor(heads: number, options: MultiHeadAttentionOptions = {}) {
    super();
    checkCount("make MultiHeadAttention", "heads", heads);
    for (const name of ["inputDim", "keyInputDim", "valueInputDim", "keyDim", "valueDim", "units"] as const) {
      if (options[name] !== undefined) checkCount("make MultiHeadAttention", name, options[name]);
    }
    const { dropout = 0, inputDim } = options;
    this.heads = heads;
    this.options = options;
    if (inputDim !== undefined) this.#keyDim(inputDim);
    this.dropout = dropout === 0 ? null : new Dropout(dropout);
  }

  /** A shape with the features in their place, where `inputDim` was given. */
  protected override get buildShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, 1, this.options.inputDim];
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Makes the projections. */
  protected override build(inputShape: Shape): void {
    const features = inputShape.at(-1)!;
    const keyDim = this.#keyDim(features);
    const { valueDim = keyDim, units = features, inputDim } = this.options;
    const { keyInputDim = inputDim, valueInputDim = keyInputDim } = this.options;
    this.query = this.#projection(this.heads * keyDim, features);
    this.key = this.#projection(this.heads * keyDim, keyInputDim);
    this.value = this.#projection(this.heads * valueDim, valueInputDim);
    this.output = this.#projection(units, this.heads * valueDim);
  }

  /**
   * What each query finds.
   *
   * @param query The queries, shape `[N, T, D]`
   * @param inputs Keys, values and masks; see {@link AttentionInputs}
   * @returns Shape `[N, T, units]`
   * @throws {ShapeError} When shapes do not fit together, or are others than before
   * @throws {TypeError} When a mask is not of dtype bool
   */
  forward(query: Tensor, inputs: AttentionInputs = {}): Tensor {
    const { key = query, value = key } = inputs;
    const weights = this.attentionWeights(query, inputs);
    const values = this.#inHeads(this.value!.forward(value));
    const found = matmul(this.dropout === null ? weights : this.dropout.forward(weights), values);
    const [samples, steps] = query.shape as [number, number];
    const joined = reshape(permute(found, [0, 2, 1, 3]), [samples, steps, this.heads * values.shape[3]!]);
    return this.output!.forward(joined);
  }

  /**
   * How much each query attends to each key in each head, before any dropout. 注意力权重
   *
   * @param query The queries, shape `[N, T, D]`
   * @param inputs Keys and masks; see {@link AttentionInputs}
   * @returns Shape `[N, H, T, S]`; those of a query add up to 1
   * @throws {ShapeError} When shapes do not fit together, or are others than before
   * @throws {TypeError} When a mask is not of dtype bool
   */
  attentionWeights(query: Tensor, inputs: AttentionInputs = {}): Tensor {
    const { key = query } = inputs;
    checkAttended(query, inputs, this.#features());
    const mask = wholeMask(inputs, [query.shape[0]!, this.heads, query.shape[1]!, key.shape[1]!]);
    this.ensureBuilt(query.shape);
    const queries = this.#inHeads(this.query!.forward(query));
    const keys = this.#inHeads(this.key!.forward(key));
    return attentionWeights(queries, keys, {
      causal: this.options.causal ?? false,
      ...(mask !== undefined && { mask }),
    });
  }

  /** `[N, T, H · K]` as `[N, H, T, K]`. */
  #inHeads(x: Tensor): Tensor {
    const [samples, steps, features] = x.shape as [number, number, number];
    return permute(reshape(x, [samples, steps, this.heads, features / this.heads]), [0, 2, 1, 3]);
  }

  #projection(units: number, inputDim: number | undefined): Dense {
    const { useBias = true, weightInitializer, biasInitializer } = this.options;
    const layer = new Dense(units, {
      useBias,
      dtype: this.dtype,
      ...(inputDim !== undefined && { inputDim }),
      ...(weightInitializer && { weightInitializer }),
      ...(biasInitializer && { biasInitializer }),
    });
    layer.useRandom(this.random);
    if (inputDim !== undefined) layer.ensureBuilt([1, inputDim]);
    return layer;
  }

  #keyDim(features: number): number {
    const { keyDim } = this.options;
    if (keyDim !== undefined) return keyDim;
    if (features % this.heads === 0) return features / this.heads;
    throw new RangeError(
      `Cannot build MultiHeadAttention as the features of a query must be a multiple of the ${this.heads} heads: current number of features is ${features}; give keyDim`,
    );
  }

  /** Features of queries, keys and values, as far as they are known. */
  #features(): readonly (number | undefined)[] {
    const { inputDim, keyInputDim = inputDim, valueInputDim = keyInputDim } = this.options;
    const known = [inputDim, keyInputDim, valueInputDim];
    return [this.query, this.key, this.value].map((layer, i) => layer?.weight?.shape[1] ?? known[i]);
  }
}
