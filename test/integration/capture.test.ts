import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { captureCall } from "../../src/app/capture-event.ts";
import type { CanonicalEvent, EventFacts } from "../../src/core/event.ts";
import type { InboundRequest } from "../../src/core/http-message.ts";
import { type Random, seededRandom } from "../../src/core/random.ts";
import type { ProviderAdapter } from "../../src/providers/contract.ts";
import { PROVIDERS } from "../../src/providers/index.ts";
import { listFixtures, readFixture, readFixtureDocument } from "../../src/shared/fixture-files.ts";

const NOW = "2026-11-03T12:00:00.000Z";
const CALLS = PROVIDERS.flatMap((provider) => listFixtures(provider.id).map((name) => ({ provider, id: provider.id, name })));

/** Numbers that follow from the text alone. */
const draw = (text: string): Random => seededRandom(createHash("sha256").update(text).digest().readUInt32BE());

function factsOf(provider: ProviderAdapter, request: InboundRequest, document: Uint8Array | null): readonly EventFacts[] {
  const read = provider.normalize(request, { receivedAt: NOW, zone: "America/Sao_Paulo", ...(document === null ? {} : { document }) });
  return read.ok ? read.value : [];
}

function capture(provider: ProviderAdapter, request: InboundRequest, document: Uint8Array | null) {
  const events = factsOf(provider, request, document) as readonly CanonicalEvent[];
  const delivery = { id: "dlv_x", provider: provider.id, store: "default", receivedAt: NOW, origin: "http", request } as const;
  return captureCall(provider, { delivery, document, events }, draw);
}

/** A fixture of a person whose data are nobody else's, as a real one's are. */
function callOfSomebody(provider: ProviderAdapter, name: string) {
  const person = { email: "Rita.Real@example.org", name: "Rita Real de Souza", phone: "31976218453" };
  const variation = { ...person, random: seededRandom(7), at: NOW };
  const document = readFixtureDocument(provider.id, name);
  return {
    request: provider.vary(readFixture(provider.id, name).request, variation),
    document: document === undefined ? null : (provider.lookup?.varyDocument(document, variation) ?? null),
  };
}

/** What is nobody's. Where the vendor gives a subscription no id, one is made of the subscriber's e-mail. */
function business(facts: EventFacts) {
  const { trigger, also, nativeEvent, nativeStatus, occurredAt, product, amount, amountPaid } = facts;
  const isMade = facts.transaction.subscriptionId?.startsWith("ref:") === true;
  const transaction = isMade ? { ...facts.transaction, subscriptionId: "made" } : facts.transaction;
  return { trigger, also, nativeEvent, nativeStatus, occurredAt, product, transaction, amount, amountPaid };
}

describe("a captured call", () => {
  test.each(CALLS)("$id $name means the same, of somebody else, and proves itself once it is signed", ({ provider, name }) => {
    const { request, document } = callOfSomebody(provider, name);
    const before = factsOf(provider, request, document);

    const made = capture(provider, request, document);
    const after = factsOf(provider, made.request, made.document);

    expect(after.map(business)).toEqual(before.map(business));
    for (const [at, { buyer }] of before.entries()) {
      const other = after[at]?.buyer;
      for (const field of ["email", "name", "document", "phoneRaw"] as const) {
        if (buyer[field] === null || /^\D*0*\D*$/.test(buyer[field])) continue;
        expect(other?.[field], field).not.toBe(buyer[field]);
        expect(other?.[field], field).not.toBeNull();
      }
      expect(other?.phone === null, "phone").toBe(buyer.phone === null);
    }
    const sample = provider.sampleCredentials();
    const isHint = provider.lookup?.hints(request, sample) === true;
    expect(isHint || provider.verify(provider.sign(made.request, sample, NOW), sample, NOW).ok).toBe(true);
    expect(capture(provider, request, document)).toEqual(made);
  });

  test("of the same person looks like the same person, whichever vendor's words and capitals", () => {
    const emails = ["purchase.approved.2.0.0", "purchase.refunded.2.0.0"].map((name) => {
      const provider = PROVIDERS.find(({ id }) => id === "hotmart") as ProviderAdapter;
      const request = provider.setField(readFixture("hotmart", name).request, "data.buyer.email", '"Rita.Real@example.org"');
      return factsOf(provider, capture(provider, request, null).request, null)[0]?.buyer.email;
    });

    expect(emails[0]).toMatch(/^[a-z]+\.[0-9a-f]{6}@example\.com$/);
    expect(new Set(emails).size).toBe(1);
  });

  test("keeps no header and no query that tells which way it came", () => {
    const provider = PROVIDERS.find(({ id }) => id === "hotmart") as ProviderAdapter;
    const { request } = readFixture("hotmart", "purchase.approved.2.0.0");
    const came = request.withHeader("X-Forwarded-For", "198.51.100.7").withTarget("/hooks/hotmart?from=rita");

    const made = capture(provider, came, null).request;

    expect(made.target).toBe("/hooks/hotmart");
    expect(made.headers.map(([name]) => name.toLowerCase())).toEqual(["content-type"]);
  });

  test("holds nobody's data in fields that no vendor documents, in texts, and in JSON within a text", () => {
    const provider = PROVIDERS.find(({ id }) => id === "hotmart") as ProviderAdapter;
    const { request } = readFixture("hotmart", "purchase.approved.2.0.0");
    const person = { nome: "Zulmira Real", contato: "zulmira@example.org", fone: "(31) 97621-8453" };
    const added: Readonly<Record<string, unknown>> = {
      "data.buyer.mother_name": person.nome,
      "data.buyer.filiacao": person.nome,
      "data.buyer.anything_else": { deep: [person.nome] },
      "data.delivery": { receiver: person.nome, address: { full: "Rua Zulmira, 10" } },
      "data.info": `Entregar a ${person.contato} ou ${person.fone}, CPF 529.982.247-25`,
      "data.purchase.origin.xcod": `https://example.com/?e=${encodeURIComponent(person.contato)}`,
      "data.extra": JSON.stringify({ buyer: person }),
      "data.custom_fields": [{ label: "Nome da mãe", value: person.nome }],
    };
    const filled = Object.entries(added).reduce((call, [path, value]) => provider.setField(call, path, JSON.stringify(value)), request);

    const text = capture(provider, filled, null).request.text();

    expect(text).not.toMatch(/zulmira|97621|8453|529\.982/i);
    expect(text).toContain('"label":"Nome da mãe"');
    expect(JSON.parse((JSON.parse(text) as { data: { extra: string } }).data.extra)).toMatchObject({ buyer: { nome: expect.any(String) } });
  });

  test("is refused where the body cannot be read, since anybody may stand in it", () => {
    const provider = PROVIDERS.find(({ id }) => id === "hotmart") as ProviderAdapter;
    const { request } = readFixture("hotmart", "purchase.approved.2.0.0");

    expect(() => capture(provider, request.withBody(`${request.text().slice(0, -9)}`), null)).toThrow(
      expect.objectContaining({ code: "INTG_CAPTURE_UNSAFE" }),
    );
  });

  test("is refused when a buyer's data stand where nobody looked", () => {
    const provider = PROVIDERS.find(({ id }) => id === "hotmart") as ProviderAdapter;
    const { request } = readFixture("hotmart", "purchase.approved.2.0.0");
    const [facts] = factsOf(provider, request, null);
    const hidden = provider.setField(request, "data.product.name", JSON.stringify(`Aula de ${facts?.buyer.name}`));

    expect(() => capture(provider, hidden, null)).toThrow(expect.objectContaining({ code: "INTG_CAPTURE_UNSAFE" }));
  });
});
