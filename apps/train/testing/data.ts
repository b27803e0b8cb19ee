/**
 * Small data in files.
 *
 * @module
 */

/** Forty rows: two numbers, a colour, and a label that the first number decides. */
export function table(): string {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const a = (i * 7 % 40 - 19.5) / 10;
    return [a, (i * 11 % 40) / 20, ["red", "green", "blue"][i % 3], a > 0 ? "yes" : "no"].join(",");
  });
  return `a,b,colour,label\n${rows.join("\n")}\n`;
}

/** A table whose last column is a number, twice the first and three times the second together. */
export function numberTable(): string {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const [a, b] = [(i * 7 % 40) / 20 - 1, (i * 11 % 40) / 20 - 1];
    return [a, b, (2 * a + 3 * b).toFixed(3)].join(",");
  });
  return `a,b,y\n${rows.join("\n")}\n`;
}

/** The files of a graph of two rings of ten nodes; each node has a feature of its own and one of its ring. */
export function graphFiles(): Record<string, string> {
  const nodes = Array.from({ length: 20 }, (_, node) => node);
  const ring = (node: number) => Math.floor(node / 10);
  const next = (node: number) => 10 * ring(node) + (node + 1) % 10;
  const part = (node: number) => ["train", "train", "val", "val", "val"][node % 10] ?? "test";
  const csv = (header: string, rows: string[]) => `${header}\n${rows.join("\n")}\n`;
  return {
    "edges.csv": csv("source,target", nodes.map((node) => `${node},${next(node)}`)),
    "features.csv": csv("node,feature", nodes.flatMap((node) => [`${node},${node}`, `${node},${20 + node % 3}`])),
    "labels.csv": csv("node,label", nodes.map((node) => `${node},${ring(node)}`)),
    "split.csv": csv("node,split", nodes.map((node) => `${node},${part(node)}`)),
  };
}

/** Writes files into a new folder. */
export async function writeFolder(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await Deno.mkdir(folder);
  for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(`${folder}/${name}`, text);
}
