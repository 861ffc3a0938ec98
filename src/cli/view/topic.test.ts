import { describe, expect, it } from "vitest";
import { plainView } from "../../../test/support/view.ts";
import { CONDITION_FIELDS } from "../../core/condition.ts";
import { parseCondition } from "../../core/condition-parse.ts";
import { ERROR_CODES } from "../../core/errors.ts";
import { TRIGGERS } from "../../core/triggers.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { TOPICS } from "../help-topics.ts";
import { topicJson, topicText } from "./topic.ts";

const view = plainView();

describe("topicText", () => {
  it.each(TOPICS)("%s says something, with every text in the catalogue", (topic) => {
    const text = topicText(topic, view, "/home/x");

    expect(text.length).toBeGreaterThan(80);
    expect(text).not.toMatch(/\{\w+\}|\bhelp\.|\btrigger\.|\bexit\./);
  });

  it.each([
    ["triggers", TRIGGERS],
    ["conditions", CONDITION_FIELDS],
    ["providers", PROVIDERS.map(({ id }) => id)],
    ["simulate-words", PROVIDERS.flatMap(({ events }) => events.flatMap(({ words }) => words))],
    ["exit-codes", ["0", "1", "2", "3", "4", "5", "6", "7", "8", "130"]],
    ["home", ["/home/x"]],
  ] as const)("%s leaves nothing out", (topic, words) => {
    const text = topicText(topic, view, "/home/x");

    for (const word of words) expect(text).toContain(word);
  });

  it("shows conditions that can be written so", () => {
    const examples = topicText("conditions", view, "").split("\n").slice(2, 5);

    expect(examples).toHaveLength(3);
    for (const example of examples) expect(parseCondition(example.trim())).toMatchObject({ ok: true });
  });
});

describe("topicJson", () => {
  it("gives tables as rows", () => {
    const { exitCodes } = topicJson("exit-codes", view.texts, "") as { exitCodes: readonly { code: number; errors: readonly string[] }[] };

    expect(exitCodes.map(({ code }) => code)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 130]);
    expect(exitCodes.flatMap(({ errors }) => errors).sort()).toEqual(Object.keys(ERROR_CODES).sort());
  });

  it.each(TOPICS)("%s names itself", (topic) => {
    expect(topicJson(topic, view.texts, "/home/x")).toMatchObject({ topic });
  });
});
