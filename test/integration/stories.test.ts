import { describe, expect, test } from "vitest";
import { judgeEnds, messagesSent } from "../../src/app/story/ends.ts";
import { inOrder, type Played } from "../../src/app/story/play.ts";
import { readScenario, type ScenarioDocument } from "../../src/app/story/scenario.ts";
import { openScenario, scenarioNames } from "../../src/cli/story/scenario-files.ts";
import { en } from "../../src/messages/en/index.ts";
import { createTexts } from "../../src/messages/text.ts";
import { findProvider, PROVIDERS } from "../../src/providers/index.ts";
import { STORY_BEGIN, stageStory } from "../support/story.ts";

const TEXTS = createTexts(en);
const SELLING = PROVIDERS.filter(({ family }) => family === "payments");
const hotmart = findProvider("hotmart") ?? PROVIDERS[0];
if (hotmart === undefined) throw new Error("no provider");

interface Expected {
  /** Per product. */
  readonly access: readonly string[];
  readonly messages: readonly string[];
  /** Messages that were waiting and never went. */
  readonly canceled?: readonly string[];
  /** States of the sales, sorted. */
  readonly sales: readonly string[];
  readonly tags: readonly string[];
}

/** What is to be seen in the end, by scenario. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  "boleto-expired": { access: ["closed"], messages: ["boleto-1", "boleto-2", "boleto-3"], sales: ["expired"], tags: [] },
  "bought-twice-one-refund": {
    access: ["open"],
    messages: ["boas-vindas", "boas-vindas"],
    sales: ["approved", "refunded"],
    // The sample world's rule asks for nothing but the refund.
    tags: [],
  },
  "card-refused-then-paid": { access: ["open"], messages: ["boas-vindas"], sales: ["approved", "refused", "refused"], tags: ["aluno"] },
  "everything-twice": {
    access: ["open"],
    messages: ["boas-vindas", "boleto-1", "boleto-2", "boleto-3"],
    sales: ["approved"],
    tags: ["aluno"],
  },
  "pix-expired": {
    access: ["open"],
    messages: ["boas-vindas", "pix-1"],
    // The second one of the first code; both of the code that was paid at once.
    canceled: ["pix-1", "pix-2", "pix-2"],
    sales: ["approved", "expired"],
    tags: ["aluno"],
  },
  "refund-after-access": { access: ["closed"], messages: ["boas-vindas"], sales: ["refunded"], tags: [] },
  "two-products-one-refund": {
    access: ["closed", "open"],
    messages: ["boas-vindas", "boas-vindas"],
    sales: ["approved", "refunded"],
    tags: [],
  },
};

/** Messages that a call took back, sorted, without their delays. */
function canceledIn({ moments }: Played): readonly string[] {
  const changes = moments.flatMap((moment) => (moment.kind === "call" ? moment.processed.flatMap((one) => one.changes) : []));
  const canceled = changes.filter(({ kind, after }) => kind === "outbox" && after === "canceled");
  return canceled.map(({ target }) => target.split("@")[0] ?? "").sort();
}

/** The first event of every call that was not a repeat. */
function eventsOf({ moments }: Played) {
  return moments.flatMap((moment) => (moment.kind === "call" ? moment.processed.slice(0, 1).map(({ event }) => event) : []));
}

function accessOf({ people }: Played, slugs: readonly string[]): readonly string[] {
  const [person] = people;
  return slugs.map((slug) => {
    const standing = person?.access.find(({ product }) => product === slug);
    return standing === undefined ? "none" : standing.active ? "open" : "closed";
  });
}

