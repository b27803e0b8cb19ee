import { backward } from "@chainrule/autograd";
import { mean, type Tensor, Variable } from "@chainrule/tensor";

const w = new Variable(0, { name: "w" });

export const trainingStep = (x: Tensor) => {
  const error = x.mul(w).sub(x.mul(3)); // w shall become 3
  const loss = mean(error.mul(error));
  backward(loss);
  w.assign(w.value.sub(w.grad!.mul(0.1)));
  w.grad = null;
  return loss;
};
