import { tensor, zeros } from "@chainrule/tensor";
import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { RunError } from "../cli/failure.ts";
import { inTemporaryFolder } from "../testing/trainer.ts";
import { shrunk, tableDigits } from "./small_digits.ts";

Deno.test("a digit of MNIST is made smaller by means of 3 x 3 pixels, without its margins", () => {
  const pixels = zeros([2, 784]).data.slice();
  // The margin, the first pixel of the first block, and one in the middle of the last block of the second digit.
  pixels[0] = pixels[27] = 1;
  pixels[2 * 28 + 2] = 0.9;
  pixels[784 + 24 * 28 + 24] = 0.45;
  const small = shrunk(tensor(pixels, "float32", [2, 784]));
  assertEquals(small.shape, [2, 64]);
  assertAlmostEquals(small.data[0]!, 0.1, 1e-7);
  assertAlmostEquals(small.data[127]!, 0.05, 1e-7);
  assertEquals(small.data.filter((pixel) => pixel !== 0).length, 2);
});

Deno.test("a table of pictures is brought to pixels up to 1, and divided by the seed with all classes in both parts", () =>
  inTemporaryFolder(async (folder) => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i % 5},0,16,${i % 3},${"ab"[i % 2]}`);
    await Deno.writeTextFile(`${folder}/pictures.csv`, `p,q,r,s,what\n${rows.join("\n")}\n`);
    const digits = await tableDigits(`${folder}/pictures.csv`, "what");
    assertEquals([digits.side, digits.classCount], [2, 2]);
    const { train, test } = digits.parts(1);
    assertEquals([train.x.shape, test.x.shape], [[16, 4], [4, 4]]);
    assertEquals([...test.y.data].sort(), [0, 0, 1, 1]);
    assertEquals([train.x.max().item(), train.x.min().item()], [1, 0]);
    assertEquals(digits.parts(1).test.x.toArray(), test.x.toArray());
    const others = [2, 3, 4, 5].map((seed) => digits.parts(seed).test.x.toArray());
    assertEquals(others.some((other) => String(other) !== String(test.x.toArray())), true);
  }));

Deno.test("a table that has no pictures is refused", () =>
  inTemporaryFolder(async (folder) => {
    const path = `${folder}/pictures.csv`;
    await Deno.writeTextFile(path, "p,q,r,what\n1,2,3,a\n3,2,1,b\n");
    await assertRejects(() => tableDigits(path, "what"), RunError, "as many pixels as a square, beside what: it has 3");
    await Deno.writeTextFile(path, "p,q,r,s,what\n1,2,3,4,a\n3,2,1,-1,b\n");
    await assertRejects(() => tableDigits(path, "what"), RunError, "must be numbers from 0");
  }));
