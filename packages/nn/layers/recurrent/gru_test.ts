import { checkLayer } from "@chainrule/testing";
import { GRU } from "./gru.ts";

Deno.test("GRU obeys the laws of layers, with the reset gate after the product", () => {
  checkLayer((dtype) => new GRU(4, { dtype }), {
    input: [2, 5, 3],
    output: [2, 4],
    parameters: {
      "cell.inputWeight": [12, 3],
      "cell.hiddenWeight": [12, 4],
      "cell.inputBias": [12],
      "cell.hiddenBias": [12],
    },
    failures: [{
      input: [2, 5, 2],
      message: "Cannot apply GRU as its input must have shape [N, T, 3]: current shape is [2, 5, 2]",
    }],
  });
});

Deno.test("GRU obeys the laws of layers, with the reset gate before the product", () => {
  checkLayer((dtype) => new GRU(4, { resetGate: "beforeProduct", returnSequences: true, dtype }), {
    input: [2, 5, 3],
    output: [2, 5, 4],
    parameters: { "cell.inputWeight": [12, 3], "cell.hiddenWeight": [12, 4], "cell.inputBias": [12] },
  });
});

Deno.test("GRU obeys the laws of layers without biases", () => {
  for (const resetGate of ["beforeProduct", "afterProduct"] as const) {
    checkLayer((dtype) => new GRU(2, { resetGate, useBias: false, dtype }), {
      input: [2, 3, 3],
      output: [2, 2],
      parameters: { "cell.inputWeight": [6, 3], "cell.hiddenWeight": [6, 2] },
    });
  }
});
