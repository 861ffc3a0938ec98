/** `npm run bench`: measures the built product against the goals, as ratios taken inside one run. See README.md. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { environment } from "./frame/environment.ts";
import { type Measure, meetsGoal, type Row } from "./frame/measure.ts";
import { Missing } from "./frame/missing.ts";
import { loadProduct, type Product } from "./frame/product.ts";
import { reportText } from "./frame/report.ts";
import { MEASURES } from "./measures/index.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
    root: { type: "string" },
    folder: { type: "string", default: tmpdir() },
  },
});

interface Result {
  readonly measure: string;
  readonly title: string;
  readonly rows: readonly Row[];
  /** Why it was left out. */
  readonly missing?: string;
}

const root = resolve(values.root ?? fileURLToPath(new URL("..", import.meta.url)));
const wanted = values.only?.flatMap((names) => names.split(","));
const unknown = wanted?.find((name) => !MEASURES.some((measure) => measure.name === name));
if (unknown !== undefined) {
  process.stderr.write(`unknown measure ${unknown}; there are ${MEASURES.map((measure) => measure.name).join(", ")}\n`);
  process.exitCode = 2;
} else await runAll();

async function runAll(): Promise<void> {
  const product = await loadProduct(root, { isFirst: true });
  const about = environment(root);
  if (!values.json) for (const [name, value] of Object.entries(about)) process.stdout.write(`${name.padEnd(16)}${value}\n`);
  if (values.quick) process.stderr.write("quick: few and short rounds; the verdicts are a glance, not a judgement\n");
  const results: Result[] = [];
  for (const measure of MEASURES.filter(({ name }) => wanted?.includes(name) ?? true)) {
    const result = await runOne(measure, product);
    results.push(result);
    if (!values.json)
      process.stdout.write(
        result.missing === undefined ? reportText(result.title, result.rows) : `\n${result.title}\n  left out: ${result.missing}\n`,
      );
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ environment: about, quick: values.quick, results }, null, 2)}\n`);
  const missed = results.flatMap((result) => result.rows).filter((row) => meetsGoal(row) === false);
  process.stderr.write(`${missed.length} goals missed\n`);
  // Checks of truth fail the run; a missed goal of speed is for people to judge.
  if (missed.some((row) => row.unit === "holds")) process.exitCode = 1;
}

async function runOne(measure: Measure, product: Product): Promise<Result> {
  const { name, title } = measure;
  const folder = mkdtempSync(join(values.folder, `intg-bench-${name}-`));
  try {
    const say = (text: string) => void (process.stderr.isTTY && process.stderr.write(`${text}\n`));
    return { measure: name, title, rows: await measure.run({ quick: values.quick, product, folder, say }) };
  } catch (error) {
    if (error instanceof Missing) return { measure: name, title, rows: [], missing: error.message };
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
