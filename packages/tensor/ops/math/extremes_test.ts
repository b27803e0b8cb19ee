import { assert, assertEquals } from "@std/assert";
import { grad } from "@chainrule/autograd";
import { erf, erfc, sigmoid, softplus, tanh, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";

const functions: Record<string, (x: Tensor) => Tensor> = {
  erf,
  erfc,
  sigmoid,
  softplus,
  tanh,
};

for (const [name, f] of Object.entries(functions)) {
  for (const dtype of ["float32", "float64"] as const) {
    Deno.test(`${name}() is flat at ±1000 to the third derivative in ${dtype}, alone and beside ordinary numbers`, () => {
      let derivative = (x: Tensor): Tensor => f(x).sum();
      for (let order = 1; order <= 3; order++) {
        const before = derivative;
        derivative = (x) => grad(before)(x).sum();
        const alone = [-1000, 1000].map((x) => derivative(tensor(x, dtype)).item());
        const flat = name === "softplus" && order === 1 ? [0, 1] : [0, 0];
        assertEquals(alone.map((slope) => slope + 0), flat);
        const beside = grad(before)(tensor([-1000, 0.5, 1000], dtype)).data;
        assertEquals([beside[0]! + 0, beside[2]! + 0], flat);
        assert(Number.isFinite(beside[1]) && beside[1] !== 0);
      }
    });
  }
}
