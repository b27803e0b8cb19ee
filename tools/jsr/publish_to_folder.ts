/**
 * Lays the workspace out as JSR serves packages, so that a stranger's view can be tested without the registry:
 * `@scope/name/meta.json`, `@scope/name/VERSION_meta.json` and the files under `@scope/name/VERSION/`.
 *
 * @module
 */

/** The packages that are published. */
export const published = [
  "kernels",
  "tensor",
  "autograd",
  "jit",
  "activations",
  "optim",
  "formats",
  "nn",
  "gnn",
  "memory",
  "data",
] as const;

/** The part of a package's deno.json that matters here. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Record<string, string>;
  readonly imports?: Record<string, string>;
}

const root = new URL("../../", import.meta.url);

/**
 * Publishes every package, and the stand-ins for the standard library that they import, into `target`.
 *
 * @param target A folder, with a slash at its end
 */
export async function publishToFolder(target: URL): Promise<void> {
  const folders = [
    ...published.map((name) => new URL(`packages/${name}/`, root)),
    ...["assert", "testing", "cli", "csv"].map((name) => new URL(`tools/std/${name}/`, root)),
  ];
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root))) as {
    imports: Record<string, string>;
  };
  const manifests = await Promise.all(folders.map(readManifest));
  const resolved = new Map(Object.entries(imports));
  for (const { name, version } of manifests) resolved.set(name, `jsr:${name}@^${version}`);
  for (const [i, manifest] of manifests.entries()) {
    const own = new Map([...resolved, ...Object.entries(manifest.imports ?? {})]);
    await publishPackage(folders[i]!, manifest, own, target);
  }
}

async function readManifest(folder: URL): Promise<Manifest> {
  const manifest = JSON.parse(await Deno.readTextFile(new URL("deno.json", folder)));
  const { exports } = manifest;
  return { ...manifest, exports: typeof exports === "string" ? { ".": exports } : exports };
}

async function publishPackage(
  folder: URL,
  { name, version, exports }: Manifest,
  resolved: ReadonlyMap<string, string>,
  target: URL,
): Promise<void> {
  const home = new URL(`${name}/`, target);
  const manifest: Record<string, { size: number; checksum: string }> = {};
  for await (const path of sources(folder)) {
    const text = withRegistrySpecifiers(await Deno.readTextFile(new URL(path, folder)), resolved);
    const bytes = new TextEncoder().encode(text);
    const file = new URL(`${version}/${path}`, home);
    await Deno.mkdir(new URL(".", file), { recursive: true });
    await Deno.writeFile(file, bytes);
    manifest[`/${path}`] = { size: bytes.length, checksum: `sha256-${await sha256(bytes)}` };
  }
  const [scope, short] = name.slice(1).split("/");
  const meta = { scope, name: short, latest: version, versions: { [version]: {} } };
  await Deno.writeTextFile(new URL("meta.json", home), JSON.stringify(meta));
  await Deno.writeTextFile(new URL(`${version}_meta.json`, home), JSON.stringify({ manifest, exports }));
}

/** The paths of everything that would be published from `folder`. */
async function* sources(folder: URL, prefix = ""): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(new URL(prefix, folder))) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory && !["golden", "__snapshots__"].includes(entry.name)) yield* sources(folder, `${path}/`);
    if (entry.isFile && path.endsWith(".ts") && !path.endsWith("_test.ts")) yield path;
  }
}

/** Replaces bare specifiers by those of the registry, as publishing does. */
function withRegistrySpecifiers(text: string, resolved: ReadonlyMap<string, string>): string {
  return text.replace(/(\bfrom |\bimport |\bimport\()"([^".][^"]*)"/g, (whole, before: string, specifier: string) => {
    const entry = [...resolved].find(([name]) => specifier === name || specifier.startsWith(`${name}/`));
    return entry === undefined ? whole : `${before}"${entry[1]}${specifier.slice(entry[0].length)}"`;
  });
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
