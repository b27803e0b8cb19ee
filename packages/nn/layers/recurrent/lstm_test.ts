import { checkLayer } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { LSTM } from "./lstm.ts";

const parameters = {
  "cell.inputWeight": [16, 3],
  "cell.hiddenWeight": [16, 4],
  "cell.inputBias": [16],
  "cell.hiddenBias": [16],
};

Deno.test("LSTM obeys the laws of layers, with the last output", () => {
  checkLayer((dtype) => new LSTM(4, { dtype }), {
    input: [2, 5, 3],
    output: [2, 4],
    parameters,
    failures: [
      {
        input: [2, 5, 2],
        message: "Cannot apply LSTM as its input must have shape [N, T, 3]: current shape is [2, 5, 2]",
      },
      {
        input: [5, 3],
        message:
          "Cannot apply LSTM as its input must have shape [N, T, 3]: current shape is [5, 3]; a sequence has an axis of time: reshape one sequence to [1, T, D]",
      },
      {
        input: [2, 0, 3],
        message:
          "Cannot apply LSTM as its input must have shape [N, T, 3] with at least one step: current shape is [2, 0, 3]",
      },
      {
        input: [2, 5, 1, 3],
        message: "Cannot apply LSTM as its input must have shape [N, T, 3]: current shape is [2, 5, 1, 3]",
      },
    ],
  });
});

Deno.test("LSTM obeys the laws of layers, with the outputs of all steps and no biases", () => {
  checkLayer((dtype) => new LSTM(4, { inputDim: 3, returnSequences: true, useBias: false, dtype }), {
    input: [2, 5, 3],
    output: [2, 5, 4],
    parameters: { "cell.inputWeight": [16, 3], "cell.hiddenWeight": [16, 4] },
  });
});

Deno.test("LSTM names itself in errors about what it is made of", () => {
  assertEquals(
    assertThrows(() => new LSTM(0), RangeError).message,
    "Cannot make LSTMCell as units must be a positive whole number: current units is 0",
  );
  assertEquals(
    assertThrows(() => new LSTM(1, { truncate: 0 }), RangeError).message,
    "Cannot make LSTM as truncate must be a positive whole number: current truncate is 0",
  );
});
