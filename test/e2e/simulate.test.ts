import { spawn } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { cleanUp, intg, intgOk, jsonError, shopHome, tempFolder } from "./support.ts";

afterEach(cleanUp);

const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));
const emptyHome = () => join(tempFolder(), "home");

describe("replay --file", () => {
  test.each([
    ["grupozap", "lead.received.2025"],
    ["hotmart", "purchase.approved.2.0.0"],
  ])("signs a file of %s that carries no credential, and says so", async (provider, fixture) => {
    const file = join(tempFolder(), "call.http");
    copyFileSync(join(FIXTURES, provider, `${fixture}.http`), file);

    const done = await intg(["--home", emptyHome(), "replay", "--file", file, "--provider", provider]);

    expect(done.code).toBe(0);
    expect(done.stderr).toContain("The file carries no credential");
  });

  test("says in words why a call is not authentic", async () => {
    const file = join(tempFolder(), "call.http");
    const fixture = readFileSync(join(FIXTURES, "grupozap", "lead.received.2025.http"), "utf8");
    writeFileSync(file, fixture.replace("\n\n", "\nAuthorization: Basic dml2YXJlYWw6d3Jvbmc=\n\n"));

    const failed = await intg(["--home", emptyHome(), "--json", "--quiet", "replay", "--file", file, "--provider", "grupozap"]);

    expect(failed.code).toBe(5);
    expect(jsonError(failed).message).toBe("The call is not authentic: the credential is not one of the accepted values");
  });
});

describe("--store", () => {
  test.each([
    ["simulate", "hotmart", "purchase"],
    ["replay", "--file", "x.http", "--provider", "hotmart"],
  ])("must be a name that can stand in a URL: %s", async (...args) => {
    const failed = await intg(["--home", emptyHome(), "--json", ...args, "--store", "../x y"]);

    expect([failed.code, jsonError(failed).code]).toEqual([2, "INTG_BAD_VALUE"]);
  });
});

describe("simulate --count", () => {
  test.each([
    ["hotmart", "purchase"],
    ["grupozap", "lead"],
  ])("%s: every call is another buyer's, and the first the fixture's", async (provider, word) => {
    const args = ["simulate", provider, word, "--seed", "1", "--json", "--show-pii"];
    const emails = async (count: string) => {
      const lines = (await intgOk(["--home", emptyHome(), ...args, "--count", count])).trim().split("\n");
      return lines.map((line) => (JSON.parse(line) as { event: { buyer: { email: string } } }).event.buyer.email);
    };

    const [only] = await emails("1");
    expect(await emails("3")).toEqual([only, "comprador2@example.com", "comprador3@example.com"]);
  });
});

describe("simulate --print", () => {
  test("needs no credential, whatever else is asked for", async () => {
    const home = await shopHome();

    const printed = await intgOk(["--home", home, "simulate", "grupozap", "lead", "--to", "http://127.0.0.1:1", "--print", "http"]);

    expect(printed).toMatch(/^POST \/grupozap\/lead/);
  });

  test("curl sends the bytes that simulate would", async () => {
    const received: Buffer[] = [];
    const server = createServer(async (request, response) => {
      for await (const chunk of request) received.push(chunk as Buffer);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    const name = "d'Água \u202e\u001b[2J \\ $HOME";

    const home = await shopHome();
    const args = ["simulate", "hotmart", "purchase", "--seed", "1", "--set", `data.buyer.name=${name}`, "--to", url];
    const command = await intgOk(["--home", home, ...args, "--print", "curl"]);
    expect(await inShell(command)).toBe(0);
    await intgOk(["--home", home, ...args]);
    server.close();

    const [printed = "", sent = ""] = received.map((bytes) => bytes.toString("utf8"));
    expect(printed).toContain(JSON.stringify(name).slice(1, -1));
    expect(printed).toBe(sent);
  });
});

test("what is said of a call that was refused holds no query, and an address with a password in it is not taken", async () => {
  const server = createServer((_, response) => response.writeHead(401).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const origin = `127.0.0.1:${typeof address === "object" ? address?.port : 0}`;

  for (const flags of [[], ["--json"]]) {
    const home = await shopHome();
    const sent = (to: string) => intg(["--home", home, ...flags, "simulate", "hotmart", "purchase", "--to", to]);
    const refused = await sent(`http://${origin}/x?token=geheim`);
    const notTaken = await sent(`http://ana:geheim@${origin}/x?token=geheim`);

    expect([refused.code, notTaken.code]).toEqual([6, 4]);
    for (const { stdout, stderr } of [refused, notTaken]) expect(stdout + stderr).not.toContain("geheim");
    expect(refused.stderr).toContain(`http://${origin}/x answered 401`);
  }
  server.close();
});

function inShell(command: string): Promise<number | null> {
  return new Promise((resolve) => spawn("bash", ["-c", command], { stdio: "ignore" }).once("close", resolve));
}
