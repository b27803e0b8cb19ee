import { checkGradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import { Random, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertBits, assertCompiled, checkLayer } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { Bidirectional } from "./bidirectional.ts";
import { GRU } from "./gru.ts";
import { LSTM } from "./lstm.ts";
import { sequenceMask } from "./sequence_mask.ts";
import { SimpleRNN } from "./simple_rnn.ts";

const x = new Random(7).normal([3, 5, 2], { dtype: "float64" });
const lengths = [5, 2, 4];
const mask = sequenceMask(tensor(lengths, "int32"), 5);

Deno.test("Bidirectional obeys the laws of layers, joining last outputs", () => {
  checkLayer((dtype) => new Bidirectional(new SimpleRNN(3, { dtype })), {
    input: [2, 4, 2],
    output: [2, 6],
    parameters: {
      "ahead.cell.inputWeight": [3, 2],
      "ahead.cell.hiddenWeight": [3, 3],
      "ahead.cell.inputBias": [3],
      "ahead.cell.hiddenBias": [3],
      "back.cell.inputWeight": [3, 2],
      "back.cell.hiddenWeight": [3, 3],
      "back.cell.inputBias": [3],
      "back.cell.hiddenBias": [3],
    },
    failures: [{
      input: [2, 4, 3],
      message: "Cannot apply SimpleRNN as its input must have shape [N, T, 2]: current shape is [2, 4, 3]",
    }],
  });
});

Deno.test("Bidirectional obeys the laws of layers, adding the outputs of all steps", () => {
  checkLayer(
    (dtype) =>
      new Bidirectional(new LSTM(3, { inputDim: 2, returnSequences: true, useBias: false, dtype }), { merge: "sum" }),
    {
      input: [2, 4, 2],
      output: [2, 4, 3],
      parameters: {
        "ahead.cell.inputWeight": [12, 2],
        "ahead.cell.hiddenWeight": [12, 3],
        "back.cell.inputWeight": [12, 2],
        "back.cell.hiddenWeight": [12, 3],
      },
    },
  );
});

Deno.test("each direction of Bidirectional sees what its layer sees, from the end of each sequence", () => {
  const layer = new Bidirectional(new GRU(3, { returnSequences: true, dtype: "float64" })).useRandom(new Random(1));
  const { outputs, state } = layer.run(x, { mask });
  assertBits(outputs, layer.forward(x, { mask }));
  assertBits(outputs.slice([0, 0, 0], [3, 5, 3]), layer.ahead.run(x, { mask }).outputs);
  for (const [n, length] of lengths.entries()) {
    const rows = (x.slice([n, 0], [n + 1, length]).toArray() as number[][][])[0]!;
    const alone = layer.back.run(tensor([rows.toReversed()], "float64"));
    const expected = (alone.outputs.toArray() as number[][][])[0]!.toReversed();
    assertEquals(outputs.slice([n, 0, 3], [n + 1, length]).toArray(), [expected]);
    assertBits(state.back.hidden.slice([n], [n + 1]), alone.state.hidden);
  }
  const weights = (from: typeof layer.ahead) => from.parameters()[0]!.value.toArray();
  assertEquals(weights(layer.ahead).toString() === weights(layer.back).toString(), false, "each has its own weights");
});

Deno.test("Bidirectional goes on from states, has derivatives with a mask, and compiles", () => {
  const layer = new Bidirectional(new LSTM(3, { inputDim: 2, dtype: "float64" })).useRandom(new Random(1));
  const { state } = layer.run(x);
  const run = (input: Tensor): Tensor => layer.run(input, { mask, initialState: state }).outputs;
  assertEquals(run(x).shape, [3, 5, 6]);
  checkGradients(run, [x]);
  assertBits(
    run(x).slice([0, 0, 0], [3, 5, 3]),
    layer.ahead.run(x, { mask, initialState: state.ahead }).outputs,
  );
  for (const level of ["relaxed", "simd", "none"] as const) {
    withVectorLevel(level, () => assertCompiled(jit(run)(x), run(x), level));
  }
});

Deno.test("Bidirectional refuses unknown ways to merge", () => {
  assertEquals(
    assertThrows(() => new Bidirectional(new GRU(1), { merge: "add" as "sum" }), RangeError).message,
    "Cannot make Bidirectional as merge must be one of concat, sum: current merge is add",
  );
});
