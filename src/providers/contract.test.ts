import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { EventFacts } from "../core/event.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { JsonValue } from "../core/json.ts";
import { seededRandom } from "../core/random.ts";
import { type Credentials, Secret } from "../core/secret.ts";
import { listFixtures, readFixture, readFixtureDocument } from "../shared/fixture-files.ts";
import { packageRoot } from "../shared/package-root.ts";
import type { ProviderAdapter, Variation } from "./contract.ts";
import { findProvider, PROVIDERS } from "./index.ts";

const NOW = "2026-11-03T12:00:00.000Z";
const ZONE = "America/Sao_Paulo";
/** `test-button`: captured from the vendor's own test call, so its values are constants of the vendor. */
const PROVENANCES = ["documented", "production", "synthetic", "test-button"];

describe.each(PROVIDERS)("provider $id", (provider) => {
  const fixtures = listFixtures(provider.id);
  const sample = provider.sampleCredentials();
  const other = changed(provider, sample, (value) => `${value}-next`);
  const fixture = (name: string) => readFixture(provider.id, name).request;
  const document = (name: string) => readFixtureDocument(provider.id, name);
  const facts = (name: string) => normalized(provider, fixture(name), document(name));
  /** Calls that can prove themselves; what cannot is a hint, and only the vendor's answer about it is believed. */
  const provable = fixtures.filter((name) => {
    const request = fixture(name);
    return provider.sign(request, sample, NOW) !== request;
  });
  const hints = fixtures.filter((name) => !provable.includes(name));

  it("is found by its id", () => {
    expect(findProvider(provider.id)).toBe(provider);
  });

  describe("credentials", () => {
    it("are declared with distinct names, at least one of which verifies and has a sample", () => {
      const names = provider.secrets.map((field) => field.name);
      const verifying = provider.secrets.filter((field) => field.verifies).map((field) => field.name);

      expect(new Set(names).size).toBe(names.length);
      expect(verifying.filter((name) => (sample.get(name) ?? []).length > 0).length).toBeGreaterThan(0);
      expect(names).toEqual(expect.arrayContaining([...sample.keys()]));
    });

    it.each(provider.secrets)("look right, and stay as they are, when $name is the sample", (field) => {
      const value = sample.get(field.name)?.[0]?.reveal() ?? "";

      expect(field.clean(value)).toBe(value);
      expect(value === "" ? [] : field.check(value, sample)).toEqual([]);
    });

    it.each(provable)("accept a genuine %s", (name) => {
      const signed = provider.sign(fixture(name), sample, NOW);

      expect(provider.verify(signed, sample, NOW)).toMatchObject({ ok: true });
    });

    it.each(fixtures)("refuse %s without them", (name) => {
      expect(refusal(provider, fixture(name), sample)).toMatch(/^credential\./);
    });

    it("are what everything but hints can be given, and a hint is refused where nobody can ask about it", () => {
      const asked = hints.map((name) => provider.lookup?.hints(fixture(name), sample));
      const alone = hints.map((name) => [
        refusal(provider, fixture(name), new Map()),
        provider.lookup?.hints(fixture(name), new Map()),
        provider.lookup?.questions(fixture(name), new Map(), "production"),
      ]);

      expect(asked).toEqual(hints.map(() => true));
      expect(alone).toEqual(hints.map(() => ["credential.not-configured", false, []]));
    });

    const wrongs: [string, (value: string) => string][] = [
      ["empty", () => ""],
      ["wrong", (value) => value.replace(/./g, "x")],
      ["truncated", (value) => value.slice(0, -1)],
      ["in the wrong case", swapCase],
      ["another store's", (value) => `${value}-next`],
    ];
    it.each(wrongs)("refuse every fixture when they are %s", (_, change) => {
      const changedOnes = changed(provider, sample, change);
      expect(revealed(changedOnes)).not.toEqual(revealed(sample));

      const answers = provable.map((name) => refusal(provider, provider.sign(fixture(name), changedOnes, NOW), sample));

      expect(answers.filter((answer) => !/^credential\./.test(answer))).toEqual([]);
    });

    it("refuse a header that comes twice with different values, in either order", () => {
      const answers = fixtures.flatMap((name) => {
        const genuine = provider.sign(fixture(name), sample, NOW);
        const forged = provider.sign(fixture(name), other, NOW);
        const extra = forged.headers.filter(([key]) => provider.secretHeaders.includes(key.toLowerCase()));
        if (extra.length === 0) return [];
        const orders = [
          [...extra, ...genuine.headers],
          [...genuine.headers, ...extra],
        ];
        return orders.map((headers) => refusal(provider, genuine.withHeaders(headers), sample));
      });

      expect(answers.length > 0).toBe(provider.secretHeaders.length > 0);
      expect(answers.filter((answer) => !/^credential\./.test(answer))).toEqual([]);
    });

    it.each([
      ["no name", new Map(), /^credential\.not-configured$/],
      ["no value", new Map(provider.secrets.map((field) => [field.name, []])), /^credential\.not-configured$/],
      ["an empty value", changed(provider, sample, () => ""), /^credential\.not-configured$/],
      ["a blank value", changed(provider, sample, () => " \t"), /^credential\.not-configured$/],
    ] as [string, Credentials, RegExp][])("refuse everything when %s is configured", (_, configured, reason) => {
      const calls = fixtures.flatMap((name) => [
        fixture(name),
        provider.sign(fixture(name), sample, NOW),
        provider.sign(fixture(name), configured, NOW),
      ]);

      const answers = calls.map((call) => refusal(provider, call, configured));

      expect(answers.filter((answer) => !reason.test(answer))).toEqual([]);
    });

    it.each(provable)("accept every value of a rotation for %s, and sign with the newest", (name) => {
      const rotating: Credentials = new Map([...sample].map(([key, values]) => [key, [...(other.get(key) ?? []), ...values]]));
      const withOld = provider.sign(fixture(name), sample, NOW);
      const withNew = provider.sign(fixture(name), other, NOW);
      const withBoth = provider.sign(fixture(name), rotating, NOW);

      expect(provider.verify(withOld, rotating, NOW).ok).toBe(true);
      expect(provider.verify(withNew, rotating, NOW).ok).toBe(true);
      expect(provider.verify(withBoth, other, NOW).ok).toBe(true);
    });

    it.each(fixtures)("are not in %s, so redacting gives back the request itself", (name) => {
      const unsigned = fixture(name);

      expect(provider.redact(unsigned)).toBe(unsigned);
    });

    it.each(provable)("are gone from a redacted %s, and signing puts them back", (name) => {
      const signed = provider.sign(fixture(name), sample, NOW);

      const redacted = provider.redact(signed);

      const text = `${redacted.target}\n${redacted.headers.join("\n")}\n${redacted.text()}`;
      for (const value of revealed(sample)) {
        expect(text).not.toContain(value);
        expect(text).not.toContain(encodeURIComponent(value));
        expect(text).not.toContain(btoa(value).replace(/=+$/, ""));
      }
      expect(redacted.headers.filter(([key]) => provider.secretHeaders.includes(key.toLowerCase()))).toEqual([]);
      expect(provider.verify(provider.sign(redacted, sample, NOW), sample, NOW).ok).toBe(true);
      expect(normalized(provider, redacted, document(name))).toEqual(normalized(provider, signed, document(name)));
    });
  });

  describe("meaning", () => {
    it.each(fixtures)("of %s is what its expected.json says", (name) => {
      const request = fixture(name);

      expect(provider.admit(request).ok).toBe(true);
      expect(JSON.parse(JSON.stringify(facts(name)))).toEqual(expected(provider, name));
    });

    it.each(fixtures)("of %s is the same when it is read again", (name) => {
      expect(facts(name)).toEqual(facts(name));
    });

    it.each(fixtures)("of %s is in the file's name, and carries a key", (name) => {
      const [first] = facts(name);

      expect(name.startsWith(`${first?.trigger}.`)).toBe(true);
      expect(first?.keys.length).toBeGreaterThan(0);
    });
  });

  describe("table of events", () => {
    it.each(provider.events)("row $native ($fixture) tells what its fixture means", (row) => {
      const [first] = facts(row.fixture);

      expect(first).toMatchObject({ trigger: row.trigger, also: row.also, format: row.format });
    });

    it("gives each short word to one row only", () => {
      const words = provider.events.flatMap((row) => row.words);

      expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
      expect(words.every((word) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(word))).toBe(true);
    });

    it("names every fixture, or the README documents it as a variant", () => {
      const named = new Set(provider.events.map((row) => row.fixture));
      const readme = readFileSync(join(packageRoot(), "src", "providers", provider.id, "README.md"), "utf8");

      expect(fixtures.filter((name) => !named.has(name) && !readme.includes(`\`${name}\``))).toEqual([]);
    });
  });

  describe("fixture files", () => {
    it.each(fixtures)("%s states title, provenance and source, and holds no credential", (name) => {
      const { notes, request } = readFixture(provider.id, name);

      expect(notes.title).toMatch(/\S/);
      expect(notes.source).toMatch(/\S/);
      expect(PROVENANCES).toContain(notes.provenance);
      expect(request.headers.filter(([key]) => provider.secretHeaders.includes(key.toLowerCase()))).toEqual([]);
      expect(provider.redact(request).text()).toBe(request.text());
    });

    it.each(fixtures)("%s has invented people only", (name) => {
      const { notes, request } = readFixture(provider.id, name);
      const addresses =
        request
          .text()
          .replaceAll("%40", "@")
          .match(/[\w.+-]+@[\w.-]+/g) ?? [];
      const constant = notes.provenance === "test-button" ? `@${provider.id}.com` : "@example.com";

      expect(
        addresses.filter((address) => !/@(?:[\w-]+\.)*example\.(?:com|org|net)$/i.test(address) && !address.endsWith(constant)),
      ).toEqual([]);
    });
  });

  describe("varied", () => {
    const wishes = {
      at: "2026-12-01T15:04:05.000Z",
      email: "varied@example.org",
      name: "Pessoa Variada",
      productId: "7654321",
      transaction: "HP7654321",
      listing: "VAR-0001",
    };
    const vary = (name: string, seed: number, wish: Omit<Variation, "random"> = wishes) =>
      provider.vary(fixture(name), { ...wish, random: seededRandom(seed) });
    const varyDocument = (name: string, seed: number, wish: Omit<Variation, "random"> = wishes) => {
      const before = document(name);
      return before && provider.lookup?.varyDocument(before, { ...wish, random: seededRandom(seed) });
    };
    const varied = (name: string, seed: number, wish: Omit<Variation, "random"> = wishes) =>
      normalized(provider, vary(name, seed, wish), varyDocument(name, seed, wish));

    it.each(fixtures)("%s is another event for another seed, and the same bytes for the same seed", (name) => {
      const fresh = { at: wishes.at };
      const keys = [facts(name), varied(name, 1, fresh), varied(name, 2, fresh)].map((events) => events.flatMap((event) => event.keys));

      expect(vary(name, 1, fresh).body).toEqual(vary(name, 1, fresh).body);
      expect(varyDocument(name, 1, fresh)).toEqual(varyDocument(name, 1, fresh));
      const all = keys.flat();
      expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([]);
    });

    it.each(fixtures)("%s is still genuine and means the same", (name) => {
      const signed = provider.sign(vary(name, 3), sample, NOW);

      expect(provider.verify(signed, sample, NOW).ok || provider.lookup?.hints(signed, sample)).toBe(true);
      expect(provider.admit(signed).ok).toBe(true);
      const before = facts(name);
      expect(normalized(provider, signed, varyDocument(name, 3)).map((event) => [event.trigger, event.also, event.format])).toEqual(
        before.map((event) => [event.trigger, event.also, event.format]),
      );
    });

    it.each(fixtures)("%s has the wished e-mail, name, product, transaction and listing where the format has them", (name) => {
      const before = shown(facts(name)[0]);
      const after = shown(varied(name, 4)[0]);

      const asked = Object.entries(wishes).filter(([wish]) => (before[wish] ?? null) !== null);
      expect(after).toMatchObject(Object.fromEntries(asked));
    });
  });
});

