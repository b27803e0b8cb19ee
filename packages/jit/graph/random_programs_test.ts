/**
 * Programs made at random, with gradients, draws, state and numbers at the edge: every pass must leave every bit in its place, and
 * a memory that is filled and read only as the plan says must end with the same bits too.
 */
import { backward, noGrad } from "@chainrule/autograd";
import type { DType, Tensor } from "@chainrule/tensor";
import {
  argMax,
  argMin,
  broadcastTo,
  clip,
  concat,
  cumsum,
  erf,
  exp,
  flip,
  gather,
  greater,
  identity,
  isFloat,
  logicalAnd,
  logSumExp,
  matmul,
  maximum,
  oneHot,
  pad,
  permute,
  Random,
  sameShape,
  scatterAdd,
  segmentMax,
  sigmoid,
  sign,
  slice,
  stack,
  takeAlong,
  tanh,
  tensor,
  tile,
  transpose,
  Variable,
  where,
  zeros,
} from "@chainrule/tensor";
import { softmax } from "@chainrule/activations";
import { withVectorLevel } from "@chainrule/kernels";
import { assertBits, assertTensorsClose } from "@chainrule/testing";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { jit } from "../mod.ts";
import { Program } from "../program.ts";
import { algebra } from "./algebra.ts";
import { commonSubexpressions } from "./common_subexpressions.ts";
import { deadCode } from "./dead_code.ts";
import { foldConstants } from "./fold_constants.ts";
import { fuse } from "./fuse.ts";
import { interpreter } from "./interpreter.ts";
import { materialize } from "./materialize.ts";
import { optimize } from "./optimize.ts";
import { Plan } from "./plan.ts";
import type { Node, StaticGraph } from "./static_graph.ts";
import { isFused, outputIds } from "./static_graph.ts";
import { PlanMemory } from "./testing/run_plan.ts";

/** What one instruction of a random program may do with two tensors. */
const instructions: readonly ((a: Tensor, b: Tensor, random: Random) => Tensor)[] = [
  (a, b) => a.add(b),
  (a, b) => a.sub(b),
  (a, b) => a.mul(b),
  (a, b) => a.div(b),
  (a, b) => maximum(a, b),
  (a, b) => where(greater(a, b), a, b),
  (a, b) => a.less(b).cast(a.dtype),
  (a, b) => matmul(a, b),
  (a, b) => matmul(transpose(a), b),
  (a, b) => matmul(a, transpose(b)),
  (a, b) => concat([a, b]),
  (a) => a.neg(),
  (a) => a.neg().neg(),
  (a) => tanh(a),
  (a) => exp(a),
  (a) => sigmoid(a),
  (a) => a.mul(1),
  (a) => a.mul(0.5),
  (a) => a.div(1),
  (a) => a.add(0),
  (a) => a.add(-0),
  (a) => a.sub(0),
  (a) => a.sub(-0),
  (a) => identity(a),
  (a) => a.detach(),
  (a) => a.cast(a.dtype),
  (a) => a.cast("bool").cast(a.dtype),
  (a, b) => logicalAnd(a.cast("bool"), b.cast("bool")).cast("int32").add(1).cast(a.dtype),
  (a) => a.sum(),
  (a) => a.sum({ axis: 0 }),
  (a) => a.sum({ axis: -1, keepDims: true }),
  (a) => a.sum({ axis: [] }),
  (a) => a.mean(),
  (a) => a.max({ axis: 0 }),
  (a) => transpose(a),
  (a) => permute(permute(a, [1, 0]), [1, 0]),
  (a) => a.reshape([-1]),
  (a) => a.reshape([3, 2]).reshape([2, 3]),
  (a) => a.slice([1]),
  (a) => slice(a, [0, 0], [], [1, 2]),
  (a) => a.slice([0]),
  (a) => broadcastTo(a, [2, 3]),
  (a) => broadcastTo(a, a.shape),
  (a) => gather(a, tensor([a.shape[0]! - 1, 0], "int32")),
  (a, b) => a.add(b).mul(a.add(b)),
  (a) => a.add(tensor([1, 2, 3]).mul(2).cast(a.dtype)),
  (a, _b, random) => a.mul(random.uniform(a.shape, { dtype: a.dtype })),
  (a, _b, random) => where(random.bernoulli(a.shape, 0.5), a, 0),
  (a) => a.max({ axis: -1, keepDims: true }),
  (a) => a.min(),
  (a) => cumsum(a, 0),
  (a) => argMax(a).cast(a.dtype),
  (a, b) => a.add(argMin(b, { axis: 0 }).cast(a.dtype)),
  (a) => softmax(a),
  (a) => logSumExp(a, { axis: 0 }),
  (a) => takeAlong(a, zeros(a.shape, "int32"), 0),
  (a) => scatterAdd(a, tensor(Array.from({ length: a.shape[0]! }, (_, i) => i % 2), "int32"), 3),
  (a) => segmentMax(a, tensor(Array.from({ length: a.shape[0]! }, (_, i) => (i + 1) % 2), "int32"), 2),
  (a) => oneHot(argMax(a), a.shape.at(-1)!).cast(a.dtype).sum({ axis: 0 }),
  (a) => pad(a, a.shape.map(() => [1, 0])),
  (a) => flip(a, 0),
  (a) => tile(a, a.shape.map(() => 2)),
  (a, b) => stack([a, b]),
  (a) => clip(a, -1, 1),
  (a) => a.abs(),
  (a) => sign(a),
  (a) => a.pow(2),
  (a) => a.abs().add(1).sqrt(),
  (a) => erf(a),
  (a) => a.reshape([2, 3]).slice([0, 0], [2, 2]).matmul(tensor([[1, 2], [3, 4]]).cast(a.dtype)),
];

