/**
 * Going through a stream.
 *
 * @module
 */

/** The chunks of a stream, one by one. Streams are not iterable in every browser. */
export async function* chunksOf<T>(
  stream: ReadableStream<T>,
): AsyncGenerator<T, void> {
  const reader = stream.getReader();
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      finished = done;
      if (done) return;
      yield value;
    }
  } catch (error) {
    finished = true;
    throw error;
  } finally {
    if (!finished) await reader.cancel();
  }
}
