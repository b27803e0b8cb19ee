/**
 * A command that cannot be understood.
 *
 * @module
 */

/** Says what is wrong with a command; it ends with exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}
