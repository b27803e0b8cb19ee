import * as activations from "@chainrule/activations";
import * as tensors from "@chainrule/tensor";
import type { AnyOp } from "@chainrule/tensor";
import { isNone } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";

const packages = new URL("../../", import.meta.url);
const exported: ReadonlyMap<string, AnyOp> = new Map(
  [tensors, activations].flatMap((module) => Object.entries(module))
    .filter(([name]) => name.endsWith("Op"))
    .map(([name, record]) => [name, record as AnyOp]),
);

function* testFiles(folder: URL): Generator<URL> {
  for (const entry of Deno.readDirSync(folder)) {
    if (entry.isDirectory && entry.name !== "node_modules") {
      yield* testFiles(new URL(`${entry.name}/`, folder));
    } else if (entry.name.endsWith("_test.ts")) {
      yield new URL(entry.name, folder);
    }
  }
}

/** The names of the records that tests pass to `checkOp`. */
function checkedNames(): Set<string> {
  const names = new Set<string>();
  for (const file of testFiles(packages)) {
    for (const [, name] of Deno.readTextFileSync(file).matchAll(/checkOp\(\s*(\w+)/g)) {
      names.add(name!);
    }
  }
  return names;
}

/** Whether `rule` is a function, or says why there is none. */
function isStated(rule: unknown): boolean {
  return typeof rule === "function" || (isNone(rule) && rule.none.length > 0);
}

Deno.test("there are records to look at", () => {
  assert(exported.size >= 40, `only ${exported.size} records are exported`);
});

Deno.test("every record has the name that it is exported under", () => {
  const misnamed = [...exported].filter(([name, record]) => name !== `${record.name}Op`);
  assertEquals(misnamed.map(([name, record]) => `${name} is named ${record.name}`), []);
});

Deno.test("every record states both derivatives, or why there are none", () => {
  const silent = [...exported].filter(([, { vjp, jvp }]) => {
    const rules: readonly unknown[] = Array.isArray(vjp) ? vjp : [vjp];
    return rules.length === 0 || ![...rules, jvp].every(isStated) ||
      isNone(vjp) !== isNone(jvp);
  });
  assertEquals(silent.map(([name]) => name), []);
});

Deno.test("every record passes checkOp somewhere", () => {
  const checked = checkedNames();
  assertEquals([...exported.keys()].filter((name) => !checked.has(name)), []);
});

/** The operations that compiled programs leave to TypeScript, and why. */
const withoutKernel: Readonly<Record<string, string>> = {
  argSortOp: "sorting compares one element with another, again and again",
  randomPermutationOp: "shuffling goes one element at a time",
};

Deno.test("every record that is no formula and no view has kernels, or a reason to have none", () => {
  const evaluated = [...exported].filter(([, record]) =>
    !("expression" in record || "view" in record) && record.lower === undefined
  );
  assertEquals(evaluated.map(([name]) => name).sort(), Object.keys(withoutKernel));
});

Deno.test("formulas and views have no kernels of their own, as they are fused or only looked at", () => {
  const both = [...exported].filter(([, record]) =>
    ("expression" in record || "view" in record) && record.lower !== undefined
  );
  assertEquals(both.map(([name]) => name), []);
});