type Instruction = readonly [operation: number, a: number, b: number];

/** A program, and the state that it works on. */
interface Sample {
  readonly step: (x: Tensor, y: Tensor, rate: number) => Tensor[];
  readonly state: readonly Variable[];
}

function sampleOf(code: readonly Instruction[], dtype: DType, words = instructions): Sample {
  const variable = (values: number[] | number[][], name: string) => new Variable(tensor(values, dtype), { name });
  const w = variable([[0.5, -1, 2], [-0.25, 0, 1]], "w");
  const v = variable([[1, -2], [0.5, 0], [-1, 3]], "v");
  const s = variable([1, -0, 2], "s");
  const t = variable([4, 5, 6], "t");
  const random = new Random(3);
  const step = (x: Tensor, y: Tensor, rate: number): Tensor[] => {
    const pool: Tensor[] = [x, y, w.value, v.value, s.value, x.mul(rate)];
    for (const [operation, a, b] of code) {
      const made = attempt(() =>
        words[operation % words.length]!(pool[a % pool.length]!, pool[b % pool.length]!, random)
      );
      if (made !== null) pool.push(made);
    }
    const loss = pool.slice(-3).map((z) => z.sum()).reduce((a, b) => a.add(b), w.value.mul(v.value.sum()).sum());
    backward(loss);
    noGrad(() => {
      w.assign(w.value.sub(w.grad!.mul(rate)));
      const last = pool.findLast((z) => sameShape(z.shape, t.shape)) ?? t.value;
      const former = s.value;
      s.assign(last);
      t.assign(former);
    });
    w.grad = null;
    return [loss, ...pool.slice(-4)];
  };
  return { step, state: [w, v, s, t, random.counter] };
}

/** The result of `f`; null where shapes do not fit, as they often do not, and where some error would depend on values. */
function attempt(f: () => Tensor): Tensor | null {
  try {
    const made = f();
    return isFloat(made.dtype) && made.size > 0 && made.size <= 64 ? made : null;
  } catch {
    return null;
  }
}

const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, NaN, 1e30),
  fc.double({ min: -3, max: 3, noNaN: true }),
);
const index = fc.nat({ max: 199 });
const programs = fc.record({
  code: fc.array(fc.tuple(index, index, index), { minLength: 1, maxLength: 40, size: "max" }),
  x: fc.array(number, { minLength: 6, maxLength: 6 }),
  y: fc.array(number, { minLength: 3, maxLength: 3 }),
});
const dtypes = fc.constantFrom<DType>("float32", "float64");

function argumentsOf(x: readonly number[], y: readonly number[], dtype: DType): [Tensor, Tensor, number] {
  return [tensor(x.slice(), dtype).reshape([2, 3]), tensor(y.slice(), dtype), 0.1];
}

