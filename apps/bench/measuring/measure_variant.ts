/**
 * A process that measures one variant: `measure_variant.ts ROW VARIANT THREADS [REPEAT]`. Its last line is a `Measured`.
 *
 * @module
 */
import { rows } from "../rows/rows.ts";
import type { Measured } from "./measure_alone.ts";
import { threadsReady, useThreads } from "./engine_threads.ts";
import { peakMiB } from "./peak_memory.ts";

async function measureVariant([row, name, threads, repeat]: readonly string[]): Promise<Measured> {
  const variant = rows.find((candidate) => candidate.row === row)?.variants.find((candidate) =>
    candidate.name === name
  );
  if (variant === undefined) throw new RangeError(`Cannot measure ${name} of ${row} as there must be such a variant`);
  useThreads(Number(threads));
  const samples = await variant.measure({
    repeat: repeat === undefined ? null : Number(repeat),
    // Threads can only know a program once there is one.
    ready: threadsReady,
  });
  return { samples, peakMiB: variant.inOtherProcesses ? null : peakMiB() };
}

if (import.meta.main) {
  try {
    console.log(JSON.stringify(await measureVariant(Deno.args)));
  } catch (error) {
    // One line, the last: the process that waits for the figure reports it.
    console.error(error);
    console.error(`${error}`.replaceAll(/\s*[\r\n]\s*/g, " "));
    Deno.exit(1);
  }
}
