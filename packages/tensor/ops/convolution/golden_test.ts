import { gradients } from "@chainrule/autograd";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { assert } from "@std/assert";
import type { Tensor } from "../../core/tensor.ts";
import { Variable } from "../../core/variable.ts";
import golden from "../../golden/convolution.json" with { type: "json" };
import { maximum } from "../arithmetic/maximum.ts";
import { oneHot } from "../indexing/one_hot.ts";
import { matmul } from "../linear_algebra/matmul.ts";
import { logSumExp } from "../reduction/log_sum_exp.ts";
import { mean } from "../reduction/mean.ts";
import { sum } from "../reduction/sum.ts";
import { reshape } from "../shape/reshape.ts";
import { transpose } from "../shape/transpose.ts";
import { avgPool2d } from "./avg_pool2d.ts";
import { conv1d } from "./conv1d.ts";
import { conv2d } from "./conv2d.ts";
import { convTranspose2d } from "./conv_transpose2d.ts";
import { maxPool2d } from "./max_pool2d.ts";
import type { Border, Pair } from "./window.ts";

interface Case {
  readonly name: string;
  readonly options?: {
    readonly stride: number | Pair;
    readonly padding?: number | Pair;
    readonly dilation?: number | Pair;
    readonly groups?: number;
    readonly kernel?: number;
    readonly count_include_pad?: boolean;
  };
  readonly inputs: Readonly<Record<string, Golden>>;
  readonly y?: Golden;
  readonly upstream?: Golden;
  readonly loss?: number;
  readonly grads: Readonly<Record<string, Golden>>;
}

/** PyTorch has one number for both sides. */
function border(padding: number | Pair = 0): number | Border {
  return typeof padding === "number" ? padding : [padding[0], padding[0], padding[1], padding[1]];
}

/** What a case computes. */
function run({ name, options = { stride: 1 } }: Case, { x, W, b }: Readonly<Record<string, Tensor>>): Tensor {
  const { stride, padding, dilation = 1, groups = 1, kernel = 1 } = options;
  const bias = (rank: number) => reshape(b!, [-1, ...Array<number>(rank).fill(1)]);
  if (name === "conv1d") {
    return conv1d(x!, W!, { stride: stride as number, padding: padding as number }).add(bias(1));
  }
  if (name === "conv2d") {
    return conv2d(x!, W!, { stride, padding: border(padding), dilation, groups }).add(bias(2));
  }
  if (name === "conv_transpose2d") return convTranspose2d(x!, W!, { stride, padding: border(padding) }).add(bias(2));
  const windows = { size: kernel, stride, padding: border(padding) };
  if (name.startsWith("max_pool2d")) return maxPool2d(x!, windows);
  assert(name === "avg_pool2d", name);
  return avgPool2d(x!, { ...windows, countPadding: options.count_include_pad! });
}

const cases = golden.cases as unknown as readonly Case[];

for (const dtype of ["float64", "float32"] as const) {
  const { values, gradients: tolerance } = goldenTolerances[dtype];

  for (const item of cases.filter(({ y }) => y !== undefined)) {
    Deno.test(`golden ${item.name} ${JSON.stringify(item.options)}, ${dtype}`, () => {
      const names = Object.keys(item.inputs);
      const sources = names.map((name) => new Variable(goldenTensor(item.inputs[name]!, dtype)));
      const y = run(item, Object.fromEntries(names.map((name, i) => [name, sources[i]!.value])));
      assertTensorsClose(y, goldenTensor(item.y!, dtype), values, "output");
      const found = gradients(sum(y.mul(goldenTensor(item.upstream!, dtype))), sources);
      names.forEach((name, i) =>
        assertTensorsClose(found[i]!, goldenTensor(item.grads[name]!, dtype), tolerance, `gradient of ${name}`)
      );
    });
  }

  Deno.test(`golden network of convolution, pooling and a layer, ${dtype}`, () => {
    const { inputs, loss, grads } = cases.find(({ name }) => name === "cnn_conv_relu_maxpool_linear")!;
    const names = ["K", "c", "W", "b"] as const;
    const sources = names.map((name) => new Variable(goldenTensor(inputs[name]!, dtype)));
    const [kernel, offset, weight, bias] = sources.map((source) => source.value) as [Tensor, Tensor, Tensor, Tensor];
    const maps = maximum(conv2d(goldenTensor(inputs["X"]!, dtype), kernel).add(reshape(offset, [-1, 1, 1])), 0);
    const features = reshape(maxPool2d(maps, { size: 2 }), [2, -1]);
    const scores = matmul(features, transpose(weight)).add(bias);
    const wanted = sum(scores.mul(oneHot(goldenTensor(inputs["target"]!, "int32"), 3, dtype)), { axis: -1 });
    const found = mean(logSumExp(scores, { axis: -1 }).sub(wanted));
    assertTensorsClose(found, goldenTensor(loss!, dtype), values, "loss");
    gradients(found, sources).forEach((gradient, i) =>
      assertTensorsClose(gradient, goldenTensor(grads[names[i]!]!, dtype), tolerance, `gradient of ${names[i]}`)
    );
  });
}
