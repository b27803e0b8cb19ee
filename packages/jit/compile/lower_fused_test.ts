import type { DType, Shape, Values } from "@chainrule/tensor";
import {
  allocate,
  evaluate,
  fromValues,
  maximum,
  permute,
  scalarBuilder,
  sigmoid,
  sizeOf,
  slice,
  softplus,
  stridesOf,
  tanh,
  Tensor,
  tensor,
  where,
} from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Builder } from "@chainrule/tensor";
import { jit } from "../mod.ts";
import type { FusedNode } from "../graph/static_graph.ts";
import { isFused } from "../graph/static_graph.ts";
import { lowerElementwise } from "./lower_fused.ts";
import { levels, runNode } from "./testing/run_calls.ts";

type Expression = FusedNode["expression"];

function fusedNode(shape: Shape, lane: DType, inputs: number, outputs: number, expression: Expression): FusedNode {
  const ids = Array.from({ length: inputs + outputs }, (_, i) => i);
  return {
    members: [],
    shape,
    lane,
    inputs: ids.slice(0, inputs),
    outputs: ids.slice(inputs),
    expression,
    reduction: null,
  };
}

/** Formulas whose results are small whole numbers, the same in any precision. */
const formulas: readonly { readonly inputs: number; readonly expression: Expression }[] = [
  { inputs: 1, expression: (_, [x]) => [x!] },
  { inputs: 0, expression: (k) => [k.constant(3)] },
  { inputs: 2, expression: (k, [x, y]) => [k.add(x!, k.mul(y!, k.constant(2))), k.less(x!, y!)] },
  { inputs: 3, expression: (k, [p, x, y]) => [k.select(p!, x!, k.sub(y!, k.constant(1))), k.and(p!, x!), y!] },
  { inputs: 2, expression: (k, [x, y]) => [k.max(k.abs(x!), k.neg(y!)), k.not(k.equal(x!, y!))] },
  { inputs: 2, expression: (k, [x, y]) => [k.pow(k.abs(x!), k.constant(2)), k.sign(y!)] },
];

const dtypes: readonly DType[] = ["float32", "float64", "int32", "bool"];
const lanes: readonly DType[] = ["float32", "float64", "int32"];

/** How an input lies: in an order of axes, some from back to front, some of length 1, without some axes. */
interface Lie {
  readonly dtype: DType;
  readonly order: number;
  readonly flipped: readonly number[];
  readonly repeated: readonly number[];
  readonly missing: number;
}

const index = fc.nat(4);
const lie: fc.Arbitrary<Lie> = fc.record({
  dtype: fc.constantFrom(...dtypes),
  order: fc.nat(3),
  flipped: fc.array(index, { maxLength: 2 }),
  repeated: fc.array(index, { maxLength: 3 }),
  missing: fc.constantFrom(0, 0, 0, 1, 2),
});

/** A tensor of small whole numbers that broadcasts to `shape`, and the numbers that it repeats there. */
function inputOf(shape: Shape, { dtype, order, flipped, repeated, missing }: Lie, seed: number): Tensor {
  const own = shape.map((length, axis) => repeated.includes(axis) ? 1 : length).slice(Math.min(missing, shape.length));
  const { length: rank } = own;
  const axes = [...own.keys()].map((axis) => (axis + order) % rank);
  const values = allocate(dtype, sizeOf(own));
  for (let i = 0; i < values.length; i++) values[i] = dtype === "bool" ? (i * 7 + seed) % 2 : (i * 31 + seed) % 11 - 5;
  const stored = fromValues(values, axes.map((axis) => own[axis]!), dtype);
  const back = [...own.keys()].map((axis) => axes.indexOf(axis));
  const turned = rank === 0 ? stored : permute(stored, back);
  const isBackwards = own.map((length, axis) => flipped.includes(axis) && length > 1);
  if (!isBackwards.includes(true)) return turned;
  return slice(
    turned,
    own.map((length, axis) => isBackwards[axis] ? length : 0),
    [],
    isBackwards.map((backwards) => backwards ? -1 : 1),
  );
}

