/**
 * The error that damaged bytes give.
 *
 * @module
 */

/**
 * Thrown when bytes are not what they should be. The message reads `Cannot <action> as <rule>: current <state>`.
 *
 * @example A file that was cut short
 * ```ts
 * import { decodeSafetensors, FormatError } from "@chainrule/formats";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const error = assertThrows(() => decodeSafetensors(new Uint8Array(3)), FormatError);
 * assertEquals(error.reason, "it must begin with 8 bytes that give the length of its header: current length is 3 bytes");
 * ```
 */
export class FormatError extends Error {
  /** What is wrong: the message from `as` on. */
  readonly reason: string;

  /**
   * Says what could not be done, and why.
   *
   * @param action What could not be done, for example `read a safetensors file`
   * @param reason The rule and what was found instead
   * @param options The error behind this one, if any
   */
  constructor(action: string, reason: string, options?: ErrorOptions) {
    super(`Cannot ${action} as ${reason}`, options);
    this.name = "FormatError";
    this.reason = reason;
  }
}