/** Arguments as a program binds them. */
function bound([x, y, rate]: [Tensor, Tensor, number]): [Tensor, Tensor, Tensor] {
  return [x, y, tensor(rate, x.dtype)];
}

function tracedGraph({ step }: Sample, args: readonly unknown[]): StaticGraph {
  return new Program(step as (...args: unknown[]) => unknown, args, { optimize: false }).graph;
}

/** Everything that leaves a graph, in order. */
function leaving(graph: StaticGraph<Node>, args: readonly Tensor[]): Tensor[] {
  const valueOf = interpreter(graph)(args);
  return outputIds(graph.outputs).map(valueOf);
}

function assertAllBits(actual: readonly Tensor[], expected: readonly Tensor[], what: string): void {
  assertEquals(actual.length, expected.length);
  expected.forEach((x, i) => assertBits(actual[i]!, x, `${what} ${i}`));
}

/** Runs a program twice, eagerly and as `compile` makes it; `compare` gets everything that comes out, also through variables. */
function compareRuns(
  [eager, other]: readonly [Sample, Sample],
  compile: (step: Sample["step"]) => Sample["step"],
  args: [Tensor, Tensor, number],
  compare: (actual: Tensor, expected: Tensor, what: string) => void,
): void {
  const compareAll = (actual: readonly Tensor[], expected: readonly Tensor[], what: string): void => {
    assertEquals(actual.length, expected.length);
    expected.forEach((x, i) => compare(actual[i]!, x, `${what} ${i}`));
  };
  const run = compile(other.step);
  for (let i = 0; i < 2; i++) {
    const expected = eager.step(...args);
    compareAll(run(...args), expected, `result of step ${i}`);
  }
  const values = ({ state }: Sample): Tensor[] => state.map((s) => s.value);
  const gradients = ({ state }: Sample): Tensor[] => state.flatMap((s) => s.grad ?? []);
  compareAll(values(other), values(eager), "variable");
  compareAll(gradients(other), gradients(eager), "gradient");
}

Deno.test("random programs give the same bits eagerly and recorded, with the same state after two steps", () => {
  fc.assert(
    fc.property(programs, dtypes, ({ code, x, y }, dtype) => {
      const samples = [sampleOf(code, dtype), sampleOf(code, dtype)] as const;
      compareRuns(samples, (step) => jit(step, { optimize: false }), argumentsOf(x, y, dtype), assertBits);
    }),
    { numRuns: 150 },
  );
});

/** Instructions that whole numbers stay whole numbers in, or halves, so that no order of sums and no fused step rounds. */
const exact = instructions.filter((instruction) =>
  !/[eE]xp|tanh|sigmoid|mean|a\.div\(b\)|uniform|bernoulli|softmax|sqrt|erf/.test(`${instruction}`)
);

/** Instructions without steps, where a small difference stays small. */
const smooth = instructions.filter((instruction) =>
  !/greater|less|cast\("bool"\)|maximum|(\.|segment)[mM](ax|in)\(|arg(Max|Min)|sign\(|div\(b\)/.test(`${instruction}`)
);

const small = fc.record({
  code: fc.array(fc.tuple(index, index, index), { minLength: 1, maxLength: 14, size: "max" }),
  x: fc.array(fc.constantFrom(0, -0, 1, -1, 2, -3, 0.5, Infinity, NaN), { minLength: 6, maxLength: 6 }),
  y: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 }),
});

/** Passes over a sample in which a number is too large for sums to be exact. */
function assumeAtMost(limit: number, results: readonly Tensor[]): void {
  fc.pre(results.every(({ data }) => data.every((value) => !Number.isFinite(value) || Math.abs(value) <= limit)));
}

