import { gradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import type { Border, Pair, Tensor } from "@chainrule/tensor";
import { sum, Variable } from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals } from "@std/assert";
import golden from "../../golden/layers.json" with { type: "json" };
import { softmaxCrossEntropy } from "../../losses/cross_entropy.ts";
import type { Layer } from "../../module.ts";
import { Sequential } from "../../sequential.ts";
import { Dense } from "../dense.ts";
import { Flatten } from "../flatten.ts";
import { AvgPool2D } from "./avg_pool2d.ts";
import { Conv1D } from "./conv1d.ts";
import { Conv2D } from "./conv2d.ts";
import { ConvTranspose2D } from "./conv_transpose2d.ts";
import { MaxPool2D } from "./max_pool2d.ts";

interface Case {
  readonly name: string;
  readonly options: {
    readonly stride: number | Pair;
    readonly padding?: number | Pair;
    readonly dilation?: number | Pair;
    readonly groups?: number;
    readonly kernel?: number;
    readonly count_include_pad?: boolean;
  };
  readonly inputs: { readonly x: Golden; readonly W?: Golden; readonly b?: Golden };
  readonly y: Golden;
  readonly upstream: Golden;
  readonly grads: Readonly<Record<string, Golden>>;
}

/** PyTorch has one number for both sides. */
function border(padding: number | Pair = 0): number | Border {
  return typeof padding === "number" ? padding : [padding[0], padding[0], padding[1], padding[1]];
}

/** The layer of a case whose weights have the shape `W`. */
function layerOf({ name, options }: Case, W: readonly number[], dtype: "float32" | "float64"): Layer {
  const { stride, dilation = 1, groups = 1, kernel = 1 } = options;
  const padding = border(options.padding);
  const size: Pair = [W[2]!, W[3]!];
  switch (name) {
    case "conv1d":
      return new Conv1D(W[0]!, W[2]!, { stride: stride as number, padding: options.padding as number, dtype });
    case "conv2d":
      return new Conv2D(W[0]!, size, { stride, padding, dilation, groups, dtype });
    case "conv_transpose2d":
      return new ConvTranspose2D(W[1]!, size, { stride, padding, dtype });
    case "avg_pool2d":
      return new AvgPool2D(kernel, { stride, padding, countPadding: options.count_include_pad! });
    default:
      assert(name.startsWith("max_pool2d"), name);
      return new MaxPool2D(kernel, { stride, padding });
  }
}

const cases = golden.cases.filter(({ name }) => /^conv|pool2d/.test(name)) as unknown as readonly Case[];

Deno.test("there are golden cases of every layer", () => {
  const counts: Record<string, number> = {};
  for (const { name } of cases) counts[name] = (counts[name] ?? 0) + 1;
  assertEquals(counts, { conv2d: 5, conv1d: 1, conv_transpose2d: 1, max_pool2d: 3, avg_pool2d: 4, max_pool2d_ties: 1 });
});

for (const dtype of ["float64", "float32"] as const) {
  const { values, gradients: tolerance } = goldenTolerances[dtype];

  for (const item of cases) {
    for (const way of ["eager", "compiled"] as const) {
      Deno.test(`golden ${item.name} ${JSON.stringify(item.options)}, ${dtype}, ${way}`, () => {
        const x = new Variable(goldenTensor(item.inputs.x, dtype));
        const upstream = goldenTensor(item.upstream, dtype);
        const layer = layerOf(item, item.inputs.W ? goldenTensor(item.inputs.W, dtype).shape : [], dtype);
        layer.ensureBuilt(x.shape);
        const [weight, bias] = layer.parameters();
        weight?.assign(goldenTensor(item.inputs.W!, dtype));
        bias?.assign(goldenTensor(item.inputs.b!, dtype));
        const sources = { x, ...(weight && { W: weight }), ...(bias && { b: bias }) };
        assertEquals(Object.keys(sources).sort(), Object.keys(item.grads).sort());
        const run = (): Tensor[] => {
          const y = layer.forward(x.value);
          return [y, ...gradients(sum(y.mul(upstream)), Object.values(sources))];
        };
        const [y, ...found] = way === "eager" ? run() : jit(run)();
        assertTensorsClose(y!, goldenTensor(item.y, dtype), values, "output");
        Object.keys(sources).forEach((name, i) =>
          assertTensorsClose(found[i]!, goldenTensor(item.grads[name]!, dtype), tolerance, `gradient of ${name}`)
        );
      });
    }
  }

  Deno.test(`golden cnn_conv_relu_maxpool_linear, ${dtype}`, () => {
    const item = golden.cases.find(({ name }) => name === "cnn_conv_relu_maxpool_linear") as unknown as {
      readonly inputs: Readonly<Record<"X" | "K" | "c" | "W" | "b" | "target", Golden>>;
      readonly loss: number;
      readonly grads: Readonly<Record<"K" | "c" | "W" | "b", Golden>>;
    };
    const names = ["K", "c", "W", "b"] as const;
    const x = goldenTensor(item.inputs.X, dtype);
    const model = new Sequential([
      new Conv2D(2, 3, { activation: "relu", dtype }),
      new MaxPool2D(2),
      new Flatten(),
      new Dense(3, { dtype }),
    ]);
    model.ensureBuilt(x.shape);
    model.parameters().forEach((parameter, i) => parameter.assign(goldenTensor(item.inputs[names[i]!], dtype)));
    const loss = softmaxCrossEntropy(model.forward(x), goldenTensor(item.inputs.target, "int32"));
    assertTensorsClose(loss, goldenTensor(item.loss, dtype), values, "loss");
    gradients(loss, model.parameters()).forEach((gradient, i) =>
      assertTensorsClose(gradient, goldenTensor(item.grads[names[i]!], dtype), tolerance, `gradient of ${names[i]}`)
    );
  });
}
