/**
 * The convolutional network for images of 28x28.
 *
 * @module
 */
import { relu } from "@chainrule/activations";
import { Dense, Module, softmaxCrossEntropy } from "@chainrule/nn";
import { SGD } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import { conv2d, maxPool2d, Variable } from "@chainrule/tensor";
import type { Compile } from "./compile.ts";
import { labels, uniform } from "./hashed.ts";
import type { Training } from "./training.ts";
import { trainingOf } from "./training.ts";

const samples = 64;

/** Training one, convolutions with 8 and with 16 windows of 5x5, on a batch of 64. */
export function convolutionalTraining(compile: Compile): Training {
  const [first, second] = [new Convolution(1, 8), new Convolution(8, 16)];
  const output = new Dense(10, { inputDim: 16 * 7 * 7 });
  const parameters = [...first.parameters(), ...second.parameters(), ...output.parameters()];
  return trainingOf(compile, {
    parameters,
    optimizer: new SGD(parameters, { learningRate: 0.01 }),
    loss: (x: Tensor, y: Tensor) => {
      const features = second.forward(first.forward(x)).reshape([samples, -1]);
      return softmaxCrossEntropy(output.forward(features), y);
    },
    inputs: [uniform([samples, 1, 28, 28], 1), labels(samples, 10, 9)],
  });
}

/** A convolution with bias, rectified, and the largest of each two by two. */
class Convolution extends Module {
  /** Shape `[outputs, inputs, 5, 5]`. */
  readonly weight: Variable;
  /** Shape `[outputs]`. */
  readonly bias: Variable;

  constructor(inputs: number, outputs: number) {
    super();
    this.weight = new Variable(uniform([outputs, inputs, 5, 5], 2, 0.1), { name: "weight" });
    this.bias = new Variable(uniform([outputs], 3, 0.1), { name: "bias" });
  }

  forward(x: Tensor): Tensor {
    const convolved = conv2d(x, this.weight, { padding: "same" }).add(this.bias.value.reshape([-1, 1, 1]));
    return maxPool2d(relu(convolved), { size: 2 });
  }
}
