import { assert, assertEquals, assertRejects } from "@std/assert";
import { DataError } from "../data_error.ts";
import golden from "../golden/idx.json" with { type: "json" };
import { idxToTensor } from "./idx_array.ts";
import { readIdx } from "./read_idx.ts";

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
}

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

for (const { dtype, shape, values, hex, gzipHex } of golden.cases) {
  Deno.test(`readIdx() reads what NumPy wrote: ${dtype} [${shape}], also packed`, async () => {
    for (const bytes of [fromHex(hex), fromHex(gzipHex), fromHex(hex).buffer as ArrayBuffer]) {
      const array = await readIdx(bytes);
      assertEquals([array.dtype, array.shape], [dtype, shape]);
      assertEquals([array.values].flat().flatMap((each) => [...each]), [values].flat(3));
    }
  });
}

Deno.test("readIdx() reads from the middle of a buffer, and keeps nothing of it", async () => {
  const buffer = Uint8Array.of(9, 9, 0, 0, 8, 1, 0, 0, 0, 2, 5, 6, 9);
  const { values } = await readIdx(buffer.subarray(2, 12));
  buffer.fill(0);
  assertEquals([...values], [5, 6]);
});

Deno.test("idxToTensor() scales and converts", () => {
  const array = { shape: [2], dtype: "int16", values: Int16Array.of(-300, 50) } as const;
  assertEquals(idxToTensor(array, { scale: 0.5, dtype: "float64" }).toArray(), [-150, 25]);
  assertEquals(idxToTensor(array, { dtype: "int32" }).dtype, "int32");
});

const label = [0, 0, 8, 1];
const refusals: [string, number[], string][] = [
  ["no bytes", [], "it must begin with 4 bytes: current length is 0"],
  ["a cut magic number", [0, 0, 8], "it must begin with 4 bytes: current length is 3"],
  ["another magic number", [0, 1, 8, 1], "its first two bytes must be 0: current bytes are 0x00 and 0x01"],
  [
    "an unknown type",
    [0, 0, 10, 1],
    "its type must be one of 0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e: current type is 0x0a",
  ],
  [
    "a cut axis",
    [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0],
    "the lengths of its 2 axes must end at byte 12: current length is 11 bytes",
  ],
  [
    "too few elements",
    [...label, 0, 0, 0, 3, 1, 2],
    "its [3] uint8 elements must be all there: current length is 10 bytes where 11 belong",
  ],
  [
    "a size that no memory holds",
    [0, 0, 14, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255],
    "its [4294967295, 4294967295, 4294967295] float64 elements must be all there: current length is 16 bytes",
  ],
  [
    "trailing bytes",
    [...label, 0, 0, 0, 1, 1, 0],
    "it must end after its [1] elements, at byte 9: current length is 10 bytes",
  ],
];

for (const [name, bytes, reason] of refusals) {
  Deno.test(`readIdx() refuses ${name}, packed or not`, async () => {
    const whole = Uint8Array.from(bytes);
    await assertRejects(() => readIdx(whole), DataError, `Cannot read IDX data as ${reason}`);
    await assertRejects(async () => readIdx(await gzip(whole)), DataError, `Cannot read IDX data as ${reason}`);
  });
}

Deno.test("readIdx() refuses damaged and cut gzip", async () => {
  const message = "Cannot read IDX data as its gzip packing must be whole: current bytes are damaged or cut short";
  const packed = await gzip(Uint8Array.of(...label, 0, 0, 0, 1, 7));
  await assertRejects(() => readIdx(packed.slice(0, -4)), DataError, message);
  await assertRejects(() => readIdx(packed.slice(0, 5)), DataError, message);
  packed[packed.length - 8]! ^= 1;
  await assertRejects(() => readIdx(packed), DataError, message);
});

Deno.test("readIdx() stops unpacking where the header says that the data ends", async () => {
  const bomb = new Uint8Array(64 << 20);
  bomb.set([...label, 0, 0, 0, 1]);
  const error = await assertRejects(async () => readIdx(await gzip(bomb)), DataError);
  const seen = Number(error.message.match(/length is (\d+)/)?.[1]);
  assert(seen <= 8 << 20, error.message);
});
