/**
 * The whole of a command, from words to exit code.
 *
 * @module
 */
import { helpText } from "./cli/help.ts";
import type { Command } from "./cli/parse_command.ts";
import { parseCommand } from "./cli/parse_command.ts";
import { UsageError } from "./cli/usage_error.ts";
import manifest from "./deno.json" with { type: "json" };
import type { RowMeasured } from "./measure_row.ts";
import { measureRow } from "./measure_row.ts";
import { mostThreads } from "./measuring/engine_threads.ts";
import type { InstalledPeers } from "./peers/installed_peers.ts";
import { installPeers, noPeers } from "./peers/installed_peers.ts";
import { jsonLine } from "./report/json_line.ts";
import { thisMachine } from "./report/machine.ts";
import { markdownText } from "./report/markdown.ts";
import { profileText } from "./report/profile_text.ts";
import type { Results } from "./report/results.ts";
import { ourFailures, peerFailures, rowResult } from "./report/row_result.ts";
import { tableText } from "./report/table.ts";
import { rows } from "./rows/rows.ts";

/**
 * Runs a command.
 *
 * @param args The words of the command line
 * @param date What the results are dated
 * @returns The exit code: 0 done, 1 something could not be measured, 2 the command could not be understood
 */
export async function runBench(args: readonly string[], date: Date): Promise<number> {
  try {
    const command = parseCommand(args, rows.map(({ row }) => row));
    if (command.help) console.log(helpText());
    else if (command.profile.length > 0) profileRows(command);
    else return await measureAndReport(command, date);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`error: ${error.message}`);
    return 2;
  }
}

function profileRows(command: Command): void {
  for (const { row, variants } of rows.filter(({ row }) => command.profile.includes(row))) {
    for (const { name, profile } of variants) {
      if (profile !== undefined) console.log(profileText(`${row} ${name}`, profile()) + "\n");
    }
  }
}

async function measureAndReport(command: Command, date: Date): Promise<number> {
  await checkFiles(command);
  await using installed = command.peers ? await installPeers() : noPeers;
  const measured: RowMeasured[] = [];
  let results = resultsOf(command, date, installed, measured);
  for (const row of rows.filter(({ row }) => command.only.includes(row))) {
    measured.push(await measureRow(row, command, installed.peers));
    results = resultsOf(command, date, installed, measured);
    await writeFiles(command, results);
  }
  console.log(tableText(results));
  if (command.json) console.log(jsonLine(results));
  return results.failures.length === 0 ? 0 : 1;
}

/** Opens the files, without a change: what could not be written in the end would have been measured in vain. */
async function checkFiles({ out, markdown }: Command): Promise<void> {
  for (const [option, path] of Object.entries({ out, markdown })) {
    if (path === null) continue;
    try {
      (await Deno.open(path, { append: true, create: true })).close();
    } catch (error) {
      throw new UsageError(
        `--${option} must name a file that can be written: ${path} cannot, ${(error as Error).message}`,
      );
    }
  }
}

/** After each row: a run takes hours, and may be broken off. */
async function writeFiles({ out, markdown }: Command, results: Results): Promise<void> {
  if (out !== null) await Deno.writeTextFile(out, JSON.stringify(results, null, 2) + "\n");
  if (markdown !== null) await Deno.writeTextFile(markdown, markdownText(results));
}

function resultsOf(
  command: Command,
  date: Date,
  { peers, missing }: InstalledPeers,
  measured: readonly RowMeasured[],
): Results {
  const { deno, v8 } = Deno.version;
  return {
    date: date.toISOString(),
    machine: thisMachine(),
    versions: [
      ...[`Chainrule ${manifest.version}`, `Deno ${deno}`, `V8 ${v8}`],
      ...new Set(peers.map(({ version }) => version)),
    ],
    rows: measured.map(rowResult),
    leftOut: [
      ...beyondTheEngine(command),
      ...missing.map(({ name, reason }) => `${name}: ${reason}`),
      ...measured.flatMap((row) => [...slowOnes(row, command), ...peerFailures(row)]),
    ],
    failures: measured.flatMap(ourFailures),
  };
}

function beyondTheEngine({ threads }: Command): string[] {
  return threads.filter((count) => count > mostThreads).map((count) =>
    `ours with ${count} threads: the engine runs on at most ${mostThreads}`
  );
}

function slowOnes({ row: { row, variants } }: RowMeasured, { slow }: Command): string[] {
  const names = slow ? [] : variants.filter((variant) => variant.slow).map(({ name }) => name);
  return names.map((name) => `${row} ${name}: ask for it with --slow`);
}
