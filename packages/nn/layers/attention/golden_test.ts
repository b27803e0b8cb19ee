/** Every case of attention of the golden file, eagerly and as one compiled program. */
import { gradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import type { DType, Tensor } from "@chainrule/tensor";
import { sum, Variable } from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import golden from "../../golden/attention.json" with { type: "json" };
import { MultiHeadAttention } from "./multi_head_attention.ts";
import { scaledDotProductAttention } from "./scaled_dot_product_attention.ts";

interface Case {
  readonly name: string;
  readonly inputs: Readonly<Record<string, Golden>>;
  readonly y: Golden;
  readonly upstream: Golden;
  readonly grads: Readonly<Record<string, Golden>>;
}

/** A computation, and what its gradients are taken of, by the name in the file. */
interface Attention {
  readonly forward: () => Tensor;
  readonly sources: Readonly<Record<string, Variable>>;
}

const [product, ...heads] = golden.cases as unknown as readonly [Case, ...Case[]];

function productOf(item: Case, dtype: DType): Attention {
  const [Q, K, V] = ["Q", "K", "V"].map((name) => new Variable(goldenTensor(item.inputs[name]!, dtype)));
  return {
    forward: () => scaledDotProductAttention(Q!.value, K!.value, V!.value),
    sources: { Q: Q!, K: K!, V: V! },
  };
}

function layerOf(item: Case, dtype: DType): Attention {
  const x = new Variable(goldenTensor(item.inputs.x!, dtype));
  const layer = new MultiHeadAttention(2, { inputDim: 4, causal: item.name.endsWith("_causal"), dtype });
  const names = ["Wq", "bq", "Wk", "bk", "Wv", "bv", "Wo", "bo"];
  const parameters = layer.parameters();
  parameters.forEach((parameter, i) => parameter.assign(goldenTensor(item.inputs[names[i]!]!, dtype)));
  return {
    forward: () => layer.forward(x.value),
    sources: { x, ...Object.fromEntries(names.map((name, i) => [name, parameters[i]!])) },
  };
}

Deno.test("the golden file has the attention that is tested here", () => {
  assertEquals([product, ...heads].map(({ name }) => name), [
    "scaled_dot_product_attention",
    "multi_head_self_attention",
    "multi_head_self_attention_causal",
  ]);
});

for (const [item, make] of [[product, productOf] as const, ...heads.map((item) => [item, layerOf] as const)]) {
  for (const dtype of ["float64", "float32"] as const) {
    for (const compiled of [false, true]) {
      Deno.test(`golden ${item.name}, ${dtype}, ${compiled ? "compiled" : "eager"}`, () => {
        const { values, gradients: tolerance } = goldenTolerances[dtype];
        const { forward, sources } = make(item, dtype);
        assertEquals(Object.keys(sources).sort(), Object.keys(item.grads).sort());
        const both = (upstream: Tensor): Tensor[] => {
          const y = forward();
          return [y, ...gradients(sum(y.mul(upstream)), Object.values(sources))];
        };
        const run = jit(both);
        const [y, ...found] = (compiled ? run : both)(goldenTensor(item.upstream, dtype));
        if (compiled) assertEquals(run.programs[0]!.uncompiled, []);
        assertTensorsClose(y!, goldenTensor(item.y, dtype), values, "output");
        Object.keys(sources).forEach((name, i) =>
          assertTensorsClose(found[i]!, goldenTensor(item.grads[name]!, dtype), tolerance, `gradient of ${name}`)
        );
      });
    }
  }
}