/** What of a variation an event shows, under the variation's names. */
function shown(event: EventFacts | undefined): Readonly<Record<string, string | null | undefined>> {
  return {
    email: event?.buyer.email,
    name: event?.buyer.name,
    productId: event?.product.externalId,
    transaction: event?.transaction.id,
    listing: event?.lead?.listing,
  };
}

function normalized(provider: ProviderAdapter, request: InboundRequest, document: Uint8Array | undefined): readonly EventFacts[] {
  const read = provider.normalize(request, { receivedAt: NOW, zone: ZONE, ...(document === undefined ? {} : { document }) });
  if (!read.ok) throw new Error(`${provider.id} could not read it: ${read.error.code}`);
  return read.value;
}

function refusal(provider: ProviderAdapter, request: InboundRequest, credentials: Credentials): string {
  const verified = provider.verify(request, credentials, NOW);
  return verified.ok ? "accepted" : verified.error.code;
}

function expected(provider: ProviderAdapter, name: string): JsonValue {
  const file = join(packageRoot(), "fixtures", provider.id, `${name}.expected.json`);
  return JSON.parse(readFileSync(file, "utf8")) as JsonValue;
}

/** The credentials with every value that verifies changed; the others as they are. */
function changed(provider: ProviderAdapter, credentials: Credentials, change: (value: string) => string): Credentials {
  const verifying = new Set(provider.secrets.filter((field) => field.verifies).map((field) => field.name));
  return new Map(
    [...credentials].map(([name, values]) => [
      name,
      verifying.has(name) ? values.map((secret) => new Secret(change(secret.reveal()))) : values,
    ]),
  );
}

function revealed(credentials: Credentials): readonly string[] {
  return [...credentials.values()].flat().map((secret) => secret.reveal());
}

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()));
}
