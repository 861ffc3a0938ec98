import { beforeAll, describe, expect, test } from "vitest";
import {
  ago,
  arrival,
  called,
  credentials,
  DAY,
  gathered,
  HOUR,
  refusal,
  said,
  storeOf,
  waitingEvent,
} from "../../../test/support/doctor.ts";
import { note } from "../../core/note.ts";
import type { Link } from "../../core/product.ts";
import type { DoctorFacts, StoreFacts } from "./facts.ts";
import { storeBuyers } from "./store-buyers.ts";
import { storeCalls } from "./store-calls.ts";
import { storeCredential } from "./store-credential.ts";
import { storeDocuments } from "./store-documents.ts";
import { storeEvents } from "./store-events.ts";
import { storeListings } from "./store-listings.ts";
import { storeLookups } from "./store-lookups.ts";
import { storeProducts } from "./store-products.ts";
import { storeRefused } from "./store-refused.ts";
import { storeRotation } from "./store-rotation.ts";
import { storeSilence } from "./store-silence.ts";
import { storeUnmatched } from "./store-unmatched.ts";

let empty: DoctorFacts;
beforeAll(async () => {
  empty = await gathered();
});
const hotmart = (parts: Partial<StoreFacts>) => ({ ...empty, stores: [storeOf("hotmart", parts)] });
const value = (name: string, createdAt: string) => ({ provider: "hotmart", store: "default", name, fingerprint: "0", createdAt });

describe("store.credential", () => {
  test("is green where a value verifies calls, and looks right", () => {
    expect(said(storeCredential, hotmart({}))).toEqual(["ok credential-ok"]);
  });

  test("is red where none does, though others are kept, and names the command of the store", () => {
    const subject = { kind: "store", provider: "hotmart", store: "norte" } as const;
    const facts = hotmart({ subject, store: "norte", credentials: credentials({ basic: ["Basic Zm9v"] }) });

    expect(said(storeCredential, facts)).toEqual(["fail credential-missing > intg credential set hotmart --store norte"]);
  });

  test("is yellow for a value that does not look as usual", () => {
    const facts = { ...empty, stores: [storeOf("monetizze", { credentials: credentials({ key: ["tooshort"] }) })] };

    expect(said(storeCredential, facts)).toEqual(["warn credential-odd > intg credential check monetizze"]);
  });

  test.each([
    ["a provider of another version", storeOf("newpay", {}), "unknown unknown-provider"],
    ["a key that opens nothing", storeOf("hotmart", { credentials: null }), "unknown credential-closed"],
  ])("knows nothing with %s", (_, store, expected) => {
    expect(said(storeCredential, { ...empty, stores: [store] })).toEqual([expected]);
  });
});

describe("store.rotation", () => {
  test.each([
    ["one value, however old", [value("hottok", ago(900 * DAY))]],
    ["a second value since yesterday", [value("hottok", ago(DAY)), value("hottok", ago(900 * DAY))]],
  ])("is green with %s", (_, values) => {
    expect(said(storeRotation, hotmart({ values }))).toEqual(["ok rotation-ok"]);
  });

  test("is yellow where the old value is still accepted a week after the new one came", () => {
    const values = [value("hottok", ago(8 * DAY)), value("hottok", ago(90 * DAY))];

    expect(said(storeRotation, hotmart({ values }))).toEqual([
      "warn rotation-forgotten > intg credential set hotmart --retire --secret hottok",
    ]);
  });
});

describe("store.calls", () => {
  test.each([
    ["the vendor called", called("hotmart", [5]), "ok called"],
    ["only its test button did", called("hotmart", [5], { isTest: true }), "ok only-tests"],
    ["it did long ago", { calls: "old" }, "ok called-once"],
    ["it never did", {}, "warn never-called > intg credential show hotmart"],
    ["everything was simulated", called("hotmart", [5, 6], { isOurs: true }), "warn only-ours > intg credential show hotmart"],
  ] as const)("where %s", (_, parts, expected) => {
    expect(said(storeCalls, hotmart(parts))).toEqual([expected]);
  });
});

describe("store.silence", () => {
  const hourly = (since: number) => Array.from({ length: 20 }, (_, at) => since + at * HOUR);
  const list = "> intg event list --provider hotmart --store default --limit 5";

  test.each([
    ["a night in a store that is called hourly", called("hotmart", hourly(20 * HOUR)), "ok not-silent"],
    ["two days in a store that is called hourly", called("hotmart", hourly(2 * DAY)), `warn silent ${list}`],
    ["two days in a store that has paused for one before", called("hotmart", [...hourly(2 * DAY), 4 * DAY]), "ok not-silent"],
    ["ten days in a store of few calls", called("hotmart", [10 * DAY, 11 * DAY]), "ok not-silent"],
    ["three weeks in a store of few calls", called("hotmart", [21 * DAY, 22 * DAY]), `warn silent-plain ${list}`],
    ["nobody knows how long", { calls: "old" }, `warn silent-very-long ${list}`],
  ] as const)("%s", (_, parts, expected) => {
    expect(said(storeSilence, hotmart(parts))).toEqual([expected]);
  });

  test("says nothing of a store that was never called", () => {
    expect(said(storeSilence, hotmart({}))).toEqual([]);
  });
});

