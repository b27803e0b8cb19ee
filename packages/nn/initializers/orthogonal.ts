/**
 * Orthogonal initialisation.
 *
 * @module
 */
import { tensor } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";

/**
 * Weights whose rows (or columns, if there are fewer of these) are orthonormal, so that lengths are kept. 正交初始化
 *
 * Source: Saxe, McClelland and Ganguli (2014).
 *
 * @param gain What the matrix is multiplied by
 * @returns The initialiser
 *
 * @example Rows of length one
 * ```ts
 * import { Dense, orthogonalInitializer } from "@chainrule/nn";
 * import { matmul, transpose } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const w = new Dense(2, { inputDim: 5, weightInitializer: orthogonalInitializer() }).parameters()[0]!.value;
 * const product = matmul(w, transpose(w)).data;
 * assertAlmostEquals(product[0]!, 1, 1e-6);
 * assertAlmostEquals(product[1]!, 0, 1e-6);
 * ```
 */
export function orthogonalInitializer(gain = 1): Initializer {
  return (shape, { random, dtype }) => {
    const [units = 1, ...rest] = shape;
    const inputs = rest.reduce((product, length) => product * length, 1);
    const wide = units <= inputs;
    const [count, length] = wide ? [units, inputs] : [inputs, units];
    const draws = random.normal([count, length], { dtype: "float64" }).data;
    const vectors = orthonormal(
      Array.from({ length: count }, (_, i) => Float64Array.from(draws.subarray(i * length, (i + 1) * length))),
    );
    const values = new Float64Array(units * inputs);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < length; j++) values[wide ? i * length + j : j * count + i] = gain * vectors[i]![j]!;
    }
    return tensor(values, dtype, shape);
  };
}

/** Gram and Schmidt, each vector cleaned twice so that rounding leaves nothing of the others. */
function orthonormal(vectors: Float64Array[]): Float64Array[] {
  vectors.forEach((vector, i) => {
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of vectors.slice(0, i)) {
        const shadow = inner(vector, earlier);
        vector.forEach((value, j) => vector[j] = value - shadow * earlier[j]!);
      }
    }
    const norm = Math.sqrt(inner(vector, vector));
    vector.forEach((value, j) => vector[j] = value / norm);
  });
  return vectors;
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
