import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { allocate, bytesOf, dtypes, fromValues, sizeOf, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { FormatError } from "../format_error.ts";
import { decodeSafetensors } from "./decode.ts";
import { encodeSafetensors } from "./encode.ts";

const name = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("__proto__", "constructor", "7", "", "\u0000", '"', "\uff5e", "\u{1f600}"),
).filter((text) => text !== "__metadata__");

/** Tensors of random bits, so that NaN of every payload, −0 and subnormal numbers come up. */
const anyTensor: fc.Arbitrary<Tensor> = fc.record({
  dtype: fc.constantFrom(...dtypes),
  shape: fc.array(fc.nat(4), { maxLength: 4 }),
}).chain(({ dtype, shape }) => {
  const length = sizeOf(shape) * bytesOf(dtype);
  return fc.uint8Array({ minLength: length, maxLength: length }).map((bits) => {
    const values = allocate(dtype, sizeOf(shape));
    new Uint8Array(values.buffer, values.byteOffset, length).set(dtype === "bool" ? bits.map((bit) => bit & 1) : bits);
    return fromValues(values, shape, dtype);
  });
});

const tensors = fc.dictionary(name, anyTensor, { maxKeys: 6 });
const metadata = fc.dictionary(name, fc.string({ unit: "binary" }), {
  maxKeys: 3,
});

function bitsOf({ data }: Tensor): number[] {
  return [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
}

function describe(x: Tensor): unknown {
  return { shape: x.shape, dtype: x.dtype, bits: bitsOf(x) };
}

function sorted(entries: [string, unknown][]): [string, unknown][] {
  return entries.sort(([a], [b]) => a < b ? -1 : 1);
}

Deno.test("any tensors and metadata come back bit for bit, and give the same bytes again", () => {
  fc.assert(fc.property(tensors, metadata, (xs, strings) => {
    const file = encodeSafetensors(xs, strings);
    const back = decodeSafetensors(file);
    const describeAll = (all: Record<string, Tensor>) =>
      sorted(Object.entries(all).map(([name, x]) => [name, describe(x)]));
    assertEquals(describeAll(back.tensors), describeAll(xs));
    assertEquals(sorted(Object.entries(back.metadata)), sorted(Object.entries(strings)));
    assertEquals(encodeSafetensors(back.tensors, back.metadata), file);
  }));
});

/** Decodes damaged bytes: a result that is no larger than the file allows, or an error of ours. */
function checkDamaged(bytes: Uint8Array): void {
  try {
    const { tensors } = decodeSafetensors(bytes);
    const total = Object.values(tensors).reduce((sum, { data }) => sum + data.byteLength, 0);
    assert(total <= 4 * bytes.length, `${total} bytes out of ${bytes.length}`);
    for (const x of Object.values(tensors)) assertEquals(x.data.length, x.size);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
}

const sample = encodeSafetensors({
  w: tensor([[1, 2], [3, 4]]),
  mask: tensor([true, false]),
  n: tensor([7], "int32"),
}, { by: "us" });

Deno.test("a file with any one bit flipped gives a result or a FormatError", () => {
  for (let bit = 0; bit < 8 * sample.length; bit++) {
    checkDamaged(sample.with(bit >> 3, sample[bit >> 3]! ^ (1 << (bit & 7))));
  }
});

Deno.test("a file that is cut anywhere gives a FormatError", () => {
  for (let length = 0; length < sample.length; length++) {
    try {
      decodeSafetensors(sample.subarray(0, length));
    } catch (error) {
      assert(error instanceof FormatError, String(error));
      continue;
    }
    throw new Error(`a file cut to ${length} bytes was taken`);
  }
});

Deno.test("a file with any byte changed, taken out or put in gives a result or a FormatError", () => {
  fc.assert(
    fc.property(tensors, fc.nat(), fc.nat(255), fc.nat(2), fc.nat(1), (xs, where, byte, removed, added) => {
      const file = encodeSafetensors(xs);
      const at = where % file.length;
      checkDamaged(Uint8Array.from([
        ...file.subarray(0, at),
        ...[byte].slice(0, added),
        ...file.subarray(at + removed),
      ]));
    }),
    { numRuns: 500 },
  );
});

Deno.test("a header made of any JSON gives a result or a FormatError", () => {
  const number = fc.oneof(fc.nat(12), fc.constantFrom(-1, 1.5, 2 ** 53, 1e300, -0));
  const entry = fc.record({
    dtype: fc.oneof(fc.constantFrom("F32", "BOOL", "I64", "F16", "U64"), fc.jsonValue()),
    shape: fc.oneof(fc.array(number, { maxLength: 3 }), fc.jsonValue()),
    data_offsets: fc.oneof(fc.tuple(number, number), fc.jsonValue()),
  }, { requiredKeys: [] });
  const header = fc.dictionary(fc.oneof(name, fc.constant("__metadata__")), fc.oneof(entry, fc.jsonValue()), {
    maxKeys: 3,
  });
  fc.assert(
    fc.property(header, fc.uint8Array({ maxLength: 12 }), (fields, data) => {
      const json = new TextEncoder().encode(JSON.stringify(fields));
      const file = new Uint8Array(8 + json.length + data.length);
      new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
      file.set(json, 8);
      file.set(data, 8 + json.length);
      checkDamaged(file);
    }),
    { numRuns: 500 },
  );
});
