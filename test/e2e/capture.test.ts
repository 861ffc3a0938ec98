import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cleanUp, intgHere, intgOk, shopHome, tempFolder } from "./support.ts";

let folder: string;
let env: { INTG_HOME: string };

beforeEach(async () => {
  folder = tempFolder();
  env = { INTG_HOME: await shopHome() };
  const person = [
    "--email",
    "rita.real@example.org",
    "--set",
    "data.buyer.name=Rita Real de Souza",
    "--set",
    "data.buyer.document=86288366757",
  ];
  await intgOk(["simulate", "hotmart", "purchase", "--commit", ...person], { env });
});

afterEach(cleanUp);

describe("event capture", () => {
  test("writes a call of nobody's that replays as the same event, on a home that never saw it too", async () => {
    const file = join(folder, "sale.http");
    const said = await intgHere(["event", "capture", "latest", "-o", file], { env });
    const text = readFileSync(file, "utf8");
    const elsewhere = { INTG_HOME: join(folder, "other") };
    const [event] = JSON.parse(
      await intgOk(["replay", "--file", file, "--provider", "hotmart", "--json"], { env: elsewhere }),
    ) as unknown[];

    expect(said).toMatchObject({ code: 0, stdout: "" });
    expect(said.stderr).toContain(`intg replay --file ${file} --provider hotmart`);
    expect(text).not.toMatch(/rita|real|souza|86288366757|hottok/i);
    expect(JSON.stringify(event)).toContain("purchase.approved");
  });

  test("draws the same people every time, of this home or of a seed", async () => {
    const captured = async (...flags: string[]) => intgOk(["event", "capture", "latest", ...flags], { env });

    expect(await captured()).toBe(await captured());
    expect(await captured("--seed", "a")).toBe(await captured("--seed", "a"));
    expect(await captured("--seed", "a")).not.toBe(await captured("--seed", "b"));
  });

  test("writes nothing of a call whose buyer stands where nobody looks", async () => {
    await intgOk(["simulate", "hotmart", "purchase", "--commit", "--set", "data.product.name=Aula com Caio Teste"], { env });
    const file = join(folder, "unsafe.http");

    const { code, stderr } = await intgHere(["event", "capture", "latest", "-o", file, "--json"], { env });

    expect(code).toBe(3);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "INTG_CAPTURE_UNSAFE" } });
    expect(existsSync(file)).toBe(false);
  });
});
