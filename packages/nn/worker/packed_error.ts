/**
 * Errors on their way between threads.
 *
 * @module
 */

/** What an error becomes on its way. */
export interface PackedError {
  /** The name of its kind. */
  readonly name: string;
  /** What it says. */
  readonly message: string;
  /** Where it happened, if that is known. */
  readonly stack: string | undefined;
}

/** Packs whatever was thrown. */
export function packError(error: unknown): PackedError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), stack: undefined };
  // Errors of our own are kinds of those that every engine has.
  const name = error instanceof TypeError ? "TypeError" : error instanceof RangeError ? "RangeError" : error.name;
  return { name, message: error.message, stack: error.stack };
}

/** The error that was packed, with the place where it happened as its cause. */
export function unpackError({ name, message, stack }: PackedError): Error {
  const options = stack === undefined ? undefined : { cause: stack };
  if (name === "TypeError") return new TypeError(message, options);
  if (name === "RangeError") return new RangeError(message, options);
  return Object.assign(new Error(message, options), { name });
}
