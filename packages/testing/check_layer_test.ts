/** checkLayer() finds what is wrong with layers that are wrong on purpose. */
import { Dense, Module } from "@chainrule/nn";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { Random, stopGradient, Variable } from "@chainrule/tensor";
import { assertThrows } from "@std/assert";
import { checkLayer } from "./check_layer.ts";
import type { LayerCheck } from "./check_layer.ts";

/** A right layer: `y = x · scale`, a scale for each column. Wrong ones override a part of it. */
class Scale extends Module {
  readonly #dtype: DType;
  scale: Variable | null = null;

  constructor(dtype: DType) {
    super();
    this.#dtype = dtype;
  }

  override get dtype(): DType {
    return this.#dtype;
  }

  protected override build(inputShape: Shape): void {
    this.scale = new Variable(this.random.uniform([inputShape.at(-1)!], { low: 1, high: 2, dtype: this.#dtype }));
  }

  forward(x: Tensor): Tensor {
    this.ensureBuilt(x.shape);
    return x.mul(this.scale!);
  }
}

const expected: LayerCheck = { input: [4, 3], output: [4, 3], parameters: { scale: [3] } };

Deno.test("a right layer passes", () => {
  checkLayer((dtype) => new Scale(dtype), expected);
  checkLayer((dtype) => new Dense(2, { dtype }), {
    input: [4, 3],
    output: [4, 2],
    parameters: { weight: [2, 3], bias: [2] },
  });
});

Deno.test("expectations that are wrong are found", () => {
  const make = (dtype: DType) => new Scale(dtype);
  assertThrows(() => checkLayer(make, { ...expected, output: [4, 2] }), Error, "shape of the output");
  assertThrows(() => checkLayer(make, { ...expected, parameters: { gain: [3] } }), Error, "Scale: parameters");
  assertThrows(() => checkLayer(make, { ...expected, failures: [{ input: [4, 2], message: "no" }] }), Error);
});

const wrong: Record<string, [new (dtype: DType) => Scale, string]> = {
  "a parameter that gets no gradient": [
    class Deaf extends Scale {
      override forward(x: Tensor): Tensor {
        this.ensureBuilt(x.shape);
        return x.mul(stopGradient(this.scale!));
      }
    },
    "gradient of scale",
  ],
  "an input that gets a wrong gradient": [
    class Blind extends Scale {
      override forward(x: Tensor): Tensor {
        return super.forward(x).add(stopGradient(x));
      }
    },
    "Cannot confirm the gradient",
  ],
  "numbers that come from nowhere": [
    class Drifting extends Scale {
      #calls = 0;
      override forward(x: Tensor): Tensor {
        return super.forward(x).add(this.#calls++);
      }
    },
    "compiled",
  ],
  "first values that no seed determines": [
    class Unseeded extends Scale {
      protected override build(inputShape: Shape): void {
        this.random = elsewhere;
        super.build(inputShape);
      }
    },
    "compiled",
  ],
  "state that is not in the state dict": [
    class Hidden extends Scale {
      #shift: Tensor | null = null;

      protected override build(inputShape: Shape): void {
        super.build(inputShape);
        this.#shift = this.random.uniform([], { dtype: this.dtype });
      }

      override forward(x: Tensor): Tensor {
        return super.forward(x).add(this.#shift!);
      }
    },
    "state dict there and back",
  ],
  "a dtype that it does not keep": [
    class Widening extends Scale {
      override forward(x: Tensor): Tensor {
        return super.forward(x).cast("float64");
      }
    },
    "Widening: dtype",
  ],
  "parameters that cannot be frozen": [
    class Stubborn extends Scale {
      override get trainable(): boolean {
        return true;
      }
      override set trainable(_trainable: boolean) {}
    },
    "Values are not equal",
  ],
};

const elsewhere = new Random(0);

for (const [what, [Layer, message]] of Object.entries(wrong)) {
  Deno.test(`checkLayer() finds ${what}`, () => {
    assertThrows(() => checkLayer((dtype) => new Layer(dtype), expected), Error, message);
  });
}
