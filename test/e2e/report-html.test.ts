import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillReportHome } from "../support/report-shop.ts";
import { cleanUp, intgOk, tempFolder } from "./support.ts";

const JANUARY = ["--since", "2026-01-01", "--until", "2026-02-01"];

let browser: Browser;
let address: string;
let json: ReportJson;
/** What the page asked for, and what it complained of. */
const [asked, complaints]: [string[], string[]] = [[], []];

interface Money {
  readonly minor: number;
}

interface Sum {
  readonly count: number;
  readonly money: readonly Money[];
}

interface ReportJson {
  readonly periods: readonly { readonly day: string; readonly events: number; readonly approved: Sum }[];
  readonly products: {
    readonly rows: readonly { readonly product: string | null; readonly externalId: string | null; readonly approved: Sum }[];
  };
  readonly conversions: readonly { readonly kind: string; readonly started: number; readonly paid: number }[];
  readonly origins: { readonly src: { readonly rows: readonly { readonly value: string | null; readonly approved: Sum }[] } };
}

beforeAll(async () => {
  const [home, file] = [join(tempFolder(), "home"), join(tempFolder(), "report.html")];
  await fillReportHome(home);
  await intgOk(["--home", home, "--lang", "pt-BR", "report", ...JANUARY, "--html", file]);
  json = JSON.parse(await intgOk(["--home", home, "--json", "report", ...JANUARY])) as ReportJson;
  address = pathToFileURL(file).href;
  browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await cleanUp();
});

/** A browser that comes as a package, with the libraries it needs: it takes them along where it believes to run in a cloud function. */
async function startBrowser(): Promise<Browser> {
  process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs20.x";
  const [{ chromium }, { default: packaged }] = await Promise.all([import("playwright-core"), import("@sparticuz/chromium")]);
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    // In one process a closed page takes the whole browser along.
    args: [...packaged.args.filter((flag) => flag !== "--single-process"), "--disable-background-networking"],
    headless: true,
  });
}

async function open(options: { readonly width?: number; readonly colorScheme?: "light" | "dark" } = {}): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1200, height: 900 },
    colorScheme: options.colorScheme ?? "light",
  });
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(address);
  return page;
}

/** The cells of a table as they are read, row by row. */
function cellsOf(page: Page, id: string): Promise<string[][]> {
  return page.$$eval(`#${id}-table tbody tr`, (rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
}

/** For each chart in how many colours it was drawn: none or one is nothing. */
function coloursOf(page: Page): Promise<{ id: string; colours: number }[]> {
  return page.evaluate(`[...document.querySelectorAll("canvas")].map((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) seen.add(data.slice(at, at + 3).join());
    return { id: canvas.id, colours: seen.size };
  })`);
}

const reais = ({ money }: Sum) =>
  money[0] === undefined ? "-" : `R$ ${(money[0].minor / 100).toLocaleString("pt-BR", { minimumFractionDigits: 2 })}`;

describe("the page of a report", () => {
  test("asks for nothing but itself and complains of nothing, and every chart is drawn", async () => {
    const page = await open();

    const charts = await coloursOf(page);

    expect(charts.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["chart-periods-0", "chart-products-0", "chart-conversions-0", "chart-origin-src-0"]),
    );
    expect(charts.filter(({ colours }) => colours < 2)).toEqual([]);
    expect([new Set(asked), complaints]).toEqual([new Set([address]), []]);
    await page.close();
  });

  test("says in its tables what the JSON says, in the form of its language", async () => {
    const page = await open();

    const [periods, products, conversions, sources] = await Promise.all(
      ["periods", "products", "conversions", "origin-src"].map((id) => cellsOf(page, id)),
    );

    expect(await page.getAttribute("html", "lang")).toBe("pt-BR");
    const day = (iso: string) => iso.split("-").reverse().join("/");
    expect(periods?.map((cells) => cells.slice(0, 3))).toEqual(
      json.periods.filter(({ events }) => events > 0).map((row) => [day(row.day), String(row.approved.count), reais(row.approved)]),
    );
    expect(products?.map((cells) => cells.slice(0, 3))).toEqual(
      json.products.rows.map((row) => [
        row.product ?? `hotmart ${row.externalId} (sem vínculo)`,
        String(row.approved.count),
        reais(row.approved),
      ]),
    );
    expect(conversions?.map((cells) => cells.slice(0, 3))).toEqual(
      json.conversions.map((row) => [
        { cart: "Carrinho", boleto: "Boleto", pix: "Pix" }[row.kind] ?? "",
        String(row.started),
        String(row.paid),
      ]),
    );
    expect(sources?.map((cells) => [cells[0], cells.at(-1)])).toEqual(
      json.origins.src.rows.map((row) => [row.value ?? "não informado", reais(row.approved)]),
    );
    await page.close();
  });

  test("is as wide as a telephone, and no wider", async () => {
    const page = await open({ width: 380 });

    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(380);
    expect((await coloursOf(page)).filter(({ colours }) => colours < 2)).toEqual([]);
    await page.close();
  });

  test("is dark where the reader's system is, charts too, and turns while it is read", async () => {
    const page = await open({ colorScheme: "dark" });
    const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const bars = () => page.evaluate("Chart.getChart('chart-products-0').data.datasets[0].backgroundColor");

    const dark = [await ground(), await bars()];
    await page.emulateMedia({ colorScheme: "light" });
    // The page is told in a frame of its own.
    await page.waitForFunction("Chart.getChart('chart-products-0').data.datasets[0].backgroundColor !== '#2dd4bf'");
    const light = [await ground(), await bars()];

    expect([dark, light]).toEqual([
      ["rgb(16, 20, 27)", "#2dd4bf"],
      ["rgb(246, 247, 249)", "#0f766e"],
    ]);
    await page.close();
  });

  test("prints with its long tables unfolded, and folds them up again", async () => {
    const page = await open({ colorScheme: "dark" });
    const folded = () => page.$$eval("details", (all) => all.map((details) => details.open));

    const before = await folded();
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    const printing = await folded();
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    const pdf = await page.pdf({ format: "A4", printBackground: true });

    expect([before, printing, await folded()]).toEqual([[false], [true], [false]]);
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(20_000);
    await page.close();
  });
});
