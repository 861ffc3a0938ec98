import { describe, expect, it } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { type HeaderList, InboundRequest } from "../../core/http-message.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { seededRandom } from "../../core/random.ts";
import { type Credentials, Secret } from "../../core/secret.ts";
import { grupozap } from "./index.ts";

const NOW = "2026-11-03T12:00:00.000Z";
/** base64 of `vivareal:INTG-DEMO-KEY-0001`, computed with coreutils. */
const PAIR = "dml2YXJlYWw6SU5URy1ERU1PLUtFWS0wMDAx";
const KEY = "INTG-DEMO-KEY-0001";

const LEAD = {
  leadOrigin: "Grupo OLX",
  timestamp: "2026-11-03T13:22:41.507Z",
  originLeadId: "6f1c2ab09d3e4f5a6b7c8d90",
  originListingId: "2750012345",
  clientListingId: "AP0042",
  name: "Marina Exemplo",
  email: "marina@example.com",
  ddd: "41",
  phone: "900000001",
} as const;
const MCMV = { leadOrigin: "MCMV_OLX", originLeadId: "mcmv-0000000042" } as const;

function call(body: JsonValue | string, headers: HeaderList = [], target = "/grupozap/lead"): InboundRequest {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new InboundRequest({ method: "POST", target, headers, body: new TextEncoder().encode(text) });
}

function keys(...values: readonly string[]): Credentials {
  return new Map([["key", values.map((value) => new Secret(value))]]);
}

function verdict(headers: HeaderList, configured: Credentials): string {
  const verified = grupozap.verify(call(LEAD, headers), configured, NOW);
  return verified.ok ? ["accepted", ...verified.value.map((note) => note.code)].join(" ") : verified.error.code;
}

function read(body: JsonObject, headers: HeaderList = [], target?: string, zone = "America/Sao_Paulo"): EventFacts {
  const facts = grupozap.normalize(call(body, headers, target), { receivedAt: NOW, zone });
  const first = facts.ok ? facts.value[0] : undefined;
  if (first === undefined) throw new Error("the body was refused");
  return first;
}

describe("authenticity", () => {
  it.each([
    [KEY, `Basic ${PAIR}`, "accepted"],
    [KEY, `basic   ${PAIR}`, "accepted"],
    [KEY, `  BASIC ${PAIR}  `, "accepted"],
    [KEY, "Basic dml2YXJlYWw6SU5URy1ERU1PLUtFWS0wMDAy", "credential.wrong"],
    ["parte:um", "Basic dml2YXJlYWw6cGFydGU6dW0=", "accepted"],
    ["parte:um", "Basic dml2YXJlYWw6cGFydGU6dW1=", "credential.malformed"],
    [KEY, `Basic ${PAIR}%`, "credential.malformed"],
    [KEY, "Basic dml2YXJlYWw=", "credential.malformed"],
    [KEY, "Basic dml2YXJlYWw6", "credential.wrong"],
    [KEY, `Bearer ${KEY}`, "credential.malformed"],
    [KEY, "Basic", "credential.malformed"],
    [KEY, "Basic %%%%", "credential.malformed"],
    [KEY, PAIR, "credential.malformed"],
    [KEY, `Basic ${KEY}`, "credential.malformed"],
    [KEY, "", "credential.absent"],
    [PAIR, `Basic ${PAIR}`, "credential.is-base64-pair"],
    [`Basic ${PAIR}`, `Basic ${PAIR}`, "credential.is-base64-pair"],
  ])("with the key %s, the header %j is %s", (key, header, answer) => {
    expect(verdict([["Authorization", header]], keys(key))).toBe(answer);
  });

  it("is refused, not an error, when the header is absent", () => {
    expect(verdict([], keys(KEY))).toBe("credential.absent");
  });

  it("is decided by the key: another user is only noted", () => {
    const header = `Basic ${btoa(`grupoolx:${KEY}`)}`;

    expect(verdict([["Authorization", header]], keys(KEY))).toBe("accepted grupozap.unexpected-user");
  });

  it("reads a key with letters outside ASCII as UTF-8", () => {
    expect(verdict([["Authorization", "Basic dml2YXJlYWw6Y2hhdmUtw6c="]], keys("chave-ç"))).toBe("accepted");
  });

  it("takes the same header twice as one, and two different ones as forged", () => {
    const genuine = ["Authorization", `Basic ${PAIR}`] as const;

    expect(verdict([genuine, ["authorization", `Basic ${PAIR}`]], keys(KEY))).toBe("accepted");
    expect(verdict([genuine, ["authorization", "Basic dml2YXJlYWw6eA=="]], keys(KEY))).toBe("credential.duplicated");
  });

  it("is written as the vendor writes it", () => {
    const signed = grupozap.sign(call(LEAD), keys(KEY, "older"), NOW);

    expect(signed.header("authorization")).toBe(`Basic ${PAIR}`);
    expect(grupozap.sign(call(LEAD), new Map(), NOW).headers).toEqual([]);
  });
});

