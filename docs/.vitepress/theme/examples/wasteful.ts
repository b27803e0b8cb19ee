import { type Tensor, tensor } from "@chainrule/tensor";

export const wasteful = (x: Tensor) => {
  const six = tensor(2).mul(3); // the same at every call
  const a = x.mul(x).add(1);
  const b = x.mul(x).add(1); // written twice
  x.sub(six).exp(); // nobody asks for it
  return a.div(b.add(six)).mul(1).tanh(); // · 1 changes nothing
};
