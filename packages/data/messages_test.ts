import { messagesOf } from "@chainrule/testing";
import { tensor } from "@chainrule/tensor";
import { assertSnapshot } from "@std/testing/snapshot";
import * as data from "./mod.ts";

Deno.test("the messages of data", async (test) => {
  const table = data.readTable("a,b\n1,x\n2,y\n");
  const samples = new data.Dataset({ x: tensor([1, 2, 3]) });
  await assertSnapshot(
    test,
    await messagesOf({
      "an empty table": () => data.readTable(""),
      "a ragged row": () => data.readTable("a,b\n1,2\n3\n"),
      "a word among numbers": () => data.readTable("a\n1\n2\nx\n3\n"),
      "a missing value": () => data.readTable("a,b\n1,2\n,3\n4,5\n"),
      "two columns of one name": () => data.readTable("a,a\n1,2\n"),
      "an unknown column": () => data.toFeatures(table, { target: "c" }),
      "nothing to learn from": () => data.encodeFeatures(table, { exclude: ["a", "b"] }),
      "an IDX file that is too short": () => data.readIdx(new Uint8Array(2)),
      "an IDX file of an unknown type": () => data.readIdx(Uint8Array.of(0, 0, 1, 1, 0, 0, 0, 0)),
      "an edge to nowhere": () =>
        data.readGraphFolder({ "edges.csv": "source,target\n0,9\n", "labels.csv": "node,label\n0,0\n" }),
      "tensors of other lengths": () => new data.Dataset({ x: tensor([1, 2]), y: tensor([1]) }),
      "a batch of nothing": () => data.batches(samples, { batchSize: 0 }),
      "more than there is": () => data.split(samples, { train: 3, test: 1 }),
      "one fold": () => [...data.kFold(samples, { folds: 1 })],
      "a scaler that was not fitted": () => new data.StandardScaler().transform(tensor([[1]])),
      "half a point": () => data.moons({ count: 2.5 }),
    }),
  );
});
