/** Every normalisation of the golden file, eagerly and as one compiled program. */
import { gradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import type { DType, Tensor } from "@chainrule/tensor";
import { sum, Variable } from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals } from "@std/assert";
import golden from "../../golden/layers.json" with { type: "json" };
import { BatchNorm } from "./batch_norm.ts";
import { GroupNorm } from "./group_norm.ts";
import { LayerNorm } from "./layer_norm.ts";

interface Case {
  readonly name: string;
  readonly options: { readonly eps: number; readonly momentum?: number; readonly groups?: number };
  readonly inputs: Readonly<Record<"x" | "gamma" | "beta", Golden>> & {
    readonly running_mean?: Golden;
    readonly running_var?: Golden;
  };
  readonly y: Golden;
  readonly upstream: Golden;
  readonly grads: Readonly<Record<"x" | "gamma" | "beta", Golden>>;
  readonly running_mean_before?: Golden;
  readonly running_var_before?: Golden;
  readonly running_mean_after?: Golden;
  readonly running_var_after?: Golden;
}

const cases = golden.cases.filter(({ name }) => name.includes("_norm")) as unknown as readonly Case[];

function layerOf({ name, options: { eps: epsilon, momentum = 0.1, groups = 1 } }: Case, dtype: DType) {
  if (name.startsWith("batch_norm")) return new BatchNorm({ epsilon, momentum, dtype });
  if (name === "group_norm") return new GroupNorm(groups, { epsilon, dtype });
  return new LayerNorm({ epsilon, dtype, axis: name === "layer_norm_2_axes" ? [1, 2] : -1 });
}

Deno.test("the golden file has the normalisations that are tested here", () => {
  assertEquals(cases.map(({ name }) => name), [
    "batch_norm_1d_train",
    "batch_norm_1d_eval",
    "batch_norm_2d_train",
    "batch_norm_2d_eval",
    "layer_norm",
    "layer_norm_2_axes",
    "group_norm",
  ]);
});

for (const item of cases) {
  for (const dtype of ["float64", "float32"] as const) {
    for (const compiled of [false, true]) {
      Deno.test(`golden ${item.name}, ${dtype}, ${compiled ? "compiled" : "eager"}`, () => {
        const { values, gradients: tolerance } = goldenTolerances[dtype];
        const given = (value: Golden): Tensor => goldenTensor(value, dtype);
        const x = new Variable(given(item.inputs.x));
        const layer = layerOf(item, dtype);
        if (item.name.endsWith("_eval")) layer.eval();
        layer.ensureBuilt(x.shape);
        layer.gamma!.assign(given(item.inputs.gamma));
        layer.beta!.assign(given(item.inputs.beta));
        if (layer instanceof BatchNorm) {
          layer.runningMean!.assign(given((item.running_mean_before ?? item.inputs.running_mean)!));
          layer.runningVariance!.assign(given((item.running_var_before ?? item.inputs.running_var)!));
        }
        const sources = [x, layer.gamma!, layer.beta!];
        const both = (upstream: Tensor): Tensor[] => {
          const y = layer.forward(x.value);
          return [y, ...gradients(sum(y.mul(upstream)), sources)];
        };
        const run = jit(both);
        const [y, ...found] = (compiled ? run : both)(given(item.upstream));
        if (compiled) assertEquals(run.programs[0]!.uncompiled, []);
        assertTensorsClose(y!, given(item.y), values, "output");
        (["x", "gamma", "beta"] as const).forEach((name, i) =>
          assertTensorsClose(found[i]!, given(item.grads[name]), tolerance, `gradient of ${name}`)
        );
        if (item.running_mean_after === undefined) return;
        assert(layer instanceof BatchNorm);
        assertTensorsClose(layer.runningMean!.value, given(item.running_mean_after), values, "running mean");
        assertTensorsClose(layer.runningVariance!.value, given(item.running_var_after!), values, "running variance");
      });
    }
  }
}