for (const level of ["relaxed", "simd"] as const) {
  Deno.test(`random programs of whole numbers give the same bits eagerly and compiled (${level})`, () => {
    fc.assert(
      fc.property(small, dtypes, ({ code, x, y }, dtype) => {
        const [tensorX, tensorY] = argumentsOf(x, y, dtype);
        const args: [Tensor, Tensor, number] = [tensorX, tensorY, 0.5];
        const probe = sampleOf(code, dtype, exact);
        for (let i = 0; i < 2; i++) assumeAtMost(2 ** 16, [...probe.step(...args), ...probe.state.map((s) => s.value)]);
        const samples = [sampleOf(code, dtype, exact), sampleOf(code, dtype, exact)] as const;
        withVectorLevel(level, () => compareRuns(samples, jit, args, assertBits));
      }),
      { numRuns: 200 },
    );
  });

  Deno.test(`random smooth programs give close results eagerly and compiled (${level})`, () => {
    const values = fc.double({ min: -2, max: 2, noNaN: true });
    const programs = fc.record({
      code: fc.array(fc.tuple(index, index, index), { minLength: 1, maxLength: 10, size: "max" }),
      x: fc.array(values, { minLength: 6, maxLength: 6 }),
      y: fc.array(values, { minLength: 3, maxLength: 3 }),
    });
    // Each of a dozen operations may lose some units, and pass on what others have lost, times numbers of up to a hundred.
    const allowed = { float32: 2e-3, float64: 1e-10 } as const;
    fc.assert(
      fc.property(programs, dtypes, ({ code, x, y }, dtype) => {
        const args = argumentsOf(x, y, dtype);
        const probe = sampleOf(code, dtype, smooth);
        for (let i = 0; i < 2; i++) assumeAtMost(100, [...probe.step(...args), ...probe.state.map((s) => s.value)]);
        const samples = [sampleOf(code, dtype, smooth), sampleOf(code, dtype, smooth)] as const;
        withVectorLevel(level, () =>
          compareRuns(samples, jit, args, (actual, expected, what) => {
            const tolerance = allowed[expected.dtype as "float32" | "float64"] ?? 0;
            assertTensorsClose(actual, expected, { rtol: tolerance, atol: tolerance }, what);
          }));
      }),
      { numRuns: 200 },
    );
  });
}

const passes: Record<string, (graph: StaticGraph) => StaticGraph<Node>> = {
  foldConstants,
  algebra,
  commonSubexpressions,
  deadCode,
  optimize,
  materialize,
  fuse,
  "fuse after optimize": (graph) => fuse(optimize(graph)),
};

for (const [name, pass] of Object.entries(passes)) {
  Deno.test(`${name} keeps every bit of random programs and adds no call`, () => {
    fc.assert(fc.property(programs, dtypes, ({ code, x, y }, dtype) => {
      const args = argumentsOf(x, y, dtype);
      const graph = tracedGraph(sampleOf(code, dtype), args);
      const after = pass(graph);
      assertAllBits(leaving(after, bound(args)), leaving(graph, bound(args)), `${after}\noutput`);
      if (name !== "materialize") assert(after.nodes.length <= graph.nodes.length);
    }));
  });
}

Deno.test("fused nodes stay within their bounds, and each elementwise call is in one", () => {
  fc.assert(fc.property(programs, ({ code, x, y }) => {
    const { nodes } = fuse(optimize(tracedGraph(sampleOf(code, "float32"), argumentsOf(x, y, "float32"))));
    for (const node of nodes) {
      if (!isFused(node)) assert(!("expression" in node.op), `${node.op.name} is alone`);
      else {
        assert(node.members.length <= 24 && node.inputs.length <= 12);
        assertEquals(new Set(node.inputs).size, node.inputs.length);
        assert(node.reduction === null || node.outputs.length === 1);
      }
    }
  }));
});

Deno.test("float64 programs run from nothing but their plan end with the bits of eager code", () => {
  fc.assert(
    fc.property(programs, ({ code, x, y }) => {
      const args = argumentsOf(x, y, "float64");
      const graph = tracedGraph(sampleOf(code, "float64"), args);
      const plan = new Plan(optimize(graph));
      const memory = new PlanMemory(plan, bound(args));
      for (const step of plan.memory.steps) memory.run(step);
      memory.move();
      const { results, writes, gradients } = plan.graph.outputs;
      const valueOf = (id: number) => memory.tensor(id);
      assertAllBits(
        [
          ...results.map(valueOf),
          ...writes.map(({ variable }) => memory.variable(variable)),
          ...gradients.flatMap(({ value }) => value === null ? [] : [valueOf(value)]),
        ],
        leaving(graph, bound(args)),
        `${plan}\noutput`,
      );
    }),
    { numRuns: 300 },
  );
});