describe("store.refused", () => {
  test.each([
    ["no call", [], {}, "ok refused-none"],
    ["a call whose mistake is known", [refusal("credential.wrong", "stored-quoted", ago(5))], {}, "fail refused > intg event show ref_1"],
    ["a call that anybody may have sent", [refusal("credential.absent", "absent", ago(5))], {}, "warn refused > intg event show ref_1"],
    [
      "a call before others were taken",
      [refusal("credential.wrong", "stored-quoted", ago(50))],
      called("hotmart", [5]),
      "warn refused-before > intg event show ref_1",
    ],
  ])("with %s refused", (_, refusals, parts, expected) => {
    expect(said(storeRefused, hotmart({ refusals, ...parts }))).toEqual([expected]);
  });
});

describe("store.events", () => {
  test("is green where nothing failed, whatever is unmatched", () => {
    expect(said(storeEvents, hotmart({ waiting: [waitingEvent("unmatched")] }))).toEqual(["ok events-ok"]);
  });

  test("is red for what failed and for what was quarantined, each with the list of it", () => {
    const waiting = [waitingEvent("failed"), waitingEvent("quarantined"), waitingEvent("failed")];

    expect(said(storeEvents, hotmart({ waiting }))).toEqual([
      "fail events-failed > intg event list --provider hotmart --status failed",
      "fail events-quarantined > intg event list --provider hotmart --status quarantined",
    ]);
  });
});

describe("store.lookups", () => {
  const pagseguro = (lookups: StoreFacts["lookups"]) => ({ ...empty, stores: [storeOf("pagseguro", { lookups })] });
  const parked = (code: string) => ({ provider: "pagseguro", store: "default", state: "parked", reason: note(code) }) as const;

  test.each([
    ["nothing", [], ["ok lookups-ok"]],
    ["a forged call, given up", [parked("lookup.unknown")], ["ok lookups-ok"]],
    ["a call that our credentials do not open", [parked("lookup.misconfigured")], ["fail lookups-closed > intg credential set pagseguro"]],
    [
      "a call about which the vendor was silent too long",
      [parked("lookup.later")],
      ["warn lookups-given-up > intg replay --failed --provider pagseguro --apply"],
    ],
    [
      "a question that nobody asks",
      [{ provider: "pagseguro", store: "default", state: "waiting", reason: null }],
      ["warn lookups-late > intg listen"],
    ],
  ] as const)("with %s", (_, lookups, expected) => {
    expect(said(storeLookups, pagseguro(lookups))).toEqual(expected);
  });
});

describe("store.products", () => {
  test("is yellow for a store that sells and is linked to nothing, and does not ask it of leads", () => {
    const facts = { ...empty, stores: [storeOf("hotmart"), storeOf("grupozap")] };

    expect(said(storeProducts, facts)).toEqual(["warn products-none > intg product link PRODUCT hotmart EXTERNAL-ID"]);
  });
});

describe("store.unmatched", () => {
  const unlinked = (id: string) => waitingEvent("unmatched", note("match.unlinked", { externalId: id }));
  const stranger = { externalId: "900", name: "Curso X", count: 2, kind: "one-time", trigger: "purchase.approved" } as const;

  test("is green where everything that was named is linked", () => {
    expect(said(storeUnmatched, hotmart({}))).toEqual(["ok unmatched-none"]);
  });

  test("gives the command that links each id, to the product of its name where there is one", () => {
    const product = { slug: "x", name: "curso x", description: null, image: null, type: "course", price: null, salesUrl: null } as const;
    const other = { ...stranger, externalId: "901", name: "Outro", count: 1, kind: "subscription" } as const;
    const facts = {
      ...hotmart({ waiting: [unlinked("900"), unlinked("900"), unlinked("901")], strangers: [stranger, other] }),
      products: [{ product, named: [] }],
    };

    expect(said(storeUnmatched, facts)).toEqual([
      "warn unmatched > intg product link x hotmart 900",
      "warn unmatched > intg product link PRODUCT hotmart 901 --kind subscription",
    ]);
  });

  test("replays what waits for an id that was linked since, whole", () => {
    const linked = (externalId: string, offer: string | null) =>
      ({ product: "x", provider: "hotmart", store: "default", externalId, offer, plan: null }) as Link;
    const facts = hotmart({
      waiting: [unlinked("900"), unlinked("901")],
      strangers: ["900", "901"].map((externalId) => ({ ...stranger, externalId, count: 1 })),
    });
    const configuration = { ...facts.configuration, links: [linked("900", null), linked("901", "a")] };

    expect(said(storeUnmatched, { ...facts, configuration })).toEqual([
      "warn unmatched-linked > intg replay --unmatched --provider hotmart --apply",
      "warn unmatched > intg product link PRODUCT hotmart 901",
    ]);
  });

  test("does not forget those that name no id", () => {
    const waiting = [unlinked("900"), waitingEvent("unmatched", note("match.no-product-id", { name: null }))];

    expect(said(storeUnmatched, hotmart({ waiting, strangers: [{ ...stranger, count: 1 }] }))).toEqual([
      "warn unmatched > intg product link PRODUCT hotmart 900",
      "warn unmatched-others > intg event list --provider hotmart --status unmatched",
    ]);
  });
});

