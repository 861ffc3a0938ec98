import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ACTIONS } from "../src/actions/index.ts";
import { COMMANDS, groupsOf } from "../src/cli/commands/index.ts";
import { TOPICS } from "../src/cli/help-topics.ts";
import { DOCUMENT_ERRORS } from "../src/core/document.ts";
import { ERROR_CODES, EXIT_CODES } from "../src/core/errors.ts";
import { EVENT_STATUSES } from "../src/core/event.ts";
import { MISTAKE_CODES } from "../src/core/mistake.ts";
import { type PurchaseState, rankOf, stateOf } from "../src/core/purchase.ts";
import { ACTION_IDS } from "../src/core/rule.ts";
import { TRIGGERS, type Trigger } from "../src/core/triggers.ts";
import { DESTINATIONS } from "../src/destinations/index.ts";
import { en } from "../src/messages/en/index.ts";
import { LANGUAGES } from "../src/messages/language.ts";
import { loadCatalogue } from "../src/messages/text.ts";
import { REJECTION_CODES, REPLY_MEANINGS } from "../src/providers/contract.ts";
import { PROVIDERS } from "../src/providers/index.ts";
import { packageRoot } from "../src/shared/package-root.ts";
import { callsOf } from "./support/calls.ts";
import { sourceFiles } from "./support/sources.ts";

