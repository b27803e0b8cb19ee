/**
 * What a package says when it is used wrongly.
 *
 * @module
 */
import { assertInstanceOf } from "@std/assert";

/** The kind and the message of the error that each mistake gives; a mistake that gives none is a failure. */
export async function messagesOf(mistakes: Readonly<Record<string, () => unknown>>): Promise<Record<string, string>> {
  const messages: Record<string, string> = {};
  for (const [name, mistake] of Object.entries(mistakes)) {
    const error = await errorOf(mistake);
    assertInstanceOf(error, Error, `${name} gives no error`);
    messages[name] = `${error.name}: ${error.message}`;
  }
  return messages;
}

async function errorOf(mistake: () => unknown): Promise<unknown> {
  try {
    await mistake();
  } catch (error) {
    return error;
  }
}
