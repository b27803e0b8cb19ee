import { gradients } from "@chainrule/autograd";
import type { DType, Tensor } from "@chainrule/tensor";
import { matmul, Variable } from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import golden from "../golden/losses.json" with { type: "json" };
import { Module } from "../module.ts";
import { sigmoidCrossEntropy } from "./binary_cross_entropy.ts";
import { softmaxCrossEntropy } from "./cross_entropy.ts";
import { huber } from "./huber.ts";
import { softmaxKlDivergence } from "./kl_divergence.ts";
import { meanAbsoluteError } from "./mean_absolute_error.ts";
import { meanSquaredError } from "./mean_squared_error.ts";
import { weightPenalty } from "./weight_penalty.ts";

interface Case {
  readonly name: string;
  readonly reduction?: string;
  readonly logits?: Golden;
  readonly pred?: Golden;
  readonly target?: Golden;
  readonly weights?: Golden;
  readonly loss?: Golden;
  readonly grads?: Readonly<Record<string, Golden>>;
}

const cases = golden.cases as unknown as readonly Case[];

/** From the name of a case to the loss that it is about. */
function lossOf(item: Case, input: Tensor, dtype: DType): Tensor {
  const labels = () => goldenTensor(item.target!, "int32");
  const target = () => goldenTensor(item.target!, dtype);
  const reduction = (item.reduction ?? "mean").split(" ")[0] as "mean" | "sum" | "none";
  switch (item.name) {
    case "cross_entropy_index":
    case "cross_entropy_extreme":
      return softmaxCrossEntropy(input, labels(), { reduction });
    case "cross_entropy_class_weights":
      return softmaxCrossEntropy(input, labels(), { classWeights: goldenTensor(item.weights!, dtype) });
    case "cross_entropy_soft_target":
      return softmaxCrossEntropy(input, target(), { reduction });
    case "bce_with_logits":
      return sigmoidCrossEntropy(input, target(), { reduction });
    case "mse":
      return meanSquaredError(input, target(), { reduction });
    case "nndl_quadratic_risk":
      // Half the squared length of each row, and the mean over rows.
      return meanSquaredError(input, target()).mul(input.shape[1]! / 2);
    case "l1":
      return meanAbsoluteError(input, target(), { reduction });
    case "huber":
      return huber(input, target(), { reduction });
    case "kl_div_batchmean":
      return softmaxKlDivergence(input, target());
    default:
      throw new Error(`No loss for the golden case ${item.name}`);
  }
}

const elsewhere = ["l2_regularised_risk", "ridge_closed_form"];

for (const dtype of ["float64", "float32"] as const) {
  for (const item of cases.filter(({ name }) => !elsewhere.includes(name))) {
    Deno.test(`golden ${item.name}, reduction ${item.reduction ?? "mean"}, ${dtype}`, () => {
      const input = new Variable(goldenTensor(item.logits ?? item.pred!, dtype));
      const loss = lossOf(item, input.value, dtype);
      const { values, gradients: tolerance } = goldenTolerances[dtype];
      assertTensorsClose(loss, goldenTensor(item.loss!, dtype), values, "loss");
      const expected = item.grads?.logits ?? item.grads?.pred;
      if (expected !== undefined) {
        assertTensorsClose(gradients(loss, [input])[0]!, goldenTensor(expected, dtype), tolerance, "gradient");
      }
    });
  }
}

class Affine extends Module {
  readonly weight: Variable;
  readonly bias: Variable;

  constructor(weight: Tensor, bias: Tensor) {
    super();
    this.weight = new Variable(weight);
    this.bias = new Variable(bias);
  }
}

Deno.test("the structured risk penalises weights and not biases, as in the golden file", () => {
  const item = golden.cases.find(({ name }) => name === "l2_regularised_risk") as unknown as {
    readonly lambda: number;
    readonly X: Golden;
    readonly W: Golden;
    readonly b: Golden;
    readonly target: Golden;
    readonly risk: number;
    readonly grads: Readonly<Record<"W" | "b", Golden>>;
  };
  const layer = new Affine(goldenTensor(item.W), goldenTensor(item.b));
  const logits = matmul(goldenTensor(item.X), layer.weight).add(layer.bias);
  const risk = softmaxCrossEntropy(logits, goldenTensor(item.target, "int32")).add(weightPenalty(layer, item.lambda));
  const { values } = goldenTolerances.float64;
  assertTensorsClose(risk, goldenTensor(item.risk), values, "risk");
  const [w, b] = gradients(risk, [layer.weight, layer.bias]);
  assertTensorsClose(w!, goldenTensor(item.grads.W), values, "gradient of W");
  assertTensorsClose(b!, goldenTensor(item.grads.b), values, "gradient of b");
});

Deno.test("ridge regression has zero gradient at its closed form, with the penalty that the risk adds", () => {
  const item = golden.cases.find(({ name }) => name === "ridge_closed_form") as unknown as {
    readonly lambda: number;
    readonly X: Golden;
    readonly t: Golden;
    readonly w: { readonly shape: readonly number[]; readonly data: readonly number[] };
  };
  const weight = goldenTensor({ shape: [3, 1], data: item.w.data });
  const layer = new Affine(weight, goldenTensor({ shape: [1], data: [0] }));
  const t = goldenTensor(item.t).reshape([5, 1]);
  const squared = meanSquaredError(matmul(goldenTensor(item.X), layer.weight), t, { reduction: "sum" }).mul(0.5);
  const [slope] = gradients(squared.add(weightPenalty(layer, item.lambda)), [layer.weight]);
  assertEquals(slope!.abs().max().item() < 1e-12, true);
});