describe("a story that comes with intg", () => {
  test.each(Object.keys(EXPECTED).flatMap((name) => SELLING.map((provider) => [name, provider.id, provider] as const)))(
    "%s ends as it should when %s tells it",
    async (name, _id, provider) => {
      const scenario = await openScenario(name, TEXTS);
      const story = await stageStory(scenario, provider);

      const played = await story.play();

      const slugs = story.products.map(({ link }) => link.product);
      expect(accessOf(played, slugs)).toEqual(EXPECTED[name]?.access);
      expect([...messagesSent(played)].sort()).toEqual(EXPECTED[name]?.messages);
      expect(canceledIn(played)).toEqual(EXPECTED[name]?.canceled ?? []);
      expect(played.people.map(({ tags }) => tags)).toEqual([EXPECTED[name]?.tags]);
      expect(played.people.flatMap(({ purchases }) => purchases.map(({ state }) => state)).sort()).toEqual(EXPECTED[name]?.sales);
      expect(story.made.leftOut).toEqual([]);
      await story.store.close();
    },
  );

  test.each(SELLING.map((provider) => [provider.id, provider] as const))(
    "boleto-paid-late: %s reminds until the payment, and never after it",
    async (id, provider) => {
      const scenario = await openScenario("boleto-paid-late", TEXTS);
      const story = await stageStory(scenario, provider);

      const played = await story.play();

      const told = { pagseguro: ["cart", "delivery"], eduzz: ["delivery"] }[id] ?? [];
      expect(story.made.leftOut.map(({ event }) => event)).toEqual(told);
      const paidAt = played.moments.find((moment) => moment.kind === "call" && moment.call.step.event === "purchase")?.at ?? "";
      const reminders = played.moments.filter((moment) => moment.kind === "sending" && /^(boleto|carrinho)/.test(moment.dispatch.target));
      expect(reminders.length).toBe(id === "pagseguro" ? 3 : 4);
      expect(reminders.every(({ at }) => at < paidAt)).toBe(true);
      expect(canceledIn(played)).toEqual(id === "pagseguro" ? [] : ["carrinho-2", "carrinho-3"]);
      expect(accessOf(played, ["sample-1"])).toEqual(["open"]);
      await story.store.close();
    },
  );

  test.each([
    ["hotmart", true],
    // Tells no date: what is paid for cannot be known.
    ["monetizze", false],
    ["eduzz", true],
    ["pagseguro", true],
    ["payt", true],
  ])("subscription-late-recovered-canceled: after %s cancels, access goes on while paid for: %s", async (id, isOpen) => {
    const provider = findProvider(id) ?? hotmart;
    const story = await stageStory(await openScenario("subscription-late-recovered-canceled", TEXTS), provider);

    const played = await story.play();

    const standing = played.people[0]?.access[0];
    expect(standing?.active).toBe(isOpen);
    expect((standing?.until ?? "") > played.end).toBe(isOpen);
    const triggers = played.moments.flatMap((moment) => (moment.kind === "call" ? moment.processed : []).map(({ event }) => event.trigger));
    expect(triggers).toEqual(["purchase.approved", "payment.late", "purchase.approved", "subscription.canceled"]);
    await story.store.close();
  });

  test.each(SELLING.map((provider) => [provider.id, provider] as const))(
    "subscription-renewed: %s charges one contract three times",
    async (_id, provider) => {
      const story = await stageStory(await openScenario("subscription-renewed", TEXTS), provider);

      const played = await story.play();

      const events = played.moments.flatMap((moment) =>
        (moment.kind === "call" ? moment.processed.slice(0, 1) : []).map(({ event }) => event),
      );
      expect(events.map(({ also }) => also.find((trigger) => /started|renewed/.test(trigger)))).toEqual([
        "subscription.started",
        "subscription.renewed",
        "subscription.renewed",
      ]);
      expect(new Set(events.map(({ transaction }) => transaction.subscriptionId)).size).toBe(1);
      expect(new Set(events.map(({ transaction }) => transaction.id)).size).toBe(3);
      expect(accessOf(played, ["sample-1"])).toEqual(["open"]);
      await story.store.close();
    },
  );

  test.each([
    ["hotmart", ["purchase.approved null active", "purchase.chargeback active blocked"]],
    // Has no word for a chargeback.
    ["monetizze", ["purchase.approved null active"]],
    ["eduzz", ["purchase.approved null active", "purchase.chargeback active blocked"]],
    ["pagseguro", ["purchase.approved null active", "purchase.chargeback active blocked"]],
    ["payt", ["purchase.approved null active", "purchase.chargeback active blocked"]],
  ])("chargeback-after-access: the dispute takes nothing, the chargeback does, told by %s", async (id, expected) => {
    const story = await stageStory(await openScenario("chargeback-after-access", TEXTS), findProvider(id) ?? hotmart);

    const played = await story.play();

    const accessChanges = played.moments.flatMap((moment) =>
      moment.kind === "call"
        ? moment.processed.flatMap(({ event, changes }) =>
            changes.filter(({ kind }) => kind === "access").map(({ before, after }) => `${event.trigger} ${before} ${after}`),
          )
        : [],
    );
    expect(accessChanges).toEqual(expected);
    await story.store.close();
  });

  test.each(
    SELLING.flatMap((provider) => ["boleto-paid-late", "subscription-renewed"].map((name) => [name, provider.id, provider] as const)),
  )("%s is about one buyer and one product from the first call to the last of %s", async (name, _id, provider) => {
    const story = await stageStory(await openScenario(name, TEXTS), provider);

    const events = eventsOf(await story.play());

    expect(new Set(events.map(({ buyer }) => `${buyer.name} ${buyer.email}`))).toEqual(new Set(["Ana Exemplo ana@example.com"]));
    expect(new Set(events.flatMap(({ buyer }) => buyer.phone ?? [])).size).toBeLessThan(2);
    expect(new Set(events.flatMap(({ product }) => product.name ?? []))).toEqual(new Set(["Produto 1"]));
    expect(new Set(events.map(({ product }) => product.externalId)).size).toBe(1);
    await story.store.close();
  });

  test.each(
    SELLING.flatMap((provider) => [
      ["boleto-paid-late", "boleto", provider.id, provider] as const,
      ["boleto-expired", "boleto", provider.id, provider] as const,
      ["pix-expired", "pix", provider.id, provider] as const,
    ]),
  )("%s is paid by %s in all that %s tells of the sale", async (name, method, id, provider) => {
    const story = await stageStory(await openScenario(name, TEXTS), provider);

    const events = eventsOf(await story.play());

    const isPaid = /^(boleto|pix|purchase)[.]/;
    // PagSeguro is not known to cancel a Pix that lapsed: its fixture is a boleto.
    const told = events.filter(({ trigger }) => isPaid.test(trigger) && !(id === "pagseguro" && trigger === "purchase.expired"));
    expect(new Set(told.map(({ payment }) => payment?.method))).toEqual(new Set([method]));
    expect(told.length).toBeGreaterThan(0);
    await story.store.close();
  });

  test("leads: a repeat is known again, a second lead is not", async () => {
    const story = await stageStory(await openScenario("leads", TEXTS), findProvider("grupozap") ?? hotmart);

    const played = await story.play();

    const statuses = played.moments.flatMap((moment) => (moment.kind === "call" ? moment.processed.map(({ event }) => event.status) : []));
    expect(statuses).toEqual(["processed", "duplicate", "processed", "processed"]);
    expect(played.people.map(({ contact }) => contact.email)).toEqual(["ana@example.com", "bia@example.com"]);
    await story.store.close();
  });

  test("every one of them is expected something of here, or by itself", async () => {
    const others = ["boleto-paid-late", "subscription-late-recovered-canceled", "subscription-renewed", "chargeback-after-access", "leads"];

    expect(scenarioNames()).toEqual([...Object.keys(EXPECTED), ...others].sort());
  });

  test.each(scenarioNames().flatMap((name) => PROVIDERS.map((provider) => [name, provider.id, provider] as const)))(
    "%s keeps its own word when %s tells it",
    async (name, _id, provider) => {
      const scenario = await openScenario(name, TEXTS);
      const story = await stageStory(scenario, provider);

      const played = await story.play();

      const slugs = [...new Set(story.products.map(({ link }) => link.product))];
      const names = { products: slugs, transactions: story.made.transactions, email: "ana@example.com" };
      const failed = judgeEnds(scenario.ends, played, names, story.made.leftOut).filter(({ verdict }) => verdict === "failed");
      expect(failed).toEqual([]);
      await story.store.close();
    },
  );

  test("is the same, byte for byte and id for id, in two runs", async () => {
    const scenario = await openScenario("boleto-paid-late", TEXTS);
    const [first, second] = [await stageStory(scenario, hotmart), await stageStory(scenario, hotmart)];

    expect(JSON.stringify(await second.play())).toBe(JSON.stringify(await first.play()));
    await first.store.close();
    await second.store.close();
  });
});

