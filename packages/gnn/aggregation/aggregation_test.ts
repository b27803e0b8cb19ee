import { checkGradients } from "@chainrule/autograd";
import {
  aggregate,
  AttentionAggregation,
  ConcatAggregation,
  MessagePassing,
  segmentStd,
  SoftmaxAggregation,
} from "@chainrule/gnn";
import type { Aggregation, EdgeList } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import { Dense, zerosInitializer } from "@chainrule/nn";
import { Random, segmentMax, segmentSum, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertCompiled, assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";

const exact = goldenTolerances.float64.values;
const ids = tensor([2, 0, 2, 2, 0, 4], "int32");
const random = new Random(1);
const x = random.normal([6, 3], { dtype: "float64" });

/** The rows of each segment, by plain loops. */
function rowsOf(segment: number, feature: number): number[] {
  return [...ids.data.keys()].filter((row) => ids.data[row] === segment).map((row) => x.data[row * 3 + feature]!);
}

function byHand(of: (values: number[]) => number): Tensor {
  const rows = Array.from({ length: 5 }, (_, k) => [0, 1, 2].map((f) => rowsOf(k, f).length ? of(rowsOf(k, f)) : 0));
  return tensor(rows, "float64");
}

const meanOf = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
const expected: Readonly<Record<string, (values: number[]) => number>> = {
  sum: (values) => values.reduce((a, b) => a + b),
  mean: meanOf,
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  std: (values) => Math.sqrt(meanOf(values.map((value) => (value - meanOf(values)) ** 2))),
};

for (const [name, of] of Object.entries(expected)) {
  Deno.test(`aggregate() by ${name} gives what loops give, 0 where there is nothing`, () => {
    assertTensorsClose(aggregate(name as Aggregation, x, ids, 5), byHand(of), exact);
  });
}

const all: Readonly<Record<string, (dtype: "float64" | "float32") => Aggregation>> = {
  std: () => "std",
  softmax: (dtype) => new SoftmaxAggregation({ beta: 0.5, dtype }),
  attention: (dtype) => new AttentionAggregation(new Dense(1, { dtype }).useRandom(new Random(3))),
  "several at once": (dtype) => new ConcatAggregation(["sum", segmentMax, new SoftmaxAggregation({ dtype })]),
};

for (const [name, make] of Object.entries(all)) {
  Deno.test(`${name}: gradients agree with differences, compiled values and gradients with eager ones`, () => {
    // Without the segment of one row, where the deviation has a kink.
    const both = tensor([2, 0, 2, 2, 0, 0], "int32");
    checkGradients((values) => aggregate(make("float64"), values, both, 4), [x]);
    for (const dtype of ["float64", "float32"] as const) {
      const aggregation = make(dtype);
      const f = (values: Tensor, segments: Tensor) => aggregate(aggregation, values, segments, 5);
      const values = x.cast(dtype);
      f(values, ids);
      for (const level of ["relaxed", "simd", "none"] as const) {
        withVectorLevel(level, () => {
          const run = jit(f);
          for (const segments of [ids, both]) assertCompiled(run(values, segments), f(values, segments));
          assertEquals(run.programs.length, 1);
        });
      }
    }
  });
}

Deno.test("segmentStd() takes equal rows for equal, in float32, compiled, and sends no gradient through them", () => {
  const values = tensor([[0.1], [0.1], [0.1], [7], [-3]]);
  const segments = tensor([0, 0, 0, 1, 2], "int32");
  assertEquals(segmentStd(values, segments, 3).toArray(), [[0], [0], [0]]);
  assertEquals(jit((v: Tensor) => segmentStd(v, segments, 3))(values).toArray(), [[0], [0], [0]]);
  checkGradients((v) => segmentStd(v, tensor([0, 1], "int32"), 2), [tensor([[2], [3]], "float64")]);
});

Deno.test("segmentStd() is not disturbed by how small or large values are", () => {
  for (const size of [1e-12, 1, 1e12]) {
    const values = tensor([[1 * size], [3 * size]], "float64");
    assertTensorsClose(segmentStd(values, tensor([0, 0], "int32"), 1).div(size), tensor([[1]], "float64"), exact);
  }
});

Deno.test("SoftmaxAggregation goes from the mean to the largest as β grows", () => {
  const at = (beta: number) => new SoftmaxAggregation({ beta, dtype: "float64" }).forward(x, ids, 5);
  assertTensorsClose(at(0), aggregate("mean", x, ids, 5), exact);
  assertTensorsClose(at(1e4), aggregate("max", x, ids, 5), exact);
  assertTensorsClose(at(-1e4), aggregate("min", x, ids, 5), exact);
});

Deno.test("SoftmaxAggregation with a fixed β has no parameters, but its state has β", () => {
  const aggregation = new SoftmaxAggregation({ beta: 2, learnable: false });
  assertEquals(aggregation.parameters(), []);
  assertEquals(aggregation.stateDict().beta?.item(), 2);
  assertEquals(new SoftmaxAggregation({ dtype: "float64" }).dtype, "float64");
});

Deno.test("AttentionAggregation weighs rows by their scores, which add up to 1 in each segment", () => {
  const aggregation = new AttentionAggregation(new Dense(1, { weightInitializer: () => tensor([[Math.log(3)]]) }));
  const output = aggregation.forward(tensor([[0], [1]]), tensor([1, 1], "int32"), 2);
  assertTensorsClose(output, tensor([[0], [0.75]]), goldenTolerances.float32.values);
  const even = new AttentionAggregation(new Dense(1, { weightInitializer: zerosInitializer, dtype: "float64" }));
  assertTensorsClose(even.forward(x, ids, 5), aggregate("mean", x, ids, 5), exact);
});

class Neighbours extends MessagePassing {
  forward(nodes: Tensor, edges: EdgeList): Tensor {
    return this.propagate(edges, nodes);
  }
}

Deno.test("MessagePassing takes functions and modules as aggregations, and finds the parameters of modules", () => {
  const edges = {
    numberOfNodes: 2,
    sources: tensor([0, 1], "int32"),
    targets: tensor([1, 1], "int32"),
    edgeFeatures: null,
  };
  const nodes = tensor([[1], [2]]);
  const doubled = (...[values, segments, count]: Parameters<typeof segmentSum>) =>
    segmentSum(values, segments, count).mul(2);
  assertEquals(new Neighbours(doubled).forward(nodes, edges).toArray(), [[0], [6]]);
  const both = new Neighbours(new ConcatAggregation(["sum", new SoftmaxAggregation()]));
  assertEquals(both.forward(nodes, edges).shape, [2, 2]);
  assertEquals(both.namedParameters().map(([name]) => name), ["aggregation.parts.1.beta"]);
});

Deno.test("aggregations refuse what does not fit", () => {
  const cases: [() => unknown, string][] = [
    [
      () => new SoftmaxAggregation({ beta: Infinity }),
      "Cannot make SoftmaxAggregation as beta must be finite: current beta is Infinity",
    ],
    [
      () => new AttentionAggregation(new Dense(2)).forward(x.cast("float32"), ids, 5),
      "Cannot apply AttentionAggregation as its gate must give shape [6, 1], one score for each message: current shape is [6, 2]",
    ],
    [
      () => new ConcatAggregation([]),
      "Cannot make ConcatAggregation as it must have at least one part: current parts are []",
    ],
    [
      () => new ConcatAggregation(["sum", "median" as never]),
      "Cannot make ConcatAggregation as aggregation must be one of sum, mean, max, min, std, a function or a module: current aggregation is median",
    ],
  ];
  for (const [f, message] of cases) assertEquals(assertThrows(f, Error).message, message);
});

Deno.test("aggregations give the same bits from run to run", () => {
  for (const make of Object.values(all)) {
    const aggregation = make("float64");
    const [first, second] = [0, 1].map(() => aggregate(aggregation, x, ids, 5).data);
    assert(first!.every((value, i) => value === second![i]));
  }
});
