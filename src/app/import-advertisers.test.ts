import { beforeEach, describe, expect, test } from "vitest";
import { openScratchStore } from "../store/open.ts";
import { importAdvertisers } from "./import-advertisers.ts";
import { importListings } from "./import-listings.ts";
import type { Advertiser, Store } from "./ports.ts";

let store: Store;

beforeEach(async () => {
  store = await openScratchStore();
});

/** `cells` of each row, the first one being the header. */
function file(...lines: readonly string[]) {
  const [header = [], ...rows] = lines.map((line) => line.split(","));
  return { path: "a.csv", header, rows: rows.map((cells, at) => ({ line: at + 2, cells })), brokenAt: null };
}

async function all(): Promise<readonly Advertiser[]> {
  return store.advertisers.list({ after: null, limit: 100 });
}

async function problemsOf(importing: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await importing.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: "INTG_CSV_INVALID", exitCode: 4 });
  const { problems } = error as { problems: readonly { code: string; params: { where: string } }[] };
  return problems.map(({ code, params }) => `${params.where} ${code}`);
}

describe("a file of advertisers", () => {
  test("adds each one, named by its SLUG, its URL or its document", async () => {
    const imported = await importAdvertisers(
      store,
      file(
        "Document,URL,SEND_LEAD_EMAIL,SLUG",
        "56.921.485/0001-00,,true,sol",
        "24656485000134,https://crm.example.com/lead/Praia/,false,",
        "78920485000129,https://crm.example.com/lead,FALSO,",
      ),
    );

    expect(imported).toMatchObject({ added: 3, updated: 0, merged: 0 });
    expect(await all()).toStrictEqual([
      { slug: "78920485000129", document: "78920485000129", url: "https://crm.example.com/lead", sendLeadEmail: false, closed: false },
      { slug: "praia", document: "24656485000134", url: "https://crm.example.com/lead/Praia/", sendLeadEmail: false, closed: false },
      { slug: "sol", document: "56921485000100", url: null, sendLeadEmail: true, closed: false },
    ]);
  });

  test("does not name advertisers by a part of the URL that several share", async () => {
    const url = "https://crm.example.com/receber";
    await importAdvertisers(store, file("DOCUMENT,URL", `24656485000134,${url}`, `78920485000129,${url}`));

    expect((await all()).map((advertiser) => advertiser.slug)).toStrictEqual(["24656485000134", "78920485000129"]);
  });

  test("changes an advertiser of the same document and keeps what the file does not say", async () => {
    await store.advertisers.add({ slug: "sol", document: "56921485000100", url: "https://a.example/x", sendLeadEmail: true, closed: true });

    const imported = await importAdvertisers(store, file("DOCUMENT,URL", "56921485000100,https://b.example/lead/y"));

    expect(imported).toMatchObject({ added: 0, updated: 1 });
    expect(await all()).toStrictEqual([
      { slug: "sol", document: "56921485000100", url: "https://b.example/lead/y", sendLeadEmail: true, closed: true },
    ]);
  });

  test("imported again changes nothing", async () => {
    const same = file("DOCUMENT,URL", "56921485000100,https://b.example/lead/y", "24656485000134,https://b.example/lead/z");
    await importAdvertisers(store, same);
    const before = await all();

    expect(await importAdvertisers(store, same)).toMatchObject({ added: 0, updated: 2 });
    expect(await all()).toStrictEqual(before);
  });

  test.each([
    ["cpf/cnpj,email_da_conta,nome_fantasia,url_de_integracao", "56921485000100,a@example.com,Sol,https://a.example/sol", "2019-05-03"],
    ["DOCUMENT,EMAIL,NAME,URL,EMAIL_ERROR,SEND_LEAD_EMAIL", "56921485000100,a@example.com,Sol,https://a.example/sol,,false", "2019-05-14"],
    ["DOCUMENT,ORIGIN,URL,SEND_LEAD_EMAIL", "56921485000100,ZAP,https://a.example/sol,false", "2019-05-15"],
    ["DOCUMENT,CONTRACT,URL,SEND_LEAD_EMAIL", "56921485000100,GRUPOZAP,https://a.example/sol,false", "2019-07-17"],
    ["DOCUMENT,URL,SEND_LEAD_EMAIL", "56921485000100,https://a.example/sol,false", "current"],
  ])("with the columns %s is read", async (header, row, form) => {
    const imported = await importAdvertisers(store, file(header, row));

    expect(imported.columns.form).toBe(form);
    expect(await all()).toStrictEqual([
      { slug: "sol", document: "56921485000100", url: "https://a.example/sol", sendLeadEmail: false, closed: false },
    ]);
  });

  test("with one row per portal is merged where the rows say the same", async () => {
    const rows = ["56921485000100,VIVAREAL,https://a.example/sol,false", "56921485000100,ZAP,https://a.example/sol,false"];

    expect(await importAdvertisers(store, file("DOCUMENT,ORIGIN,URL,SEND_LEAD_EMAIL", ...rows))).toMatchObject({ added: 1, merged: 1 });
  });

  test("with one row per portal is refused where they differ: there is one URL per advertiser", async () => {
    const rows = ["56921485000100,VIVAREAL,https://a.example/sol,false", "56921485000100,ZAP,https://b.example/sol,false"];

    const problems = await problemsOf(importAdvertisers(store, file("DOCUMENT,ORIGIN,URL,SEND_LEAD_EMAIL", ...rows)));

    expect(problems).toStrictEqual(["a.csv:3 row.document-twice"]);
  });

  test("with bad rows has every one of them listed in its order, and nothing is imported", async () => {
    await store.advertisers.add({ slug: "mar", document: "52998224725", url: null, sendLeadEmail: false, closed: false });

    const problems = await problemsOf(
      importAdvertisers(
        store,
        file(
          "DOCUMENT,URL,SEND_LEAD_EMAIL,SLUG",
          "56921485000100,https://a.example/x,false,sol",
          "24656485000100,https://a.example/x,false,a",
          ",ftp://a.example/x,talvez,b c",
          "78920485000129,https://a.example/x,false,sol",
          "24656485000134,https://a.example/x,false,mar",
          "52998224725,https://a.example/x,false,outro",
          "56921485000100,https://a.example/x,false,sol2",
          "1,2",
        ),
      ),
    );

    expect(problems).toStrictEqual([
      "a.csv:3 row.bad_check_digits",
      "a.csv:4 row.empty",
      "a.csv:4 row.bad-url",
      "a.csv:4 row.bad-boolean",
      "a.csv:4 row.bad-slug",
      "a.csv:5 row.slug-twice",
      "a.csv:6 row.slug-taken",
      "a.csv:7 row.document-taken",
      "a.csv:8 row.document-twice",
      "a.csv:9 row.uneven",
    ]);
    expect(await store.advertisers.count()).toBe(1);
  });

  test("shows no document in full when it is refused", async () => {
    const importing = importAdvertisers(store, file("DOCUMENT,URL", "24656485000100,https://a.example/x"));

    await expect(importing).rejects.toMatchObject({ problems: [{ params: { document: "**********0100" } }] });
  });

  test("without a column for documents, or broken off by a quote, is refused", async () => {
    expect(await problemsOf(importAdvertisers(store, file("SLUG,URL", "a,b")))).toStrictEqual(["a.csv:1 row.no-column"]);
    const broken = { ...file("DOCUMENT", "56921485000100"), brokenAt: 3 };
    expect(await problemsOf(importAdvertisers(store, broken))).toStrictEqual(["a.csv:3 row.broken-quote"]);
  });
});