const FILES = sourceFiles();
const TEXTS: Readonly<Record<string, string>> = en;
const README = readFileSync(join(packageRoot(), "README.md"), "utf8");
const folders = (path: string) =>
  readdirSync(join(packageRoot(), path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
const IDS = PROVIDERS.map(({ id }) => id).sort();

describe("providers", () => {
  test("have one folder of code and one of fixtures each, and no folder is left over", () => {
    const notProviders = ["scenarios", "schemas", "rules", "csv"];

    expect(folders("src/providers")).toEqual(IDS);
    expect(folders("fixtures").filter((name) => !notProviders.includes(name))).toEqual(IDS);
    expect(IDS.length).toBeGreaterThanOrEqual(2);
  });

  test.each(PROVIDERS)("$id has a README of its own, and the main one names it", ({ id, title }) => {
    expect(existsSync(join(packageRoot(), "src/providers", id, "README.md"))).toBe(true);
    expect(README).toContain(title);
    expect(README).toContain(id);
  });

  test("every fixture has its expected events beside it, and nothing else lies there", () => {
    for (const id of IDS) {
      const files = readdirSync(join(packageRoot(), "fixtures", id));
      const names = files.filter((file) => file.endsWith(".http")).map((file) => file.slice(0, -".http".length));

      const calls = files.filter((file) => !names.some((name) => file === `${name}.document`));
      expect(calls.sort(), id).toEqual(names.flatMap((name) => [`${name}.expected.json`, `${name}.http`]).sort());
    }
  });
});

describe("destinations", () => {
  test("have one folder each, and no folder is left over", () => {
    expect(folders("src/destinations")).toEqual(DESTINATIONS.map(({ id }) => id).sort());
    expect(DESTINATIONS.length).toBeGreaterThanOrEqual(4);
  });

  test.each(DESTINATIONS)(
    "$id has a README of its own; those above it name it, its settings and its secrets",
    ({ id, settings, secrets }) => {
      const own = readFileSync(join(packageRoot(), "src/destinations", id, "README.md"), "utf8");
      const all = readFileSync(join(packageRoot(), "src/destinations/README.md"), "utf8");
      const names = [...settings, ...secrets].map(({ name }) => name);

      expect(names.filter((name) => !own.includes(name))).toEqual([]);
      expect(all).toMatch(new RegExp(`^\\| \`${id}\` \\|`, "m"));
      expect(README).toMatch(new RegExp(`^\\| \`${id}\` \\|`, "m"));
    },
  );

  test("carry out every action between them, or a rule would ask for what nobody does", () => {
    const done = new Set(DESTINATIONS.flatMap(({ actions }) => actions));

    expect(ACTION_IDS.filter((id) => !done.has(id))).toEqual([]);
  });
});

describe("the README", () => {
  test("names every command", () => {
    const named = [...README.matchAll(/^\| (`intg .*?`) \|/gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`intg ([^`]+)`/g)].flatMap(([, words = ""]) => {
        const [first = "", verbs = ""] = words.split(" ");
        return /^[a-z]/.test(verbs) ? verbs.split("\\|").map((verb) => `${first} ${verb}`) : [first];
      }),
    );
    const paths = new Set([...named, ...named.map((path) => path.split(" ")[0])]);

    expect(COMMANDS.map(({ path }) => path).filter((path) => !paths.has(path))).toEqual([]);
  });

  test("names every topic of help, in the order in which help does, and so does help itself", () => {
    const list = TOPICS.join(", ");

    expect(README.replaceAll("\n", " ")).toContain(`Topics of \`intg help\`: ${list}.`);
    expect(en["help.description"]).toContain(`Topics: ${list}`);
  });

  test("names every metric, and no other", () => {
    const service = FILES.find(({ path }) => path === "app/service.ts")?.code ?? "";
    const metrics = [...new Set(service.match(/\bintg_[a-z_]+/g))].sort();

    expect(metrics.length).toBeGreaterThanOrEqual(8);
    expect([...new Set(README.match(/\bintg_[a-z_]+/g))].sort()).toEqual(metrics);
  });
});

/** What each trigger means for a purchase: its place on the path (0: none), and the state it brings. */
const MEANING: Readonly<Record<Trigger, readonly [rank: number, state: PurchaseState | null]>> = {
  "cart.abandoned": [5, "cart"],
  "purchase.pending": [10, "issued"],
  "boleto.issued": [20, "issued"],
  "pix.issued": [20, "issued"],
  "payment.late": [25, null],
  "purchase.refused": [30, "refused"],
  "purchase.expired": [35, "expired"],
  "purchase.approved": [50, "approved"],
  "invoice.issued": [55, null],
  "delivery.updated": [60, null],
  "purchase.completed": [65, null],
  "purchase.disputed": [70, null],
  "purchase.canceled": [80, "canceled"],
  "purchase.refunded": [90, "refunded"],
  "purchase.chargeback": [100, "chargeback"],
  "subscription.started": [0, null],
  "subscription.renewed": [0, null],
  "subscription.canceled": [0, null],
  "subscription.plan_changed": [0, null],
  "subscription.charge_date_changed": [0, null],
  "subscription.card_updated": [0, null],
  "access.first": [0, null],
  "access.module_completed": [0, null],
  "lead.received": [0, null],
  unknown: [0, null],
};

describe("triggers", () => {
  test.each(TRIGGERS)("%s has the meaning for a purchase that was decided for it", (trigger) => {
    expect([rankOf(trigger), stateOf(trigger)]).toEqual(MEANING[trigger]);
  });

  test("the vocabulary has each word once, and no other has a meaning", () => {
    expect(new Set(TRIGGERS).size).toBe(TRIGGERS.length);
    expect(Object.keys(MEANING).sort()).toEqual([...TRIGGERS].sort());
  });

  test("states rise with the rank: what is further on the path is the stronger state", () => {
    const states = Object.values(MEANING)
      .filter(([, state]) => state !== null)
      .sort(([first], [second]) => first - second)
      .map(([, state]) => state);

    expect([...new Set(states)]).toEqual(["cart", "issued", "refused", "expired", "approved", "canceled", "refunded", "chargeback"]);
  });

  test("every trigger is sent by some provider", () => {
    const sent = new Set(PROVIDERS.flatMap(({ events }) => events.flatMap(({ trigger, also }) => [trigger, ...also])));

    expect(TRIGGERS.filter((trigger) => !sent.has(trigger))).toEqual([]);
  });

  test("actions of the vocabulary and of the list are the same, in the same order of ids", () => {
    expect(ACTIONS.map(({ id }) => id)).toEqual([...ACTION_IDS]);
  });
});

describe("errors", () => {
  const CODES = Object.keys(ERROR_CODES);

  test.each(CODES)("%s has a text and a remedy", (code) => {
    expect(TEXTS[`error.${code}`]).toMatch(/\S/);
    expect(TEXTS[`hint.${code}`]).toMatch(/\S/);
  });

  test("no text speaks of a code that does not exist", () => {
    const spoken = Object.keys(TEXTS).flatMap((key) => /^(?:error|hint)\.(INTG_\w+)$/.exec(key)?.[1] ?? []);

    expect([...new Set(spoken)].sort()).toEqual([...CODES].sort());
  });

  test("every exit code is one of a class, each class has codes, and the README tells each", () => {
    expect(new Set(Object.values(EXIT_CODES)).size).toBe(Object.keys(EXIT_CODES).length);
    // A check that found something is no error: the command prints what it found, and ends with the exit code.
    expect([...new Set<string>(["check", ...Object.values(ERROR_CODES)])].sort()).toEqual(Object.keys(EXIT_CODES).sort());
    for (const exit of [0, ...Object.values(EXIT_CODES)]) {
      expect(README, `exit ${exit}`).toMatch(new RegExp(`^\\| *${exit} *\\|`, "m"));
      expect(en["cli.exit"]).toMatch(new RegExp(`(^|; )${exit} `));
    }
  });
});

const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name = ""]) => name))];

