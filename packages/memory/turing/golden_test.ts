import { gradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { softmax } from "@chainrule/activations";
import type { DType, Tensor } from "@chainrule/tensor";
import { expandDims, sigmoid, Variable } from "@chainrule/tensor";
import { assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import type { Golden } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import golden from "../golden/energy.json" with { type: "json" };
import { contentWeights } from "./content_weights.ts";
import { cosineSimilarity } from "./cosine_similarity.ts";
import { headWeights } from "./head_weights.ts";
import { interpolateWeights } from "./interpolate_weights.ts";
import { readMemory } from "./read_memory.ts";
import { sharpenWeights } from "./sharpen_weights.ts";
import { shiftWeights } from "./shift_weights.ts";
import { writeMemory } from "./write_memory.ts";

/** The case of a head, as the file has it. */
interface HeadCase {
  readonly inputs: Readonly<Record<string, Golden>>;
  readonly results: Readonly<Record<string, Golden>>;
  readonly grads: Readonly<Record<string, Golden>>;
  readonly u_read: Golden;
  readonly u_memory: Golden;
}

const head = golden.cases.find(({ name }) => name === "ntm_head") as unknown as HeadCase;
const dtypes = ["float64", "float32"] as const;
/** The same with an axis of one sample in front. */
const one = (x: Tensor | Variable): Tensor => expandDims(x, 0);
/** The same with axes of one sample and one head in front. */
const both = (x: Tensor | Variable): Tensor => one(one(x));

/** Everything on the way from the signals to the memory, by the names of the file, with axes of one sample and one head. */
function stages(given: Readonly<Record<string, Variable>>): Record<string, Tensor> {
  const { memory, key, beta, gate, gamma, shift_logits, previous_logits, erase_logits, add } = given as Record<
    "memory" | "key" | "beta" | "gate" | "gamma" | "shift_logits" | "previous_logits" | "erase_logits" | "add",
    Variable
  >;
  const w_previous = both(softmax(previous_logits.value));
  const shift = both(softmax(shift_logits.value));
  const erase = both(sigmoid(erase_logits));
  const cosine = cosineSimilarity(both(key), one(memory));
  const w_content = contentWeights(one(memory), both(key), both(beta));
  const w_gated = interpolateWeights(w_content, w_previous, both(gate));
  const w_shifted = shiftWeights(w_gated, shift);
  const w = sharpenWeights(w_shifted, both(gamma));
  const read = readMemory(one(memory), w);
  const memory_next = writeMemory(one(memory), w, erase, both(add));
  return { cosine, w_content, w_previous, w_gated, shift, w_shifted, w, read, erase, memory_next };
}

function variables(dtype: DType): Record<string, Variable> {
  const entries = Object.entries(head.inputs).map(([name, value]) => [name, new Variable(goldenTensor(value, dtype))]);
  return Object.fromEntries(entries);
}

function loss({ read, memory_next }: Record<string, Tensor>, dtype: DType): Tensor {
  const ofRead = read!.mul(goldenTensor(head.u_read, dtype)).sum();
  return ofRead.add(memory_next!.mul(goldenTensor(head.u_memory, dtype)).sum());
}

for (const dtype of dtypes) {
  const { values, gradients: ofGradients } = goldenTolerances[dtype];

  Deno.test(`addressing, reading and writing in ${dtype} have the golden values`, () => {
    const given = variables(dtype);
    const found = stages(given);
    assertEquals(Object.keys(found).sort(), Object.keys(head.results).sort());
    for (const [name, tensor] of Object.entries(found)) {
      const expected = goldenTensor(head.results[name]!);
      assertTensorsClose(tensor.reshape(expected.shape), expected, values, name);
    }
    const { w_previous, shift } = found;
    const signals = {
      keys: both(given.key!),
      strengths: both(given.beta!),
      gates: both(given.gate!),
      shifts: shift!,
      sharpness: both(given.gamma!),
    };
    const whole = headWeights(one(given.memory!), w_previous!, signals);
    assertTensorsClose(whole.reshape([5]), goldenTensor(head.results.w!), values, "all stages in one");
  });

  for (const compiled of [false, true]) {
    Deno.test(`a head in ${dtype} has the golden gradients, ${compiled ? "compiled" : "eagerly"}`, () => {
      const given = variables(dtype);
      const names = Object.keys(given);
      const all = () => gradients(loss(stages(given), dtype), names.map((name) => given[name]!));
      const found = compiled ? jit(all)() : all();
      names.forEach((name, i) => {
        assertTensorsClose(found[i]!, goldenTensor(head.grads[name]!), ofGradients, `gradient of ${name}`);
      });
    });
  }
}
