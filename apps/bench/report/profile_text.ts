/**
 * Profiles for people.
 *
 * @module
 */
import type { ProgramProfile, Steps } from "../measuring/program_profile.ts";
import type { Column } from "./aligned.ts";
import { aligned } from "./aligned.ts";
import { threeDigits } from "./decimals.ts";

/** Steps that take less of the whole than this share a line. */
const leastShare = 0.005;

const columns: readonly Column[] = [
  { heading: "share", align: "right" },
  { heading: "ms", align: "right" },
  { heading: "steps", align: "right" },
  { heading: "what", align: "left" },
];

/** The time of a run, the steps with their share of it, and what has no kernel. */
export function profileText(name: string, { milliseconds, steps, uncompiled }: ProgramProfile): string {
  const listed = steps.filter((step) => step.milliseconds >= leastShare * milliseconds);
  const others = steps.slice(listed.length);
  const line = (what: string, sum: Pick<Steps, "count" | "milliseconds">): string[] => [
    `${(100 * sum.milliseconds / milliseconds).toFixed(1)} %`,
    threeDigits(sum.milliseconds),
    `${sum.count}`,
    what,
  ];
  return [
    `${name}: ${threeDigits(milliseconds)} ms a run on one thread, in ${total(steps, "count")} steps`,
    ...aligned(columns, [
      ...listed.map((step) => line(step.isCompiled ? step.name : `${step.name} (in TypeScript)`, step)),
      ...(others.length === 0 ? [] : [
        line("others", { count: total(others, "count"), milliseconds: total(others, "milliseconds") }),
      ]),
    ]),
    `without kernel: ${uncompiled.length === 0 ? "nothing" : uncompiled.join(", ")}`,
  ].join("\n");
}

function total(steps: readonly Steps[], of: "count" | "milliseconds"): number {
  return steps.reduce((sum, step) => sum + step[of], 0);
}
