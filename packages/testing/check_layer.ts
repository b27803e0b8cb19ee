/**
 * The laws that every layer obeys.
 *
 * @module
 */
import { checkGradients, gradients, numericalGradient } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import type { Layer } from "@chainrule/nn";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { cast, isTensor, Random, ShapeError, sum, Variable } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { assertBits } from "./assert_bits.ts";
import { assertCompiled } from "./assert_compiled.ts";
import { assertTensorsClose, goldenTolerances } from "./assert_close.ts";
import { randomLike } from "./random_like.ts";

/** What {@link checkLayer} checks a layer with. */
export interface LayerCheck {
  /** The shape of an input, or an input of float64 itself, for layers that have kinks to stay away from. */
  readonly input: Shape | Tensor;
  /** The shape of the output for that input. */
  readonly output: Shape;
  /** The shape of every parameter by name, in order. */
  readonly parameters: Readonly<Record<string, Shape>>;
  /** Whether derivatives are compared with differences. @default true */
  readonly smooth?: boolean;
  /** Inputs of a wrong shape, once it is built, and the whole messages that they must give. */
  readonly failures?: readonly { readonly input: Shape; readonly message: string }[];
}

/** Differences in float64 with steps of ∛ε have about ten digits; a factor of a thousand is left for the sums. */
const closeToDifferences = { rtol: 1e-7, atol: 1e-7 };

/**
 * Checks a layer: shapes of output and parameters; the same values eagerly and compiled (to the bound of compiled code), in training and in evaluation, built before or inside
 * `jit`; gradients of input and parameters against differences; float32 against float64; freezing; the state dict there and back;
 * the exact error on a wrong shape. Layers that draw random numbers do so from the same state each time.
 *
 * @param make Makes the layer, unbuilt, with parameters of a dtype
 * @param check What to expect
 */
export function checkLayer(make: (dtype: DType) => Layer, check: LayerCheck): void {
  const x = isTensor(check.input) ? check.input : new Random(1).normal(check.input, { dtype: "float64" });
  const before = x.data.slice();
  const fresh = (dtype: DType = "float64", seed = 2) => make(dtype).useRandom(new Random(seed));

  checkShapes(fresh(), x, check);
  checkCompiled(fresh, x);
  if (check.smooth ?? true) checkDerivatives(fresh(), x);
  checkFloat32(fresh, x);
  checkFreezing(fresh(), x);
  checkState(fresh(), fresh("float64", 3), x);
  const built = fresh();
  built.forward(x);
  for (const { input, message } of check.failures ?? []) {
    const error = assertThrows(() => built.forward(new Random(1).normal(input, { dtype: "float64" })), ShapeError);
    assertEquals(error.message, message);
  }
  assertEquals(x.data, before, `${built.name}: the input was changed`);
}

function checkShapes(layer: Layer, x: Tensor, { output, parameters }: LayerCheck): void {
  if (!layer.built && layer.knownInputShape === null) {
    assertThrows(() => layer.parameters(), TypeError, "must be built");
  }
  assertEquals(layer.forward(x).shape, output, `${layer.name}: shape of the output`);
  const found = layer.namedParameters().map(([name, { shape }]) => [name, shape]);
  assertEquals(found, Object.entries(parameters), `${layer.name}: parameters`);
}

/** At every level of vector instructions. */
function checkCompiled(fresh: () => Layer, x: Tensor): void {
  for (const level of ["relaxed", "simd", "none"] as const) withVectorLevel(level, () => checkCompiledCalls(fresh, x));
}

/** Three calls each, so that layers that count or draw move on. */
function checkCompiledCalls(fresh: () => Layer, x: Tensor): void {
  for (const training of [true, false]) {
    const [eager, compiled] = [fresh(), fresh()];
    for (const layer of [eager, compiled]) training ? layer.train() : layer.eval();
    const run = jit((input: Tensor) => compiled.forward(input));
    for (let call = 1; call <= 3; call++) {
      const message = `${eager.name}: ${training ? "training" : "evaluation"}, compiled, call ${call}`;
      assertCompiled(run(x), eager.forward(x), message);
    }
    assertEquals(Object.keys(compiled.stateDict()), Object.keys(eager.stateDict()));
    for (const [name, value] of Object.entries(eager.stateDict())) {
      assertCompiled(compiled.stateDict()[name]!, value, `${eager.name}: ${name} after compiled calls`);
    }
  }
}

function checkDerivatives(layer: Layer, x: Tensor): void {
  layer.forward(x);
  const state = layer.stateDict();
  /** The same random numbers each time. */
  const forward = (input: Tensor): Tensor => {
    layer.loadStateDict(state);
    return layer.forward(input);
  };
  checkGradients(forward, [x]);
  const u = randomLike(forward(x), 5);
  const found = gradients(sum(forward(x).mul(u)), layer.parameters());
  layer.namedParameters().forEach(([name, parameter], i) => {
    const [expected] = numericalGradient((value) => {
      layer.loadStateDict(state);
      parameter.assign(value);
      return sum(layer.forward(x).mul(u));
    }, state[name]!);
    assertTensorsClose(found[i]!, expected!, closeToDifferences, `${layer.name}: gradient of ${name}`);
  });
  layer.loadStateDict(state);
}

function checkFloat32(fresh: (dtype: DType) => Layer, x: Tensor): void {
  const [wide, narrow] = [fresh("float64").eval(), fresh("float32").eval()];
  const expected = wide.forward(x);
  narrow.forward(cast(x, "float32"));
  const state = Object.entries(wide.stateDict());
  const dtypes = narrow.stateDict();
  narrow.loadStateDict(Object.fromEntries(state.map(([name, value]) => [name, cast(value, dtypes[name]!.dtype)])));
  const found = narrow.forward(cast(x, "float32"));
  assertEquals(found.dtype, expected.dtype === "float64" ? "float32" : expected.dtype, `${wide.name}: dtype`);
  assertTensorsClose(found, expected, goldenTolerances.float32.values, `${wide.name}: float32`);
}

function checkFreezing(layer: Layer, x: Tensor): void {
  layer.forward(x);
  layer.trainable = false;
  assertEquals(layer.parameters().map((parameter) => parameter.trainable), layer.parameters().map(() => false));
  const input = new Variable(x);
  const [gradient] = gradients(sum(layer.forward(input.value)), [input]);
  assertEquals(gradient!.shape, x.shape, `${layer.name}: a frozen layer passes gradients on`);
  layer.trainable = true;
  assert(layer.parameters().every((parameter) => parameter.trainable), `${layer.name}: thaws`);
}

function checkState(layer: Layer, other: Layer, x: Tensor): void {
  layer.forward(x);
  other.forward(x);
  other.loadStateDict(layer.stateDict());
  assertBits(other.eval().forward(x), layer.eval().forward(x), `${layer.name}: state dict there and back`);
  for (const name of Object.keys(layer.stateDict())) {
    const { [name]: _, ...rest } = layer.stateDict();
    assertThrows(() => other.loadStateDict(rest), RangeError, `missing name is ${name}`);
  }
}
