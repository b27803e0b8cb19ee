import { gelu } from "@chainrule/activations";
import type { Tensor } from "@chainrule/tensor";

export const activation = (x: Tensor) => gelu(x.mul(2).add(0.5));
