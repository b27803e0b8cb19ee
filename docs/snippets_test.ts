/**
 * The programs on the pages: each runs as it stands, and prints the numbers that its comments say.
 *
 * Run from the root of the workspace, where `@chainrule/*` resolves: `deno test -A docs/snippets_test.ts`.
 */
import { deepStrictEqual, ok } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";

const docs = fileURLToPath(new URL(".", import.meta.url));

interface Snippet {
  /** The page and the line where it begins. */
  place: string;
  code: string;
}

function snippetsOf(page: string): Snippet[] {
  const text = readFileSync(join(docs, page), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```/gms)].map((match) => ({
    place: `${page}:${text.slice(0, match.index).split("\n").length}`,
    code: match[1]!,
  }));
}

const folders = ["", "chapter", "zh", "zh/chapter"];
const pages = folders.flatMap((folder) =>
  readdirSync(join(docs, folder)).filter((file) => file.endsWith(".md")).map((file) => join(folder, file))
);
const snippets = pages.flatMap(snippetsOf);

/** Runs a snippet and gives what it prints, a text a call. */
async function run({ place, code }: Snippet): Promise<string[]> {
  const printed: string[] = [];
  const log = console.log;
  console.log = (...values: unknown[]) =>
    void printed.push(values.map((value) => typeof value === "string" ? value : inspect(value)).join(" "));
  try {
    await import(`data:application/typescript;base64,${base64(`${code}// ${place}`)}`);
  } finally {
    console.log = log;
  }
  return printed;
}

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

const numbersIn = (text: string): string[] => text.match(/-?\d+(\.\d+)?(e[-+]\d+)?/g) ?? [];

/** Whether a printed number is the one in the comment, to the digits that the comment gives. */
function agrees(printed: string, said: string): boolean {
  const digits = said.split(".")[1]?.length ?? 0;
  return Math.abs(Number(printed) - Number(said)) <= 0.51 * 10 ** -digits;
}

const sameTwice = /^(equal|the same|相等|相同)$/;
const loose = /^(about|大约) /;
const numbersFirst = /^(\[[^\]]*\]|-?[\d.]+(?:(?:, |、)-?[\d.]+)*)/;

/** Whether what was printed is what the comment says: the same text, two equal halves, or the numbers that it begins with. */
function keeps(printed: string, comment: string): boolean {
  const found = numbersIn(printed.replaceAll(/\w+\(\d+\) /g, ""));
  if (loose.test(comment) || printed === comment) return true;
  if (sameTwice.test(comment)) {
    const half = found.length / 2;
    return half > 0 && found.slice(0, half).every((number, i) => Math.abs(Number(number) - Number(found[half + i])) < 1e-6);
  }
  const promised = numbersIn(comment.match(numbersFirst)?.[0] ?? "");
  return promised.length > 0 && promised.every((number, i) => agrees(found[i]!, number));
}

for (const snippet of snippets) {
  Deno.test(`the code at ${snippet.place} runs and prints what it says`, async () => {
    const printed = await run(snippet);
    const calls = snippet.code.split("\n").filter((line) => line.startsWith("console.log("));
    deepStrictEqual(printed.length, calls.length, "one line for each call of console.log");
    calls.forEach((call, i) => {
      const comment = call.split("); // ")[1] ?? "";
      ok(keeps(printed[i]!, comment), `prints ${printed[i]}, says ${comment}`);
    });
  });
}
