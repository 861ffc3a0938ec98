import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { LANGUAGES } from "../../src/messages/language.ts";
import { cleanUp, intgHere, intgOk, tempFolder } from "./support.ts";

const SECRETS = { HOTTOK: "hottok-made-up", BASIC: "Basic bWFkZTp1cA==", CLIENT_ID: "made-up-id", CLIENT_SECRET: "made-up-secret" };

afterEach(cleanUp);

describe.each(["maestrus", "entrega-digital"])("the check-list of %s", (topic) => {
  test.each(LANGUAGES)("can be followed from top to bottom on an empty home, in %s", async (language) => {
    const env = { INTG_HOME: join(tempFolder(), "home"), ...SECRETS };
    const text = await intgOk(["help", topic, "--lang", language], { env });
    const commands = [...text.matchAll(/^ +intg (.+)$/gm)].map(([, line = ""]) => wordsOf(line));

    const ends: (readonly [string, number | null])[] = [];
    for (const words of commands) ends.push([words.join(" "), (await intgHere(words, { env })).code]);

    expect(commands.length).toBeGreaterThan(8);
    expect(ends.filter(([, code]) => code !== 0)).toEqual([]);
    expect(text.split("\n").filter((line) => [...line].length > 132)).toEqual([]);
  });
});

describe("ways of selling", () => {
  test("a package is released by each of its ids, a plan's id by nothing else", async () => {
    const env = { INTG_HOME: join(tempFolder(), "home") };
    await intgOk(["product", "add", "Pacote", "--type", "package"], { env });
    await intgOk(["product", "add", "Plano", "--type", "plan"], { env });
    for (const id of ["1", "2"]) await intgOk(["product", "link", "pacote", "hotmart", id], { env });
    await intgOk(["product", "link", "plano", "hotmart", "3"], { env });

    const taken = await intgHere(["product", "link", "pacote", "hotmart", "3"], { env });
    const links = JSON.parse(await intgOk(["product", "show", "plano", "--json"], { env })) as { links: readonly unknown[] };

    expect(taken.code).toBe(3);
    expect(taken.stderr).toContain("plano");
    expect(links.links).toEqual([expect.objectContaining({ externalId: "3", kind: "subscription" })]);
  });
});

/** The words of a line of the check-list, whose only quotes are double ones. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
