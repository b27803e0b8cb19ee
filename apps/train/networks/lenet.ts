/**
 * A convolutional network of the size of LeNet-5.
 *
 * @module
 */
import { Activation, Conv2D, Dense, Dropout, Flatten, MaxPool2D, Reshape, Sequential } from "@chainrule/nn";
import type { Layer } from "@chainrule/nn";
import type { Tuning } from "../cli/settings.ts";

/**
 * The layers of LeCun, Bottou, Bengio and Haffner (1998) with what has been found since: the largest of each window rather than the mean, a choice of
 * activation, dropout before the fully connected layers, and a softmax at the end. All second filters see all first ones.
 */
export function lenet(classes: number, { hidden, activation, dropout }: Tuning, seed: number): Sequential {
  const layers: Layer[] = [
    new Reshape([1, 28, 28]),
    new Conv2D(6, 5, { padding: "same", activation }),
    new MaxPool2D(2),
    new Conv2D(16, 5, { activation }),
    new MaxPool2D(2),
    new Flatten(),
  ];
  const silencing = () => dropout > 0 ? [new Dropout(dropout)] : [];
  for (const units of hidden) layers.push(...silencing(), new Dense(units, { activation }));
  layers.push(...silencing(), new Dense(classes), new Activation("softmax"));
  return new Sequential(layers, { seed });
}
