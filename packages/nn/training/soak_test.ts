/** Ten thousand training steps in a process of their own hold its memory flat. */
import { assert, assertEquals } from "@std/assert";

/**
 * What the heap, and the buffers beside it, may grow by between step 1000 and step 10 000. The engine's own notes on warm code take about
 * 30 bytes a step there, and none later; 58 bytes a step are less than the smallest tensor.
 */
const allowed = 512 * 1024;

const program = `
import { Activation, Dense, Dropout, Sequential } from "@chainrule/nn";
import { Random } from "@chainrule/tensor";

const random = new Random(1);
const x = random.normal([16000, 16]);
const y = random.integers([16000], 0, 4);
const model = new Sequential([
  new Dense(32, { activation: "relu" }),
  new Dropout(0.5),
  new Dense(4),
  new Activation("softmax"),
], { seed: 1 });
model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "adam", metrics: ["accuracy"], weightPenalty: 1e-4 });

const memory = [];
async function measure() {
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    globalThis.gc();
  }
  const { heapUsed, external } = Deno.memoryUsage();
  memory.push({ heapUsed, external });
}
let steps = 0;
await model.fit(x, y, {
  epochs: 10,
  batchSize: 16,
  callbacks: [{ onBatchEnd: async () => { if (++steps === 1000 || steps === 10000) await measure(); } }],
});
console.log(JSON.stringify({ steps, memory }));
`;

Deno.test("ten thousand training steps hold heap and buffers flat", async () => {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-sys", "--v8-flags=--expose-gc", "--ext=ts", "-"],
    cwd: new URL(".", import.meta.url),
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const input = child.stdin.getWriter();
  await input.write(new TextEncoder().encode(program));
  await input.close();
  const { success, stdout } = await child.output();
  assert(success, "the process failed");
  const { steps, memory: [early, late] } = JSON.parse(new TextDecoder().decode(stdout));
  assertEquals(steps, 10_000);
  for (const kind of ["heapUsed", "external"]) {
    const growth = late[kind] - early[kind];
    assert(growth < allowed, `${kind} grew by ${growth} bytes from ${early[kind]}`);
  }
});