describe("the key, as an operator pastes it", () => {
  const [field] = grupozap.secrets;

  it.each([
    [KEY, KEY, []],
    [PAIR, KEY, ["grupozap.secret-is-base64-pair"]],
    [` Basic ${PAIR}\n`, KEY, ["grupozap.secret-is-base64-pair"]],
    ["dml2YXJlYWw6cGFydGU6dW0", "parte:um", ["grupozap.secret-is-base64-pair"]],
    [` ${KEY}`, KEY, ["secret.trimmed"]],
    ["KEY A", "KEY A", ["secret.has-space"]],
    ["0123456789ABCDEF0123456789ABCDEF", "0123456789ABCDEF0123456789ABCDEF", []],
    ["dml2YXJlYWw6", "dml2YXJlYWw6", []],
    ["", "", []],
  ])("%j is kept as %j", (pasted, kept, notes) => {
    expect(field?.clean(pasted)).toBe(kept);
    expect(field?.check(pasted, new Map()).map((note) => note.code)).toEqual(notes);
  });
});

describe("admission", () => {
  it.each<[string, JsonValue | string, string]>([
    ["a listing lead", LEAD, "taken"],
    ["a listing lead with a numeric code", { ...LEAD, clientListingId: 42 }, "taken"],
    ["a listing lead with nothing but its ids", { originLeadId: "a", clientListingId: "b" }, "taken"],
    ["a listing lead without code", { ...LEAD, clientListingId: undefined }, "lead.no-listing"],
    ["a listing lead with a null code", { ...LEAD, clientListingId: null }, "lead.no-listing"],
    ["a listing lead with an empty code", { ...LEAD, clientListingId: " " }, "lead.no-listing"],
    ["an MCMV lead, which never has one", MCMV, "taken"],
    ["unknown keys and values", { ...LEAD, extraData: { leadType: "NEW_CHANNEL", more: [] }, temperature: "Morna" }, "taken"],
    ["a feed report", { type: "FEEDS_INTEGRATION_REPORT", id: "1" }, "taken"],
    ["a rental event that names a lead", { type: "LEAD_DISCARDED", originLeadId: "a" }, "taken"],
    ["another event of the vendor", { type: "SOMETHING_NEW" }, "taken"],
    ["a lead with a type of its own", { ...LEAD, type: "form", clientListingId: null }, "lead.no-listing"],
    ["an object without lead id", { ...LEAD, originLeadId: "" }, "body.not-recognised"],
    ["an object whose type is no event name", { type: "hello world" }, "body.not-recognised"],
    ["a list", [LEAD], "body.not-recognised"],
    ["null", null, "body.not-recognised"],
    ["the invalid sample of the vendor's old README", '{"leadOrigin": "VivaReal, "originLeadId": "a",}', "body.not-json"],
    ["an empty body", "", "body.not-json"],
  ])("of %s", (_, body, answer) => {
    const admitted = grupozap.admit(call(typeof body === "string" ? body : JSON.stringify(body)));

    expect(admitted.ok ? "taken" : admitted.error.code).toBe(answer);
  });

  it("does not ask for a content type", () => {
    expect(grupozap.admit(call(LEAD, [["Content-Type", "text/plain"]])).ok).toBe(true);
  });
});

