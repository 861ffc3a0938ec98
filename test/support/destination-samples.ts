import { Secret } from "../../src/core/secret.ts";
import type { CodeField, Destination, DestinationAccount } from "../../src/destinations/contract.ts";

/** One way in which an operator may set a kind of destination up. */
export interface DestinationSample {
  readonly title: string;
  /** What is set beside the defaults. */
  readonly settings: Readonly<Record<string, string>>;
  /** A code for each kind of object that the kind maps. */
  readonly codes: Partial<Readonly<Record<CodeField["object"], string>>>;
  /** Where each secret is to be seen in a request: `header:<name>`, `query:<name>`, or nowhere, and never anywhere else. */
  readonly places: Readonly<Record<string, string | null>>;
}

const MEMBERS_URL = "https://example.com/api/{{email}}/courses/{{code}}?dispatch={{id}}";

/** At least one for each kind of destination, by its id; the contract suite runs over all of them. */
export const DESTINATION_SAMPLES: Readonly<Record<string, readonly DestinationSample[]>> = {
  webhook: [
    {
      title: "as it is",
      settings: { url: "https://example.com/hook?source=intg" },
      codes: {},
      places: { secret: null, authorization: "header:authorization" },
    },
    {
      title: "with a body of its own",
      settings: {
        url: "http://127.0.0.1:8080/hook",
        method: "PUT",
        body: '{"text":"{{text|none}}","who":"{{name|}}"}',
        "per-minute": "60",
      },
      codes: {},
      places: { secret: null, authorization: "header:authorization" },
    },
  ],
  leadlovers: [
    {
      title: "as it is",
      settings: {},
      codes: { tag: "640001", funnel: "700001/1500002", sequence: "700001/1500002/1" },
      places: { token: "query:token", bearer: "header:authorization" },
    },
    {
      title: "that inserts with PUT",
      settings: { "insert-method": "put", "base-url": "http://127.0.0.1:8080/webapi" },
      codes: { tag: "640001", funnel: "700001/1500002", sequence: "700001/1500002/1" },
      places: { token: "query:token", bearer: "header:authorization" },
    },
  ],
  whatsapp: [
    {
      title: "by Evolution",
      settings: { driver: "evolution", url: "https://wa.example.com", instance: "loja" },
      codes: {},
      places: { apikey: "header:apikey", token: null },
    },
    {
      title: "by Meta's Cloud API",
      settings: { driver: "cloud", "phone-number-id": "106540352242922" },
      codes: { template: "lembrete_boleto:first_name,product,link" },
      places: { apikey: null, token: "header:authorization" },
    },
  ],
  members: [
    { title: "by MemberKit", settings: { preset: "memberkit" }, codes: { product: "classroom:12,34" }, places: { token: "query:api_key" } },
    {
      title: "with requests of its own, token as bearer",
      settings: { "grant-url": MEMBERS_URL, "grant-body": '{"name":"{{name|}}"}', "block-url": MEMBERS_URL, "block-method": "DELETE" },
      codes: { product: "curso 7/a" },
      places: { token: "header:authorization" },
    },
    {
      title: "with requests of its own, token in a header",
      settings: { "grant-url": MEMBERS_URL, "block-url": MEMBERS_URL, "grant-method": "GET", auth: "header:X-Api-Key" },
      codes: { product: "7" },
      places: { token: "header:x-api-key" },
    },
  ],
};

/** Obviously made up, and with characters that a URL has to encode. */
export function sampleSecret(name: string): string {
  return `fake-${name}-0001+/=`;
}

/** The account that a sample makes, its settings read as the command line reads them. */
export function sampleAccount(kind: Destination, sample: DestinationSample): DestinationAccount {
  const settings = new Map<string, string>();
  for (const field of kind.settings) {
    const written = sample.settings[field.name] ?? field.fallback;
    if (written === undefined) continue;
    const value = field.read(written);
    if (!value.ok) throw new Error(`${kind.id}: the setting ${field.name} of "${sample.title}" is not read: ${value.error.code}`);
    settings.set(field.name, value.value);
  }
  const secrets = new Map(kind.secrets.map(({ name }) => [name, [new Secret(sampleSecret(name))]]));
  return { name: "sample", settings, secrets, now: "2026-11-03T13:30:00.000Z" };
}
