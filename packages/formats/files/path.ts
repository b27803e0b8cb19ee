/**
 * Paths as strings.
 *
 * @module
 */
import { fileURLToPath } from "node:url";

/** `path` as a string; a URL must be a `file:` URL. */
export function toPath(path: string | URL): string {
  return typeof path === "string" ? path : fileURLToPath(path);
}