function scenarioOf(document: ScenarioDocument) {
  const faults: Parameters<typeof readScenario>[1] = [];
  const scenario = readScenario(document, faults);
  return { scenario, faults };
}

describe("a scenario file", () => {
  test("is told every fault that its schema cannot see", () => {
    const { faults } = scenarioOf({
      title: "x",
      steps: [{ at: "5x", event: "boleto" }, { at: "2d", event: "purchase", repeat: 1 }, { at: "1d", repeat: 3 }, { at: "3d" }],
      ends: { sales: { B: "approved" } },
    });

    expect(faults.map(({ path, problem }) => `${path.join(".")} ${problem.code}`)).toEqual([
      "steps.0.at story.bad-time",
      "steps.1.event story.repeat-or-event",
      "steps.2.repeat story.repeats-later",
      "steps.3 story.no-event",
      "steps.2.at story.out-of-order",
      "ends.sales.B story.no-such-sale",
    ]);
  });

  test("that ends otherwise than it says is found", async () => {
    const { scenario } = scenarioOf({
      title: "x",
      steps: [{ at: 0, event: "purchase" }],
      ends: { access: ["blocked", "none"], sales: { A: "refunded" }, tags: ["aluno"], messages: [] },
    });
    const story = await stageStory(scenario, hotmart);

    const played = await story.play();

    const names = { products: ["sample-1"], transactions: story.made.transactions, email: "ana@example.com" };
    expect(judgeEnds(scenario.ends, played, names, []).map(({ id, verdict, found }) => `${id} ${verdict} ${found}`)).toEqual([
      "access 1 failed active",
      "access 2 passed none",
      "sale A failed approved",
      "tags passed aluno",
      "messages failed boas-vindas",
    ]);
    await story.store.close();
  });

  test("may say how a sale is paid, but not of what is issued", async () => {
    const { scenario, faults } = scenarioOf({
      title: "x",
      steps: [
        { at: 0, event: "purchase", method: "pix" },
        { at: "1d", event: "refund" },
      ],
    });
    const wrong = scenarioOf({ title: "x", steps: [{ at: 0, event: "boleto", method: "pix" }] });
    const story = await stageStory(scenario, hotmart);

    const events = eventsOf(await story.play());

    expect([faults, events.map(({ payment }) => payment?.method)]).toEqual([[], ["pix", "pix"]]);
    expect(wrong.faults.map(({ path, problem }) => [path.join("."), problem.code])).toEqual([["steps.0.method", "story.no-method"]]);
    await story.store.close();
  });

  test("is not blamed for what rules would have made of an event that is never told", async () => {
    const { scenario } = scenarioOf({
      title: "x",
      steps: [
        { at: 0, event: "cart" },
        { at: "1h", event: "purchase" },
      ],
      ends: { access: ["blocked"], messages: ["boas-vindas", "carrinho-1", "carrinho-2"] },
    });
    const told = async (id: string) => {
      const story = await stageStory(scenario, findProvider(id) ?? hotmart);
      const played = await story.play();
      const names = { products: ["sample-1"], transactions: story.made.transactions, email: "ana@example.com" };
      const checks = judgeEnds(scenario.ends, played, names, story.made.leftOut);
      await story.store.close();
      return checks.map(({ id: check, verdict }) => `${check} ${verdict}`);
    };

    expect(await told("hotmart")).toEqual(["access 1 failed", "messages passed"]);
    expect(await told("pagseguro")).toEqual(["access 1 failed", "messages skipped"]);
  });

  test("begins when it is told to, and keeps its distances", async () => {
    const story = await stageStory(await openScenario("refund-after-access", TEXTS), hotmart);

    expect(inOrder(story.made.calls).map(({ at }) => at)).toEqual([STORY_BEGIN, "2026-11-13T12:00:00.000Z"]);
    await story.store.close();
  });
});