describe("generation of the contract", () => {
  it.each<[JsonObject, string]>([
    [{}, "grupozap/2017"],
    [{ temperature: "Alta" }, "grupozap/2023"],
    [{ transactionType: null }, "grupozap/2023"],
    [{ transaction_type: "SELL" }, "grupozap/2023"],
    [{ extraData: {}, temperature: "Alta" }, "grupozap/2025"],
    [{ extraData: null }, "grupozap/2025"],
  ])("with %j is %s", (extra, format) => {
    expect(read({ ...LEAD, ...extra }).format).toBe(format);
  });
});

describe("phone", () => {
  it.each<[JsonObject, string | null, string | null]>([
    [{ ddd: "41", phone: "900000001" }, "+5541900000001", "41 900000001"],
    [{ ddd: "(41)", phone: "3000-0001" }, "+554130000001", "(41) 3000-0001"],
    [{ ddd: "041", phone: "900000001" }, "+5541900000001", "041 900000001"],
    [{ ddd: 41, phone: 900000001 }, "+5541900000001", "41 900000001"],
    [{ ddd: "", phone: "41900000001" }, "+5541900000001", "41900000001"],
    [{ ddd: "41", phone: null, phoneNumber: "41900000001" }, "+5541900000001", "41900000001"],
    [{ phone: "900000001", phoneNumber: "41900000001" }, "+5541900000001", "41900000001"],
    [{ ddd: "41", phone: "30000001", phoneNumber: "4199999999" }, "+554130000001", "41 30000001"],
    [{ ddd: "55", phone: "900000001" }, "+5555900000001", "55 900000001"],
    [{ ddd: "55", phone: "41900000001" }, "+5541900000001", "55 41900000001"],
    [{ phoneNumber: "5541900000001" }, "+5541900000001", "5541900000001"],
    [{ phoneNumber: "+55 41 3000-0001" }, "+554130000001", "+55 41 3000-0001"],
    [{}, null, null],
    [{ ddd: null, phone: "", phoneNumber: " " }, null, null],
  ])("%j is read as %s", (fields, phone, raw) => {
    const { buyer, notes } = read({ originLeadId: "a", ...fields });

    expect([buyer.phone, buyer.phoneRaw]).toEqual([phone, raw]);
    expect(notes).toEqual([]);
  });

  it.each<[JsonObject, string]>([
    [{ ddd: "41", phone: "1234" }, "41 1234"],
    [{ ddd: "41" }, "41"],
    [{ phoneNumber: "900000001" }, "900000001"],
    [{ ddd: "41", phone: "ligar depois" }, "41 ligar depois"],
    [{ ddd: "41", phone: "4190000000123" }, "41 4190000000123"],
  ])("%j makes no number: the text is kept and noted", (fields, raw) => {
    const { buyer, notes } = read({ originLeadId: "a", ...fields });

    expect([buyer.phone, buyer.phoneRaw]).toEqual([null, raw]);
    expect(notes).toEqual([{ code: "buyer.phone-invalid", params: {} }]);
  });
});

