import { backward } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { sigmoidCrossEntropy } from "@chainrule/nn";
import { Adam, clipByValue } from "@chainrule/optim";
import type { DType, Tensor } from "@chainrule/tensor";
import { Random, ShapeError, slice, stack, sum, tensor } from "@chainrule/tensor";
import { assertBits, assertCompiled, assertTensorsClose, checkLayer, goldenTolerances } from "@chainrule/testing";
import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { NeuralTuringMachine } from "./neural_turing_machine.ts";
import type { NeuralTuringMachineOptions } from "./neural_turing_machine.ts";
import type { TuringState } from "./turing_state.ts";

/** Small enough for derivatives by differences. Attention is not quite on one slot, so that no slot stays blank: there, cosines turn within 10⁻⁶. */
const small = { outputDim: 2, controllerUnits: 4, memorySlots: 5, slotSize: 3, initialFocus: 1 } as const;

function machine(options: Partial<NeuralTuringMachineOptions> = {}, seed = 1): NeuralTuringMachine {
  return new NeuralTuringMachine({ ...small, ...options }).useRandom(new Random(seed));
}

function sequences(shape: readonly number[], dtype: DType = "float32"): Tensor {
  return new Random(2).normal(shape, { dtype });
}

const failures = [
  {
    input: [2, 4, 5],
    message: "Cannot apply NeuralTuringMachine as its input must have shape [N, T, 3]: current shape is [2, 4, 5]",
  },
  {
    input: [4, 3],
    message: "Cannot apply NeuralTuringMachine as its input must have shape [N, T, 3]: current shape is [4, 3]",
  },
  {
    input: [2, 0, 3],
    message: "Cannot apply NeuralTuringMachine as its input must have at least one step: current shape is [2, 0, 3]",
  },
];

Deno.test("NeuralTuringMachine obeys the laws of layers", () => {
  checkLayer((dtype) => new NeuralTuringMachine({ ...small, dtype }), {
    input: [2, 3, 3],
    output: [2, 3, 2],
    parameters: {
      "controller.inputWeight": [16, 6],
      "controller.hiddenWeight": [16, 4],
      "controller.inputBias": [16],
      "controller.hiddenBias": [16],
      // Two keys; strength, gate, three shifts and sharpness for two heads; what one of them erases and adds.
      "signals.weight": [2 * 3 + 2 * 6 + 2 * 3, 4],
      "signals.bias": [24],
      "readout.weight": [2, 4 + 3],
      "readout.bias": [2],
      initialReads: [1, 3],
      initialWeights: [2, 5],
    },
    failures,
  });
});

Deno.test("NeuralTuringMachine with a feed-forward controller and more heads obeys the laws of layers", () => {
  const heads = { read: 2, write: 2 };
  checkLayer(
    (dtype) => new NeuralTuringMachine({ ...small, inputDim: 3, controller: "dense", heads, shiftRange: 2, dtype }),
    {
      input: [1, 2, 3],
      output: [1, 2, 2],
      parameters: {
        "controller.layer.weight": [4, 3 + 2 * 3],
        "controller.layer.bias": [4],
        "signals.weight": [4 * 3 + 4 * 8 + 2 * 2 * 3, 4],
        "signals.bias": [56],
        "readout.weight": [2, 4 + 2 * 3],
        "readout.bias": [2],
        initialReads: [2, 3],
        initialWeights: [4, 5],
      },
      failures,
    },
  );
});

Deno.test("NeuralTuringMachine goes step by step as it goes along sequences", () => {
  for (const controller of ["lstm", "dense"] as const) {
    const network = machine({ controller, heads: { read: 2 } });
    const x = sequences([3, 5, 4]);
    const run = network.run(x);
    let state: TuringState | undefined;
    const outputs: Tensor[] = [];
    for (let t = 0; t < 5; t++) {
      const next = network.step(slice(x, [0, t], [3, t + 1]).reshape([3, 4]), state);
      state = next.state;
      outputs.push(next.output);
      assertBits(state.weights.slice([0, 0], [3, 2]), run.readWeights.slice([0, t], [3, t + 1]).reshape([3, 2, 5]));
      assertBits(state.weights.slice([0, 2]), run.writeWeights.slice([0, t], [3, t + 1]).reshape([3, 1, 5]));
    }
    assertTensorsClose(stack(outputs, 1), run.outputs, goldenTolerances.float32.values);
    assertBits(state!.memory, run.state.memory);
    assertBits(network.forward(x), run.outputs);
  }
});

