/**
 * JSON, read as strictly as the safetensors format wants it. `JSON.parse` lets three things through that may not stand in a
 * header: a name that stands twice in one object, a whole number in other clothes (`1.0`, `1e2`, `-0`), and half a surrogate pair.
 *
 * @module
 */
import { quote, refuse } from "./refuse.ts";

/** An object or array that is still open. */
interface Scope {
  /** The names that stood in this object so far; null for an array. */
  readonly names: Set<string> | null;
  /** The name whose value comes next; for an array, the name of the array. */
  name: string;
}

/** The fields that hold whole numbers; readers overlook fields that they do not know. */
const wholeNumbers = new Set(["shape", "data_offsets"]);

/** The value of `text`. */
export function parseStrictJson(text: string): unknown {
  const value = parse(text);
  checkTokens(text);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    refuse(
      `its header must be JSON: current header starts ${quote(text)} and gives "${
        (cause as Error).message.slice(0, 120)
      }"`,
      cause,
    );
  }
}

/** Walks `text`, which is JSON, token by token. */
function checkTokens(text: string): void {
  const open: Scope[] = [];
  for (let at = 0; at < text.length; at++) {
    const scope = open.at(-1);
    const character = text[at]!;
    if (character === "{") open.push({ names: new Set(), name: "" });
    else if (character === "[") {
      open.push({ names: null, name: scope?.name ?? "" });
    } else if (character === "}" || character === "]") open.pop();
    else if (character === '"') {
      const end = endOfString(text, at);
      const value = wellFormed(JSON.parse(text.slice(at, end)));
      if (scope !== undefined && isName(text, end)) addName(scope, value);
      at = end - 1;
    } else if (character === "-" || isDigit(character)) {
      const end = endOfNumber(text, at);
      if (scope !== undefined && wholeNumbers.has(scope.name)) {
        checkNumber(text.slice(at, end), at);
      }
      at = end - 1;
    }
  }
}

function addName(scope: Scope, name: string): void {
  if (scope.names!.has(name)) {
    refuse(`each name may stand once in its header: current name ${quote(name)} stands twice`);
  }
  scope.names!.add(name);
  scope.name = name;
}

/** Refuses whole numbers from 0 that are not written in digits alone. Others are for whoever knows what they count. */
function checkNumber(number: string, at: number): void {
  const value = Number(number);
  if (!Number.isInteger(value) || value < 0 || !/[-.eE]/.test(number)) return;
  refuse(
    `whole numbers in its header must be written in digits: current number is ${
      number.slice(0, 20)
    } at character ${at}`,
  );
}

function wellFormed(value: string): string {
  if (!value.isWellFormed()) {
    refuse(`the strings of its header must be Unicode text: current string ${quote(value)} has half a surrogate pair`);
  }
  return value;
}

/** Just past the quote that closes the string at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function endOfNumber(text: string, start: number): number {
  let at = start;
  while (at < text.length && "+-.eE0123456789".includes(text[at]!)) at++;
  return at;
}

/** Whether a colon follows: then the string before it is a name. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (" \t\n\r".includes(text[at] ?? "x")) at++;
  return text[at] === ":";
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}
