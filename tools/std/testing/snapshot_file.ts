import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** A file of snapshots: those that it holds, and those that the tests of this run took. */
export class SnapshotFile {
  static readonly #open = new Map<string, SnapshotFile>();

  readonly #path: string;
  readonly #taken = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  #stored: Promise<Map<string, string> | undefined> | undefined;
  #isWrittenAtEnd = false;

  private constructor(path: string) {
    this.#path = path;
  }

  /** The file at a path, the same one for all tests of a run. */
  static at(path: string): SnapshotFile {
    const file = this.#open.get(path) ?? new SnapshotFile(path);
    this.#open.set(path, file);
    return file;
  }

  /** The path of the snapshots of a test file. */
  static pathFor(
    origin: string,
    options: { dir?: string; path?: string },
  ): string {
    const testPath = fileURLToPath(origin);
    const folder = dirname(testPath);
    if (options.path !== undefined) return resolve(folder, options.path);
    const base = testPath.slice(folder.length + 1);
    return resolve(folder, options.dir ?? "__snapshots__", `${base}.snap`);
  }

  /** The name with a number that tells snapshots of one name apart. */
  numbered(name: string): string {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return `${name} ${count}`;
  }

  /** The snapshots that the file holds; `undefined` where there is no file. */
  stored(): Promise<Map<string, string> | undefined> {
    return this.#stored ??= this.#read();
  }

  /** Keeps a snapshot, in the order of the run, for the file that is written when the run ends. */
  take(name: string, text: string): void {
    this.#taken.set(name, text);
  }

  /** Has the file written when the run ends. */
  writeAtEnd(): void {
    if (this.#isWrittenAtEnd) return;
    this.#isWrittenAtEnd = true;
    globalThis.addEventListener("unload", () => this.#write());
  }

  async #read(): Promise<Map<string, string> | undefined> {
    try {
      await Deno.stat(this.#path);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
    const module: { snapshot?: Record<string, string> } = await import(
      pathToFileURL(this.#path).href
    );
    return new Map(
      Object.entries(module.snapshot ?? {}).map((
        [name, text],
      ) => [name, unframed(text)]),
    );
  }

  #write(): void {
    const entries = this.#taken.entries().map(([name, text]) =>
      `\nsnapshot[\`${escape(name)}\`] = \`${escape(framed(text))}\`;\n`
    );
    Deno.mkdirSync(dirname(this.#path), { recursive: true });
    Deno.writeTextFileSync(
      this.#path,
      "export const snapshot = {};\n" + entries.toArray().join(""),
    );
  }
}

/** Texts of several lines stand on lines of their own. */
function framed(text: string): string {
  return text.includes("\n") ? `\n${text}\n` : text;
}

function unframed(text: string): string {
  return text.includes("\n") ? text.slice(1, -1) : text;
}

function escape(text: string): string {
  return text.replace(/[\\`$]/g, "\\$&");
}
