/**
 * Checking shapes whose axes have names.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { ShapeError } from "@chainrule/tensor";

/**
 * Throws unless each tensor has an axis for each letter of its pattern, and a letter stands for the same length everywhere.
 *
 * @param action What cannot be done otherwise, such as `read memory`
 * @param given Each tensor with its letters, by the name that the message shows
 * @param known Lengths that are fixed already, by letter
 */
export function checkAxes(
  action: string,
  given: Readonly<Record<string, readonly [Pick<Tensor, "shape">, string]>>,
  known: Readonly<Record<string, number>> = {},
): void {
  const lengths = new Map(Object.entries(known));
  for (const [name, [{ shape }, letters]] of Object.entries(given)) {
    const pattern = letters.split(" ");
    const fits = pattern.length === shape.length &&
      pattern.every((letter, axis) => (lengths.get(letter) ?? shape[axis]) === shape[axis]);
    if (!fits) {
      const wanted = pattern.map((letter) => lengths.get(letter) ?? letter).join(", ");
      throw new ShapeError(action, [shape], `Cannot ${action} as ${name} must have shape [${wanted}]`);
    }
    pattern.forEach((letter, axis) => lengths.set(letter, shape[axis]!));
  }
}
