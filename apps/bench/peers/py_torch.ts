/**
 * PyTorch.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import type { Program } from "../run_program.ts";
import { outputOf } from "../run_program.ts";
import type { Peer } from "./peer.ts";

const python = "/usr/bin/python3";
const sparseFeatures = fileURLToPath(new URL("torch_sparse_features.py", import.meta.url));

/** The kernels that OpenBLAS takes: it decides between half and twice the speed, so figures name it. */
const kernels = [
  { name: "PyTorch, AVX2", setting: ["OPENBLAS_CORETYPE=Haswell"] },
  { name: "PyTorch, best kernels", setting: ["-u", "OPENBLAS_CORETYPE"] },
];

const rows = ["W1", "W2", "W3", "W4", "W5", "W6", "W7", "W8", "W9", "W10"];
const graphSizes = ["W9a", "W9b"];
const sums = ["sparse.mm", "index_add", "scatter_add"];

/**
 * PyTorch with each choice of kernels.
 *
 * @param folder Where the scripts lie
 * @throws {ProgramError} When Python or PyTorch is not there
 */
export async function pyTorch(folder: string): Promise<readonly Peer[]> {
  const version = await outputOf({ program: python, args: ["-c", "import torch; print(torch.__version__)"] });
  return kernels.map(({ name, setting }) => ({
    name,
    version: `PyTorch ${version.trim()}`,
    programs: (row, threads) =>
      scriptsFor(row, threads).map((args): Program => ({
        program: "env",
        args: [...setting, python, ...args],
        folder,
        // A script of ours imports modules that lie in the folder of theirs.
        env: { PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: "1" },
      })),
  }));
}

function scriptsFor(row: string, threads: number): readonly (readonly string[])[] {
  if (!rows.includes(row)) return [];
  const run = (workload: string) => ["bench_torch.py", `${threads}`, workload];
  if (row === "W4" || row === "W5") return [run(row), [sparseFeatures, `${threads}`, row]];
  if (row === "W9") return graphSizes.flatMap((size) => sums.map((sum) => run(`${size}:${sum}`)));
  return [run(row)];
}
