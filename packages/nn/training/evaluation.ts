/**
 * The result of an evaluation.
 *
 * @module
 */
import type { MetricName } from "../metrics/from_name.ts";
import { metricNames } from "../metrics/from_name.ts";

/** Loss and metrics. Reading a metric that was not compiled throws. 评估结果 */
export type Evaluation =
  & {
    /** The mean loss a sample. */
    readonly loss: number;
    /** Every figure by name, metrics of one's own included. */
    readonly logs: Readonly<Record<string, number>>;
  }
  & { readonly [name in MetricName]: number };

/** Makes an evaluation of figures. */
export function evaluationOf(logs: Readonly<Record<string, number>>): Evaluation {
  const evaluation = { loss: logs.loss!, logs };
  for (const name of metricNames) {
    Object.defineProperty(evaluation, name, {
      // What was not compiled is hidden from spreading and printing, which would read it.
      enumerable: Object.hasOwn(logs, name),
      get: () => figure(logs, name),
    });
  }
  return evaluation as Evaluation;
}

function figure(logs: Readonly<Record<string, number>>, name: string): number {
  if (Object.hasOwn(logs, name)) return logs[name]!;
  throw new TypeError(
    `Cannot read ${name} as it must be among the compiled metrics: current figures are ${
      Object.keys(logs).join(", ")
    }; call compile({ metrics: ["${name}"] })`,
  );
}