describe("texts", () => {
  test("the catalogue was read, under keys of one look, none of them empty or with space at its ends", () => {
    expect(Object.keys(TEXTS).length).toBeGreaterThan(300);
    expect(Object.keys(TEXTS).filter((key) => !/^[a-z][a-z-]*(\.[A-Za-z0-9_-]+)+$/.test(key))).toEqual([]);
    expect(
      Object.entries(TEXTS)
        .filter(([, text]) => text.trim() !== text || text === "")
        .map(([key]) => key),
    ).toEqual([]);
  });

  test("every key stands in one file only, for the last one would win silently", () => {
    const folder = join(packageRoot(), "src/messages/en");
    const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && file !== "index.ts");
    const keys = files.flatMap((file) =>
      [...readFileSync(join(folder, file), "utf8").matchAll(/^ {2}"([^"]+)":/gm)].map(([, key = ""]) => key),
    );

    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(keys.sort()).toEqual(Object.keys(TEXTS).sort());
  });

  test("every brace is a placeholder, `{name}` or `{name:one|many}`", () => {
    // Examples are shell commands, which have braces of their own.
    const rest = Object.entries(TEXTS)
      .filter(([key]) => !key.endsWith(".example"))
      .map(([key, text]) => [key, text.replace(/\{[a-zA-Z]\w*(:[^|{}]*\|[^{}]*)?\}/g, "")] as const);

    expect(rest.filter(([, text]) => /[{}]/.test(text)).map(([key]) => key)).toEqual([]);
  });

  test("every language has the same keys with the same placeholders", async () => {
    for (const language of LANGUAGES) {
      const catalogue = await loadCatalogue(language);
      expect(Object.keys(catalogue).sort(), language).toEqual(Object.keys(TEXTS).sort());
      for (const [key, text] of Object.entries(catalogue)) {
        expect(placeholders(text).sort(), `${language} ${key}`).toEqual(placeholders(TEXTS[key] ?? "").sort());
      }
    }
  });

  test("every command and every group has a summary", () => {
    const words = [...COMMANDS.map(({ path }) => path), ...groupsOf(COMMANDS)];

    expect(COMMANDS.length).toBeGreaterThan(10);
    expect(words.filter((path) => !Object.hasOwn(TEXTS, `${path.replace(" ", ".")}.summary`))).toEqual([]);
    expect(new Set(COMMANDS.map(({ path }) => path)).size).toBe(COMMANDS.length);
  });

  test("every command's file is loaded under its own path", async () => {
    for (const { path, load } of COMMANDS) {
      const command = await load();
      expect(typeof command.run, path).toBe("function");
    }
  });
});