describe("a file of listings", () => {
  beforeEach(async () => {
    for (const slug of ["sol", "mar"])
      await store.advertisers.add({ slug, document: "52998224725", url: null, sendLeadEmail: false, closed: false });
  });

  test("adds each one; the same row twice counts once", async () => {
    const imported = await importListings(store, file("ADVERTISER,CODE", "sol,AP1", "mar,AP2", "sol,AP1"));

    expect(imported).toStrictEqual({ listings: 2 });
    expect(await store.advertisers.listings({ advertiser: null, after: null, limit: 10 })).toStrictEqual([
      { code: "AP1", advertiser: "sol" },
      { code: "AP2", advertiser: "mar" },
    ]);
  });

  test("with bad rows has every one of them listed, and nothing is imported", async () => {
    await store.advertisers.addListing({ code: "AP1", advertiser: "sol" });

    const problems = await problemsOf(
      importListings(store, file("CODE,ADVERTISER", "AP1,mar", "AP2,nope", ",sol", "AP3,sol", "AP3,mar", "AP4")),
    );

    expect(problems).toStrictEqual([
      "a.csv:2 row.code-taken",
      "a.csv:3 row.unknown-advertiser",
      "a.csv:4 row.bad-code",
      "a.csv:6 row.code-twice",
      "a.csv:7 row.uneven",
    ]);
    expect(await store.advertisers.listings({ advertiser: null, after: null, limit: 10 })).toHaveLength(1);
  });

  test("without its columns is refused", async () => {
    expect(await problemsOf(importListings(store, file("A,B", "1,2")))).toStrictEqual(["a.csv:1 row.no-column", "a.csv:1 row.no-column"]);
  });
});
