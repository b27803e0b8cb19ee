import { messagesOf } from "@chainrule/testing";
import { tensor, Variable } from "@chainrule/tensor";
import { assertSnapshot } from "@std/testing/snapshot";
import * as formats from "./mod.ts";

/** A file with this text as its header, and so many bytes of data. */
function file(header: string, data = 0): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const entry = (dtype: string, shape: string, from: number, to: number) =>
  `{"w":{"dtype":"${dtype}","shape":${shape},"data_offsets":[${from},${to}]}}`;

Deno.test("the messages of formats", async (test) => {
  const read = (bytes: Uint8Array) => () => formats.decodeSafetensors(bytes);
  const w = new Variable(tensor([1, 2]), { name: "w" });
  await assertSnapshot(
    test,
    await messagesOf({
      "a short file": read(new Uint8Array(3)),
      "a header past the end": read(Uint8Array.of(255, 0, 0, 0, 0, 0, 0, 0)),
      "no object": read(file("[]")),
      "duplicate names": read(file('{"w":1,"w":2}')),
      "an unknown dtype": read(file(entry("F8", "[1]", 0, 1), 1)),
      "a size that does not match": read(file(entry("F32", "[2]", 0, 4), 4)),
      "bytes that are missing": read(file(entry("F32", "[2]", 0, 8), 4)),
      "bytes that nobody names": read(file(entry("F32", "[1]", 0, 4), 8)),
      "a reversed range": read(file(entry("F32", "[1]", 4, 0), 4)),
      "a negative shape": read(file(entry("F32", "[-1]", 0, 4), 4)),
      "weights that are no checkpoint": () => formats.decodeCheckpoint(formats.encodeSafetensors({ w: w.value })),
      "a missing group": () => formats.restoreCheckpoint(formats.captureCheckpoint({}), { model: { w } }),
      "another shape": () =>
        formats.restoreCheckpoint(formats.captureCheckpoint({ model: { w } }), {
          model: { w: new Variable(tensor([1])) },
        }),
    }),
  );
});
