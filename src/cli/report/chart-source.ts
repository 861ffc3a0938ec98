import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The library that draws a page's charts, whole and minified, to be put into the page. */
export async function readChartSource(): Promise<string> {
  const folder = dirname(createRequire(import.meta.url).resolve("chart.js"));
  return readFile(join(folder, "chart.umd.min.js"), "utf8");
}
