import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diagnosed, type Kept } from "../../test/support/diagnosed.ts";
import { damage } from "../../test/support/junk.ts";
import { type HeaderList, InboundRequest } from "../core/http-message.ts";
import { PROVIDERS } from "../providers/index.ts";
import { listFixtures, readFixture } from "../shared/fixture-files.ts";

const KEY = "whk_exemplo_0123456789abcdef";
const OTHER = "whk_another_0123456789abcdef";
const HOTTOK = "Zx8QmK2vLr5TnYb7WcHs9PdJf3GaEu1234567";
const BODY = '{"id":"abc","event":"myeduzz.invoice_paid","data":{"id":"70000001","buyer":{"name":"João/Zé"}}}';

const bytes = (text: string) => new TextEncoder().encode(text);
const signatureOf = (body: string | Uint8Array, key = KEY) => createHmac("sha256", key).update(body).digest("hex");

function call(body: string | Uint8Array, headers: HeaderList = [], target = "/hooks/eduzz"): InboundRequest {
  return new InboundRequest({ method: "POST", target, headers, body: typeof body === "string" ? bytes(body) : body });
}
/** What was signed, and what arrived. */
const changedOnTheWay = (signed: string | Uint8Array, arrived: string | Uint8Array) =>
  call(arrived, [["x-signature", signatureOf(signed)]]);

describe("a body that was changed on the way", () => {
  test.each<readonly [string, string | Uint8Array, string | Uint8Array, string]>([
    [
      "PHP wrote it, and something parsed and wrote it anew",
      BODY.replace("ã", "\\u00e3").replace("é", "\\u00e9").replace("/", "\\/"),
      BODY,
      "body-rewritten",
    ],
    ["it was signed compact and arrived indented", BODY, JSON.stringify(JSON.parse(BODY), null, 2), "body-rewritten"],
    ["a line feed was added", BODY, `${BODY}\n`, "body-newline"],
    ["a line feed was cut", `${BODY}\n`, BODY, "body-newline"],
    ["LF became CRLF", BODY.replaceAll(",", ",\n"), BODY.replaceAll(",", ",\r\n"), "body-line-ends"],
    ["a mark was added", BODY, `\ufeff${BODY}`, "body-mark"],
    ["it arrived in Latin-1", BODY, Uint8Array.from(BODY, (character) => character.charCodeAt(0)), "body-charset"],
    ["it was encoded twice", BODY, JSON.stringify(BODY), "body-wrapped"],
    ["it arrived in base64", BODY, Buffer.from(BODY).toString("base64"), "body-base64"],
  ])("%s", async (_, signed, arrived, code) => {
    expect(await diagnosed("eduzz", changedOnTheWay(signed, arrived), { secret: [KEY] })).toMatchObject({
      code,
      params: { title: "Eduzz" },
    });
  });

  test("is told where only the body cannot be used, too", async () => {
    const sale = JSON.stringify({ event: "PURCHASE_APPROVED", version: "2.0.0", data: { product: { id: 1 } } });
    const found = await diagnosed("hotmart", call(JSON.stringify(sale), [["X-Hotmart-Hottok", HOTTOK]], "/hooks/hotmart"), {
      hottok: [HOTTOK],
    });

    expect(found.code).toBe("body-wrapped");
  });

  test("is not looked into where it is longer than a call ever is", async () => {
    const [short, long] = [20, 32].map((kib) => BODY.replace("João", "a".repeat(kib * 1024)));

    expect((await diagnosed("eduzz", changedOnTheWay(short ?? "", `${short}\n`), { secret: [KEY] })).code).toBe("body-newline");
    expect((await diagnosed("eduzz", changedOnTheWay(long ?? "", `${long}\n`), { secret: [KEY] })).code).toBe("unknown");
  });
});

describe("a secret that was kept wrongly", () => {
  test.each([
    ["in quotes", `"${KEY}"`, "stored-quoted"],
    ["with a blank inside", "whk_exemplo_ 0123456789abcdef", "stored-with-blanks"],
    ["with an invisible character", `${KEY}\u200b`, "stored-with-blanks"],
    ["with Bearer before it", `Bearer ${KEY}`, "stored-with-scheme"],
    ["as NAME=VALUE", `EDUZZ_SECRET=${KEY}`, "stored-with-name"],
    ["in base64", Buffer.from(KEY).toString("base64"), "stored-as-pair"],
    ["in capital letters", KEY.toUpperCase(), "stored-in-other-case"],
  ])("%s is found", async (_, kept, code) => {
    const found = await diagnosed("eduzz", call(BODY, [["x-signature", signatureOf(BODY)]]), { secret: [kept] });

    expect(found).toMatchObject({ code, params: { secret: "secret" } });
  });
});

