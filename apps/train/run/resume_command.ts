/**
 * The command that goes on with an interrupted one.
 *
 * @module
 */

/** The command line that was given, with `--resume`, as a shell takes it. */
export function resumeCommand(args: readonly string[]): string {
  const words = args.includes("--resume") ? args : [...args, "--resume"];
  return ["deno task train", ...words.map(quoted)].join(" ");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
