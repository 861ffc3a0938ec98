import { beforeEach, expect, test } from "vitest";
import { openScratchStore } from "../store/open.ts";
import { advertiserPages } from "./advertisers.ts";
import { type ExportRow, exportedRows } from "./export-advertisers.ts";
import type { Advertiser, Store } from "./ports.ts";

const SOL: Advertiser = { slug: "sol", document: "56921485000100", url: "https://crm.com.br/lead", sendLeadEmail: false, closed: false };

let store: Store;

beforeEach(async () => {
  store = await openScratchStore();
});

async function exported(publicUrl: string | null) {
  const totals = { rows: 0, skippedClosed: 0 };
  const rows: ExportRow[] = [];
  for await (const page of exportedRows(store, publicUrl, totals)) rows.push(...page);
  return { rows, totals };
}

test("each advertiser is a row, by slug, its URL its own or made of the public one", async () => {
  await store.advertisers.importMany([SOL, { ...SOL, slug: "mar", document: "52998224725", url: null, sendLeadEmail: true }]);

  expect(await exported("https://x.example")).toStrictEqual({
    rows: [
      ["52998224725", "https://x.example/grupozap/lead/mar", "true"],
      ["56921485000100", "https://crm.com.br/lead", "false"],
    ],
    totals: { rows: 2, skippedClosed: 0 },
  });
});

test("closed advertisers are left out, whatever is wrong with them", async () => {
  await store.advertisers.importMany([
    SOL,
    { ...SOL, slug: "old", closed: true },
    { ...SOL, slug: "bad", document: "1", url: null, closed: true },
  ]);

  expect(await exported(null)).toStrictEqual({
    rows: [["56921485000100", "https://crm.com.br/lead", "false"]],
    totals: { rows: 1, skippedClosed: 2 },
  });
});

test("every bad advertiser is named with everything that is wrong with it", async () => {
  await store.advertisers.importMany([
    SOL,
    { ...SOL, slug: "a-digits", document: "24656485000100" },
    { ...SOL, slug: "b-both", document: "11111111111", url: null },
    { ...SOL, slug: "c-twin", document: "52998224725" },
    { ...SOL, slug: "d-twin", document: "52998224725", url: null },
    { ...SOL, slug: "e-url", document: "24656485000134", url: "ftp://crm.com.br" },
    { ...SOL, slug: "f-mask", document: "78.920.485/0001-29" },
  ]);

  const error: unknown = await exported(null).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ code: "INTG_EXPORT_INVALID", params: { n: 6 }, exitCode: 4 });
  const { problems } = error as { problems: readonly { code: string; params: Record<string, unknown> }[] };
  expect(problems.map(({ code, params }) => [params.where, code, params.document ?? null])).toStrictEqual([
    ["a-digits", "row.bad_check_digits", "**********0100"],
    ["b-both", "row.repeated", "*******1111"],
    ["b-both", "row.no-url", null],
    ["c-twin", "row.document-shared", "*******4725"],
    ["d-twin", "row.document-shared", "*******4725"],
    ["d-twin", "row.no-url", null],
    ["e-url", "row.bad-url", null],
    ["f-mask", "row.document-masked", "**********0129"],
  ]);
});

test("pages join without a gap or a repeat, also at a page's edge", async () => {
  const many = Array.from({ length: 2000 }, (_, at) => ({ ...SOL, slug: `a${String(at).padStart(4, "0")}` }));
  await store.advertisers.importMany(many);

  const sizes: number[] = [];
  const slugs: string[] = [];
  for await (const page of advertiserPages(store, { after: "a0009", limit: null })) {
    sizes.push(page.length);
    slugs.push(...page.map((advertiser) => advertiser.slug));
  }

  expect(sizes).toStrictEqual([1000, 990]);
  expect(slugs).toStrictEqual(many.slice(10).map((advertiser) => advertiser.slug));
});

test("a limit ends the pages early", async () => {
  await store.advertisers.importMany([SOL, { ...SOL, slug: "mar" }, { ...SOL, slug: "lua" }]);

  const pages: string[][] = [];
  for await (const page of advertiserPages(store, { after: null, limit: 2 })) pages.push(page.map((advertiser) => advertiser.slug));

  expect(pages).toStrictEqual([["lua", "mar"]]);
});
