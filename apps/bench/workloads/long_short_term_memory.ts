/**
 * A recurrent network that reads sequences.
 *
 * @module
 */
import { Dense, Module, softmaxCrossEntropy } from "@chainrule/nn";
import { SGD } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import { add, matmul, sigmoid, split, squeeze, tanh, transpose, Variable, zeros } from "@chainrule/tensor";
import type { Compile } from "./compile.ts";
import { labels, uniform } from "./hashed.ts";
import type { Training } from "./training.ts";
import { trainingOf } from "./training.ts";

const [samples, steps, inputs, units] = [32, 50, 64, 128];

/** Training one with 128 units on sequences of 50 steps with 64 features. */
export function longShortTermMemoryTraining(compile: Compile): Training {
  const recurrent = new LongShortTermMemory();
  const output = new Dense(10, { inputDim: units });
  const parameters = [...recurrent.parameters(), ...output.parameters()];
  return trainingOf(compile, {
    parameters,
    optimizer: new SGD(parameters, { learningRate: 0.01 }),
    loss: (x: Tensor, y: Tensor) => softmaxCrossEntropy(output.forward(recurrent.forward(x)), y),
    inputs: [uniform([samples, steps, inputs], 1), labels(samples, 10, 9)],
  });
}

/** Long short-term memory (Hochreiter and Schmidhuber, 1997), with the gates and the two biases of PyTorch. */
class LongShortTermMemory extends Module {
  /** For the input, forget, cell and output gate, shape `[4 · units, inputs]`. */
  readonly inputWeight: Variable = new Variable(uniform([4 * units, inputs], 2, 0.08), { name: "inputWeight" });
  /** Shape `[4 · units, units]`. */
  readonly hiddenWeight: Variable = new Variable(uniform([4 * units, units], 3, 0.08), { name: "hiddenWeight" });
  /** Shape `[4 · units]`. */
  readonly inputBias: Variable = new Variable(uniform([4 * units], 4, 0.08), { name: "inputBias" });
  /** Shape `[4 · units]`. */
  readonly hiddenBias: Variable = new Variable(uniform([4 * units], 5, 0.08), { name: "hiddenBias" });

  /** The last hidden state, shape `[N, units]`, of sequences of shape `[N, T, inputs]`. */
  forward(x: Tensor): Tensor {
    const bias = add(this.inputBias, this.hiddenBias);
    const [ofInput, ofHidden] = [transpose(this.inputWeight), transpose(this.hiddenWeight)];
    let hidden = zeros([x.shape[0]!, units]);
    let cell = hidden;
    for (const part of split(x, x.shape[1]!, 1)) {
      const net = matmul(squeeze(part, 1), ofInput).add(matmul(hidden, ofHidden)).add(bias);
      const [input, forget, candidate, output] = split(net, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
      cell = sigmoid(forget).mul(cell).add(sigmoid(input).mul(tanh(candidate)));
      hidden = sigmoid(output).mul(tanh(cell));
    }
    return hidden;
  }
}
