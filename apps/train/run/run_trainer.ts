/**
 * The whole of a command, from words to exit code.
 *
 * @module
 */
import { DataError } from "@chainrule/data";
import { FileError } from "@chainrule/formats/files";
import { RunError, UsageError } from "../cli/failure.ts";
import { helpText } from "../cli/help.ts";
import { parseCommand } from "../cli/parse_command.ts";
import manifest from "../deno.json" with { type: "json" };
import { presetList } from "../presets/presets.ts";
import { train } from "./train.ts";

/**
 * Runs a command.
 *
 * @param args The words of the command line
 * @param signal Aborted when the user interrupts
 * @returns The exit code: 0 done, 1 the run failed, 2 the command could not be understood, 130 interrupted
 */
export async function runTrainer(args: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    const command = parseCommand(args);
    if (command.kind === "train") return await train(command.settings, args, signal);
    console.log({ help: helpText, version: () => manifest.version, list: presetList }[command.kind]());
    return 0;
  } catch (error) {
    console.error(`error: ${oneLine(error)}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

/** What can go wrong without the trainer being wrong. */
const expected = [UsageError, RunError, DataError, FileError];

/** What an error says, on one line; a defect is called one, and says what kind of error it is. */
function oneLine(error: unknown): string {
  const isExpected = expected.some((kind) => error instanceof kind);
  const text = isExpected ? (error as Error).message : `a defect of the trainer: ${error}`;
  return text.replaceAll(/\s*[\r\n]\s*/g, " ");
}