describe("store.buyers", () => {
  const checkouts = (n: number, without: number) =>
    Array.from({ length: n }, (_, at) => arrival({ has: { name: true, email: true, phone: at >= without } }));

  test.each([
    ["all told", 10, 0, "ok buyers-ok"],
    ["two of ten left it empty", 10, 2, "ok buyers-ok"],
    ["three of ten did", 10, 3, "warn buyers-lack > intg event list --provider hotmart --where not buyer.phone exists"],
    ["three of thirty did", 30, 3, "ok buyers-ok"],
  ])("of the phone, where %s", (_, n, without, expected) => {
    expect(said(storeBuyers, hotmart({ arrivals: checkouts(n, without) }))).toEqual([expected]);
  });

  test("does not count test calls, simulations, repeats and later events of a sale", () => {
    const nobody = { name: false, email: false, phone: false };
    const arrivals = [
      arrival({ isTest: true, has: nobody }),
      arrival({ isOurs: true, has: nobody }),
      arrival({ status: "duplicate", has: nobody }),
      arrival({ trigger: "purchase.refunded", has: nobody }),
    ];

    expect(said(storeBuyers, hotmart({ arrivals }))).toEqual([]);
  });
});

describe("store.listings and store.documents", () => {
  const zap = (waiting: StoreFacts["waiting"]) => ({ ...empty, stores: [storeOf("grupozap", { waiting })] });
  const lead = (code: string, params: Record<string, string | null>) =>
    waitingEvent("unmatched", note(code, params), { provider: "grupozap" });

  test("are green where leads find their advertiser", () => {
    expect(said(storeListings, zap([]))).toEqual(["ok listings-ok"]);
    expect(said(storeDocuments, zap([]))).toEqual(["ok documents-ok"]);
  });

  test("give the command for each listing and advertiser that is not known, most often named first", () => {
    const waiting = [
      lead("match.unknown-listing", { listing: "AP1" }),
      lead("match.unknown-listing", { listing: "AP2" }),
      lead("match.unknown-listing", { listing: "AP2" }),
      lead("match.unknown-advertiser", { advertiser: "sol" }),
      lead("match.unknown-listing", { listing: null }),
    ];

    expect(said(storeListings, zap(waiting))).toEqual([
      "warn listing-unknown > intg listing add AP2 --advertiser SLUG",
      "warn listing-unknown > intg listing add AP1 --advertiser SLUG",
      "warn advertiser-unknown > intg advertiser add sol --document CPF-OR-CNPJ",
      "warn listings-others > intg event list --provider grupozap --status unmatched",
    ]);
  });

  test("replay what waits for a listing or an advertiser that was registered since", () => {
    const waiting = [lead("match.unknown-listing", { listing: "AP1" }), lead("match.unknown-advertiser", { advertiser: "sol" })];
    const foundSince = { listings: new Set(["AP1"]), advertisers: new Set(["sol"]) };

    expect(said(storeListings, { ...empty, stores: [storeOf("grupozap", { waiting, foundSince })] })).toEqual([
      "warn listing-found > intg replay --unmatched --provider grupozap --apply",
      "warn advertiser-found > intg replay --unmatched --provider grupozap --apply",
    ]);
  });

  test("name the advertisers of a document that is shared, and hide it", () => {
    const facts = { ...zap([]), sharedDocuments: [{ document: "56921485000100", slugs: ["lua", "sol"] }] };

    expect(said(storeDocuments, facts)).toEqual(["warn documents-shared > intg advertiser edit sol --document CPF-OR-CNPJ"]);
    expect(JSON.stringify(storeDocuments.needs === "database" ? storeDocuments.judge(facts) : [])).not.toContain("56921485");
  });
});
