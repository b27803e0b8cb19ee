import { gradients } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { sum, Variable } from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import golden from "../golden/layers.json" with { type: "json" };
import { softmaxCrossEntropy } from "../losses/cross_entropy.ts";
import { Sequential } from "../sequential.ts";
import { Activation } from "./activation.ts";
import { Dense } from "./dense.ts";

interface LinearCase {
  readonly name: string;
  readonly inputs: { readonly x: Golden; readonly W: Golden; readonly b?: Golden };
  readonly y: Golden;
  readonly upstream: Golden;
  readonly grads: Readonly<Record<string, Golden>>;
}

for (const dtype of ["float64", "float32"] as const) {
  const { values, gradients: tolerance } = goldenTolerances[dtype];

  for (const item of golden.cases.filter(({ name }) => name.startsWith("linear")) as unknown as readonly LinearCase[]) {
    Deno.test(`golden ${item.name}, ${dtype}`, () => {
      const x = new Variable(goldenTensor(item.inputs.x, dtype));
      const W = goldenTensor(item.inputs.W, dtype);
      const layer = new Dense(W.shape[0]!, { inputDim: W.shape[1]!, dtype, useBias: item.inputs.b !== undefined });
      const [weight, bias] = layer.parameters();
      weight!.assign(W);
      bias?.assign(goldenTensor(item.inputs.b!, dtype));
      const y = layer.forward(x.value);
      assertTensorsClose(y, goldenTensor(item.y, dtype), values, "output");
      const sources = { x, W: weight!, ...(bias && { b: bias }) };
      const found = gradients(sum(y.mul(goldenTensor(item.upstream, dtype))), Object.values(sources));
      Object.keys(sources).forEach((name, i) =>
        assertTensorsClose(found[i]!, goldenTensor(item.grads[name]!, dtype), tolerance, `gradient of ${name}`)
      );
    });
  }

  Deno.test(`golden mlp_tanh_cross_entropy, ${dtype}`, () => {
    const item = golden.cases.find(({ name }) => name === "mlp_tanh_cross_entropy") as unknown as {
      readonly inputs: Readonly<Record<"X" | "W1" | "b1" | "W2" | "b2" | "target", Golden>>;
      readonly loss: number;
      readonly grads: Readonly<Record<"W1" | "b1" | "W2" | "b2", Golden>>;
    };
    const names = ["W1", "b1", "W2", "b2"] as const;
    const given = (name: keyof typeof item.inputs): Tensor => goldenTensor(item.inputs[name], dtype);
    const model = new Sequential([
      new Dense(5, { inputDim: 3, dtype }),
      new Activation("tanh"),
      new Dense(2, { dtype }),
    ]);
    model.ensureBuilt([1, 3]);
    model.parameters().forEach((parameter, i) => parameter.assign(given(names[i]!)));
    const loss = softmaxCrossEntropy(model.forward(given("X")), goldenTensor(item.inputs.target, "int32"));
    assertTensorsClose(loss, goldenTensor(item.loss, dtype), values, "loss");
    gradients(loss, model.parameters()).forEach((gradient, i) =>
      assertTensorsClose(gradient, goldenTensor(item.grads[names[i]!], dtype), tolerance, `gradient of ${names[i]}`)
    );
  });
}
