import { assert, assertEquals } from "@std/assert";
import { published } from "./jsr/publish_to_folder.ts";

const root = new URL("../", import.meta.url);

/** What each package may import, as ARCHITECTURE.md draws it. */
const arrows: Readonly<Record<(typeof published)[number], readonly string[]>> = {
  kernels: [],
  tensor: ["kernels"],
  autograd: ["tensor"],
  jit: ["kernels", "tensor"],
  activations: ["tensor"],
  optim: ["tensor"],
  formats: ["tensor"],
  data: ["tensor"],
  nn: ["activations", "autograd", "jit", "optim", "tensor"],
  gnn: ["activations", "nn", "tensor"],
  memory: ["activations", "autograd", "nn", "tensor"],
};

/**
 * Node.js and Deno have workers that do not keep the process alive; the web has none. This file asks for them, and does without where they are
 * missing.
 */
const processFile = "/packages/kernels/engine/threads/process_worker.ts";

/** What is published: not what tests are made with. */
async function* sources(folder: URL): AsyncGenerator<URL> {
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory && !["golden", "__snapshots__", "testing"].includes(entry.name)) {
      yield* sources(new URL(`${entry.name}/`, folder));
    }
    if (entry.name.endsWith(".ts") && !/_(test|bench)\.ts$/.test(entry.name)) yield new URL(entry.name, folder);
  }
}

/** The code of a file, without comments. */
async function codeOf(file: URL): Promise<string> {
  return (await Deno.readTextFile(file)).replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
}

for (const name of published) {
  const folder = new URL(`packages/${name}/`, root);

  Deno.test(`@chainrule/${name} imports only what the architecture allows`, async () => {
    const found = new Set<string>();
    for await (const file of sources(folder)) {
      for (const [, target] of (await codeOf(file)).matchAll(/from "@chainrule\/([a-z]+)/g)) found.add(target!);
    }
    assertEquals([...found].sort().filter((target) => !arrows[name].includes(target)), []);
  });

  Deno.test(`@chainrule/${name} uses web standards only, outside sub-paths named for files`, async () => {
    for await (const file of sources(folder)) {
      const code = await codeOf(file);
      const allowed = file.pathname.includes("/files/") || file.pathname.endsWith(processFile);
      assert(
        allowed || !/\bDeno\.(?!customInspect)|from "node:|\bprocess\??\.|getBuiltinModule/.test(code),
        `${file.pathname} reaches outside`,
      );
    }
  });

  Deno.test(`@chainrule/${name} can be imported first`, async () => {
    const { exports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", folder)));
    for (const path of Object.values(exports as Record<string, string>)) {
      const entry = new URL(path, folder).href;
      const { code, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["eval", "--no-check", `await import(${JSON.stringify(entry)})`],
        cwd: root,
      }).output();
      assertEquals(code, 0, new TextDecoder().decode(stderr));
    }
  });
}
