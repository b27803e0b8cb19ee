/**
 * The options of the command line: their names, what they take, and what the help says.
 *
 * @module
 */

/** An option. */
export interface Option {
  readonly name: string;
  /** What its value is called in the help; a switch has none. */
  readonly value?: string;
  readonly help: string;
}

/** Every option, in the order of the help. */
export const options: readonly Option[] = [
  { name: "only", value: "W2,W7", help: "these rows (default: all)" },
  { name: "threads", value: "1,2", help: "measure with each of these numbers of threads (default 1)" },
  { name: "peers", help: "run the other libraries too, in turns with ours, and print ratios" },
  { name: "rounds", value: "N", help: "how often ours and the peers take turns (default 3 with --peers, otherwise 1)" },
  { name: "repeat", value: "N", help: "samples in a round (default: for 1.5 seconds, at least 5)" },
  {
    name: "patience",
    value: "S",
    help: "stop a program of another library that takes longer than so many seconds, for good (default 120)",
  },
  { name: "slow", help: "also what downloads or takes minutes: the first epoch of MNIST from an empty cache" },
  {
    name: "profile",
    value: "W2,W4",
    help: "say where the time of the compiled programs of these rows goes, and measure nothing",
  },
  { name: "json", help: "print our figures as one JSON array, the last line" },
  { name: "out", value: "FILE.json", help: "write everything to a file: figures, spread, ratios, machine, versions" },
  { name: "markdown", value: "FILE.md", help: "write a summary and the table to a file, for pages" },
  { name: "help", help: "print this help" },
];
