import { describe, expect, test } from "vitest";
import { findDifferences } from "../../src/app/story/chaos.ts";
import { readScenario, type Scenario, type ScenarioDocument } from "../../src/app/story/scenario.ts";
import { noticesOf } from "../../src/app/story/standing.ts";
import { openScenario } from "../../src/cli/story/scenario-files.ts";
import { parseCondition } from "../../src/core/condition-parse.ts";
import { seededRandom } from "../../src/core/random.ts";
import { en } from "../../src/messages/en/index.ts";
import { createTexts } from "../../src/messages/text.ts";
import { findProvider, PROVIDERS } from "../../src/providers/index.ts";
import { stageStory } from "../support/story.ts";

const TEXTS = createTexts(en);
const SELLING = PROVIDERS.filter(({ family }) => family === "payments");
const hotmart = findProvider("hotmart") ?? PROVIDERS[0];
if (hotmart === undefined) throw new Error("no provider");

function scenarioOf(document: ScenarioDocument): Scenario {
  return readScenario(document, []);
}

describe("disorder", () => {
  const NAMES = ["boleto-paid-late", "two-products-one-refund", "subscription-late-recovered-canceled", "everything-twice"];

  test.each(NAMES.flatMap((name) => SELLING.map((provider) => [name, provider.id, provider] as const)))(
    "%s ends the same in every order in which %s may tell it",
    async (name, _id, provider) => {
      const story = await stageStory(await openScenario(name, TEXTS), provider);
      let runs = 0;

      const report = await findDifferences(
        story.made.calls,
        seededRandom(5),
        async (arrivals) => noticesOf((await story.playAnew(arrivals)).people),
        () => {
          runs += 1;
        },
      );

      expect(report.differences).toEqual([]);
      expect(report.runs).toBe(runs);
      expect(runs).toBeGreaterThan(25);
      await story.store.close();
    },
  );

  test("names the pair whose order matters, and what it changes", async () => {
    const scenario = scenarioOf({
      title: "x",
      steps: [
        { at: 0, event: "cart" },
        { at: "1h", event: "boleto" },
        { at: "2h", event: "purchase" },
        { at: "3h", event: "delivery" },
      ],
    });
    const when = parseCondition("contact.tags contains boleto");
    if (!when.ok) throw new Error("condition");
    const story = await stageStory(scenario, hotmart, async (store) => {
      const rule = { product: "*", whenText: null, when: null };
      await store.rules.add({ ...rule, id: "rul_1", trigger: "boleto.issued", actions: [{ id: "tag.add", target: "boleto" }] });
      const text = "contact.tags contains boleto";
      const actions = [{ id: "tag.add", target: "pagou" }] as const;
      await store.rules.add({ ...rule, id: "rul_2", trigger: "purchase.approved", whenText: text, when: when.value, actions });
    });

    const report = await findDifferences(
      story.made.calls,
      seededRandom(5),
      async (arrivals) => noticesOf((await story.playAnew(arrivals)).people),
      () => undefined,
    );

    expect(report.differences.map(({ pair, missing, added }) => [pair?.map(({ step }) => step.event), missing, added])).toEqual([
      [["boleto", "purchase"], [{ who: "ana@example.com", about: "tag", name: "pagou" }], []],
    ]);
    await story.store.close();
  });

  test("no call arrives before it happened", async () => {
    const story = await stageStory(await openScenario("boleto-paid-late", TEXTS), hotmart);
    const arrivals: string[] = [];

    await findDifferences(
      story.made.calls,
      seededRandom(1),
      async (order) => {
        for (const { at, call } of order) if (at < call.at) arrivals.push(`${call.step.event} ${at}`);
        return [];
      },
      () => undefined,
    );

    expect(arrivals).toEqual([]);
    await story.store.close();
  });
});
