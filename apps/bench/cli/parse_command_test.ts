import { assertEquals, assertThrows } from "@std/assert";
import { helpText } from "./help.ts";
import { options } from "./options.ts";
import { parseCommand } from "./parse_command.ts";
import { UsageError } from "./usage_error.ts";

const rows = ["W1", "W2", "W7"];
const parse = (...args: string[]) => parseCommand(args, rows);

Deno.test("no words mean every row, one thread, one round and no peers", () => {
  assertEquals(parse(), {
    help: false,
    only: rows,
    profile: [],
    threads: [1],
    peers: false,
    rounds: 1,
    repeat: null,
    patience: 120,
    slow: false,
    json: false,
    out: null,
    markdown: null,
  });
});

Deno.test("every option is understood", () => {
  const command = parse(
    ...[
      "--only",
      "W7,W2",
      "--threads",
      "2,1,2",
      "--peers",
      "--repeat=4",
      "--patience",
      "30",
      "--slow",
      "--json",
      "--out",
      "a.json",
    ],
    ...["--profile", "W7", "--markdown", "a.md"],
  );
  assertEquals(command, {
    help: false,
    only: ["W2", "W7"],
    profile: ["W7"],
    threads: [1, 2],
    peers: true,
    rounds: 3,
    repeat: 4,
    patience: 30,
    slow: true,
    json: true,
    out: "a.json",
    markdown: "a.md",
  });
  assertEquals(parse("--peers", "--rounds", "5").rounds, 5);
});

const mistakes: readonly (readonly [args: string[], message: string])[] = [
  [["--onyl", "W1"], "There is no option --onyl; did you mean --only? --help lists all"],
  [["--repaet=2"], "There is no option --repaet; did you mean --repeat? --help lists all"],
  [["W1"], '"W1" is not an option; options begin with --, and --help lists them'],
  [["--only", "W3"], '--only must name rows among W1, W2, W7: it has "W3"; did you mean W1?'],
  [["--only", "w2"], '--only must name rows among W1, W2, W7: it has "w2"; did you mean W2?'],
  [["--profile", "W3"], '--profile must name rows among W1, W2, W7: it has "W3"; did you mean W1?'],
  [["--only"], "--only needs a value: --only W2,W7"],
  [["--repeat", "0"], "--repeat must be a whole number from 1: it is 0"],
  [["--repeat", "1.5"], "--repeat must be a whole number from 1: it is 1.5"],
  [["--rounds", "many"], "--rounds must be a whole number from 1: it is many"],
  [["--threads", "1,,2"], "--threads must be whole numbers from 1 with commas between them: it is 1,,2"],
  [["--repeat", "1", "--repeat", "2"], "--repeat was given twice: 1 and 2"],
];

for (const [args, message] of mistakes) {
  Deno.test(`the mistake in "${args.join(" ")}" is named`, () => {
    assertThrows(() => parse(...args), UsageError, message);
  });
}

Deno.test("the help names every option", () => {
  const help = helpText();
  assertEquals(options.filter(({ name }) => !help.includes(`  --${name}`)), []);
});
