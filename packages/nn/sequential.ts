/**
 * Layers in a row.
 *
 * @module
 */
import type { DType, Shape, Tensor, Variable } from "@chainrule/tensor";
import { outsideTrace, Random, zeros } from "@chainrule/tensor";
import type { Layer } from "./module.ts";
import { isModule } from "./module_tree.ts";
import type { LayerOutput } from "./training/model.ts";
import { Model } from "./training/model.ts";
import { inEvaluation } from "./training/modes.ts";

/** How a {@link Sequential} is made. */
export interface SequentialOptions {
  /** What first weights and dropout are drawn from: one seed, one result. @default drawn from the default generator */
  readonly seed?: number;
}

/**
 * Layers in a row: the output of each is the input of the next. 顺序模型
 *
 * @example The ten lines that the chapter ends with
 * ```ts
 * import { Activation, Dense, Sequential } from "@chainrule/nn";
 * import { oneHot, Random } from "@chainrule/tensor";
 * import { assert } from "@std/assert";
 *
 * const random = new Random(1);
 * const x = random.normal([96, 100]);
 * const y = oneHot(random.integers([96], 0, 40), 40);
 *
 * const model = new Sequential([
 *   new Dense(64, { inputDim: 100 }),
 *   new Activation("relu"),
 *   new Dense(40),
 *   new Activation("softmax"),
 * ], { seed: 1 });
 * model.compile({ loss: "categoricalCrossentropy", optimizer: "sgd", metrics: ["accuracy"] });
 * await model.fit(x, y, { epochs: 5, batchSize: 32 });
 * const { loss, accuracy } = model.evaluate(x, y, { batchSize: 32 });
 * assert(loss < 4 && accuracy >= 0);
 * ```
 */
export class Sequential extends Model {
  /** The layers, first to last. */
  readonly layers: Layer[] = [];
  #inputShape: Shape | null = null;
  #source: Random | null = null;

  /**
   * Puts layers in a row.
   *
   * @param layers The layers, first to last
   * @param options See {@link SequentialOptions}
   * @throws {TypeError} When something in the list is not a layer
   */
  constructor(layers: readonly Layer[] = [], options: SequentialOptions = {}) {
    super();
    for (const layer of layers) this.add(layer);
    if (options.seed !== undefined) this.useRandom(new Random(options.seed));
  }

  /**
   * Adds a layer at the end.
   *
   * @param layer The layer
   * @returns The model
   * @throws {TypeError} When it is not a layer
   */
  add(layer: Layer): this {
    if (!isModule(layer) || typeof layer.forward !== "function") {
      throw new TypeError(
        `Cannot add a layer to Sequential as it must be a module with forward: current type of layer ${this.layers.length} is ${typeof layer}`,
      );
    }
    if (this.#source !== null) layer.useRandom(this.#source);
    this.layers.push(layer);
    return this;
  }

  /**
   * Gives the model and its layers, those added later included, generators split off from `random`.
   *
   * @param random The generator to split from
   * @returns The model
   */
  override useRandom(random: Random): this {
    this.#source = random;
    return super.useRandom(random);
  }

  /** What the first layer knows. */
  override get knownInputShape(): Shape | null {
    return this.layers[0]?.knownInputShape ?? null;
  }

  /** int32 if the first layer takes indices; otherwise float64 if one of the layers is made for that. */
  override get dtype(): DType {
    if (this.layers[0]?.dtype === "int32") return "int32";
    return this.layers.some((layer) => layer.dtype === "float64") ? "float64" : "float32";
  }

  /** Builds every layer, by sending one sample of zeros through. */
  protected override build(inputShape: Shape): void {
    inEvaluation(this, () => this.#through(zeros([1, ...inputShape.slice(1)], this.dtype)));
    this.#inputShape = inputShape;
  }

  /**
   * The output of the last layer.
   *
   * @param x Shape `[N, ...]`, as the first layer wants it
   * @returns Shape `[N, ...]`
   */
  forward(x: Tensor): Tensor {
    this.ensureBuilt(x.shape);
    return this.#through(x);
  }

  /** The name of the activation that the last layer ends in, if it does and that has a name. */
  override get finalActivation(): string | null {
    const last = this.layers.at(-1);
    return last?.forwardLogits === undefined ? null : last.finalActivation ?? null;
  }

  /** The output before the final activation; the output if there is none. */
  override forwardLogits(x: Tensor): Tensor {
    this.ensureBuilt(x.shape);
    const last = this.layers.length - 1;
    return this.#through(x, (layer, a, index) => {
      return index === last && layer.forwardLogits !== undefined ? layer.forwardLogits(a) : layer.forward(a);
    });
  }

  /** The output of every layer. */
  override outputsOfLayers(x: Tensor): LayerOutput[] {
    this.ensureBuilt(x.shape);
    const outputs: LayerOutput[] = [];
    this.#through(x, (layer, a, index) => {
      const output = layer.forward(a);
      outputs.push({ name: `layers.${index} (${layer.name})`, output });
      return output;
    });
    return outputs;
  }

  /**
   * A table of the layers with their output shapes and numbers of parameters. 模型摘要
   *
   * @returns Lines of text
   * @throws {TypeError} When the model does not know its input
   */
  summary(): string {
    const frozen = this.parameters().filter((parameter) => !parameter.trainable);
    const rows = this.#shapes().map((shape, index) => {
      const layer = this.layers[index]!;
      return [`${index}`, layer.name, `[${["N", ...shape.slice(1)].join(", ")}]`, `${elements(layer.parameters())}`];
    });
    const total = `${elements(this.parameters())} parameters`;
    return [
      ...aligned([["", "layer", "output", "parameters"], ...rows]),
      frozen.length === 0 ? total : `${total}, ${elements(frozen)} of them frozen`,
    ].join("\n");
  }

  /** The shape of each layer's output for one sample. */
  #shapes(): Shape[] {
    const sample = (this.#inputShape ?? this.knownInputShape ?? [1]).slice(1);
    const outputs = outsideTrace(() =>
      inEvaluation(this, () => this.outputsOfLayers(zeros([1, ...sample], this.dtype)))
    );
    return outputs.map(({ output }) => output.shape);
  }

  /** Sends `x` through the layers in order. An error of one says which it was. */
  #through(x: Tensor, apply = (layer: Layer, a: Tensor, _index: number): Tensor => layer.forward(a)): Tensor {
    return this.layers.reduce((a, layer, index) => {
      try {
        return apply(layer, a, index);
      } catch (error) {
        if (error instanceof Error) error.message += ` (in layer ${index + 1} of ${this.layers.length}, ${layer.name})`;
        throw error;
      }
    }, x);
  }
}

function elements(parameters: readonly Variable[]): number {
  return parameters.reduce((total, { value }) => total + value.size, 0);
}

/** Rows of cells as lines, with columns of equal width. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd());
}
