/**
 * Where figures come from.
 *
 * @module
 */
import { cpus } from "node:os";

/** A computer, as far as it says what it is. */
export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  /** Such as `linux x86_64`. */
  readonly system: string;
}

/** This computer. */
export function thisMachine(): Machine {
  return {
    cores: navigator.hardwareConcurrency,
    cpu: cpus()[0]?.model.trim() || "unknown CPU",
    system: `${Deno.build.os} ${Deno.build.arch}`,
  };
}
