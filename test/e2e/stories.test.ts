import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { cleanUp, intg, intgOk, jsonError, tempFolder } from "./support.ts";

afterEach(cleanUp);

const STORY = ["simulate", "hotmart", "--seed", "1", "--scenario"] as const;

/** An empty home, and a scenario file of the user's beside it. */
function desk(yaml: string): { readonly home: string; readonly file: string } {
  const folder = tempFolder();
  const file = join(folder, "mine.yaml");
  writeFileSync(file, yaml);
  return { home: join(folder, "home"), file };
}

describe("simulate --scenario", () => {
  test("tells on an empty home what came, what it changed and what was sent between, the same for one seed", async () => {
    const home = join(tempFolder(), "home");
    const { code, stdout, stderr } = await intg(["--home", home, ...STORY, "boleto-paid-late"]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^day 1 09:20 {3}boleto {2}boleto\.issued {2}HP\d+$/m);
    expect(stdout).toMatch(/^ +access +sample-1 +none → provisional +link$/m);
    expect(stdout).toMatch(/^ +outbox +carrinho-2@1h +canceled$/m);
    expect(stdout).toMatch(/^day 2 09:20 {3}→ sample-whatsapp {2}notify boleto-2@24h$/m);
    expect(stdout).toMatch(/^day 5 09:00 {3}purchase {2}purchase\.approved/m);
    expect(stdout).toMatch(/^✓ sale A +approved$/m);
    expect(stdout).not.toContain("ana@example.com");
    expect(stderr).toContain("Nobody is called, nothing is kept, no time goes by.");
    expect(await intgOk(["--home", home, ...STORY, "boleto-paid-late"])).toBe(stdout);
  });

  test("ends with 8 when a story of the user's does not end as its file says, and prints one document", async () => {
    const { home, file } = desk("title: Mine\nsteps:\n  - { at: 0, event: purchase }\nends:\n  access: [blocked]\n");
    const { code, stdout } = await intg(["--home", home, "--json", ...STORY, file]);
    const told = JSON.parse(stdout);

    expect(code).toBe(8);
    expect(told).toMatchObject({ title: "Mine", provider: "hotmart", seed: 1, passed: false, messagesSent: ["boas-vindas"] });
    expect(told.checks).toEqual([{ id: "access 1", expected: "blocked", found: "active", verdict: "failed" }]);
    expect(told.people[0]).toMatchObject({ email: "a***@example.com", tags: ["aluno"] });
  });

  test("says with line and column what is wrong in a file, and with 4 that it cannot be used", async () => {
    const { home, file } = desk("title: Mine\nsteps:\n  - { at: 0, event: boleto, method: pix }\n  - { at: soon, event: refund }\n");
    const { code, stdout, stderr } = await intg(["--home", home, ...STORY, file]);

    expect([code, stdout]).toEqual([4, ""]);
    expect(stderr).toMatch(/mine\.yaml:3:\d+ .*a step `boleto` has no method of its own/);
    expect(stderr).toMatch(/mine\.yaml:4:\d+ .*`soon` is no time/);
  });

  test("sells the product that is named, in a copy of what is registered, and leaves nothing behind", async () => {
    const home = join(tempFolder(), "home");
    await intgOk(["--home", home, "product", "add", "Curso X", "--slug", "curso-x"]);
    await intgOk(["--home", home, "product", "link", "curso-x", "hotmart", "4711"]);

    const { code, stdout, stderr } = await intg(["--home", home, ...STORY, "refund-after-access", "--product", "curso-x"]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +access +curso-x +active → blocked +link$/m);
    expect(stderr).toContain("Product 1 is curso-x (4711).");
    expect(JSON.parse(await intgOk(["--home", home, "--json", "event", "list"]))).toEqual([]);
    expect(JSON.parse(await intgOk(["--home", home, "--json", "contact", "list"]))).toEqual([]);
  });

  test("is listed without a name, suggested for a wrong one, and never kept", async () => {
    const home = join(tempFolder(), "home");
    const listed = JSON.parse(await intgOk(["--home", home, "--json", ...STORY]));
    const wrong = await intg(["--home", home, "--json", ...STORY, "pix-expird"]);
    const kept = await intg(["--home", home, "--json", ...STORY, "pix-expired", "--commit"]);

    expect(listed).toContainEqual({ name: "refund-after-access", title: "A refund in the second week", description: null });
    expect([wrong.code, jsonError(wrong).hint]).toEqual([2, expect.stringContaining("pix-expired")]);
    expect([kept.code, jsonError(kept).message]).toEqual([2, expect.stringContaining("never kept")]);
  });

  test("is played in every disorder with --chaos", async () => {
    const home = join(tempFolder(), "home");
    const stdout = await intgOk(["--home", home, "--json", ...STORY, "refund-after-access", "--chaos"]);

    expect(JSON.parse(stdout)).toMatchObject({ provider: "hotmart", passed: true, differences: [] });
  });
});
