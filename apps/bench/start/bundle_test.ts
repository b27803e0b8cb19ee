/**
 * What bundles have in them. A size depends on neither time nor machine, so it may decide a test.
 */
import * as activations from "@chainrule/activations";
import * as tensors from "@chainrule/tensor";
import type { AnyOp } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { compressedBytes, inBundle } from "./bundle.ts";

const training = new URL("nn_and_jit.ts", import.meta.url);
const everything = new URL("all_of_nn_and_jit.ts", import.meta.url);
const convolution = new URL("testing/convolution.ts", import.meta.url);
const unused = new URL("testing/unused_packages.ts", import.meta.url);
const methods = new URL("../../../packages/tensor/install.ts", import.meta.url);

const textOf = (entry: URL) => inBundle(entry, (bundle) => Deno.readTextFile(bundle));

/** The operations whose records are in a bundle. */
async function operationsIn(entry: URL): Promise<string[]> {
  const text = await textOf(entry);
  return [tensors, activations].flatMap((module) => Object.entries(module))
    .filter(([name]) => name.endsWith("Op"))
    .map(([, record]) => (record as AnyOp).name)
    .filter((name) => text.includes(`name:"${name}"`));
}

Deno.test("what trains a perceptron, nn and jit, is at most 80 000 bytes, compressed", async () => {
  const bytes = await inBundle(training, compressedBytes);
  assert(bytes <= 80_000, `${bytes} bytes`);
});

Deno.test("all layers of nn and jit together are at most 110 000 bytes, compressed", async () => {
  const bytes = await inBundle(everything, compressedBytes);
  assert(bytes <= 110_000, `${bytes} bytes`);
});

Deno.test("a program that does not convolve has no kernels of convolution in its bundle", async () => {
  for (const kernel of ["convolutionWeightGradient", "packWeights", "averagePoolingGradient"]) {
    assert(!(await textOf(training)).includes(kernel), `${kernel} is in the bundle`);
  }
  assert((await textOf(convolution)).includes("convolutionWeightGradient"));
});

Deno.test("a bundle has the operations that it uses, and those that are methods of a tensor", async () => {
  const always = await operationsIn(methods);
  assert(always.includes("matmul") && !always.includes("conv2d"), `${always}`);
  assertEquals(await operationsIn(unused), always);
  assert((await operationsIn(convolution)).includes("conv2d"));
});
