import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cleanUp, intgHere, intgOk, type JsonObject, start, tempFolder } from "./support.ts";

const EMAIL = "ana.apagada@example.com";
const OTHER = "bia.fica@example.com";

let folder: string;
let env: Readonly<Record<string, string>>;

beforeEach(async () => {
  folder = tempFolder();
  env = { INTG_HOME: join(folder, "home") };
  await intgOk(["product", "add", "Curso", "--slug", "curso"], { env });
  await intgOk(["product", "link", "curso", "hotmart", "1001"], { env });
  await intgOk(["credential", "set", "hotmart", "--secret", "hottok=fake-hottok-0123456789"], { env });
});
afterEach(cleanUp);

async function sell(email: string, ...more: readonly string[]): Promise<void> {
  await intgOk(
    ["simulate", "hotmart", "purchase", "--product", "curso", "--email", email, "--seed", String(email.length), "--commit", ...more],
    { env },
  );
}

async function json(...args: readonly string[]): Promise<JsonObject> {
  return JSON.parse(await intgOk([...args, "--json"], { env })) as JsonObject;
}

/** Files of the home in which an address stands. */
function filesWith(text: string): readonly string[] {
  const home = join(folder, "home");
  return readdirSync(home).filter((file) => readFileSync(join(home, file)).includes(text));
}

describe("a person", () => {
  test("is written into a file that only the operator reads, with a word of warning", async () => {
    await sell(EMAIL);
    const file = join(folder, "ana.json");

    const { code, stdout, stderr } = await intgHere(["contact", "export", EMAIL, "-o", file], { env });

    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toContain("unmasked");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const record = JSON.parse(readFileSync(file, "utf8")) as { format: string; person: { emails: string[] }; calls: unknown[] };
    expect(record).toMatchObject({ format: "intg/person/1", person: { emails: [EMAIL] } });
    expect(record.calls.length).toBe(1);
  });

  test("is erased beside a listener that goes on, and is in no file afterwards", async () => {
    await sell(EMAIL);
    await sell(OTHER);
    const listener = start(["listen", "--port", "0", "--json"], { env });
    const [{ port }] = (await listener.recordsWhen((records) => records.length > 0, "the address")) as readonly [{ port: number }];
    const url = `http://127.0.0.1:${port}`;
    await intgOk(["simulate", "hotmart", "purchase", "--product", "curso", "--email", EMAIL, "--to", url], { env });
    await listener.recordsWhen((records) => records.some(({ type }) => type === "event"), "the sale");

    const erased = await json("contact", "erase", EMAIL, "--yes");

    expect(erased).toMatchObject({ dryRun: false, calls: { erased: 2, purged: 0, masked: 0 }, files: { remains: 0 }, audit: 1 });
    expect(filesWith(EMAIL)).toEqual([]);
    await intgOk(["simulate", "hotmart", "purchase", "--product", "curso", "--email", OTHER, "--to", url], { env });
    listener.kill("SIGTERM");
    expect((await listener.exited).code).toBe(0);
    expect(filesWith(EMAIL)).toEqual([]);
    expect((await json("audit", "list", "--who", EMAIL))[0 as never]).toMatchObject({ kind: "erase", number: 1 });
  });

  test("needs a yes where nobody can be asked, and is left as it was without", async () => {
    await sell(EMAIL);

    const { code, stderr } = await intgHere(["contact", "erase", EMAIL], { env });

    expect(code).toBe(2);
    expect(stderr).toContain("INTG_CONFIRMATION_NEEDED");
    expect(stderr).not.toContain(EMAIL);
    expect(filesWith(EMAIL)).toContain("intg.db");
  });
});

describe("intg purge", () => {
  test("goes by the policy that was saved, and a rebuild afterwards takes nobody's access", async () => {
    await sell(EMAIL);
    const nothing = await intgHere(["purge"], { env });
    expect([nothing.code, nothing.stderr.includes("INTG_NO_POLICY")]).toEqual([3, true]);
    expect(await json("purge", "--keep", "calls=0s", "--save")).toMatchObject({ calls: "0s", contacts: null });
    expect(await json("purge", "--dry-run")).toMatchObject({ dryRun: true, plan: [{ class: "calls", count: 1 }] });
    const access = await json("access", "list");

    expect(await json("purge", "--yes")).toMatchObject({ purged: [{ what: "calls", purged: 1 }] });

    await intgOk(["rebuild", "--yes"], { env });
    expect(await json("access", "list")).toEqual(access);
    const shown = await intgHere(["event", "show", "latest", "--raw", "--show-pii"], { env });
    expect([shown.code, shown.stdout]).toEqual([3, ""]);
    expect(shown.stderr).toContain("INTG_CALL_PURGED");
  });
});