/** What the elements of a loop are, one by one. */
function expected({ shape, expression }: FusedNode, inputs: readonly Tensor[], results: readonly DType[]): Values[] {
  const outs = results.map((dtype) => allocate(dtype, sizeOf(shape)));
  for (let i = 0; i < sizeOf(shape); i++) {
    expression(scalarBuilder, inputs.map((x) => elementAt(x, shape, i))).forEach((y, o) => {
      outs[o]![i] = results[o] === "bool" ? Number(y !== 0) : y;
    });
  }
  return outs;
}

function elementAt(x: Tensor, shape: Shape, position: number): number {
  const shift = shape.length - x.shape.length;
  let at = x.offset;
  stridesOf(shape).forEach((stride, axis) => {
    if (axis < shift || x.shape[axis - shift] === 1) return;
    at += Math.floor(position / stride) % shape[axis]! * x.strides[axis - shift]!;
  });
  return x.storage![at]!;
}

const shapes = fc.oneof(
  fc.array(fc.nat(9), { maxLength: 4 }),
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 60, max: 140 })),
  fc.tuple(fc.integer({ min: 60, max: 140 }), fc.integer({ min: 1, max: 9 })),
  fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 60, max: 140 }), fc.integer({ min: 1, max: 9 })),
);

for (const level of levels) {
  Deno.test(`loops over any shapes, strides and dtypes at level ${level} give what their formulas give, however cut`, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...formulas),
        shapes,
        fc.constantFrom(...lanes),
        fc.array(lie, { minLength: 3, maxLength: 3 }),
        fc.array(fc.constantFrom(...dtypes), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 1, max: 4 }),
        ({ inputs, expression }, shape, lane, lies, stored, parts) => {
          const outputs = expression(scalarBuilder, [1, 2, 3]).length;
          const node = fusedNode(shape, lane, inputs, outputs, expression);
          const given = lies.slice(0, inputs).map((lie, i) => inputOf(shape, lie, i));
          const results = stored.slice(0, outputs).map((dtype) => ({ shape, dtype }));
          const found = runNode(lowerElementwise, node, given, results, { level, parts });
          const wanted = expected(node, given, results.map(({ dtype }) => dtype));
          // Adding 0 forgets its sign, which −x·0 has in floats and not in whole numbers.
          const signless = (values: Values) => [...values].map((x) => x + 0);
          assertEquals(found.outputs.map(({ data }) => signless(data)), wanted.map(signless));
        },
      ),
      { numRuns: 400 },
    );
  });

  Deno.test(`a large loop at level ${level} is cut into blocks that give what their formulas give`, () => {
    const expression: Expression = (k, [x, y]) => [k.add(x!, y!)];
    const plain = { dtype: "float32", order: 0, flipped: [], repeated: [], missing: 0 } as const;
    for (const shape of [[2, 20000], [10000, 3], [130, 140], [3, 130, 50], [40000]]) {
      for (const order of [0, 1]) {
        const given = [inputOf(shape, { ...plain, order }, 1), inputOf(shape, { ...plain, missing: 1 }, 2)];
        const node = fusedNode(shape, "float32", 2, 1, expression);
        const found = runNode(lowerElementwise, node, given, [{ shape, dtype: "float32" }], { level, parts: 3 });
        assertEquals(found.outputs[0]!.data, expected(node, given, ["float32"])[0]);
        assert(found.calls[0]!.units >= 32, `${shape} is ${found.calls[0]!.units} units`);
      }
    }
  });

  Deno.test(`an output at level ${level} may be in the place of an input`, () => {
    // A product with exp 0 changes nothing, but makes the loop one of functions, which are written in another way.
    const expression: Expression = (k, [x, row]) => [
      k.mul(k.sub(x!, k.mul(row!, k.constant(2))), k.exp(k.mul(x!, k.constant(0)))),
      k.add(x!, row!),
    ];
    for (const shape of [[1], [70], [3, 5], [9, 6], [300, 2], [2, 3, 4]]) {
      const x = fromValues(Float32Array.from({ length: sizeOf(shape) }, (_, i) => i), shape, "float32");
      const row = fromValues(
        Float32Array.from({ length: shape.at(-1)! }, (_, i) => 100 * i),
        [shape.at(-1)!],
        "float32",
      );
      const node = fusedNode(shape, "float32", 2, 2, expression);
      const results = [{ shape, dtype: "float32" }, { shape, dtype: "float32" }] as const;
      const found = runNode(lowerElementwise, node, [x, row], results, { level, parts: 2, inPlace: [0, null] });
      const wanted = expected(node, [x, row], ["float32", "float32"]);
      assertEquals(found.outputs.map(({ data }) => data), wanted);
    }
  });

  Deno.test(`NaN, infinities and zeros at level ${level} come through`, () => {
    const numbers = [0, -0, NaN, Infinity, -Infinity, 1, -1];
    const x = tensor([...numbers, ...numbers, ...numbers]);
    const expression: Expression = (k, [x]) => [k.mul(x!, k.constant(0)), k.max(x!, k.constant(0)), k.neg(x!)];
    const node = fusedNode([21], "float32", 1, 3, expression);
    const results = Array.from({ length: 3 }, () => ({ shape: [21], dtype: "float32" }) as const);
    const found = runNode(lowerElementwise, node, [x], results, { level });
    const wanted = expected(node, [x], ["float32", "float32", "float32"]);
    found.outputs.forEach(({ data }, o) =>
      data.forEach((y, i) => assert(Object.is(y, wanted[o]![i]), `${o} ${i} ${y}`))
    );
  });

  Deno.test(`fused nodes of real programs at level ${level} are as close to eager as float32 is`, () => {
    const programs: readonly ((x: Tensor, w: Tensor) => Tensor)[] = [
      (x, w) => tanh(x.mul(w)).add(1).mul(x).mul(0.5),
      (x, w) => sigmoid(x).mul(maximum(w, 0)).sub(x.exp().div(w.exp().add(1))),
      (x, w) => where(x.less(w), x.mul(x), softplus(w)),
      (x, w) => x.cast("bool").cast("int32").add(2).cast("float32").mul(w),
      (x, w) => x.cast("float64").div(w.cast("float64").exp()).sqrt(),
    ];
    for (const program of programs) {
      const compiled = jit(program);
      const [x, w] = [[37, 5], [5]].map((shape, which) =>
        fromValues(
          Float32Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(i * 5 + which) * 3),
          shape,
          "float32",
        )
      ) as [Tensor, Tensor];
      compiled(x, w);
      const { plan } = compiled.programs[0]!;
      const { values } = plan.graph;
      let tried = 0;
      for (const node of plan.memory.steps) {
        if (!isFused(node) || node.reduction !== null) continue;
        tried++;
        const given = new Map<number, Tensor>();
        values.forEach((value) => value.kind === "constant" && given.set(value.id, value.tensor));
        node.inputs.forEach((id, which) => {
          const { shape, dtype } = values[id]!;
          const numbers = allocate(dtype, sizeOf(shape));
          for (let i = 0; i < numbers.length; i++) numbers[i] = dtype === "bool" ? i % 2 : Math.cos(i * 3 + which) * 3;
          given.set(id, fromValues(numbers, shape, dtype));
        });
        const inputs = node.inputs.map((id) => given.get(id)!);
        const found = runNode(lowerElementwise, node, inputs, node.outputs.map((id) => values[id]!), {
          level,
          parts: 2,
        });
        for (const { op, inputs, attributes, output } of node.members) {
          given.set(output, evaluate(op, inputs.map((id) => given.get(id)!), attributes, values[output]!));
        }
        node.outputs.forEach((id, i) => {
          const wanted = given.get(id)!.data;
          found.outputs[i]!.data.forEach((y, at) => {
            // A few roundings of numbers that are at most 40 on the way.
            const bound = values[id]!.dtype === "float64" ? 0 : 40 * 2 ** -23;
            const isNear = Object.is(y, wanted[at]) || Math.abs(y - wanted[at]!) <= bound;
            assert(isNear, `${program} at ${at}: ${y}, not ${wanted[at]}`);
          });
        });
      }
      assert(tried > 0);
    }
  });
}

Deno.test("a node with a sum is left to others, an empty one needs nothing", () => {
  const expression = <V>(_: Builder<V>, inputs: readonly V[]) => inputs;
  const node = fusedNode([0, 3], "float32", 1, 1, expression);
  assertEquals(
    lowerElementwise({ node: { ...node, reduction: { axes: [0], keepDims: false } }, inputs: [], outputs: [] }),
    null,
  );
  const x = new Tensor({ shape: [0, 3], dtype: "float32", storage: new Float32Array(0) });
  assertEquals(runNode(lowerElementwise, node, [x], [x]).calls, []);
});
