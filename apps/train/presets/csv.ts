/**
 * A table of the user's.
 *
 * @module
 */
import { Dataset, schemaOf, split, toFeatures } from "@chainrule/data";
import type { Table } from "@chainrule/data";
import { loadTable } from "@chainrule/data/files";
import { nearest } from "@chainrule/tensor";
import { RunError } from "../cli/failure.ts";
import type { Preset } from "./preset.ts";
import { usual } from "./preset.ts";

/** Any CSV file with a header. */
export const csv: Preset = {
  name: "csv",
  description: "a table of your own: --csv FILE --target COLUMN",
  kind: "samples",
  needs: ["csv", "target"],
  tuning: { ...usual, epochs: 40, weightDecay: 0.01 },
  async load({ csv, target, task }, seed) {
    const [path, predicted] = [csv!, target!];
    const table = await loadTable(path);
    checkTarget(path, table, predicted);
    const { x, y, classNames } = toFeatures(table, { target: predicted, ...(task && { task }) });
    if (classNames?.length === 1) {
      throw new RunError(
        `Column ${predicted} of ${path} has one class only, ${classNames[0]}: there is nothing to learn`,
      );
    }
    const all = new Dataset({ x, y });
    const { train, test } = split(all, { train: 0.8, test: 0.2 }, { seed, ...(classNames && { stratify: "y" }) });
    if (test.length === 0) {
      throw new RunError(`${path} has too few rows to keep some for the test: it has ${table.length}`);
    }
    const features = namesOf(table).filter((name) => name !== predicted);
    return {
      kind: "samples",
      train: train.tensors,
      test: test.tensors,
      classNames,
      standardize: true,
      columns: { schema: schemaOf(table, features), names: features },
    };
  },
};

function checkTarget(path: string, table: Table, target: string): void {
  const names = namesOf(table);
  if (names.includes(target)) return;
  throw new RunError(
    `${path} has no column ${target}; did you mean ${nearest(target, names)}? Its columns are ${names.join(", ")}`,
  );
}

function namesOf(table: Table): string[] {
  return table.columns.map(({ name }) => name);
}
