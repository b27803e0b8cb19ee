import { assertEquals, assertRejects } from "@std/assert";
import { tensor } from "@chainrule/tensor";
import { latestCheckpoint, loadCheckpoint, saveCheckpoint } from "./checkpoints.ts";
import { FileError } from "./file_error.ts";
import { inTemporaryFolder, namesIn } from "./temporary_folder_test.ts";

function at(step: number) {
  return { model: { w: tensor([step]) }, metadata: { step, epoch: 1 } };
}

Deno.test("saveCheckpoint() makes the folder and says where the checkpoint is", () =>
  inTemporaryFolder(async (folder) => {
    const path = await saveCheckpoint(`${folder}/runs/first`, at(12));
    assertEquals(path, `${folder}/runs/first/step-000000012.safetensors`);
    const { model, metadata } = await loadCheckpoint(path);
    assertEquals(model!.w!.toArray(), [12]);
    assertEquals(metadata, { step: 12, epoch: 1, extra: null });
  }));

Deno.test("latestCheckpoint() goes by the step and overlooks other files", () =>
  inTemporaryFolder(async (folder) => {
    assertEquals(await latestCheckpoint(folder), null);
    assertEquals(await latestCheckpoint(`${folder}/none`), null);
    for (const step of [1_000_000_000, 999_999_999, 2]) await saveCheckpoint(folder, at(step));
    for (
      const name of [
        "step-9999999999.safetensors.1.part",
        "step-99999999999.txt",
        "z.safetensors",
        "step-9.safetensors",
      ]
    ) {
      Deno.writeTextFileSync(`${folder}/${name}`, "");
    }
    assertEquals(await latestCheckpoint(folder), `${folder}/step-1000000000.safetensors`);
    assertEquals(await latestCheckpoint(new URL(`file://${folder}`)), `${folder}/step-1000000000.safetensors`);
  }));

Deno.test("keepLast keeps the last ones, never removes what was just written, and touches nothing else", () =>
  inTemporaryFolder(async (folder) => {
    Deno.writeTextFileSync(`${folder}/notes.txt`, "mine");
    for (const step of [10, 20, 30, 40]) await saveCheckpoint(folder, at(step), { keepLast: 3 });
    assertEquals(namesIn(folder), ["notes.txt", ...[20, 30, 40].map((step) => `step-0000000${step}.safetensors`)]);
    await saveCheckpoint(folder, at(15), { keepLast: 1 });
    assertEquals(namesIn(folder), ["notes.txt", "step-000000015.safetensors"]);
    await saveCheckpoint(folder, at(15), { keepLast: 1 });
    assertEquals(namesIn(folder), ["notes.txt", "step-000000015.safetensors"]);
    await saveCheckpoint(folder, at(16));
    assertEquals(namesIn(folder).length, 3);
  }));

Deno.test("saveCheckpoint() says what is wrong, and leaves what is there", () =>
  inTemporaryFolder(async (folder) => {
    const file = `${folder}/file`;
    Deno.writeTextFileSync(file, "mine");
    for (const keepLast of [0, 1.5, NaN]) {
      await assertRejects(
        () => saveCheckpoint(folder, at(1), { keepLast }),
        RangeError,
        `Cannot save a checkpoint as keepLast must be a whole number from 1: current keepLast is ${keepLast}`,
      );
    }
    await assertRejects(() => saveCheckpoint(folder, at(-1)), RangeError, "step must be a whole number");
    await assertRejects(
      () => saveCheckpoint(file, at(1)),
      FileError,
      `Cannot write to ${file} as nothing else may be in its place`,
    );
    await assertRejects(() => latestCheckpoint(file), FileError, `Cannot list ${file} as`);
    assertEquals(namesIn(folder), ["file"]);
  }));

Deno.test("loadCheckpoint() names a file that is damaged", () =>
  inTemporaryFolder(async (folder) => {
    const path = await saveCheckpoint(folder, at(1));
    Deno.truncateSync(path, 100);
    await assertRejects(
      () => loadCheckpoint(path),
      FileError,
      `Cannot load ${path} as its header must end within the file`,
    );
  }));
