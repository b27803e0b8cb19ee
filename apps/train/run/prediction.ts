/**
 * Predicting the rows of a table.
 *
 * @module
 */
import { encodeFeatures } from "@chainrule/data";
import { loadTable } from "@chainrule/data/files";
import { FileError } from "@chainrule/formats/files";
import type { Tensor } from "@chainrule/tensor";
import { argMax } from "@chainrule/tensor";
import { parse, stringify } from "@std/csv";
import { RunError } from "../cli/failure.ts";
import type { Columns, Problem, SampleProblem } from "../problems/problem.ts";
import { checkPlace } from "../report/check_place.ts";

/** The rows of a table that are to be predicted, and where the predictions go. */
export class Prediction {
  /** Where the predictions go: beside the table. */
  readonly path: string;
  readonly #x: Tensor;
  readonly #classNames: readonly string[] | null;

  private constructor(path: string, x: Tensor, classNames: readonly string[] | null) {
    this.path = path;
    this.#x = x;
    this.#classNames = classNames;
  }

  /** Reads the table at `path`, whose columns must be those that `problem` learns from, in any order. */
  static async of(path: string, problem: Problem): Promise<Prediction> {
    const { columns, classNames, train } = problem as SampleProblem;
    const x = columns === null ? await allColumns(path, train.x.shape[1]!) : await namedColumns(path, columns);
    const target = `${path.replace(/\.csv$/, "")}.predictions.csv`;
    await checkPlace(target);
    return new Prediction(target, x, classNames);
  }

  /** The predictions as CSV: a class and its probability, or a number, for each row. */
  csv(predict: (x: Tensor) => Tensor): string {
    const output = predict(this.#x);
    const values = Array.from(output.data);
    const classNames = this.#classNames;
    if (classNames === null) {
      return stringify(values.map((prediction) => ({ prediction })), { columns: ["prediction"] });
    }
    const rows = Array.from(argMax(output, { axis: 1 }).data, (label, row) => ({
      prediction: classNames[label]!,
      probability: values[row * classNames.length + label]!,
    }));
    return stringify(rows, { columns: ["prediction", "probability"] });
  }
}

async function allColumns(path: string, count: number): Promise<Tensor> {
  const { x } = encodeFeatures(await loadTable(path));
  if (x.shape[1] === count) return x;
  throw new RunError(`Cannot predict ${path} as it must have ${count} columns of numbers: it has ${x.shape[1]}`);
}

/** The columns that are features. Others may hold anything, and are read as text. */
async function namedColumns(path: string, { names, schema }: Columns): Promise<Tensor> {
  const header = await headerOf(path);
  const missing = names.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    throw new RunError(
      `Cannot predict ${path} as it must have the columns learned from: it lacks ${missing.join(", ")}`,
    );
  }
  const others = header.filter((name) => !names.includes(name));
  const text = Object.fromEntries(others.map((name) => [name, "text" as const]));
  const table = await loadTable(path, { ...schema, types: { ...schema.types, ...text } });
  return encodeFeatures(table, { features: names }).x;
}

async function headerOf(path: string): Promise<string[]> {
  const text = await Deno.readTextFile(path).catch((cause) => {
    throw new FileError("read", path, cause);
  });
  try {
    const [header = []] = parse(text);
    return header.map((name) => name.trim());
  } catch (error) {
    throw new RunError(`Cannot predict ${path} as it must be CSV: ${(error as Error).message}`);
  }
}
