/**
 * What a run says while it goes on.
 *
 * @module
 */
import { RunError } from "../cli/failure.ts";
import { Progress } from "./progress.ts";

/** How much is said, and where. */
export interface Loudness {
  /** Whether only results are printed. */
  readonly quiet: boolean;
  /** Whether standard output is kept for the JSON object. */
  readonly json: boolean;
}

/** Where a run speaks. */
export class Reporter {
  readonly #loudness: Loudness;

  constructor(loudness: Loudness) {
    this.#loudness = loudness;
  }

  /** One that says results only. */
  hushed(): Reporter {
    return new Reporter({ ...this.#loudness, quiet: true });
  }

  /** A line on the way. */
  say(line: string): void {
    if (!this.#loudness.quiet) this.result(line);
  }

  /** A line of the result. */
  result(line: string): void {
    print(line, this.#loudness.json ? console.error : console.log);
  }

  /** The result as an object, where that was asked for. */
  object(result: object): void {
    if (this.#loudness.json) print(JSON.stringify(result), console.log);
  }

  /** A bar for a run of so many steps, shown where there is a terminal. */
  progress(steps: number): Progress {
    return new Progress(!this.#loudness.quiet && Deno.stderr.isTerminal(), steps);
  }
}

/** Prints; where the output goes may be a file on a disk that is full. */
function print(line: string, to: (line: string) => void): void {
  try {
    to(line);
  } catch (error) {
    throw new RunError(`Cannot print: ${(error as Error).message}`);
  }
}