describe("what is said by a code", () => {
  const NOTES = callsOf("note", FILES);
  const ERRORS = callsOf("IntgError", FILES);

  test("the reader of the code found notes and errors, with their parameters", () => {
    expect(NOTES.length).toBeGreaterThan(35);
    expect(ERRORS.length).toBeGreaterThan(40);
    expect(NOTES.find(({ code }) => code === "rule.other-product")?.params).toEqual(["wanted", "got"]);
    expect(ERRORS.filter(({ params }) => params !== null && params.length > 0).length).toBeGreaterThan(30);
  });

  test("every note that the code makes has a text", () => {
    const silent = NOTES.filter(
      ({ code, isTemplate }) => !isTemplate && !Object.hasOwn(TEXTS, code.startsWith("INTG_") ? `error.${code}` : `note.${code}`),
    );

    expect(silent.map(({ where, code }) => `${where} ${code}`)).toEqual([]);
  });

  /** The codes behind `${...}`, for each template that is in use. */
  const FAMILIES: Readonly<Record<string, readonly string[]>> = {
    link: ["grant", "grant-provisionally", "take-back", "take-back-unpaid-only", "end-subscription"],
    rejected: REJECTION_CODES,
    lookup: [...REPLY_MEANINGS.filter((meaning) => meaning !== "document"), "no-credential"],
    condition: ["unknown-field", "unknown-operator", "missing-value", "unclosed-quote", "unclosed-parenthesis", "unexpected", "empty"],
    mistake: MISTAKE_CODES,
    "history.none": PROVIDERS.filter(({ api }) => api?.history === undefined).map(({ id }) => id),
    "config-file.document": DOCUMENT_ERRORS,
    row: ["not_text", "empty", "bad_charset", "bad_length", "repeated", "bad_check_digits"],
  };

  test("every note made of a template has a text for each of its codes", () => {
    const families = [...new Set(NOTES.filter(({ isTemplate }) => isTemplate).map(({ code }) => code.replace(/\.?\$\{.*$/, "")))].sort();

    expect(families.filter((family) => !Object.hasOwn(FAMILIES, family))).toEqual([]);
    for (const family of families) {
      expect(
        (FAMILIES[family] ?? []).filter((code) => !Object.hasOwn(TEXTS, `note.${family}.${code}`)),
        family,
      ).toEqual([]);
    }
  });

  test("no note is asked for a parameter that it is not given", () => {
    const lacking = NOTES.flatMap(({ where, code, params }) =>
      params === null
        ? []
        : placeholders(TEXTS[`note.${code}`] ?? "")
            .filter((name) => !params.includes(name))
            .map((name) => `${where} ${code} {${name}}`),
    );

    expect(lacking).toEqual([]);
  });

  test("no error is asked for a parameter that it is not given: it would be shown with its braces", () => {
    const lacking = ERRORS.flatMap(({ where, code, params }) =>
      params === null
        ? []
        : [...new Set([...placeholders(TEXTS[`error.${code}`] ?? ""), ...placeholders(TEXTS[`hint.${code}`] ?? "")])]
            .filter((name) => !params.includes(name))
            .map((name) => `${where} ${code} {${name}}`),
    );

    expect(lacking).toEqual([]);
  });

  test("every error code is thrown somewhere, or it is a promise to nobody", () => {
    const thrown = new Set(
      FILES.filter(({ path }) => path !== "core/errors.ts" && !path.startsWith("messages/")).flatMap(
        ({ code }) => code.match(/\bINTG_[A-Z_]+\b/g) ?? [],
      ),
    );

    expect(Object.keys(ERROR_CODES).filter((code) => !thrown.has(code))).toEqual([]);
  });

  test('every `texts("key")` of the command line has that key and its parameters', () => {
    const lacking = callsOf("texts", FILES)
      .filter(({ isTemplate }) => !isTemplate)
      .flatMap(({ where, code, params }) => {
        const text = TEXTS[code];
        if (text === undefined) return code.includes(".") ? [`${where} ${code}`] : [];
        return params === null
          ? []
          : placeholders(text)
              .filter((name) => !params.includes(name))
              .map((name) => `${where} ${code} {${name}}`);
      });

    expect(lacking).toEqual([]);
  });

  test("statuses of events are said in words that filters take", () => {
    expect([...EVENT_STATUSES]).toEqual(["processed", "unmatched", "duplicate", "quarantined", "pending", "failed"]);
  });
});
