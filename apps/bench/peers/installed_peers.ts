/**
 * Installing the peers for one run of the benchmark.
 *
 * @module
 */
import { outputOf, ProgramError } from "../run_program.ts";
import { jaxJs } from "./jax_js.ts";
import type { MissingPeer, Peer } from "./peer.ts";
import { pyTorch } from "./py_torch.ts";
import { smallLibraries } from "./small_libraries.ts";
import { tensorFlowJs } from "./tensorflow_js.ts";

/** Where the scripts of the peers lie. */
const sharedScripts = new URL("../../../../shared/peers/", import.meta.url);

/** The peers that are there, and those that are not. */
export interface InstalledPeers extends AsyncDisposable {
  readonly peers: readonly Peer[];
  readonly missing: readonly MissingPeer[];
}

/** None, for runs without them. */
export const noPeers: InstalledPeers = { peers: [], missing: [], [Symbol.asyncDispose]: () => Promise.resolve() };

/**
 * Copies the scripts into a temporary folder and installs the libraries there; disposing of the result removes it.
 *
 * @param scripts The folder of the scripts
 */
export async function installPeers(scripts: URL = sharedScripts): Promise<InstalledPeers> {
  const folder = await Deno.makeTempDir({ prefix: "chainrule-bench-" });
  const found = [
    await attempt("PyTorch", () => installPyTorch(scripts, folder)),
    await attempt("TensorFlow.js, jax-js, brain.js, ml-fnn, js-pytorch", () => installLibraries(scripts, folder)),
  ];
  return {
    peers: found.flatMap((result) => "reason" in result ? [] : result),
    missing: found.filter((result) => "reason" in result),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

async function attempt(name: string, find: () => Promise<readonly Peer[]>): Promise<readonly Peer[] | MissingPeer> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { name, reason: `not found: ${error.message}` };
    if (error instanceof ProgramError) return { name, reason: error.message };
    throw error;
  }
}

async function copyScripts(scripts: URL, folder: string): Promise<void> {
  for await (const { name, isFile } of Deno.readDir(scripts)) {
    if (isFile) await Deno.writeFile(`${folder}/${name}`, await Deno.readFile(new URL(name, scripts)));
  }
}

/** The library itself comes with the system. */
async function installPyTorch(scripts: URL, folder: string): Promise<readonly Peer[]> {
  await copyScripts(scripts, folder);
  return await pyTorch(folder);
}

async function installLibraries(scripts: URL, folder: string): Promise<readonly Peer[]> {
  await copyScripts(scripts, folder);
  const { packages } = JSON.parse(await Deno.readTextFile(new URL("package-lock.json", scripts)));
  const versionOf = (library: string): string => packages[`node_modules/${library}`].version;
  await outputOf({ program: "node", args: ["--version"] });
  await outputOf({ program: "npm", args: ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder });
  return [
    tensorFlowJs(folder, versionOf("@tensorflow/tfjs")),
    jaxJs(folder, versionOf("@jax-js/jax")),
    smallLibraries(folder, versionOf),
  ];
}
