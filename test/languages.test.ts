import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { COMMANDS } from "../src/cli/commands/index.ts";
import { scenarioNames } from "../src/cli/story/scenario-files.ts";
import { en } from "../src/messages/en/index.ts";
import { ptBR } from "../src/messages/pt-BR/index.ts";
import { packageRoot } from "../src/shared/package-root.ts";
import { sourceFiles } from "./support/sources.ts";

const ENGLISH: Readonly<Record<string, string>> = en;
const PORTUGUESE: Readonly<Record<string, string>> = ptBR;
const KEYS = Object.keys(ENGLISH);
const isExample = (key: string) => key.endsWith(".example");

/** Texts with words in them that both languages say alike: names, and words that Portuguese has taken over. */
const SAME_ON_PURPOSE = [
  ...["API", "BYTES", "E-MAIL", "E-mail", "ID", "Pix", "SHA-256", "SLUG", "Sandbox", "Tags", "URL", "boleto", "chargeback"],
  ...["Boleto", "Boleto, Pix", "Chargebacks", "Leads", "Portal", "sck", "src"],
  ...["e-mail", "id", "lead", "move", "null", "status", "tag", "tag: {name}", "tags", "{n} {n:byte|bytes}"],
  // Names: ours, a vendor's, and what vendors call their secrets.
  ...["Basic", "Chave única", "Client ID", "Client Secret", "Hottok", "Origin secret", "SECRET_KEY", "Token"],
  ...["hotmart, payt, ...", "intg", "leadlovers"],
];

/** Words that no Portuguese text has, but where it names something that is English. */
const STOP_WORDS = [
  "the",
  "with",
  "and",
  "from",
  "are",
  "was",
  "this",
  "that",
  "which",
  "when",
  "where",
  "its",
  "has",
  "have",
  "what",
].concat(["nothing", "of", "to", "is", "it", "not", "only", "your", "you", "into", "than", "or", "by"]);

/** What is neither code, nor a word of somebody's in quotes, nor a command, a flag or a placeholder. */
function proseOf(text: string): string {
  return text
    .replace(/`[^`]*`|"[^"]*"|'[^']*'/g, " ")
    .replace(/\bintg [^\n;)]*/g, " ")
    .replace(/--[\w-]+/g, " ")
    .replace(/\{\w+(:[^{}]*)?\}/g, " ")
    .replace(/^ {2,}.*$/gm, " ");
}

/** The commands that a text names, its flags, error codes and HTTP statuses. */
function codesOf(text: string): readonly string[] {
  const flags = [...text.matchAll(/--[a-z][a-z-]*|\bINTG_[A-Z_]+\b|\bHTTP \d{3}\b/g)].map(([code]) => code);
  return [...new Set(flags)].sort();
}

function commandsOf(text: string): readonly string[] {
  const paths = COMMANDS.map(({ path }) => path).sort((first, second) => second.length - first.length);
  const found = [...text.matchAll(/\bintg ([a-z-]+(?: [a-z-]+)?)/g)].map(([, words = ""]) =>
    paths.find((path) => words === path || words.startsWith(`${path} `)),
  );
  return [...new Set(found.filter((path) => path !== undefined))].sort();
}

/** Example lines without what explains them. */
function linesOf(example: string): readonly string[] {
  return example.split("\n").map((line) => line.replace(/\s+# .*$/, ""));
}

describe("Portuguese beside English", () => {
  test("no text is still the English one, but those that are the same on purpose", () => {
    const same = KEYS.filter((key) => !isExample(key) && ENGLISH[key] === PORTUGUESE[key])
      .map((key) => ENGLISH[key] ?? "")
      // A text without words, made of placeholders or signs, has no language.
      .filter((text) => /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, "")));

    expect([...new Set(same)].sort()).toEqual([...SAME_ON_PURPOSE].sort());
  });

  test("no English word is left in a text", () => {
    const words = new RegExp(`(?<![\\p{L}\\d.-])(?:${STOP_WORDS.join("|")})(?![\\p{L}\\d.-])`, "iu");
    const left = KEYS.filter((key) => !isExample(key)).flatMap((key) => {
      const [word] = words.exec(proseOf(PORTUGUESE[key] ?? "")) ?? [];
      return word === undefined ? [] : [`${key}: ${word}`];
    });

    expect(left).toEqual([]);
  });

  test("a text has the flags, codes and statuses of the English one, and names every command that it names", () => {
    const other = KEYS.filter((key) => {
      const [english, portuguese] = [ENGLISH[key] ?? "", PORTUGUESE[key] ?? ""];
      const named = commandsOf(portuguese);
      return codesOf(english).join() !== codesOf(portuguese).join() || commandsOf(english).some((path) => !named.includes(path));
    });

    expect(other).toEqual([]);
  });

  test("a question stays a question, and a sentence a sentence", () => {
    const endOf = (text = "") => /[.?]$/.exec(text)?.[0] ?? "";

    expect(KEYS.filter((key) => !isExample(key) && endOf(ENGLISH[key]) !== endOf(PORTUGUESE[key]))).toEqual([]);
  });

  test("the commands of examples are the same, whatever explains them", () => {
    const examples = KEYS.filter(isExample);

    expect(examples.length).toBeGreaterThan(50);
    for (const key of examples) expect(linesOf(PORTUGUESE[key] ?? ""), key).toEqual(linesOf(ENGLISH[key] ?? ""));
  });
});

describe("where texts come from", () => {
  const FILES = sourceFiles();

  test("a catalogue is loaded by the language only: no code asks for one, and none for another's", () => {
    const asking = FILES.filter(({ path }) => !/^messages\/(en|pt-BR)\/index\.ts$/.test(path)).flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ typeOnly, dynamic, target }) =>
            !typeOnly && !(dynamic && path === "messages/text.ts") && /^messages\/(en|pt-BR)\//.test(target),
        )
        .map(({ target }) => `${path}: ${target}`),
    );

    expect(FILES.filter(({ path }) => path.startsWith("messages/pt-BR/")).length).toBeGreaterThan(40);
    expect(asking).toEqual([]);
  });

  test("both languages have the same files", () => {
    const files = (language: string) => readdirSync(join(packageRoot(), "src/messages", language)).sort();

    expect(files("pt-BR")).toEqual(files("en"));
  });

  test("a story's file says in English what the catalogue says of it", () => {
    const told = scenarioNames().flatMap((name) => {
      const text = readFileSync(join(packageRoot(), "fixtures/scenarios", `${name}.yaml`), "utf8");
      const { title, description } = parse(text) as { readonly title: string; readonly description?: string };
      return [
        [`scenario.${name}.title`, title] as const,
        ...(description === undefined ? [] : [[`scenario.${name}.description`, description] as const]),
      ];
    });

    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(Object.entries(ENGLISH).filter(([key]) => key.startsWith("scenario."))));
  });
});
