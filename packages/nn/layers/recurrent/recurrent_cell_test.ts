import { checkGradients, gradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import type { DType, Tensor } from "@chainrule/tensor";
import { matmul, Random, ShapeError, sum, transpose, zeros } from "@chainrule/tensor";
import { assertBits, assertCompiled, assertTensorsClose } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { onesInitializer } from "../../initializers/constant.ts";
import { GRUCell } from "./gru_cell.ts";
import { LSTMCell } from "./lstm_cell.ts";
import type { RecurrentCell } from "./recurrent_cell.ts";
import { SimpleRNNCell } from "./simple_rnn_cell.ts";

/** A cell whose state is known by its names only. */
// deno-lint-ignore no-explicit-any
type AnyCell = RecurrentCell<any>;

const cells: Readonly<Record<string, (dtype: DType) => AnyCell>> = {
  "SimpleRNNCell": (dtype) => new SimpleRNNCell(3, { inputDim: 2, dtype }),
  "LSTMCell": (dtype) => new LSTMCell(3, { inputDim: 2, dtype }),
  "GRUCell, reset after the product": (dtype) => new GRUCell(3, { inputDim: 2, dtype }),
  "GRUCell, reset before the product": (dtype) => new GRUCell(3, { inputDim: 2, resetGate: "beforeProduct", dtype }),
};

const draw = (shape: readonly number[], seed: number): Tensor => new Random(seed).normal(shape, { dtype: "float64" });

for (const [name, make] of Object.entries(cells)) {
  const fresh = (dtype: DType = "float64", seed = 1) => make(dtype).useRandom(new Random(seed));
  const stateOf = (cell: AnyCell, parts: readonly Tensor[]) =>
    Object.fromEntries(cell.stateNames.map((part, i) => [part, parts[i]!]));
  const x = draw([4, 2], 1);

  Deno.test(`${name} has the right derivatives, of inputs, state and parameters`, () => {
    const cell = fresh();
    const parts = cell.stateNames.map((_, i) => draw([4, 3], 2 + i));
    const step = (input: Tensor, ...before: Tensor[]): Tensor => {
      const after = Object.values<Tensor>(cell.forward(input, stateOf(cell, before)));
      return after.reduce((total, part, i) => total.add(part.mul(i + 1)));
    };
    checkGradients(step, [x, ...parts]);
    const values = cell.parameters().map(({ value }) => value);
    const loss = () => sum(step(x, ...parts));
    const found = gradients(loss(), cell.parameters());
    const h = 1e-4;
    cell.parameters().forEach((parameter, i) => {
      const direction = draw(parameter.shape, 9);
      const at = (length: number): number => {
        parameter.assign(values[i]!.add(direction.mul(length)));
        return loss().item();
      };
      const slope = (at(h) - at(-h)) / (2 * h);
      parameter.assign(values[i]!);
      const expected = x.sum().mul(0).add(slope);
      // Errors of central differences are of order h² = 1e-8, times third derivatives.
      assertTensorsClose(sum(found[i]!.mul(direction)), expected, { rtol: 1e-6, atol: 1e-6 }, `parameter ${i}`);
    });
  });

  Deno.test(`${name} gives the same when compiled, at every level of vector instructions, in both precisions`, () => {
    for (const dtype of ["float64", "float32"] as const) {
      for (const level of ["relaxed", "simd", "none"] as const) {
        withVectorLevel(level, () => {
          const cell = fresh(dtype);
          const input = x.cast(dtype);
          const step = jit((state: Record<string, Tensor>) => cell.forward(input, state));
          let [eager, compiled] = [cell.zeroState(4), cell.zeroState(4)];
          for (let steps = 0; steps < 3; steps++) {
            eager = cell.forward(input, compiled);
            compiled = step(compiled);
            for (const part of cell.stateNames) assertCompiled(compiled[part], eager[part], `${dtype}, ${level}`);
          }
        });
      }
    }
  });

  Deno.test(`${name} starts from zeros, and from one seed with the same weights`, () => {
    const cell = fresh();
    const zero = stateOf(cell, cell.stateNames.map(() => zeros([4, 3], "float64")));
    assertEquals(Object.keys(cell.zeroState(4)), cell.stateNames);
    assertBits(cell.forward(x).hidden, cell.forward(x, zero).hidden);
    assertBits(fresh().forward(x).hidden, cell.forward(x).hidden);
    const other = fresh("float64", 2);
    other.loadStateDict(cell.stateDict());
    assertBits(other.forward(x).hidden, cell.forward(x).hidden);
  });

  Deno.test(`${name} says what does not fit, and is not built by it`, () => {
    const cell = fresh();
    const message = (f: () => unknown) => assertThrows(f, TypeError).message;
    const kind = cell.name;
    assertEquals(
      message(() => cell.forward(draw([4, 5], 0))),
      `Cannot apply ${kind} as its input must have shape [N, 2]: current shape is [4, 5]`,
    );
    assertEquals(
      message(() => cell.forward(draw([1, 4, 2], 0))),
      `Cannot apply ${kind} as its input must have shape [N, 2]: current shape is [1, 4, 2]`,
    );
    assertEquals(
      message(() => cell.forward(x, cell.zeroState(3))),
      `Cannot apply ${kind} as hidden of its state must have shape [4, 3]: current shape is [3, 3]`,
    );
    assertEquals(
      message(() => cell.forward(x, {})),
      `Cannot apply ${kind} as its state must have ${cell.stateNames.join(" and ")}: current hidden is missing`,
    );
    assertEquals(cell.built, false);
  });
}

Deno.test("LSTMCell checks each tensor of its state", () => {
  const cell = new LSTMCell(3);
  const hidden = zeros([4, 3]);
  assertThrows(
    () => cell.forward(zeros([4, 2]), { hidden, cell: zeros([4, 1]) }),
    ShapeError,
    "Cannot apply LSTMCell as cell of its state must have shape [4, 3]: current shape is [4, 1]",
  );
});

Deno.test("cells start with orthogonal weights of the state, gate by gate, and the initialisers of options", () => {
  const [, hiddenWeight] = new GRUCell(4, { inputDim: 2, dtype: "float64" }).useRandom(new Random(3)).parameters();
  const first = hiddenWeight!.value.slice([4, 0], [8, 4]);
  const identity = matmul(first, transpose(first)).toArray() as number[][];
  // Gram and Schmidt leave rounding of a few products.
  identity.flat().forEach((value, i) => assertEquals(Math.abs(value - (i % 5 === 0 ? 1 : 0)) < 1e-14, true));
  const ones = new SimpleRNNCell(1, {
    inputDim: 1,
    activation: "relu",
    inputInitializer: onesInitializer,
    hiddenInitializer: onesInitializer,
    biasInitializer: onesInitializer,
  });
  assertEquals(ones.forward(zeros([1, 1]).add(3), { hidden: zeros([1, 1]).add(10) }).hidden.item(), 3 + 10 + 2);
});

Deno.test("LSTMCell starts with an open forget gate, as open as its option says", () => {
  const biases = (forgetBias?: number) => {
    const cell = new LSTMCell(2, { inputDim: 1, ...(forgetBias !== undefined && { forgetBias }) });
    return cell.parameters().slice(2).map(({ value }) => value.toArray());
  };
  assertEquals(biases(), [[0, 0, 1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0]]);
  assertEquals(biases(-2)[0], [0, 0, -2, -2, 0, 0, 0, 0]);
  assertEquals(new LSTMCell(2, { inputDim: 1, useBias: false }).parameters().length, 2);
});

Deno.test("cells refuse counts that are not positive whole numbers, and unknown places of the reset gate", () => {
  const message = (f: () => unknown) => assertThrows(f, RangeError).message;
  assertEquals(
    message(() => new GRUCell(1.5)),
    "Cannot make GRUCell as units must be a positive whole number: current units is 1.5",
  );
  assertEquals(
    message(() => new LSTMCell(1, { inputDim: 0 })),
    "Cannot make LSTMCell as inputDim must be a positive whole number: current inputDim is 0",
  );
  assertEquals(
    message(() => new GRUCell(1, { resetGate: "before" as "beforeProduct" })),
    "Cannot make GRUCell as resetGate must be one of afterProduct, beforeProduct: current resetGate is before",
  );
});
