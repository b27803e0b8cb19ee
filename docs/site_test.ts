/// <reference lib="dom" />
/**
 * The built site as a reader meets it: every page in both languages, every figure, the search.
 *
 * Build first: `deno task docs`. Then `deno task docs:test`, or `deno test -A docs/site_test.ts`. Needs Chromium; `CHROMIUM` may say where it is.
 */
import { deepStrictEqual, notStrictEqual, ok } from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import type { Benchmarks } from "./.vitepress/theme/parts/benchmarks.ts";
import { type Browser, chromium, type Locator, type Page } from "npm:playwright-core@1.65.1";

const dist = new URL(".vitepress/dist/", import.meta.url);
const chromiumPath = Deno.env.get("CHROMIUM") ?? "/usr/bin/chromium";
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];

const missing = !existsSync(dist) ? "the site is not built" : !existsSync(chromiumPath) ? "there is no Chromium" : null;

/** The figures that each page must have; the Chinese pages have the same. */
const figures: Record<string, string[]> = {
  "index": ["BoundaryFigure"],
  "start": [],
  "chapter/neurons": ["NeuronFigure", "ActivationFigure", "DeadUnitsFigure", "MaxoutFigure"],
  "chapter/structures": ["StructuresFigure", "ConvolutionFigure"],
  "chapter/memory-networks": ["RecurrentFigure", "HopfieldFigure", "AnnealingFigure", "BoltzmannFigure", "AddressingFigure"],
  "chapter/graph-networks": ["MessageFigure", "KarateFigure", "AttentionFigure", "BatchFigure"],
  "chapter/feed-forward": ["ApproximationFigure", "BoundaryFigure"],
  "chapter/back-propagation": ["BackpropFigure"],
  "chapter/autodiff": ["DifferenceFigure", "GraphFigure", "StaticGraphFigure"],
  "chapter/optimisation": ["SurfaceFigure", "VanishingFigure"],
  "chapter/summary": ["ActivationTable"],
  "speed": ["BenchmarkTable"],
};
/** Figures without controls. */
const still = new Set(["StructuresFigure", "ActivationTable", "BenchmarkTable"]);
const languages = ["", "zh/"];

/** Words that stand in the middle of a Chinese sentence, and a page that must be found by each. */
const chineseWords = [
  ["偏置偏移", "/zh/chapter/neurons.html"],
  ["误差项", "/zh/chapter/back-propagation.html"],
  ["二分图", "/zh/chapter/memory-networks.html"],
  ["邻接矩阵", "/zh/chapter/graph-networks.html"],
  ["截断误差", "/zh/chapter/autodiff.html"],
  ["常量折叠", "/zh/chapter/autodiff.html"],
] as const;

const types: Record<string, string> = {
  css: "text/css",
  html: "text/html",
  js: "text/javascript",
  json: "application/json",
  svg: "image/svg+xml",
  woff2: "font/woff2",
};

function serve(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url!, "http://site");
    const path = decodeURIComponent(pathname).replace(/\/$/, "/index.html").slice(1);
    try {
      const body = await readFile(new URL(path, dist));
      response.writeHead(200, { "content-type": types[path.split(".").at(-1)!] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** A page that notes every complaint: errors of scripts and of the console, and requests that fail or leave this machine. */
async function open(browser: Browser, origin: string, path: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) {
      complaints.push(`asks for ${request.url()}`);
    }
  });
  await page.goto(origin + path);
  return { page, complaints };
}

/** The drawing of a figure as text: its SVG and its pixels, with what it says in words. */
function drawing(figure: Locator): Promise<string> {
  return figure.evaluate((element) => {
    const canvases = [...element.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL());
    const readout = element.querySelector(".live-readout")?.textContent ?? "";
    return element.querySelector(".live-drawing")!.innerHTML + canvases.join() + readout;
  });
}

/** Moves the first control that can be moved: a slider by a key, a menu to its next entry. */
async function move(figure: Locator): Promise<void> {
  const slider = figure.locator("input[type=range]:enabled").first();
  if (await slider.count() > 0) return await slider.press("ArrowLeft");
  await figure.locator("select").first().selectOption({ index: 1 });
}

