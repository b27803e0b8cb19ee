import { checkGradients } from "@chainrule/autograd";
import { softmax } from "@chainrule/activations";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import type { Shape, Tensor } from "@chainrule/tensor";
import { cast, Random, sigmoid, softplus } from "@chainrule/tensor";
import { assertCompiled, assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import { contentWeights } from "./content_weights.ts";
import { cosineSimilarity } from "./cosine_similarity.ts";
import { headSignals, signalCount } from "./head_signals.ts";
import { headWeights } from "./head_weights.ts";
import { interpolateWeights } from "./interpolate_weights.ts";
import { readMemory } from "./read_memory.ts";
import { sharpenWeights } from "./sharpen_weights.ts";
import { shiftWeights } from "./shift_weights.ts";
import { writeMemory } from "./write_memory.ts";

const [samples, heads, slots, width] = [2, 3, 7, 4];
const memory = [samples, slots, width];
const keys = [samples, heads, width];
const attention = [samples, heads, slots];
const ofHeads = [samples, heads];
const sizes = { heads, writeHeads: 2, slotSize: width, shiftRange: 2 };

/** A function of any numbers, and the shapes that it takes: what must be a distribution, or in an interval, is brought there first. */
interface Piece {
  readonly f: (...xs: Tensor[]) => Tensor;
  readonly shapes: readonly Shape[];
  readonly output: Shape;
}

const pieces: Record<string, Piece> = {
  cosineSimilarity: { f: (k, m) => cosineSimilarity(k!, m!), shapes: [keys, memory], output: attention },
  contentWeights: {
    f: (m, k, strengths) => contentWeights(m!, k!, softplus(strengths!)),
    shapes: [memory, keys, ofHeads],
    output: attention,
  },
  interpolateWeights: {
    f: (content, previous, gates) => interpolateWeights(softmax(content!), softmax(previous!), sigmoid(gates!)),
    shapes: [attention, attention, ofHeads],
    output: attention,
  },
  "shiftWeights by up to two": {
    f: (weights, shifts) => shiftWeights(softmax(weights!), softmax(shifts!)),
    shapes: [attention, [samples, heads, 5]],
    output: attention,
  },
  "shiftWeights by nothing": {
    f: (weights, shifts) => shiftWeights(weights!, shifts!),
    shapes: [attention, [samples, heads, 1]],
    output: attention,
  },
  "shiftWeights all around": {
    f: (weights, shifts) => shiftWeights(weights!, shifts!),
    shapes: [attention, attention],
    output: attention,
  },
  sharpenWeights: {
    f: (weights, sharpness) => sharpenWeights(softmax(weights!), softplus(sharpness!).add(1)),
    shapes: [attention, ofHeads],
    output: attention,
  },
  readMemory: { f: (m, w) => readMemory(m!, w!), shapes: [memory, attention], output: keys },
  writeMemory: {
    f: (m, w, e, a) => writeMemory(m!, softmax(w!), sigmoid(e!), a!),
    shapes: [memory, attention, keys, keys],
    output: memory,
  },
  headWeights: {
    f: (m, previous, numbers) => headWeights(m!, softmax(previous!), headSignals(numbers!, sizes)),
    shapes: [memory, attention, [samples, signalCount(sizes)]],
    output: attention,
  },
};

for (const [name, { f, shapes, output }] of Object.entries(pieces)) {
  const random = new Random(1);
  const xs = shapes.map((shape) => random.normal(shape, { dtype: "float64" }));

  Deno.test(`${name} is the same compiled and eagerly, at every level of vector instructions`, () => {
    for (const dtype of ["float64", "float32"] as const) {
      const given = xs.map((x) => cast(x, dtype));
      const eager = f(...given);
      assertEquals([eager.shape, eager.dtype], [output, dtype]);
      for (const level of ["relaxed", "simd", "none"] as const) {
        withVectorLevel(level, () => {
          const compiled = jit(f);
          assertCompiled(compiled(...given), eager, `${name}, ${dtype}, ${level}`);
          assertEquals(compiled.programs.flatMap(({ uncompiled }) => level === "none" ? [] : uncompiled), []);
        });
      }
    }
  });

  Deno.test(`${name} has right first and second derivatives`, () => checkGradients(f, xs));

  Deno.test(`${name} is as exact in float32 as float32 can be`, () => {
    const narrow = f(...xs.map((x) => cast(x, "float32")));
    const wide = f(...xs.map((x) => cast(cast(x, "float32"), "float64")));
    assertTensorsClose(narrow, wide, goldenTolerances.float32.values);
  });
}
