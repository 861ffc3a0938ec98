import { hookPath } from "../../app/hook-path.ts";
import { COMPARE_OPS, CONDITION_FIELDS } from "../../core/condition.ts";
import { ERROR_CODES, type ErrorClass, EXIT_CODES } from "../../core/errors.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import { TRIGGERS } from "../../core/triggers.ts";
import type { Texts } from "../../messages/text.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { PROVIDERS } from "../../providers/index.ts";
import type { Topic } from "../help-topics.ts";
import { alignRows, indent } from "./columns.ts";
import { destinationsJson, destinationsText, messagesJson, messagesText, outboxJson, outboxText } from "./sending-topics.ts";
import type { View } from "./view.ts";

/** A topic for a person: prose from the catalogue, tables from the code they tell of. */
export function topicText(topic: Topic, view: View, home: string): string {
  const { texts, style } = view;
  const table = (rows: readonly (readonly string[])[]) =>
    indent(alignRows(rows.map(([first = "", ...rest]) => [style.cyan(first), ...rest])));
  switch (topic) {
    case "triggers":
      return [texts("help.triggers.intro"), "", ...table(triggerRows(texts))].join("\n");
    case "conditions":
      return conditionsText(view);
    case "providers": {
      const head = (["name", "title", "url", "secrets"] as const).map((name) => style.bold(texts(`help.providers.column.${name}`)));
      const rows = PROVIDERS.map((provider) => [
        provider.id,
        provider.title,
        hookPath(provider, DEFAULT_STORE),
        secretsOf(provider).join(", "),
      ]);
      return [texts("help.providers.intro"), "", ...indent(alignRows([head, ...rows]))].join("\n");
    }
    case "destinations":
      return destinationsText(view);
    case "messages":
      return messagesText(view);
    case "outbox":
      return outboxText(view);
    case "exit-codes":
      return [texts("help.exit-codes.intro"), "", ...table(exitRows(texts).map(({ code, meaning }) => [String(code), meaning]))].join("\n");
    case "simulate-words":
      return [
        texts("help.simulate-words.intro"),
        "",
        ...table(wordRows().map(({ word, triggers, providers }) => [word, triggers.join(", "), providers.join(", ")])),
      ].join("\n");
    case "security":
      return texts("help.security.text");
    case "home":
      return [texts("help.home.text"), "", texts("help.home.now", { home })].join("\n");
    case "maestrus":
    case "entrega-digital":
      return texts(`help.${topic}.text`);
    default:
      return topic satisfies never;
  }
}

/** The same for a script: the tables as rows, the prose as text. */
export function topicJson(topic: Topic, texts: Texts, home: string): unknown {
  switch (topic) {
    case "triggers":
      return { topic, triggers: triggerRows(texts).map(([trigger, meaning]) => ({ trigger, meaning })) };
    case "conditions":
      return { topic, fields: [...CONDITION_FIELDS, "tracking.<name>"], operators: operators() };
    case "providers":
      return {
        topic,
        providers: PROVIDERS.map((provider) => ({
          id: provider.id,
          title: provider.title,
          url: hookPath(provider, DEFAULT_STORE),
          secrets: provider.secrets.map(({ name, verifies, whereToFind }) => ({ name, verifies, whereToFind })),
        })),
      };
    case "destinations":
      return { topic, ...destinationsJson() };
    case "messages":
      return { topic, ...messagesJson(texts) };
    case "outbox":
      return { topic, ...outboxJson(texts) };
    case "exit-codes":
      return { topic, exitCodes: exitRows(texts) };
    case "simulate-words":
      return { topic, words: wordRows() };
    case "security":
      return { topic, text: texts("help.security.text") };
    case "home":
      return { topic, text: texts("help.home.text"), home };
    case "maestrus":
    case "entrega-digital":
      return { topic, text: texts(`help.${topic}.text`) };
    default:
      return topic satisfies never;
  }
}

function triggerRows(texts: Texts): readonly (readonly string[])[] {
  return TRIGGERS.map((trigger) => [trigger, texts(`trigger.${trigger}`)]);
}

function conditionsText({ texts, style }: View): string {
  const [fields, half] = [CONDITION_FIELDS, Math.ceil(CONDITION_FIELDS.length / 2)];
  const pairs = fields.slice(0, half).map((field, at) => [field, fields[half + at] ?? ""]);
  return [
    texts("help.conditions.intro"),
    "",
    style.bold(texts("help.conditions.fields")),
    ...indent(alignRows(pairs)),
    ...indent([texts("help.conditions.tracking")]),
    "",
    style.bold(texts("help.conditions.operators")),
    ...indent([operators().join("  ")]),
  ].join("\n");
}

function operators(): readonly string[] {
  return [...COMPARE_OPS, "in", "exists", "not", "and", "or"];
}

function exitRows(texts: Texts): readonly { code: number; meaning: string; errors: readonly string[] }[] {
  const classes = Object.keys(EXIT_CODES) as ErrorClass[];
  const rows = classes.map((name) => ({
    code: EXIT_CODES[name],
    meaning: texts(`exit.${name}`),
    errors: Object.entries(ERROR_CODES).flatMap(([code, of]) => (of === name ? [code] : [])),
  }));
  return [{ code: 0, meaning: texts("help.exit-codes.done"), errors: [] }, ...rows];
}

function wordRows(): readonly WordRow[] {
  const rows = new Map<string, { triggers: Set<string>; providers: Set<string> }>();
  for (const { id, events } of PROVIDERS) {
    for (const { words, trigger } of events) {
      for (const word of words) {
        const row = rows.get(word) ?? { triggers: new Set(), providers: new Set() };
        rows.set(word, { triggers: row.triggers.add(trigger), providers: row.providers.add(id) });
      }
    }
  }
  return [...rows].map(([word, { triggers, providers }]) => ({ word, triggers: [...triggers], providers: [...providers] }));
}

/** A word, what it stands for, and who knows it. */
interface WordRow {
  readonly word: string;
  readonly triggers: readonly string[];
  readonly providers: readonly string[];
}

function secretsOf(provider: ProviderAdapter): readonly string[] {
  return provider.secrets.map(({ name, verifies }) => (verifies ? `${name}*` : name));
}
