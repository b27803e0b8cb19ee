import { Random } from "@chainrule/tensor";
import { checkLayer } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { SimpleRNN } from "./simple_rnn.ts";

const parameters = {
  "cell.inputWeight": [4, 3],
  "cell.hiddenWeight": [4, 4],
  "cell.inputBias": [4],
  "cell.hiddenBias": [4],
};

Deno.test("SimpleRNN obeys the laws of layers", () => {
  checkLayer((dtype) => new SimpleRNN(4, { dtype }), {
    input: [2, 6, 3],
    output: [2, 4],
    parameters,
    failures: [{
      input: [2, 3],
      message:
        "Cannot apply SimpleRNN as its input must have shape [N, T, 3]: current shape is [2, 3]; a sequence has an axis of time: reshape one sequence to [1, T, D]",
    }],
  });
});

Deno.test("SimpleRNN obeys the laws of layers, with relu and the outputs of all steps", () => {
  checkLayer((dtype) => new SimpleRNN(4, { activation: "relu", returnSequences: true, inputDim: 3, dtype }), {
    input: new Random(5).normal([2, 6, 3], { dtype: "float64" }),
    output: [2, 6, 4],
    parameters,
  });
});

Deno.test("SimpleRNN takes a function of one's own, and refuses names that there are not", () => {
  const layer = new SimpleRNN(2, { activation: (z) => z.mul(0).add(7) });
  assertEquals(layer.forward(new Random(0).normal([1, 3, 2])).toArray(), [[7, 7]]);
  assertThrows(
    () => new SimpleRNN(2, { activation: "tahn" as "tanh" }),
    RangeError,
    "current activation is tahn; did you mean tanh?",
  );
});
