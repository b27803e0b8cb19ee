/**
 * Reading the equation of `einsum`.
 *
 * @module
 */
import { ShapeError } from "../../core/errors.ts";
import type { Shape } from "../../core/shape.ts";

/** A name for each axis: a letter, or for an axis under an ellipsis its place from the back. */
export type Labels = readonly string[];

/** An equation with every axis named. */
export interface Equation {
  readonly inputs: readonly Labels[];
  readonly output: Labels;
}

/** Names the axes of operands with these shapes, and checks that they fit. */
export function parseEquation(
  equation: string,
  shapes: readonly Shape[],
): Equation {
  const [left, right, ...rest] = equation.replaceAll(" ", "").split("->");
  const terms = left!.split(",");
  const valid = (term: string) => /^[a-zA-Z]*(\.\.\.)?[a-zA-Z]*$/.test(term);
  if (rest.length > 0 || ![...terms, right ?? ""].every(valid)) {
    throw unreadable(
      equation,
      'it must be letters of operands separated by commas, then perhaps "->" and the letters of the result',
      "equation",
      `"${equation}"`,
    );
  }
  if (terms.length !== shapes.length) {
    throw unreadable(
      equation,
      "there must be one operand for each term",
      "number of operands",
      String(shapes.length),
    );
  }
  const inputs = terms.map((term, index) => labelsOf(equation, term, shapes[index]!, index));
  checkLengths(equation, inputs, shapes);
  const output = right === undefined ? implicitOutput(inputs) : outputLabels(equation, right, inputs);
  return { inputs, output };
}

function labelsOf(
  equation: string,
  term: string,
  shape: Shape,
  index: number,
): Labels {
  const [before, after] = term.split("...") as [string, string?];
  const letters = before.length + (after?.length ?? 0);
  const hidden = shape.length - letters;
  if (after === undefined ? hidden !== 0 : hidden < 0) {
    throw new ShapeError(
      "einsum",
      [shape],
      `Cannot einsum ${equation} as operand ${index} must have ${
        after === undefined ? "" : "at least "
      }${letters} axes, one for each letter`,
    );
  }
  return [...before, ...ellipsis(hidden), ...(after ?? "")];
}

/** Axes under an ellipsis are aligned at the last one, as in broadcasting. */
function ellipsis(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `...${count - i}`);
}

function isHidden(label: string): boolean {
  return label.startsWith("...");
}

function checkLengths(
  equation: string,
  inputs: readonly Labels[],
  shapes: readonly Shape[],
): void {
  const lengths = new Map<string, number>();
  inputs.forEach((labels, index) =>
    labels.forEach((label, axis) => {
      const length = shapes[index]![axis]!;
      const known = lengths.get(label) ?? length;
      const broadcasts = isHidden(label) && (known === 1 || length === 1);
      if (known !== length && !broadcasts) {
        throw new ShapeError(
          "einsum",
          shapes,
          `Cannot einsum ${equation} as ${
            isHidden(label) ? "axes under the ellipsis must broadcast" : `all axes named ${label} must have one length`
          }`,
        );
      }
      lengths.set(label, Math.max(known, length));
    })
  );
}

/** The axes under ellipses, then the letters that come once, in alphabetical order. */
function implicitOutput(inputs: readonly Labels[]): Labels {
  const all = inputs.flat();
  const once = all.filter((label) => !isHidden(label) && all.indexOf(label) === all.lastIndexOf(label));
  return [...hiddenLabels(inputs), ...once.sort()];
}

function outputLabels(
  equation: string,
  term: string,
  inputs: readonly Labels[],
): Labels {
  const known = new Set(inputs.flat());
  const hidden = hiddenLabels(inputs);
  const [before, after] = term.split("...") as [string, string?];
  const letters = [...before, ...(after ?? "")];
  letters.forEach((label, i) => {
    if (known.has(label) && letters.indexOf(label) === i) return;
    throw unreadable(
      equation,
      "each letter of the result must come once there, and in an operand",
      "letter",
      label,
    );
  });
  if (after === undefined && hidden.length > 0) {
    throw unreadable(
      equation,
      "the result must have an ellipsis when an operand has one",
      "result",
      `"${term}"`,
    );
  }
  return after === undefined ? letters : [...before, ...hidden, ...after];
}

function hiddenLabels(inputs: readonly Labels[]): Labels {
  const counts = inputs.map((labels) => labels.filter(isHidden).length);
  return ellipsis(Math.max(0, ...counts));
}

function unreadable(
  equation: string,
  rule: string,
  what: string,
  current: string,
): RangeError {
  return new RangeError(
    `Cannot einsum ${equation} as ${rule}: current ${what} is ${current}`,
  );
}
