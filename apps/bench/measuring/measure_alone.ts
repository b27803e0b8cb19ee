/**
 * Measuring in a process of its own, so that neither memory nor what the compiler has learnt reaches from one variant to the next.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { outputOf } from "../run_program.ts";

const script = fileURLToPath(new URL("measure_variant.ts", import.meta.url));

/** What such a process finds. */
export interface Measured {
  /** In milliseconds, or what the unit of the variant counts. */
  readonly samples: readonly number[];
  /** The most memory that the process held, or null where it did not do the work itself. */
  readonly peakMiB: number | null;
}

/**
 * Measures one variant of a row.
 *
 * @throws {ProgramError} When it fails
 */
export async function measureAlone(
  row: string,
  variant: string,
  threads: number,
  repeat: number | null,
): Promise<Measured> {
  const words = [row, variant, `${threads}`, ...(repeat === null ? [] : [`${repeat}`])];
  const output = await outputOf({ program: Deno.execPath(), args: ["run", "--allow-all", script, ...words] });
  return JSON.parse(output.trim().split("\n").at(-1)!);
}
