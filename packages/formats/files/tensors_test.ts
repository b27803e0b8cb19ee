import { assertEquals, assertRejects } from "@std/assert";
import { tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { FileError } from "./file_error.ts";
import { loadTensors, saveTensors } from "./tensors.ts";
import { inTemporaryFolder } from "./temporary_folder_test.ts";

Deno.test("tensors and metadata come back from a file, by path and by URL", () =>
  inTemporaryFolder(async (folder) => {
    const path = `${folder}/w.safetensors`;
    const url = new URL(`file://${folder}/by url.safetensors`);
    for (const place of [path, url]) {
      await saveTensors(place, { w: tensor([NaN, -0]) }, { by: "us" });
      const { tensors, metadata } = await loadTensors(place);
      assertEquals(tensors.w!.toArray(), [NaN, -0]);
      assertEquals(metadata, { by: "us" });
    }
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), ["by url.safetensors", "w.safetensors"]);
  }));

Deno.test("saveTensors() of something that is no tensor leaves the earlier file", () =>
  inTemporaryFolder(async (folder) => {
    const path = `${folder}/w.safetensors`;
    await saveTensors(path, { w: tensor([1]) });
    await assertRejects(() => saveTensors(path, { w: 3 as unknown as Tensor }), TypeError, "must be a tensor");
    assertEquals((await loadTensors(path)).tensors.w!.toArray(), [1]);
  }));

Deno.test("loadTensors() names the file and what is wrong with it", () =>
  inTemporaryFolder(async (folder) => {
    const path = `${folder}/short`;
    Deno.writeFileSync(path, new Uint8Array(3));
    const cases: [string, string][] = [
      [
        path,
        `Cannot load ${path} as it must begin with 8 bytes that give the length of its header: current length is 3 bytes`,
      ],
      [folder, `Cannot load ${folder} as it must be a file and not a folder: current error is EISDIR`],
      [`${folder}/none`, `Cannot load ${folder}/none as it and its folder must exist: current error is ENOENT`],
      [
        `${path}/none`,
        `Cannot load ${path}/none as all of its path but the last name must be folders: current error is ENOTDIR`,
      ],
    ];
    for (const [place, message] of cases) {
      const error = await assertRejects(() => loadTensors(place), FileError, message);
      assertEquals(error.path, place);
    }
  }));