async function everyFigureMoves(page: Page, names: string[]): Promise<void> {
  const found = page.locator(".live-figure");
  await found.nth(Math.max(0, names.length - 1)).waitFor({ timeout: names.length > 0 ? 20_000 : 1 }).catch(() => {});
  deepStrictEqual(await found.count(), names.length, `figures on ${page.url()}`);
  for (const [i, name] of names.entries()) {
    if (still.has(name)) continue;
    const figure = found.nth(i);
    const before = await drawing(figure);
    await move(figure);
    await page.waitForTimeout(200);
    const moved = await drawing(figure);
    notStrictEqual(moved, before, `${name} on ${page.url()} changes when a control is moved`);
    const button = figure.locator("button.main");
    if (await button.count() === 0) continue;
    await button.click();
    await page.waitForTimeout(300);
    notStrictEqual(await drawing(figure), moved, `${name} on ${page.url()} changes when its button is pressed`);
  }
}

/** Waits until something holds, for a minute at most. */
async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Cannot go on as ${what} must come true within a minute`);
}

async function internalLinks(page: Page, origin: string): Promise<string[]> {
  const links = await page.locator("a[href]").evaluateAll((anchors) =>
    anchors.map((anchor) => (anchor as HTMLAnchorElement).href)
  );
  return [...new Set(links.filter((link) => link.startsWith(origin)))];
}

async function checkLinks(links: Set<string>): Promise<void> {
  const bodies = new Map<string, string>();
  for (const link of links) {
    const [address, fragment] = link.split("#") as [string, string | undefined];
    if (!bodies.has(address)) {
      const response = await fetch(address);
      ok(response.ok, `link to ${link}`);
      bodies.set(address, await response.text());
    }
    if (fragment) ok(bodies.get(address)!.includes(`id="${decodeURIComponent(fragment)}"`), `anchor of ${link}`);
  }
}

async function search(page: Page, words: string): Promise<string[]> {
  await page.locator(".DocSearch-Button").first().click();
  await page.locator("#localsearch-input").fill(words);
  await page.locator(".VPLocalSearchBox .result").first().waitFor({ timeout: 10_000 });
  const found = await page.locator(".VPLocalSearchBox a.result").evaluateAll((results) =>
    results.map((result) => new URL((result as HTMLAnchorElement).href).pathname)
  );
  await page.keyboard.press("Escape");
  return found;
}

Deno.test({
  name: `the documentation site works in a browser${missing ? ` (not run: ${missing})` : ""}`,
  ignore: missing !== null,
  sanitizeResources: false,
  sanitizeOps: false,
  async fn(t) {
    const server = await serve();
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const browser = await chromium.launch({ executablePath: chromiumPath, args: [...flags, ...quiet] });
    const links = new Set<string>();
    try {
      await t.step("every page of the site is among those tested", async () => {
        const files = await readdir(dist, { recursive: true });
        const pages = files.filter((file) => file.endsWith(".html") && file !== "404.html").sort();
        deepStrictEqual(
          pages,
          languages.flatMap((prefix) => Object.keys(figures).map((page) => `${prefix}${page}.html`)).sort(),
        );
      });
      for (const path of languages.flatMap((prefix) => Object.keys(figures).map((page) => prefix + page))) {
        await t.step(`/${path} opens without complaint, and its figures move`, async () => {
          const { page, complaints } = await open(browser, origin, `/${path}.html`);
          await everyFigureMoves(page, figures[path.replace(/^zh\//, "")]!);
          for (const link of await internalLinks(page, origin)) links.add(link);
          deepStrictEqual(complaints, []);
          await page.close();
        });
      }
      await t.step("the graph of the book's example has its values, and derivative 0.25 in both modes", async () => {
        const { page } = await open(browser, origin, "/chapter/autodiff.html");
        const figure = page.locator(".live-figure", { hasText: "Mode" });
        for (const mode of ["reverse", "forward"]) {
          await figure.locator("select").first().selectOption(mode);
          await figure.getByRole("button", { name: "To the end" }).click();
          const values = await figure.locator(".graph-node .value").allTextContents();
          deepStrictEqual(values, ["1", "0", "0", "0", "0", "0", "1", "2", "0.5"]);
          const wanted = mode === "reverse"
            ? ["∂f/∂w = 0.25", "∂f/∂b = 0.25", "∂f/∂h₃ = −0.25"]
            : ["∂h₆/∂w = 0.25", "∂h₃/∂w = −1"];
          const derivatives = await figure.locator(".graph-node .derivative").allTextContents();
          for (const derivative of wanted) ok(derivatives.includes(derivative), `${derivative} is among ${derivatives}`);
        }
        await page.close();
      });
      await t.step("the loss surfaces have the heights of the formula", async () => {
        const { page } = await open(browser, origin, "/chapter/optimisation.html");
        const figure = page.locator(".live-figure").first();
        const bounds: string[] = [];
        for (const loss of ["squared", "entropy"]) {
          await figure.locator("select").first().selectOption(loss);
          bounds.push(...await figure.locator(".live-readout span").last().locator("b").allTextContents());
        }
        // At (5, 5) and (5, −5): σ(u) with u = ±5 σ(5), squared error (1 − σ(u))² and cross-entropy −log σ(u).
        deepStrictEqual(bounds, ["4.79·10⁻⁵", "0.986", "0.00694", "4.97"]);
        await page.close();
      });
      await t.step("a damaged letter is recalled, and no update raises the energy", async () => {
        const { page } = await open(browser, origin, "/chapter/memory-networks.html");
        const figure = page.locator(".live-figure", { hasText: "A damaged letter" });
        const reading = async (place: number) =>
          Number((await figure.locator(".live-readout b").nth(place).textContent())!.replace("−", "-"));
        const next = figure.getByRole("button", { name: "Next change" });
        for (let before = await reading(1); await next.isEnabled(); before = await reading(1)) {
          await next.click();
          ok(await reading(1) <= before, `energy ${await reading(1)} after ${before}`);
        }
        deepStrictEqual(await reading(2), 1);
        await page.close();
      });
      await t.step("a click turns one pixel over, and Hebb's rule mixes five letters up", async () => {
        const { page } = await open(browser, origin, "/chapter/memory-networks.html");
        const figure = page.locator(".live-figure", { hasText: "A damaged letter" });
        const agreement = figure.locator(".live-readout b").nth(2);
        await figure.locator("input").first().fill("0");
        deepStrictEqual(await agreement.textContent(), "1");
        await figure.locator("svg.pickable").click({ position: { x: 5, y: 5 } });
        deepStrictEqual(await agreement.textContent(), "0.98");
        await figure.locator("input").nth(1).fill("5");
        const next = figure.getByRole("button", { name: "Next change" });
        const recalled: string[] = [];
        for (const rule of ["hebb", "pseudoInverse"]) {
          await figure.locator("select").last().selectOption(rule);
          let worst = 1;
          for (const letter of ["C", "H", "A", "I", "N"]) {
            await figure.locator("select").first().selectOption(letter);
            while (await next.isEnabled()) await next.click();
            worst = Math.min(worst, Number(await agreement.textContent()));
          }
          recalled.push(worst === 1 ? "all" : "not all");
        }
        deepStrictEqual(recalled, ["not all", "all"]);
        await page.close();
      });
      await t.step("a convolution has the sums of the formula", async () => {
        const { page } = await open(browser, origin, "/chapter/structures.html");
        const figure = page.locator(".live-figure", { hasText: "A kernel goes over an image" });
        await figure.locator("select").selectOption("blur");
        const [padding, stride, position] = [0, 1, 2].map((i) => figure.locator("input").nth(i));
        const readout = figure.locator(".live-readout b");
        const sizes: (string | null)[] = [];
        for (const [p, s] of [[0, 1], [1, 1], [2, 1], [0, 2], [2, 3]]) {
          await padding!.fill(String(p));
          await stride!.fill(String(s));
          sizes.push(await readout.first().textContent());
        }
        deepStrictEqual(sizes, ["12", "14", "16", "6", "6"]);
        await padding!.fill("0");
        await stride!.fill("1");
        await position!.fill(String(2 * 12 + 2)); // its corner is in row 2, column 2: pixels 0 1 1, 0 1 1, 0 1 1
        deepStrictEqual(await readout.last().textContent(), "0.667");
        await page.close();
      });
      await t.step("slow cooling finds the deeper valley more often than freezing, and a machine learns bars", async () => {
        const { page } = await open(browser, origin, "/chapter/memory-networks.html");
        const cooling = page.locator(".live-figure", { hasText: "a temperature" });
        const lowest: number[] = [];
        for (const [name, sweeps] of [["Freeze from chance", 40], ["Heat up, then cool slowly", 200]] as const) {
          await cooling.getByRole("button", { name }).click();
          await cooling.locator(".live-readout b", { hasText: new RegExp(`^${sweeps}$`) }).waitFor({ timeout: 30_000 });
          lowest.push(Number.parseFloat((await cooling.locator(".live-readout b").last().textContent())!));
        }
        ok(lowest[0]! > 30 && lowest[0]! < 60 && lowest[1]! > 85, String(lowest));
        const machine = page.locator(".live-figure", { hasText: "bars and stripes" });
        const likelihood = async () =>
          Number((await machine.locator(".live-readout b").nth(1).textContent())!.replace("−", "-"));
        ok(Math.abs(await likelihood() + 16 * Math.log(2)) < 0.2, "at first all 2¹⁶ pictures are about equally likely");
        await machine.locator("button.main").click();
        await until(async () => await likelihood() > -7, "a log-likelihood above −7");
        await page.close();
      });
      await t.step("attention begins about equal, adds up to 1, and learning makes a favourite", async () => {
        const { page } = await open(browser, origin, "/chapter/graph-networks.html");
        const figure = page.locator(".live-figure", { hasText: "Who listens to whom?" });
        const shares = async () => {
          const texts = await figure.locator(".bars g text:last-child").allTextContents();
          return texts.map(Number);
        };
        const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
        await figure.locator(".bars g").first().waitFor();
        const before = await shares();
        deepStrictEqual(before.length, 11); // member 3 has ten friends, and itself
        ok(Math.max(...before) < 0.2 && Math.abs(total(before) - 1) < 0.06, String(before));
        await figure.locator("button.main").click();
        await until(async () => Math.max(...await shares()) > Math.max(...before) + 0.05, "a favourite");
        ok(Math.abs(total(await shares()) - 1) < 0.06);
        await page.close();
      });
      await t.step("a head walks along the memory, and a batch has the numbers of its graphs", async () => {
        const { page, complaints } = await open(browser, origin, "/chapter/memory-networks.html");
        const head = page.locator(".live-figure", { hasText: "How a head finds its place" });
        await head.locator("input").nth(1).fill("0"); // the gate: from where it was
        await head.locator("input").nth(2).fill("1"); // one slot on
        const slots: (string | null)[] = [];
        for (let step = 0; step < 4; step++) {
          slots.push(await head.locator(".live-readout b").first().textContent());
          await head.locator("button.main").click();
        }
        deepStrictEqual(slots, ["6", "7", "8", "1"]);
        await page.goto(`${origin}/chapter/graph-networks.html`);
        const batch = page.locator(".live-figure", { hasText: "Several graphs as one" });
        await batch.waitFor();
        const readout = await batch.locator(".live-readout b").allTextContents();
        const starts: number[] = JSON.parse(readout[3]!);
        deepStrictEqual(starts.at(-1), Number(readout[0]));
        deepStrictEqual(await batch.locator("rect.cell").count(), Number(readout[1]));
        deepStrictEqual(complaints, []);
        await page.close();
      });
      await t.step("the wasteful function is one loop in the end, and both ways of running it are timed", async () => {
        const { page, complaints } = await open(browser, origin, "/chapter/autodiff.html");
        const figure = page.locator(".live-figure", { hasText: "What you write" });
        await figure.waitFor();
        deepStrictEqual(await figure.locator("del").count(), 6);
        ok((await figure.locator("pre").last().textContent())!.includes("fused[mul, add, add, div, tanh]"));
        await figure.getByRole("button", { name: "Measure here" }).click();
        await figure.locator(".bars").waitFor({ timeout: 20_000 });
        for (const time of await figure.locator(".bars b").allTextContents()) ok(/^[\d.]+ (µs|ms)$/.test(time), time);
        deepStrictEqual(complaints, []);
        await page.close();
      });
      await t.step("the page on speed has every figure of the file", async () => {
        const { rows } = JSON.parse(await readFile(new URL("benchmarks.json", dist), "utf8")) as Benchmarks;
        const { page } = await open(browser, origin, "/speed.html");
        await page.locator("details").first().waitFor();
        deepStrictEqual(await page.locator("details").count(), rows.length);
        const figures = rows.flatMap(({ figures, peers }) => [...figures, ...peers]);
        deepStrictEqual(await page.locator("tr.figure").count(), figures.length);
        await page.close();
      });
      await t.step("no internal link is dead", () => checkLinks(links));
      for (const [word, path] of chineseWords) {
        await t.step(`searching ${word} finds ${path}`, async () => {
          const { page, complaints } = await open(browser, origin, "/zh/index.html");
          ok((await search(page, word)).includes(path));
          deepStrictEqual(complaints, []);
          await page.close();
        });
      }
      await t.step("searching English words finds their page", async () => {
        const { page } = await open(browser, origin, "/index.html");
        ok((await search(page, "rounding error")).includes("/chapter/autodiff.html"));
        await page.close();
      });
    } finally {
      await browser.close();
      server.close();
    }
  },
});
