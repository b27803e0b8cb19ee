/**
 * Charts, and pages of them.
 *
 * @module
 */

/** An SVG with the space that it takes. */
export interface Chart {
  /** An `<svg>` element. */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** The height of the title. */
const top = 36;

/** One SVG with a title and charts, one above the other. */
export function pageOf(title: string, charts: readonly Chart[]): string {
  const width = Math.max(...charts.map((chart) => chart.width));
  let height = top;
  const placed = charts.map((chart) => {
    const y = height;
    height += chart.height;
    return chart.svg.replace("<svg ", `<svg x="0" y="${y}" `);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" fill="white"/>`,
    `<text x="16" y="24" font-family="system-ui, sans-serif" font-size="16" font-weight="600">${escape(title)}</text>`,
    ...placed,
    "</svg>",
    "",
  ].join("\n");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
