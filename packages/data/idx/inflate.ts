/**
 * Unpacking gzip.
 *
 * @module
 */
import { chunksOf } from "../chunks_of.ts";
import { DataError } from "../data_error.ts";

/** Whether bytes begin as gzip does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1F && bytes[1] === 0x8B;
}

/**
 * Unpacks gzip. A few bytes can unpack to gigabytes, so `check` sees how much there is after each piece, and throws where
 * that is too much.
 */
export async function inflate(
  bytes: Uint8Array,
  check: (first: Uint8Array, length: number) => void,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of unpacked(bytes)) {
    pieces.push(piece);
    length += piece.length;
    check(pieces[0]!, length);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Deno unpacks a chunk at once, up to a thousandfold, so small ones go in. */
const chunkBytes = 4096;

async function* unpacked(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  let at = 0;
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at += chunkBytes));
    },
  });
  try {
    yield* chunksOf(packed.pipeThrough(new DecompressionStream("gzip")));
  } catch (cause) {
    throw new DataError(
      "Cannot read IDX data as its gzip packing must be whole: current bytes are damaged or cut short",
      { cause },
    );
  }
}