Deno.test("NeuralTuringMachine takes compiled steps, with its state as an argument", () => {
  const network = machine();
  const x = sequences([2, 6, 4]);
  const step = jit((input: Tensor, state: TuringState) => network.step(input, state));
  const { outputs } = network.run(x);
  let state = network.initialState(2);
  for (let t = 0; t < 6; t++) {
    const next = step(slice(x, [0, t], [2, t + 1]).reshape([2, 4]), state);
    assertCompiled(next.output, slice(outputs, [0, t], [2, t + 1]).reshape([2, 2]), `step ${t}`);
    state = next.state;
  }
  assertEquals(step.programs.flatMap(({ uncompiled }) => uncompiled), []);
});

Deno.test("NeuralTuringMachine begins with a blank memory and its heads on the first slot", () => {
  const { memory, weights, reads, controller } = machine({ initialFocus: 10, dtype: "float64" }).initialState(1);
  assertEquals(memory.toArray(), [new Array(5).fill(new Array(3).fill(1e-6))]);
  const others = 1 / (Math.exp(10) + 4);
  const first = [1 - 4 * others, others, others, others, others];
  assertTensorsClose(weights, tensor([[first, first]], "float64"), goldenTolerances.float64.values);
  assertEquals([sum(reads).item(), sum(controller.hidden).item()], [0, 0]);
});

Deno.test("NeuralTuringMachine attends to everything, with weights whose sum is 1", () => {
  const { readWeights, writeWeights } = machine({ heads: { write: 2 } }).run(sequences([2, 4, 3]));
  assertEquals([readWeights.shape, writeWeights.shape], [[2, 4, 1, 5], [2, 4, 2, 5]]);
  for (const weights of [readWeights, writeWeights]) {
    const sums = sum(weights, { axis: 3 });
    assertTensorsClose(sums, tensor(sums.data.map(() => 1), "float32", sums.shape), goldenTolerances.float32.values);
  }
});

Deno.test("NeuralTuringMachine is determined by its seed", () => {
  const x = sequences([1, 3, 2]);
  assertBits(machine({}, 7).forward(x), machine({}, 7).forward(x));
  assertNotEquals(machine({}, 7).forward(x).toArray(), machine({}, 8).forward(x).toArray());
});

for (const controller of ["lstm", "dense"] as const) {
  for (const dtype of ["float64", "float32"] as const) {
    Deno.test(`a whole training step with ${controller} in ${dtype} is one program, without operations in TypeScript`, () => {
      const trained = [true, false].map((compiled) => {
        const network = machine({ controller, dtype, initialFocus: 10 });
        const optimizer = new Adam(network, { learningRate: 0.01 });
        const eager = (x: Tensor, y: Tensor): Tensor => {
          const loss = sigmoidCrossEntropy(network.forward(x).reshape([-1, 2]), y.reshape([-1, 2]));
          backward(loss);
          clipByValue(network, 10);
          optimizer.step();
          return loss;
        };
        const step = jit(eager);
        const losses = Array.from(
          { length: 5 },
          () =>
            (compiled ? step : eager)(sequences([3, 4, 2], dtype), sequences([3, 4, 2], dtype).greater(0).cast(dtype)),
        );
        assertEquals(step.programs.map(({ uncompiled }) => uncompiled), compiled ? [[]] : []);
        return { losses, state: network.stateDict() };
      });
      const [compiled, eager] = trained as [typeof trained[0], typeof trained[0]];
      const { gradients: tolerance } = goldenTolerances[dtype];
      compiled.losses.forEach((loss, i) => assertTensorsClose(loss, eager.losses[i]!, tolerance, `loss ${i}`));
      for (const [name, value] of Object.entries(eager.state)) {
        assertTensorsClose(compiled.state[name]!, value, tolerance, name);
      }
    });
  }
}

Deno.test("NeuralTuringMachine refuses a state of another shape, and names the part", () => {
  const network = machine();
  const state = network.initialState(2);
  const message = (other: Partial<TuringState>) =>
    assertThrows(() => network.run(sequences([2, 3, 3]), { ...state, ...other }), ShapeError).message;
  const { memory, weights, reads } = network.initialState(1);
  const begin = "Cannot apply NeuralTuringMachine as";
  assertEquals(
    message({ memory }),
    `${begin} memory of its state must have shape [2, 5, 3]: current shape is [1, 5, 3]`,
  );
  assertEquals(
    message({ weights }),
    `${begin} weights of its state must have shape [2, 2, 5]: current shape is [1, 2, 5]`,
  );
  assertEquals(message({ reads }), `${begin} reads of its state must have shape [2, 1, 3]: current shape is [1, 1, 3]`);
  assertEquals(
    message({ controller: { hidden: sequences([2, 3]) } }),
    `${begin} hidden of its controller must have shape [2, 4]: current shape is [2, 3]`,
  );
});