describe("a call for another address", () => {
  const genuine = call(BODY, [["x-signature", signatureOf(BODY)]]);

  test("is told the store whose secret it fits", async () => {
    const found = await diagnosed("eduzz", genuine, { secret: [OTHER] }, [
      { provider: "hotmart", store: "default", kept: { hottok: [HOTTOK] } },
      { provider: "eduzz", store: "loja-2", kept: { secret: [KEY] } },
    ]);

    expect(found).toMatchObject({ code: "other-store", params: { title: "Eduzz", store: "loja-2", path: "/hooks/eduzz/loja-2" } });
  });

  test("so is one for a store that has nothing kept at all", async () => {
    expect((await diagnosed("eduzz", genuine, {}, [{ provider: "eduzz", store: "default", kept: { secret: [KEY] } }])).code).toBe(
      "other-store",
    );
  });

  test("is told where its secret belongs, when that stands where the name of a store should", async () => {
    const lost = call("{}", [], `/hooks/hotmart/${HOTTOK}`);

    expect(await diagnosed("hotmart", lost, {}, [{ provider: "hotmart", store: "default", kept: { hottok: [HOTTOK] } }])).toMatchObject({
      code: "sent-in-path",
      params: { place: "X-HOTMART-HOTTOK" },
    });
  });

  test("is told the provider whose genuine call it is", async () => {
    const sale = call("produto%5Bcodigo%5D=1&tipoEvento%5Bcodigo%5D=2&venda%5Bcodigo%5D=5&chave_unica=0123456789abcdef0123456789abcdef");
    const found = await diagnosed("hotmart", sale, { hottok: [HOTTOK] }, [
      { provider: "monetizze", store: "default", kept: { key: ["0123456789abcdef0123456789abcdef"] } },
    ]);

    expect(found).toMatchObject({
      code: "other-provider",
      params: { title: "Monetizze", provider: "monetizze", path: "/hooks/monetizze" },
    });
    expect(found.text).toContain("a genuine call of Monetizze");
  });

  /** Fixtures say what each vendor sends; those that name neither event nor sale are like nobody's. */
  const FIXTURES = PROVIDERS.flatMap((provider) => listFixtures(provider.id).map((name) => [provider, name] as const));

  test("is told the provider whose body it has, and never a third one", async () => {
    const told = new Map<string, number>();
    for (const [sender, name] of FIXTURES) {
      const { request } = readFixture(sender.id, name);
      for (const receiver of PROVIDERS.filter(({ id }) => id !== sender.id)) {
        const kept: Kept = Object.fromEntries(
          receiver.secrets.filter(({ verifies }) => verifies).map(({ name: secret }) => [secret, ["nothing-that-fits-0001"]]),
        );
        const { code, params } = await diagnosed(receiver.id, request, kept);
        if (code !== "other-provider-shape") continue;
        expect(params.provider, `${name} at ${receiver.id}`).toBe(sender.id);
        told.set(sender.id, (told.get(sender.id) ?? 0) + 1);
      }
    }
    expect([...told.keys()].sort()).toEqual(PROVIDERS.map(({ id }) => id).sort());
    expect([...told.values()].reduce((sum, count) => sum + count)).toBeGreaterThan(FIXTURES.length * 3);
  });
});

describe("where no known mistake fits", () => {
  test.each<readonly [string, InboundRequest, Kept, string, string]>([
    [
      "a wrong signature",
      call(BODY, [["x-signature", "0".repeat(64)]]),
      { secret: [KEY, OTHER] },
      "unknown",
      "what is kept (fingerprint, since): secret 0a1b2c3d (2026-10-01), secret 1a1b2c3d (2026-10-01)",
    ],
    ["no signature", call(BODY), { secret: [KEY] }, "absent", "fits what is kept (fingerprint, since): secret 0a1b2c3d (2026-10-01)"],
    ["nothing kept", call(BODY, [["x-signature", signatureOf(BODY)]]), {}, "unset", "secret, origin-key of Eduzz"],
    ["only what verifies nothing", call(BODY), { "api-token": ["abc-0123456789"] }, "unset", "secret, origin-key of Eduzz"],
  ])("%s is told as what it is", async (_, request, kept, code, words) => {
    const found = await diagnosed("eduzz", request, kept);

    expect(found.code).toBe(code);
    expect(found.text).toContain(words);
  });

  test("a genuine call whose body nobody can use is not put down to its credential", async () => {
    const found = await diagnosed("hotmart", call("[]", [["X-Hotmart-Hottok", HOTTOK]], "/hooks/hotmart"), { hottok: [HOTTOK] });

    expect(found).toMatchObject({ code: "usable", params: { title: "Hotmart" } });
  });

  test("of a genuine call is not another store, though that has the same secret", async () => {
    const request = call("not what is documented", [["X-Hotmart-Hottok", HOTTOK]], "/hooks/hotmart");
    const same = [{ provider: "hotmart", store: "loja-2", kept: { hottok: [HOTTOK] } }];

    expect((await diagnosed("hotmart", request, { hottok: [HOTTOK] }, same)).code).toBe("usable");
  });

  test("nor is a lead without its listing", async () => {
    const lead = call(JSON.stringify({ leadOrigin: "Grupo OLX", originLeadId: "1", timestamp: "2026-11-03T12:00:00Z" }), [
      ["Authorization", `Basic ${Buffer.from("vivareal:INTG-DEMO-KEY-0001").toString("base64")}`],
    ]);

    expect((await diagnosed("grupozap", lead, { key: ["INTG-DEMO-KEY-0001"] })).code).toBe("usable");
  });
});

describe.each(PROVIDERS)("junk sent to $id", (provider) => {
  const fixtures = listFixtures(provider.id).map((name) => readFixture(provider.id, name).request);
  const kept: Kept = Object.fromEntries(provider.secrets.map(({ name }) => [name, [`kept-${name}-0123456789`]]));
  const header = fc.tuple(
    fc.constantFrom("Authorization", "X-Signature", "X-Hotmart-Hottok", "Content-Type", "x-authenticity-token"),
    fc.string({ maxLength: 80 }),
  );

  test("is explained without an exception, and never by what was found elsewhere", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fixtures),
        damage,
        fc.array(header, { maxLength: 4 }),
        fc.webPath(),
        async (fixture, harm, headers, path) => {
          const request = harm(fixture)
            .withHeaders([...fixture.headers, ...headers])
            .withTarget(path || "/");
          const { code } = await diagnosed(provider.id, request, kept);

          expect([
            "unknown",
            "absent",
            "unset",
            "usable",
            "shows-test",
            "shows-sandbox",
            "shows-clone",
            "shows-other-secret",
            "other-provider-shape",
          ]).toContain(code);
        },
      ),
      { numRuns: 150 },
    );
  });
});