describe("time", () => {
  it.each([
    ["2026-11-03T13:22:41.507Z", "2026-11-03T13:22:41.507Z", false],
    ["2026-11-03T10:22:41-03:00", "2026-11-03T13:22:41.000Z", false],
    ["2026-11-03T10:22:41.507", "2026-11-03T13:22:41.507Z", true],
    ["2018-11-20T10:22:41", "2018-11-20T12:22:41.000Z", true],
    ["2018-06-20T10:22:41", "2018-06-20T13:22:41.000Z", true],
  ])("%s is %s", (timestamp, at, zoneAssumed) => {
    expect(read({ ...LEAD, timestamp })).toMatchObject({ occurredAt: at, zoneAssumed, notes: [] });
  });

  it("without zone is read in the zone of the context", () => {
    const event = read({ ...LEAD, timestamp: "2026-11-03T10:22:41" }, [], undefined, "America/Manaus");

    expect(event.occurredAt).toBe("2026-11-03T14:22:41.000Z");
  });

  it("that is absent is unknown; one that cannot be read is noted too", () => {
    expect(read({ ...LEAD, timestamp: null })).toMatchObject({ occurredAt: null, notes: [] });
    expect(read({ ...LEAD, timestamp: "ontem" })).toMatchObject({
      occurredAt: null,
      zoneAssumed: false,
      notes: [{ code: "grupozap.time-unreadable", params: { field: "timestamp", value: "ontem" } }],
    });
  });
});

describe("lead", () => {
  it("spells the temperature in one way, however its accent arrives", () => {
    expect(read({ ...LEAD, temperature: "Me\u0301dia" }).lead?.temperature).toBe("M\u00e9dia");
  });

  it("takes either spelling of the transaction type", () => {
    expect(read({ ...LEAD, transaction_type: "RENT" }).lead?.transactionType).toBe("RENT");
    expect(read({ ...LEAD, transactionType: "SELL", transaction_type: "RENT" }).lead?.transactionType).toBe("SELL");
  });

  it("is the same lead whenever it is sent again", () => {
    const again = read({ ...LEAD, timestamp: "2026-11-17T00:00:00Z", message: "de novo" });

    expect(again.keys).toEqual(read(LEAD).keys);
    expect(again.keys).toEqual(["lead:6f1c2ab09d3e4f5a6b7c8d90"]);
  });

  it("of a simulation keeps the letters of the advertiser's CNPJ", () => {
    const event = read({ ...MCMV, extraData: { mcmv: { sellerDocument: "B7K2M9X4000152" } } });

    expect(event).toMatchObject({ nativeEvent: "MCMV_OLX", lead: { subtype: "mcmv", address: { document: "B7K2M9X4000152" } } });
  });
});

describe("advertiser in the path", () => {
  it.each([
    ["/grupozap/lead/imob-1", "imob-1"],
    ["/grupozap/lead/imob-1/?x=1", "imob-1"],
    ["/grupozap/lead/imob%20um", "imob um"],
    ["/grupozap/lead/imob%zz", "imob%zz"],
    ["/grupozap/lead/%20", null],
    ["/grupozap/lead", null],
    ["/grupozap/lead/", null],
    ["/grupozap/lead?x=/grupozap/lead/imob-1", null],
    ["/grupozap/lead/imob-1/more", null],
    ["/hooks/grupozap", null],
    ["/hooks/grupozap/loja", null],
  ])("%s is %j", (target, path) => {
    expect(read(LEAD, [], target).lead?.address.path).toBe(path);
  });
});

describe("advertiser in the host", () => {
  it.each([
    ["imob.crm.example", "imob"],
    ["Imob.CRM.example:8443", "imob"],
    ["imob.crm.example.", "imob"],
    ["crm.example", null],
    ["localhost:4040", null],
    ["imob.crm.localhost", null],
    ["127.0.0.1:4040", null],
    ["[::1]:4040", null],
    ["..", null],
    ["im ob.crm.example", null],
    ["", null],
  ])("%j is %j", (host, label) => {
    expect(read(LEAD, [["Host", host]]).lead?.address.hostLabel).toBe(label);
  });

  it("is unknown when two hosts are named", () => {
    const headers: HeaderList = [
      ["Host", "a.crm.example"],
      ["Host", "b.crm.example"],
    ];

    expect(read(LEAD, headers).lead?.address.hostLabel).toBeNull();
  });
});

