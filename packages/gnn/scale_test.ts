import { backward } from "@chainrule/autograd";
import { loadGraphFolder } from "@chainrule/data/files";
import { GAT, GCN, Graph, laplacianEigenvectors } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { argMax, equal, gather, Random } from "@chainrule/tensor";
import { assert } from "@std/assert";
import type { MillionEdges } from "./testing/million_edges.ts";

const mebibyte = 2 ** 20;

/**
 * The bytes that a program for a training step of two layers may take, in arrays with a row of 16 numbers for each edge: those whose sums over
 * neighbours are sparse products never make a message for each edge; attention has scores and weights for each edge, each with its
 * gradient, and messages.
 */
const mostArrays = { GCNConv: 1, SAGEConv: 1, GATConv: 3 } as const;

for (const [name, arrays] of Object.entries(mostArrays)) {
  Deno.test(`two layers of ${name} train on a graph of a million edges, in a memory that does not grow from step to step`, async () => {
    // In a process of its own: the memory of this one is that of all tests beside it, too.
    const script = new URL("testing/million_edges.ts", import.meta.url).href;
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-check", "--allow-env", "--allow-sys", script, name],
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    const { losses, bytes, compiled, grown } = JSON.parse(new TextDecoder().decode(stdout)) as MillionEdges;
    assert(bytes <= arrays * 4 * 1_000_000 * 16, `a program takes ${bytes / mebibyte} MiB`);
    assert(losses[2]! < losses[1]! && losses[1]! < losses[0]!, `${losses}`);
    assert(compiled < 600 * mebibyte, `the process grew by ${compiled / mebibyte} MiB`);
    assert(grown < 64 * mebibyte, `two more steps took ${grown / mebibyte} MiB`);
  });
}

const folder = new URL("../../../shared/data/pubmed", import.meta.url).pathname;

function isMissing(path: string): boolean {
  try {
    return !Deno.statSync(path).isDirectory;
  } catch {
    return true;
  }
}

Deno.test({
  name:
    "GCN and GAT learn the fields of 19717 papers of PubMed from citations alone, through eigenvectors of the graph (ignored where ../shared/data/pubmed is missing)",
  ignore: isMissing(folder),
  async fn() {
    const { nodeCount, edgeIndex, labels, train, test } = await loadGraphFolder(folder);
    const graph = new Graph({ numberOfNodes: nodeCount, edgeIndex });
    const { vectors } = laplacianEigenvectors(graph, { count: 12, tolerance: 1e-2 });
    const x = vectors.mul(Math.sqrt(nodeCount));
    const networks = [
      new GCN(3, { inputDim: 12, dropout: 0 }),
      new GAT(3, { inputDim: 12, heads: 2, dropout: 0 }),
    ];
    for (const model of networks) {
      const optimizer = new Adam(model.useRandom(new Random(0)), { learningRate: 0.02 });
      const step = jit(() => {
        backward(softmaxCrossEntropy(gather(model.forward(x, graph), train), gather(labels, train)));
        optimizer.step();
      });
      for (let epoch = 0; epoch < 30; epoch++) step();
      const guesses = gather(argMax(model.eval().forward(x, graph), { axis: 1 }), test);
      const accuracy = equal(guesses, gather(labels, test)).sum().item() / test.size;
      // The largest class has 41 % of the test, and label propagation reaches 63 % (Kipf and Welling, 2017, table 2).
      assert(accuracy > 0.65, `${model.name} is right about ${accuracy}`);
    }
  },
});
