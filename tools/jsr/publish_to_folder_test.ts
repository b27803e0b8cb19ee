import { assertEquals } from "@std/assert";
import { publishToFolder } from "./publish_to_folder.ts";

const program = `
import { Dense, Sequential } from "jsr:@chainrule/nn@^0.1.0";
import { Adam } from "jsr:@chainrule/optim@^0.1.0";
import { grad } from "jsr:@chainrule/autograd@^0.1.0";
import { jit } from "jsr:@chainrule/jit@^0.1.0";
import { relu } from "jsr:@chainrule/activations@^0.1.0";
import { GCNConv, karateClub } from "jsr:@chainrule/gnn@^0.1.0";
import { xor } from "jsr:@chainrule/data@^0.1.0";
import { decodeSafetensors, encodeSafetensors } from "jsr:@chainrule/formats@^0.1.0";
import { tensor } from "jsr:@chainrule/tensor@^0.1.0";

const model = new Sequential([new Dense(8, { activation: "tanh" }), new Dense(1, { activation: "sigmoid" })], { seed: 0 });
model.compile({ loss: "binaryCrossentropy", optimizer: (p) => new Adam(p, { learningRate: 0.05 }), metrics: ["accuracy"] });
const x = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tensor([[0], [1], [1], [0]]);
await model.fit(x, y, { epochs: 200, batchSize: 4 });
const { graph, features } = karateClub();
console.log(JSON.stringify({
  accuracy: model.evaluate(x, y).accuracy,
  slope: grad((z) => z.mul(z))(tensor(3)).item(),
  compiled: jit((z: typeof x) => relu(z))(tensor([-1, 2])).toArray(),
  nodes: new GCNConv(2).forward(features, graph).shape,
  stored: decodeSafetensors(encodeSafetensors({ x })).tensors.x?.shape,
  generated: typeof xor,
}));
`;

Deno.test("a stranger imports the published packages from a registry", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await publishToFolder(new URL(`file://${folder}/registry/`));
    await Deno.writeTextFile(`${folder}/program.ts`, program);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-lock", "--no-config", "--check", "program.ts"],
      cwd: folder,
      env: { JSR_URL: `file://${folder}/registry/`, DENO_DIR: `${folder}/cache`, NO_COLOR: "1" },
    }).output();
    assertEquals(code, 0, new TextDecoder().decode(stderr));
    assertEquals(JSON.parse(new TextDecoder().decode(stdout)), {
      accuracy: 1,
      slope: 6,
      compiled: [0, 2],
      nodes: [34, 2],
      stored: [4, 2],
      generated: "function",
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
