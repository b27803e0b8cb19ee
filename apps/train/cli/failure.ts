/**
 * Ways to fail, each with its exit code.
 *
 * @module
 */

/** A command that cannot be understood: exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** A run that could not be completed: exit code 1. */
export class RunError extends Error {
  override name = "RunError";
}
