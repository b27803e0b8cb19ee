import { gradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import type { DType, Tensor } from "@chainrule/tensor";
import { concat, sum, Variable } from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import golden from "../../golden/recurrent.json" with { type: "json" };
import { Dense } from "../dense.ts";
import { GRU } from "./gru.ts";
import { LSTM } from "./lstm.ts";
import type { Recurrent } from "./recurrent.ts";
import { SimpleRNN } from "./simple_rnn.ts";

type Goldens = Readonly<Record<string, Golden>>;

interface SequenceCase {
  readonly name: string;
  readonly inputs: Goldens;
  readonly y: Golden;
  readonly upstream: Golden;
  readonly grads: Goldens;
  readonly c_last?: Golden;
}

interface BackPropagationCase {
  readonly name: string;
  readonly inputs: Goldens;
  readonly loss: number;
  readonly grads: Goldens;
  readonly truncated: readonly { readonly detach_hidden_before_steps_divisible_by: number; readonly grads: Goldens }[];
}

interface LastStateCase {
  readonly name: string;
  readonly grads_x: Golden;
}

const caseOf = <T>(name: string): T => golden.cases.find((item) => item.name === name) as unknown as T;

/** Names of our parameters, by those of a golden file. Gates in files of their own are joined in our order. */
type Layout = Readonly<Record<string, readonly string[]>>;

const stacked: Layout = { inputWeight: ["W_ih"], hiddenWeight: ["W_hh"], inputBias: ["b_ih"], hiddenBias: ["b_hh"] };
const gateByGate: Layout = {
  inputWeight: ["Wr", "Wz", "Wh"],
  hiddenWeight: ["Ur", "Uz", "Uh"],
  inputBias: ["br", "bz", "bh"],
};

/** A layer whose state is known by its names only. */
// deno-lint-ignore no-explicit-any
type AnyRecurrent = Recurrent<any>;

const options = { inputDim: 3, returnSequences: true };
const sequenceLayers: Readonly<
  Record<string, { readonly make: (dtype: DType) => AnyRecurrent; readonly layout: Layout }>
> = {
  rnn_tanh: { make: (dtype) => new SimpleRNN(2, { ...options, dtype }), layout: stacked },
  rnn_relu: { make: (dtype) => new SimpleRNN(2, { ...options, activation: "relu", dtype }), layout: stacked },
  gru_torch: { make: (dtype) => new GRU(2, { ...options, dtype }), layout: stacked },
  gru_nndl: { make: (dtype) => new GRU(2, { ...options, resetGate: "beforeProduct", dtype }), layout: gateByGate },
  lstm: { make: (dtype) => new LSTM(2, { ...options, dtype }), layout: stacked },
};

const joined = (given: Goldens, names: readonly string[], dtype: DType): Tensor =>
  concat(names.map((name) => goldenTensor(given[name]!, dtype)));

/** Outputs, the last state, and gradients of everything that is given, once eagerly and once compiled. */
for (const dtype of ["float64", "float32"] as const) {
  const { values, gradients: tolerance } = goldenTolerances[dtype];

  for (const [name, { make, layout }] of Object.entries(sequenceLayers)) {
    for (const compile of [(f: () => Tensor[]) => f, jit]) {
      Deno.test(`golden ${name}, ${dtype}, ${compile === jit ? "compiled" : "eagerly"}`, () => {
        const item = caseOf<SequenceCase>(name);
        const layer = make(dtype);
        const names = layer.namedParameters().map(([path]) => path.replace("cell.", ""));
        assertEquals(names, Object.keys(layout));
        layer.parameters().forEach((parameter, i) => parameter.assign(joined(item.inputs, layout[names[i]!]!, dtype)));
        const x = new Variable(goldenTensor(item.inputs.x!, dtype));
        const state: Record<string, Variable> = { hidden: new Variable(goldenTensor(item.inputs.h0!, dtype)) };
        if (item.inputs.c0 !== undefined) state.cell = new Variable(goldenTensor(item.inputs.c0, dtype));
        const results = compile(() => {
          const parts = Object.entries(state).map(([part, { value }]) => [part, value]);
          const { outputs, state: last } = layer.run(x.value, { initialState: Object.fromEntries(parts) });
          const loss = sum(outputs.mul(goldenTensor(item.upstream, dtype)));
          const found = gradients(loss, [x, ...Object.values(state), ...layer.parameters()]);
          return [outputs, ...Object.values(last) as Tensor[], ...found];
        })();
        const [outputs, hidden, ...rest] = results;
        const y = goldenTensor(item.y, dtype);
        assertTensorsClose(outputs!, y, values, "outputs");
        assertTensorsClose(hidden!, y.slice([0, 3]).reshape([2, 2]), values, "last hidden");
        if (item.c_last !== undefined) {
          assertTensorsClose(rest.shift()!, goldenTensor(item.c_last, dtype), values, "last cell");
        }
        const sources = [["x"], ["h0"], ...(state.cell ? [["c0"]] : []), ...Object.values(layout)];
        assertEquals(rest.length, sources.length);
        sources.forEach((source, i) =>
          assertTensorsClose(rest[i]!, joined(item.grads, source, dtype), tolerance, `gradient of ${source}`)
        );
      });
    }
  }

  /** The network of `srn_bptt`, whose one bias is our first one. */
  const network = (truncate?: number) => {
    const { inputs } = caseOf<BackPropagationCase>("srn_bptt");
    const given = (name: string): Tensor => goldenTensor(inputs[name]!, dtype);
    const layer = new SimpleRNN(2, { ...options, dtype, ...(truncate && { truncate }) });
    const output = new Dense(2, { inputDim: 2, dtype });
    const names = ["W", "U", "b", "V", "c"];
    const [W, U, b, zero, V, c] = [...layer.parameters(), ...output.parameters()];
    [W, U, b, V, c].forEach((parameter, i) => parameter!.assign(given(names[i]!)));
    assertEquals(zero!.value.toArray(), [0, 0]);
    return { layer, output, given, parameters: [W!, U!, b!, V!, c!], names };
  };

  const item = caseOf<BackPropagationCase>("srn_bptt");
  const kinds = [
    { truncate: undefined, grads: item.grads },
    ...item.truncated.map(({ detach_hidden_before_steps_divisible_by: truncate, grads }) => ({ truncate, grads })),
  ];
  for (const { truncate, grads } of kinds) {
    Deno.test(`golden srn_bptt, ${truncate ? `cut every ${truncate} steps` : "in full"}, ${dtype}`, () => {
      const { layer, output, given, parameters, names } = network(truncate);
      const hidden = layer.forward(given("x"), { initialState: { hidden: given("h0") } });
      const error = output.forward(hidden).sub(given("target"));
      const loss = sum(error.mul(error)).mul(0.5);
      assertTensorsClose(loss, goldenTensor(item.loss, dtype), values, "loss");
      gradients(loss, parameters).forEach((gradient, i) =>
        assertTensorsClose(gradient, goldenTensor(grads[names[i]!]!, dtype), tolerance, `gradient of ${names[i]}`)
      );
    });
  }

  Deno.test(`golden srn_last_state_only, ${dtype}`, () => {
    const { layer, given } = network();
    const x = new Variable(given("x"));
    const { state } = layer.run(x.value, { initialState: { hidden: given("h0") } });
    const [gradient] = gradients(sum(state.hidden), [x]);
    const expected = goldenTensor(caseOf<LastStateCase>("srn_last_state_only").grads_x, dtype);
    assertTensorsClose(gradient!, expected, tolerance, "gradient of x");
  });
}

Deno.test("every golden case of recurrent networks is tested", () => {
  const tested = [...Object.keys(sequenceLayers), "srn_bptt", "srn_last_state_only"];
  assertEquals(golden.cases.map(({ name }) => name), tested);
});
