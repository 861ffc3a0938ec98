import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { cleanUp, freePort, intg, intgOk, startListener, tempFolder } from "./support.ts";

afterEach(cleanUp);

const ANA = "ana@example.com";

/** What each platform's store needs, all invented; PagSeguro's classic questions are answered on this machine. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  hotmart: ["hottok=OBVIOUSLYFAKEhottok00000000000000000001"],
  monetizze: ["key=0123456789abcdef0123456789abcdef"],
  eduzz: ["secret=OBVIOUSLYFAKEsecret01", "origin-key=OBVIOUSLYFAKEorigin01"],
  pagseguro: ["email=loja@example.com", "token=OBVIOUSLYFAKEtoken01"],
  payt: ["key=fedcba9876543210fedcba9876543210"],
};
const PLATFORMS = Object.keys(SECRETS);

/** A home with one product that every platform sells, once and as a subscription. */
async function fivePlatforms(): Promise<string> {
  const home = join(tempFolder(), "home");
  const run = (...args: string[]) => intgOk(["--home", home, "--quiet", ...args]);
  await run("product", "add", "Curso X");
  for (const [platform, secrets] of Object.entries(SECRETS)) {
    await run("credential", "set", platform, ...secrets.flatMap((secret) => ["--secret", secret]));
    await run("product", "link", "curso-x", platform, "1001", "--release-on-boleto");
    await run("product", "link", "curso-x", platform, "2002", "--kind", "subscription");
  }
  await run("rule", "add", "curso-x", "--on", "purchase.approved", "--add-tag", "aluno", "--add-to", "vendas/boas-vindas");
  await run("rule", "add", "curso-x", "--on", "purchase.refunded", "--add-tag", "devolveu");
  await run("rule", "add", "curso-x", "--on", "payment.late", "--add-tag", "atrasado");
  return home;
}

test("one product on five platforms: purchase, boleto, refund and late payment of each make one contact with one story", async () => {
  const home = await fivePlatforms();
  const listener = await startListener(home);
  const send = (platform: string, word: string, ...more: string[]) =>
    intgOk([
      "--home",
      home,
      "--quiet",
      "simulate",
      platform,
      word,
      "--product",
      "curso-x",
      "--email",
      ANA,
      "--to",
      `http://127.0.0.1:${listener.port}`,
      ...more,
    ]);

  for (const [index, platform] of PLATFORMS.entries()) {
    const sale = ["--transaction", `SALE00000${index}`];
    await send(platform, "boleto", ...sale);
    await send(platform, "purchase", ...sale);
    await send(platform, "refund", ...sale);
    await send(platform, "late");
  }
  const events = await listener.eventsWhen(PLATFORMS.length * 4);

  for (const platform of PLATFORMS) {
    const own = events.filter((event) => event.provider === platform);
    expect(
      own.map(({ trigger, status }) => [trigger, status]),
      platform,
    ).toEqual([
      ["boleto.issued", "processed"],
      ["purchase.approved", "processed"],
      ["purchase.refunded", "processed"],
      ["payment.late", "processed"],
    ]);
  }
  const contacts = JSON.parse(await intgOk(["--home", home, "--json", "contact", "list"])) as unknown[];
  expect(contacts.length).toBe(1);
  const contact = JSON.parse(await intgOk(["--home", home, "--json", "--show-pii", "contact", "show", ANA])) as Record<string, unknown>;
  expect(contact).toMatchObject({ email: ANA });
  expect(JSON.stringify(contact)).toContain("atrasado");
  expect(JSON.stringify(contact)).toContain("devolveu");

  const [access] = JSON.parse(await intgOk(["--home", home, "--json", "access", "list"])) as {
    grants: { transaction: string; state: string }[];
  }[];
  const grants = access?.grants.map(({ transaction, state }) => [transaction, state]).sort();
  expect(grants).toEqual(PLATFORMS.map((_, index) => [`SALE00000${index}`, "blocked"]));
  const story = await intgOk(["--home", home, "access", "explain", ANA]);
  for (const [index, platform] of PLATFORMS.entries()) expect(story).toMatch(new RegExp(`${platform} +SALE00000${index} +blocked`));
}, 120_000);

test("a classic notification is sent, asked about at the simulated PagSeguro, and gives access", async () => {
  const home = await fivePlatforms();
  const api = ["--home", home, "--quiet", "credential", "set", "pagseguro", "--api"];
  const listener = await startListener(home);
  const refused = [await intg([...api, "ftp://example.com"]), await intg([...api, "http://example.com"])];
  expect(refused.map(({ code }) => code)).toEqual([2, 2]);
  await intgOk([...api, `http://127.0.0.1:${await freePort()}`]);

  const sent = await intg([
    ...["--home", home, "simulate", "pagseguro", "purchase-classic", "--product", "curso-x", "--email", ANA],
    ...["--to", `http://127.0.0.1:${listener.port}`, "--serve"],
  ]);
  const events = await listener.eventsWhen(2);

  expect(sent).toMatchObject({ code: 0 });
  expect(sent.stderr).toContain("The listener asked about 1 call");
  expect(events.map(({ trigger, status }) => [trigger, status])).toEqual([
    ["unknown", "pending"],
    ["purchase.approved", "processed"],
  ]);
  expect(`${sent.stdout}${sent.stderr}${listener.stdout()}${listener.stderr()}`).not.toContain("OBVIOUSLYFAKEtoken01");
});

test("a classic notification to a listener needs somebody who answers, and says how", async () => {
  const home = await fivePlatforms();

  const failed = await intg(["--home", home, "simulate", "pagseguro", "purchase-classic", "--to", "http://127.0.0.1:9"]);

  expect(failed.code).toBe(2);
  expect(failed.stderr).toContain("--serve 4041");
  expect(failed.stderr).toContain("intg credential set pagseguro --api http://127.0.0.1:4041");
});
