/** Compiled programs in Node and in Chromium give what they give in Deno, on one thread and on more. */
import type { VectorLevel } from "@chainrule/kernels";

import { assert, assertEquals } from "@std/assert";
import { existsSync } from "node:fs";
import type { Report } from "./report.ts";
import { eagerLosses, report } from "./report.ts";

const entry = new URL("./report.ts", import.meta.url);
const chromium = Deno.env.get("CHROMIUM") ?? "/usr/bin/chromium";

/** Bundles the report into a folder that is removed afterwards. */
async function withBundle(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "chainrule-runtimes-" });
  try {
    const args = ["bundle", "--quiet", "--platform", "browser", "--output", `${folder}/report.js`, entry.pathname];
    const { success, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
    assert(success, new TextDecoder().decode(stderr));
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function hasNode(): Promise<boolean> {
  try {
    return (await new Deno.Command("node", { args: ["--version"] }).output()).success;
  } catch {
    return false;
  }
}

/** Compares with this process, bit for bit where the same instructions are used, and compiled with eager to rounding. */
async function check(theirs: Report, threads: (count: number) => boolean): Promise<void> {
  const ours = await report();
  assert(threads(theirs.threads), `it ran on ${theirs.threads} threads`);
  assertEquals(theirs.eager, eagerLosses(theirs.level));
  const levels = Object.keys(theirs.compiled) as VectorLevel[];
  assert(levels.includes("simd") && levels.includes("none"), `${levels}`);
  for (const level of levels) {
    assertEquals(theirs.compiled[level], ours.compiled[level], level);
    theirs.compiled[level]!.forEach((loss, i) => assert(Math.abs(loss - ours.eager[i]!) < 1e-5, `${level}: ${loss}`));
  }
}

Deno.test({
  name: "Node trains compiled as Deno does, in threads (ignored where Node is missing)",
  ignore: !await hasNode(),
  fn: () =>
    withBundle(async (folder) => {
      await Deno.rename(`${folder}/report.js`, `${folder}/report.mjs`);
      const script = `import { report } from "./report.mjs"; console.log(JSON.stringify(await report()));`;
      await Deno.writeTextFile(`${folder}/main.mjs`, script);
      const { success, stdout, stderr } = await new Deno.Command("node", { args: [`${folder}/main.mjs`] }).output();
      assert(success, new TextDecoder().decode(stderr));
      await check(JSON.parse(new TextDecoder().decode(stdout)), (count) => count === navigator.hardwareConcurrency);
    }),
});

const page = (where: "page" | "worker"): string =>
  `<!doctype html><script type="module">
  const send = (report) => fetch("/report", { method: "POST", body: JSON.stringify(report) });
  try {
    if ("${where}" === "page") {
      const { report } = await import("/report.js");
      await send(await report());
    } else {
      const worker = new Worker("/worker.js", { type: "module" });
      worker.onmessage = ({ data }) => send(data);
      worker.onerror = ({ message }) => send({ error: message });
    }
  } catch (error) {
    await send({ error: String(error) });
  }
</script>`;

const workerScript = `import { report } from "/report.js";
report().then((found) => postMessage(found), (error) => postMessage({ error: String(error) }));`;

/** Opens a page in Chromium that makes the report, and gives it. */
async function inChromium(folder: string, isolated: boolean, where: "page" | "worker"): Promise<Report> {
  const { promise, resolve } = Promise.withResolvers<Report & { error?: string }>();
  const headers: HeadersInit = isolated
    ? { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" }
    : {};
  const files: Readonly<Record<string, readonly [type: string, content: string]>> = {
    "/": ["text/html", page(where)],
    "/worker.js": ["text/javascript", workerScript],
    "/report.js": ["text/javascript", await Deno.readTextFile(`${folder}/report.js`)],
  };
  const serve = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === "/report") {
      resolve(await request.json());
      return new Response();
    }
    const [type, content] = files[pathname] ?? ["text/plain", null];
    return new Response(content, {
      status: content === null ? 404 : 200,
      headers: { ...headers, "content-type": type },
    });
  };
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, serve);
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  const browser = new Deno.Command(chromium, {
    args: [
      ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", ...quiet],
      ...[`--user-data-dir=${folder}/profile`, `http://127.0.0.1:${server.addr.port}/`],
    ],
    stdout: "null",
    stderr: "null",
  }).spawn();
  const patience = setTimeout(
    () => resolve({ error: "no report within a minute" } as Report & { error: string }),
    60_000,
  );
  const found = await promise;
  clearTimeout(patience);
  browser.kill();
  await browser.status;
  assertEquals(found.error, undefined);
  return found;
}

for (const isolated of [true, false]) {
  for (const where of ["page", "worker"] as const) {
    const kind = isolated ? "isolated, in threads" : "not isolated, on one thread";
    Deno.test({
      name: `a ${where} of Chromium trains compiled as Deno does, ${kind} (ignored where Chromium is missing)`,
      ignore: !existsSync(chromium),
      fn: () =>
        withBundle(async (folder) => {
          const found = await inChromium(folder, isolated, where);
          await check(found, (count) => isolated ? count === navigator.hardwareConcurrency : count === 1);
        }),
    });
  }
}
