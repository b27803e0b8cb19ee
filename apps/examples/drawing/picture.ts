/**
 * Pictures: charts with the space that they take, and pages of them.
 *
 * @module
 */
import type { PlotOptions } from "@observablehq/plot";
import { plot } from "@observablehq/plot";
import { parseHTML } from "linkedom";

/** An SVG with the space that it takes. */
export interface Picture {
  /** An `<svg>` element. */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** The colours of curves, in order: they are told apart by people with any colour vision. */
export const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"] as const;

/** A chart of Observable Plot. */
export function chart({ width = 480, height = 320, ...options }: PlotOptions): Picture {
  const { document } = parseHTML("<html></html>") as unknown as Pick<PlotOptions, "document">;
  const style = { fontSize: "12px", fontFamily: "system-ui, sans-serif", background: "white" };
  const margins = { marginTop: 28, marginLeft: 64, marginRight: 24, marginBottom: 44 };
  const figure = plot({ document, width, height, style, ...margins, ...options } as PlotOptions);
  const svg = figure.tagName.toLowerCase() === "svg" ? figure : figure.querySelector("svg:last-of-type")!;
  return { svg: svg.outerHTML, width, height };
}

/** What a colour stands for. */
export type Key = readonly [name: string, colour: string];

const titleHeight = 32;
const keyHeight = 20;

/** A picture with a title above it, and with what its colours stand for. */
export function titled(title: string, { svg, width, height }: Picture, keys: readonly Key[] = []): Picture {
  const top = titleHeight + (keys.length > 0 ? keyHeight : 0);
  const text = `<text x="14" y="22" font-size="14" font-weight="600">${escapeText(title)}</text>`;
  let x = 14;
  const row = keys.map(([name, colour]) => {
    const key = `<rect x="${x}" y="36" width="12" height="4" fill="${colour}"/>` +
      `<text x="${x + 17}" y="42" font-size="12">${escapeText(name)}</text>`;
    x += 17 + 7 * name.length + 16;
    return key;
  });
  return framed(width, height + top, text + row.join("") + placed(svg, 0, top));
}

/** Pictures in rows of so many. */
export function grid(pictures: readonly Picture[], columns: number): Picture {
  const rows = Array.from(
    { length: Math.ceil(pictures.length / columns) },
    (_, i) => pictures.slice(i * columns, (i + 1) * columns),
  );
  let [width, y, content] = [0, 0, ""];
  for (const row of rows) {
    let x = 0;
    for (const picture of row) {
      content += placed(picture.svg, x, y);
      x += picture.width;
    }
    width = Math.max(width, x);
    y += Math.max(...row.map(({ height }) => height));
  }
  return framed(width, y, content);
}

/** An SVG of a size, on white. */
export function framed(width: number, height: number, content: string): Picture {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif">` +
    `<rect width="${width}" height="${height}" fill="white"/>${content}</svg>`;
  return { svg, width, height };
}

/** Text as it must be written in an SVG. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function placed(svg: string, x: number, y: number): string {
  return svg.replace("<svg ", `<svg x="${x}" y="${y}" `);
}
