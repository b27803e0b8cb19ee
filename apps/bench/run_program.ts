/**
 * Running another program.
 *
 * @module
 */

/** A program and what it is started with. */
export interface Program {
  readonly program: string;
  readonly args: readonly string[];
  /** Added to the environment. @default nothing */
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs. @default here */
  readonly folder?: string;
  /** After so many seconds it is stopped. @default never */
  readonly patience?: number;
}

/** A program that failed; the message is the last line that it wrote to standard error. */
export class ProgramError extends Error {
  override name = "ProgramError";
  /** What it had written to standard output by then. */
  readonly output: string;

  /**
   * @param message Why it failed
   * @param output What it had written
   */
  constructor(message: string, output = "") {
    super(message);
    this.output = output;
  }
}

/**
 * What a program writes to standard output.
 *
 * @throws {ProgramError} When it is not there, its exit code is not 0, or it took too long
 */
export async function outputOf({ program, args, env, folder, patience }: Program): Promise<string> {
  const decoder = new TextDecoder();
  const signal = patience === undefined ? null : AbortSignal.timeout(1000 * patience);
  try {
    const { code, stdout, stderr } = await new Deno.Command(program, {
      args: [...args],
      stdin: "null",
      ...(env && { env }),
      ...(folder && { cwd: folder }),
      ...(signal && { signal }),
    }).output();
    if (signal?.aborted && code !== 0) {
      throw new ProgramError(`stopped after ${patience} s`, decoder.decode(stdout));
    }
    if (code === 0) return decoder.decode(stdout);
    const lastLine = decoder.decode(stderr).trim().split("\n").at(-1);
    throw new ProgramError(lastLine || `${program} ended with exit code ${code}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new ProgramError(`there is no ${program}`);
    throw error;
  }
}
