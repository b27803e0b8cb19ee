import { backward, checkGradients, gradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import { Adam } from "@chainrule/optim";
import type { DType, Tensor } from "@chainrule/tensor";
import { Random, ShapeError, tensor, Variable } from "@chainrule/tensor";
import { assertBits, assertCompiled, assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { meanSquaredError } from "../../losses/mean_squared_error.ts";
import { Sequential } from "../../sequential.ts";
import { Dense } from "../dense.ts";
import { detachState } from "./detach_state.ts";
import { GRU } from "./gru.ts";
import { LSTM } from "./lstm.ts";
import type { Recurrent, RecurrentOptions } from "./recurrent.ts";
import { sequenceMask } from "./sequence_mask.ts";
import { SimpleRNN } from "./simple_rnn.ts";

/** A layer whose state is known by its names only. */
// deno-lint-ignore no-explicit-any
type AnyRecurrent = Recurrent<any>;

type Make = (options: RecurrentOptions & { readonly dtype: DType }) => AnyRecurrent;

const layers: Readonly<Record<string, Make>> = {
  SimpleRNN: (options) => new SimpleRNN(3, { inputDim: 2, ...options }),
  LSTM: (options) => new LSTM(3, { inputDim: 2, ...options }),
  GRU: (options) => new GRU(3, { inputDim: 2, ...options }),
  "GRU of the book": (options) => new GRU(3, { inputDim: 2, resetGate: "beforeProduct", ...options }),
};

const [samples, steps] = [3, 5];
const x = new Random(7).normal([samples, steps, 2], { dtype: "float64" });
const lengths = [5, 2, 4];
const mask = sequenceMask(tensor(lengths, "int32"), steps);
const sequence = (n: number, from: number, to: number): Tensor => x.slice([n, from], [n + 1, to]);

for (const [name, make] of Object.entries(layers)) {
  const fresh = (options: RecurrentOptions = {}, dtype: DType = "float64") =>
    make({ dtype, ...options }).useRandom(new Random(1));

  Deno.test(`${name} goes along a padded sequence as along that sequence alone`, () => {
    const layer = fresh();
    const { outputs, state } = layer.run(x, { mask });
    for (const [n, length] of lengths.entries()) {
      const alone = layer.run(sequence(n, 0, length));
      assertBits(outputs.slice([n, 0], [n + 1, length]), alone.outputs);
      for (const part of layer.cell.stateNames) assertBits(state[part].slice([n], [n + 1]), alone.state[part]);
      const rest = outputs.slice([n, length], [n + 1]).toArray() as number[][][];
      for (const output of rest.flat()) assertEquals([output], alone.state.hidden.toArray(), "the state stays");
    }
  });

  Deno.test(`${name} gives no gradient to padding, and the right ones with mask and initial state`, () => {
    const layer = fresh();
    const initial = layer.cell.stateNames.map((_, i) => new Random(20 + i).normal([samples, 3], { dtype: "float64" }));
    const run = (input: Tensor, ...parts: Tensor[]): Tensor => {
      const initialState = Object.fromEntries(layer.cell.stateNames.map((part, i) => [part, parts[i]!]));
      const { outputs, state } = layer.run(input, { mask, initialState });
      return Object.values<Tensor>(state).reduce((sum, part) => sum.add(part.sum()), outputs.mul(outputs));
    };
    checkGradients(run, [x, ...initial]);
    const input = new Variable(x);
    const [gradient] = gradients(run(input.value, ...initial).sum(), [input]);
    const counts = mask.toArray() as boolean[][];
    (gradient!.toArray() as number[][][]).forEach((rows, n) =>
      rows.forEach((row, t) => assertEquals(row.every((value) => value !== 0), counts[n]![t], `sample ${n}, step ${t}`))
    );
  });

  Deno.test(`${name} goes backwards as forwards along what is turned round`, () => {
    const layer = fresh();
    const { outputs, state } = layer.run(x, { backwards: true, mask });
    for (const [n, length] of lengths.entries()) {
      const rows = (sequence(n, 0, length).toArray() as number[][][])[0]!;
      const alone = layer.run(tensor([rows.toReversed()], "float64"));
      const expected = (alone.outputs.toArray() as number[][][])[0]!.toReversed();
      assertEquals(outputs.slice([n, 0], [n + 1, length]).toArray(), [expected]);
      assertBits(state.hidden.slice([n], [n + 1]), alone.state.hidden);
      const padding = outputs.slice([n, length], [n + 1]);
      assertBits(padding, padding.mul(0), "nothing was seen yet");
    }
  });

  Deno.test(`${name} goes on from a state, and gives the last output or all`, () => {
    const layer = fresh();
    const whole = layer.run(x);
    const half = layer.run(x.slice([0, 0], [samples, 2]));
    const rest = layer.run(x.slice([0, 2]), { initialState: half.state });
    assertBits(rest.outputs, whole.outputs.slice([0, 2]));
    for (const part of layer.cell.stateNames) assertBits(rest.state[part], whole.state[part]);
    assertBits(layer.forward(x), whole.state.hidden);
    const all = fresh({ returnSequences: true });
    assertBits(all.forward(x), whole.outputs);
    assertBits(all.forward(x, { mask }), layer.run(x, { mask }).outputs);
  });

  Deno.test(`${name} cuts gradients between blocks as detached states between pieces do`, () => {
    const truncated = fresh({ truncate: 2, returnSequences: true });
    const input = new Variable(x);
    const loss = (outputs: readonly Tensor[]): Tensor =>
      outputs.map((part) => part.mul(part).sum()).reduce((sum, part) => sum.add(part));
    const initial = new Variable(new Random(3).normal([samples, 3], { dtype: "float64" }));
    const start = { ...truncated.cell.zeroState(samples), hidden: initial.value };
    const sources = [input, ...truncated.parameters()];
    const found = gradients(loss([truncated.forward(input.value, { initialState: start })]), [...sources, initial]);
    const layer = fresh();
    let state = start;
    const pieces = [[0, 2], [2, 4], [4, 5]].map(([from, to]) => {
      const piece = layer.run(input.value.slice([0, from!], [samples, to!]), { initialState: detachState(state) });
      state = piece.state;
      return piece.outputs;
    });
    const expected = gradients(loss(pieces), [input, ...layer.parameters()]);
    expected.forEach((gradient, i) =>
      assertTensorsClose(found[i]!, gradient, goldenTolerances.float64.gradients, `gradient ${i}`)
    );
    assertEquals(found.at(-1)!.abs().sum().item(), 0, "nor does any reach the initial state");
    const full = gradients(loss([fresh().run(input.value, { initialState: start }).outputs]), [input]);
    assert(full[0]!.sub(found[0]!).abs().max().item() > 1e-3, "without the option they are others");
  });

  Deno.test(`${name} gives the same when compiled, with mask and state, at every level, in both precisions`, () => {
    for (const dtype of ["float64", "float32"] as const) {
      for (const level of ["relaxed", "simd", "none"] as const) {
        withVectorLevel(level, () => {
          const layer = fresh({ truncate: 3 }, dtype);
          const input = x.cast(dtype);
          const run = (initialState: Record<string, Tensor>, backwards: boolean) =>
            layer.run(input, { mask, initialState, backwards });
          const compiled = jit(run);
          for (const backwards of [false, true]) {
            let state = layer.cell.zeroState(samples);
            for (let call = 0; call < 2; call++) {
              const [a, b] = [compiled(state, backwards), run(state, backwards)];
              const message = `${dtype}, ${level}, ${backwards ? "backwards" : "forwards"}`;
              assertCompiled(a.outputs, b.outputs, message);
              for (const part of layer.cell.stateNames) assertCompiled(a.state[part], b.state[part], message);
              state = a.state;
            }
          }
        });
      }
    }
  });

  Deno.test(`${name} is trained by compiled steps as by eager ones`, () => {
    const train = (compile: (f: (x: Tensor, y: Tensor) => Tensor) => (x: Tensor, y: Tensor) => Tensor) => {
      const layer = fresh({ returnSequences: true });
      const output = new Dense(1, { inputDim: 3, dtype: "float64" }).useRandom(new Random(2));
      const optimizer = new Adam([...layer.parameters(), ...output.parameters()], { learningRate: 0.01 });
      const step = compile((input: Tensor, y: Tensor): Tensor => {
        const loss = meanSquaredError(output.forward(layer.forward(input, { mask })), y);
        backward(loss);
        optimizer.step();
        return loss;
      });
      const y = x.sum({ axis: 2, keepDims: true });
      return Array.from({ length: 5 }, () => step(x, y).item());
    };
    const [eager, compiled] = [train((f) => f), train(jit)];
    assert(eager[4]! < eager[0]!, `${eager}`);
    // Adam divides by the root of squares, so it magnifies rounding where gradients are small.
    compiled.forEach((loss, i) => assert(Math.abs(loss / eager[i]! - 1) < 1e-9, `step ${i}: ${loss}, not ${eager[i]}`));
  });

  Deno.test(`${name} multiplies all inputs at once, and its program grows by the same for each step`, () => {
    const products = (length: number): number => {
      const layer = fresh();
      const step = jit((input: Tensor) => {
        backward(layer.forward(input).sum());
        return layer.parameters().map(({ grad }) => grad!);
      });
      step(new Random(0).normal([samples, length, 2], { dtype: "float64" }));
      const listing = `${step.programs[0]!.graph}`;
      assert(!listing.includes("place("), "gradients of steps are joined, not placed in zeros one by one");
      return listing.split("\n").filter((line) => line.includes("matmul(")).length;
    };
    const [few, more, most] = [products(3), products(5), products(7)];
    // One for the state, two for its gradients; in the book's form a product of gates and one of the candidate.
    assertEquals([more - few, most - more], name === "GRU of the book" ? [12, 12] : [6, 6]);
  });
}

Deno.test("Recurrent layers say what is wrong with states and masks, and are not built by them", () => {
  const layer = new LSTM(3);
  const message = (f: () => unknown) => assertThrows(f, TypeError).message;
  const state = layer.cell.zeroState(samples);
  assertEquals(
    message(() => layer.forward(x, { initialState: { ...state, cell: state.cell.slice([1]) } })),
    "Cannot apply LSTM as cell of its initial state must have shape [3, 3]: current shape is [2, 3]",
  );
  assertEquals(
    message(() => layer.forward(x, { initialState: { hidden: state.hidden } as typeof state })),
    "Cannot apply LSTM as its initial state must have hidden and cell: current cell is missing",
  );
  assertEquals(
    message(() => layer.run(x, { mask: mask.slice([0, 1]) })),
    "Cannot apply LSTM as its mask must have shape [3, 5]: current shape is [3, 4]",
  );
  assertEquals(
    message(() => layer.run(x, { mask: mask.cast("float64") })),
    "Cannot apply LSTM as its mask must have dtype bool: current dtype is float64; use sequenceMask for lengths",
  );
  assertEquals(
    message(() => new LSTM(3, { inputDim: 4 }).forward(x)),
    "Cannot apply LSTM as its input must have shape [N, T, 4]: current shape is [3, 5, 2]",
  );
  assertThrows(() => new LSTM(3).forward(x.slice([0, 0, 0], [3, 5, 1]).reshape([3, 5])), ShapeError, "[N, T, D]");
  assertEquals([layer.built, layer.cell.built], [false, false]);
});

Deno.test("Recurrent layers stack in a Sequential, are built by a shape, and share one seed", () => {
  const model = () => new Sequential([new GRU(4, { returnSequences: true }), new LSTM(3), new Dense(1)], { seed: 5 });
  const [one, other] = [model(), model()];
  one.ensureBuilt([1, 7, 2]);
  assertEquals(one.namedParameters().map(([name]) => name).slice(3, 6), [
    "layers.0.cell.hiddenBias",
    "layers.1.cell.inputWeight",
    "layers.1.cell.hiddenWeight",
  ]);
  const input = x.cast("float32");
  assertBits(one.forward(input), other.forward(input));
  assertEquals(one.forward(input).shape, [samples, 1]);
});

Deno.test("a model with a recurrent layer learns by fit to tell which way a sequence goes", async () => {
  const random = new Random(1);
  const rises = random.bernoulli([64, 1]).cast("float32");
  const times = tensor([[0, 1, 2, 3, 4, 5]]).div(5);
  const values = times.mul(rises.mul(2).sub(1)).add(random.normal([64, 6], { std: 0.2 }));
  const model = new Sequential([new LSTM(8), new Dense(1, { activation: "sigmoid" })], { seed: 3 });
  model.compile({
    loss: "binaryCrossentropy",
    optimizer: (parameters) => new Adam(parameters, { learningRate: 0.03 }),
    metrics: ["accuracy"],
  });
  await model.fit(values.reshape([64, 6, 1]), rises, { epochs: 15, batchSize: 16 });
  assertEquals(model.evaluate(values.reshape([64, 6, 1]), rises).accuracy, 1);
});