describe("what is not a lead", () => {
  it.each<[JsonObject, string]>([
    [{ type: "FEEDS_INTEGRATION_REPORT", details: { date: "2026-11-03T09:00:00" } }, "grupozap/feed-report"],
    [{ type: "LEAD_DISCARDED", originLeadId: "a", createdAt: "2026-11-03T09:00:00-03:00" }, "grupozap/rental-events"],
    [{ type: "SOMETHING_NEW", createdAt: "2026-11-03T12:00:00Z" }, "grupozap/other"],
  ])("%j is kept as unknown", (body, format) => {
    const type = body.type as string;

    expect(read(body)).toMatchObject({
      format,
      trigger: "unknown",
      nativeEvent: type,
      occurredAt: NOW,
      lead: null,
      notes: [{ code: "grupozap.not-a-lead", params: { type } }],
    });
  });

  it("is the same event only when it says the same", () => {
    const report = { type: "FEEDS_INTEGRATION_REPORT", id: "feed-1", errors: [] };

    expect(read(report).keys).toEqual(read(report).keys);
    expect(read({ ...report, errors: ["x"] }).keys).not.toEqual(read(report).keys);
  });
});

describe("variation", () => {
  const vary = (body: JsonObject, wish: object = {}) => {
    const varied = grupozap.vary(call(body), { random: seededRandom(7), at: "2026-12-01T02:04:05.678Z", ...wish });
    return JSON.parse(varied.text()) as Record<string, JsonValue>;
  };

  it("draws ids in the vendor's two styles", () => {
    expect(vary(LEAD).originLeadId).toMatch(/^[0-9a-f]{24}$/);
    expect(vary(MCMV).originLeadId).toMatch(/^mcmv-\d{10}$/);
  });

  it.each([
    ["2026-11-03T13:22:41.507Z", "2026-12-01T02:04:05.678Z"],
    ["2026-11-03T13:22:41Z", "2026-12-01T02:04:05Z"],
    ["2026-11-03T10:22:41.507", "2026-11-30T23:04:05.678"],
    ["2018-11-20T10:22:41", "2026-11-30T23:04:05"],
    ["2026-11-03T10:22:41-03:00", "2026-11-30T23:04:05-03:00"],
    ["2026-11-03T10:22:41.507+05:30", "2026-12-01T07:34:05.678+05:30"],
    ["ontem", "2026-12-01T02:04:05.678Z"],
  ])("writes its time in the style of %s", (timestamp, written) => {
    expect(vary({ ...LEAD, timestamp }).timestamp).toBe(written);
  });

  it("splits a phone into the vendor's fields, and fills the deprecated one only where it was", () => {
    expect(vary(LEAD, { phone: "+55 (31) 90000-0009" })).toMatchObject({ ddd: "31", phone: "900000009" });
    expect(vary(LEAD, { phone: "3130000009" })).not.toHaveProperty("phoneNumber");
    expect(vary({ ...LEAD, phoneNumber: "x" }, { phone: "3130000009" }).phoneNumber).toBe("3130000009");
    expect(vary(LEAD, { phone: "123" })).toMatchObject({ ddd: "", phone: "123" });
  });

  it("never gives a simulation a listing", () => {
    expect(vary(LEAD, { listing: "CA0001" }).clientListingId).toBe("CA0001");
    expect(vary(MCMV, { listing: "CA0001" })).not.toHaveProperty("clientListingId");
  });

  it("leaves a body alone that it cannot read", () => {
    const junk = call("not json");

    expect(grupozap.vary(junk, { random: seededRandom(1), at: NOW })).toBe(junk);
  });

  it("sets single fields, as JSON where the value is JSON", () => {
    const set = (path: string, value: string) => JSON.parse(grupozap.setField(call({ a: 1 }), path, value).text());

    expect(set("extraData.leadType", "PHONE_VIEW")).toEqual({ a: 1, extraData: { leadType: "PHONE_VIEW" } });
    expect(set("a", "null")).toEqual({ a: null });
    expect(grupozap.setField(call("[1]"), "a", "2").text()).toBe("[1]");
  });
});
