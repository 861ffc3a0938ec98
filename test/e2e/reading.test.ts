import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { eventId, feed, MARIA, tellStory } from "../support/reading.ts";
import { cleanUp, intg, intgOk, type JsonObject, jsonError, start, tempFolder } from "./support.ts";

let home: string;
const TZ = { env: { TZ: "America/Sao_Paulo" } };
const run = (...args: string[]) => intg(["--home", home, ...args], TZ);
const text = (...args: string[]) => intgOk(["--home", home, ...args], TZ);
const json = async <T = readonly JsonObject[]>(...args: string[]) => JSON.parse(await text(...args, "--json")) as T;

beforeAll(async () => {
  home = join(tempFolder(), "home");
  const store = await openStore(home, {});
  await tellStory(store);
  await store.close();
});
afterAll(cleanUp);

describe("event list", () => {
  it("prints one aligned line per event, newest first, buyers masked", async () => {
    expect(
      await text("event", "list"),
    ).toBe(`2026-11-03 07:00:00 ✓ grupozap  lead.received      AP-9     a***@example.com          -  evt_0000000007aaaaaaaaaa
2026-11-03 06:00:00 ! hotmart   purchase.approved  5550001  j***@example.org  BRL 48.90  evt_0000000006aaaaaaaaaa
2026-11-02 09:00:00 = hotmart   purchase.approved  1234567  m***@example.com  BRL 48.90  evt_0000000005aaaaaaaaaa
2026-11-02 15:00:00 ✓ hotmart   purchase.refunded  curso-x  m***@example.com  BRL 48.90  evt_0000000004aaaaaaaaaa
2026-11-02 09:00:00 ✓ hotmart   purchase.approved  curso-x  m***@example.com  BRL 48.90  evt_0000000003aaaaaaaaaa
2026-11-01 12:00:00 ✓ hotmart   purchase.approved  curso-x  m***@example.com  BRL 48.90  evt_0000000002aaaaaaaaaa
2026-11-01 09:00:00 ✓ hotmart   boleto.issued      curso-x  m***@example.com  BRL 48.90  evt_0000000001aaaaaaaaaa
`);
  });

  it.each([
    [["--provider", "grupozap"], [7]],
    [
      ["--trigger", "purchase.approved"],
      [6, 5, 3, 2],
    ],
    [["--status", "unmatched"], [6]],
    [
      ["--contact", "maria@example.com"],
      [4, 3, 2, 1],
    ],
    [["--contact", "+5531900000001", "--limit", "1"], [4]],
    [
      ["--since", "2026-11-03"],
      [7, 6],
    ],
    [["--store", "other"], []],
    [["--product", "curso-x", "--where", "trigger = purchase.refunded"], [4]],
    [
      ["--until", "2026-11-03"],
      [5, 4, 3, 2, 1],
    ],
    [
      ["--limit", "2"],
      [7, 6],
    ],
  ])("narrows by %j", async (filters, numbers) => {
    expect((await json("event", "list", ...filters)).map(({ id }) => id)).toEqual(numbers.map(eventId));
  });

  it("says that there is more, and where to find it", async () => {
    const { stderr } = await run("event", "list", "--limit", "2");

    expect(stderr).toBe(`2 shown. Older ones: --after ${eventId(6)}\n`);
    expect((await json("event", "list", "--after", eventId(6))).map(({ id }) => id)).toEqual([5, 4, 3, 2, 1].map(eventId));
  });

  it("shows buyers when asked to", async () => {
    const [event] = await json<readonly { buyer: JsonObject }[]>("event", "list", "--contact", "joao@example.org", "--show-pii");

    expect(event?.buyer).toMatchObject({ email: "joao@example.org", name: "João Teste" });
  });

  it.each([
    [["--provider", "hotmat"], "INTG_UNKNOWN_PROVIDER", "Did you mean `hotmart`?"],
    [["--trigger", "purchase.aproved"], "INTG_UNKNOWN_TRIGGER", "Did you mean `purchase.approved`? All triggers: intg help triggers"],
    [["--status", "done"], "INTG_BAD_VALUE", "Run: intg event list --help"],
    [["--since", "yesterday"], "INTG_BAD_VALUE", "Run: intg event list --help"],
    [["--since", "2d", "--until", "3d"], "INTG_BAD_VALUE", "Run: intg event list --help"],
    [["--limit", "0"], "INTG_BAD_VALUE", "Run: intg event list --help"],
  ])("refuses %j with exit 2", async (filters, code, hint) => {
    const finished = await run("event", "list", ...filters, "--json");

    expect(finished.code).toBe(2);
    expect(jsonError(finished)).toMatchObject({ code, hint });
  });

  it("does not know a stranger: exit 3", async () => {
    const finished = await run("event", "list", "--contact", "nobody@example.com", "--json");

    expect(finished.code).toBe(3);
    expect(jsonError(finished).code).toBe("INTG_CONTACT_NOT_FOUND");
  });

  it("says so on an empty home, with nothing on standard output", async () => {
    const finished = await intg(["--home", join(tempFolder(), "new"), "event", "list"]);

    expect(finished).toMatchObject({ code: 0, stdout: "", stderr: "No event found.\n" });
  });
});

describe("event show", () => {
  it("shows one event by the beginning of its id, as the canonical object", async () => {
    const event = await json<JsonObject>("event", "show", "evt_0000000002");

    expect(Object.keys(event)).toEqual([
      "id",
      "deliveryId",
      "provider",
      "store",
      "format",
      "trigger",
      "also",
      "nativeEvent",
      "nativeStatus",
      "nativeId",
      "occurredAt",
      "zoneAssumed",
      "receivedAt",
      "isTest",
      "status",
      "reason",
      "product",
      "transaction",
      "buyer",
      "amount",
      "amountPaid",
      "payment",
      "tracking",
      "accessUntil",
      "shipment",
      "isPartialRefund",
      "lead",
      "notes",
      "contactId",
    ]);
    expect(event).toMatchObject({
      id: eventId(2),
      trigger: "purchase.approved",
      product: { slug: "curso-x" },
      buyer: { email: "m***@example.com" },
    });
  });

  it("says what to run for an event that waits", async () => {
    const shown = await text("event", "show", "evt_0000000006");

    expect(shown).toContain(
      "! It waits for you. Run:\n    intg product link <product> hotmart 5550001\n    intg replay evt_0000000006aaaaaaaaaa --apply\n",
    );
  });

  it("shows the stored call only to those who ask for buyer data", async () => {
    const refused = await run("event", "show", "latest", "--raw");
    const raw = await text("event", "show", "evt_0000000002", "--raw", "--show-pii");

    expect(refused.code).toBe(2);
    expect(refused.stdout).toBe("");
    expect(refused.stderr).toContain("--raw shows the buyer's data as it came; add --show-pii if you mean it");
    expect(raw).toMatch(/^# event: evt_0000000002aaaaaaaaaa\n# received: 2026-11-01T15:00:00.000Z\nPOST \/hooks\/hotmart HTTP\/1.1\n/);
    expect(raw).toContain("maria@example.com");
  });

  it("prints a call that can be replayed", async () => {
    const file = join(tempFolder(), "call.http");
    writeFileSync(file, await text("event", "show", "evt_0000000002", "--raw", "--show-pii"));

    const replayed = await run("replay", "--file", file, "--provider", "hotmart", "--json");

    expect(replayed.code).toBe(0);
    expect(replayed.stdout).toContain("HP1");
  });

  it("refuses a beginning of several ids, and an id of none", async () => {
    const several = await run("event", "show", "evt_00000", "--json");
    const none = await run("event", "show", "evt_9", "--json");

    expect([several.code, jsonError(several).code]).toEqual([2, "INTG_BAD_VALUE"]);
    expect(jsonError(several).message).toContain("evt_0000000001aaaaaaaaaa, evt_0000000002aaaaaaaaaa");
    expect([none.code, jsonError(none).code]).toEqual([3, "INTG_EVENT_NOT_FOUND"]);
  });
});

describe("event tail", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("follows new events until %s, and ends well", async (signal) => {
    const folder = join(tempFolder(), "home");
    const store = await openStore(folder, {});
    await tellStory(store);
    const tail = start(["--home", folder, "event", "tail", "--interval", "20", "--trigger", "purchase.refunded", "--json"], TZ);
    await tail.stderrMatch(/Waiting for events/);

    const sale = { ...MARIA, productId: "1234567", productName: "Curso X", transaction: "HP9", at: "2026-11-04T12:00:00.000Z" };
    await feed(store, 30, { ...sale, fixture: "purchase.approved.2.0.0" });
    await feed(store, 31, { ...sale, fixture: "purchase.refunded.2.0.0" });
    const [event] = await tail.recordsWhen((records) => records.length > 0, "an event");
    tail.kill(signal);

    expect(event).toMatchObject({ id: eventId(31), buyer: { email: "m***@example.com" } });
    expect(await tail.exited).toEqual({ code: 0, signal: null });
    expect(tail.lines()).toHaveLength(1);
    await store.close();
  });

  it("ends when nobody reads any more", async () => {
    const folder = join(tempFolder(), "home");
    const store = await openStore(folder, {});
    const tail = start(["--home", folder, "event", "tail", "--interval", "20"]);
    await tail.stderrMatch(/Waiting for events/);

    tail.child.stdout?.destroy();
    const sale = { ...MARIA, fixture: "purchase.approved.2.0.0", at: "2026-11-04T12:00:00.000Z" };
    await feed(store, 1, { ...sale, transaction: "HP1" });
    await feed(store, 2, { ...sale, transaction: "HP2" });

    expect(await tail.exited).toEqual({ code: 0, signal: null });
    await store.close();
  });
});

describe("explain", () => {
  it("tells the story of one event", async () => {
    expect(await text("explain", "evt_0000000002")).toBe(`✓ hotmart purchase.approved  evt_0000000002aaaaaaaaaa
  sent as      PURCHASE_APPROVED APPROVED (hotmart/2.0.0)
  happened     2026-11-01 12:00:00
  status       processed
  product      curso-x ← 1234567 "Curso X" one-time
  sale         HP1
  buyer        M*** T***, m***@example.com, +5531*******01
  amount       BRL 48.90, credit_card 3x, buyer pays BRL 52.30

Rules
  ✓  link       approved sale: the product's link gives access       access.grant
  ✓  rul_buyer  fired on purchase.approved                           tag.add buyer, notify welcome@2h
  ·  rul_big    condition not met: amount >= 9999 (amount is 48.90)

Waiting for other triggers (1)
  ·  rul_refund  waits for purchase.refunded, this is purchase.approved

What it did, and what holds now
  access  curso-x  granted  link       now blocked, by evt_0000000004aaaaaaaaaa
  tag     buyer    on       rul_buyer  taken back since

What goes outside
  - canceled  -  notify welcome@2h  2026-11-02 15:00:00  dsp_qz26zzrp6kae6t5c62xz  overtaken by purchase.refunded
`);
  });

  it("tells the same as JSON", async () => {
    const story = await json<{ decisions: readonly JsonObject[]; waiting: readonly JsonObject[] }>("explain", "evt_0000000002");

    expect(story.decisions.map(({ rule, fired, age }) => [rule, fired, age])).toEqual([
      ["link", true, "kept"],
      ["rul_buyer", true, "kept"],
      ["rul_big", false, "kept"],
    ]);
    expect(story.waiting.map(({ rule }) => rule)).toEqual(["rul_refund"]);
  });
});

describe("contact", () => {
  it("lists people, masked", async () => {
    expect(await text("contact", "list")).toBe(`NAME       E-MAIL            PHONE           LAST SEEN            ID
M*** T***  m***@example.com  +5531*******01  2026-11-02 15:00:00  ctc_0000000001aaaaaaaaaa
J*** T***  j***@example.org  +5511*******02  2026-11-03 06:00:00  ctc_0000000006aaaaaaaaaa
A*** T***  a***@example.com  +5541*******01  2026-11-03 07:00:00  ctc_0000000007aaaaaaaaaa
`);
  });

  it("lists them in pages", async () => {
    expect(await json("contact", "list", "--where", "buyer.name contains joão")).toEqual([
      expect.objectContaining({ name: expect.stringMatching(/^J/) }),
    ]);
    expect(await json("contact", "list", "--since", "2026-11-03T09:30:00Z")).toHaveLength(1);
    const first = await json("contact", "list", "--limit", "2");
    const second = await json("contact", "list", "--limit", "2", "--after", String(first.at(-1)?.id));

    expect([...first, ...second].map(({ email }) => email)).toEqual(["m***@example.com", "j***@example.org", "a***@example.com"]);
  });

  it("goes on behind somebody who is gone, and says that a name is nobody's", async () => {
    expect(await text("contact", "list", "--after", "ctc_00000000069")).toMatch(/ctc_0000000007aaaaaaaaaa\n$/);
    expect(await json("contact", "list", "--after", "joao@example.org")).toHaveLength(1);
    for (const list of ["contact", "access"]) {
      const finished = await run(list, "list", "--after", "nobody");
      expect([finished.code, finished.stderr]).toEqual([3, expect.stringContaining("No contact `nobody`")]);
    }
  });

  it("tells one consistent story of one person", async () => {
    expect(await text("contact", "show", "maria@example.com", "--show-pii")).toMatch(
      /^Maria Teste {2}ctc_0000000001aaaaaaaaaa\n {2}e-mail {7}maria@example.com\n.*\nAccess\n {2}curso-x {2}active {2}2026-11-02 09:00:00 {2}HP1 blocked, HP2 active\n\nPurchases\n {2}HP1 {2}hotmart {2}curso-x {2}refunded {2}2026-11-01 12:00:00\n {2}HP2 {2}hotmart {2}curso-x {2}approved {2}2026-11-02 09:00:00\n\nLatest events\n/s,
    );
  });

  it("shows the same by phone, and as JSON", async () => {
    const story = await json<JsonObject & { access: readonly JsonObject[]; events: readonly JsonObject[] }>(
      "contact",
      "show",
      "31900000001",
    );

    expect(story).toMatchObject({ id: "ctc_0000000001aaaaaaaaaa", email: "m***@example.com", tags: [], funnels: [] });
    expect(story.access).toMatchObject([{ product: "curso-x", active: true }]);
    expect(story.events.map(({ id }) => id)).toEqual([4, 3, 2, 1].map(eventId));
  });
});

describe("access", () => {
  const maria = {
    email: "m***@example.com",
    product: "curso-x",
    active: true,
    since: "2026-11-02T12:00:00.000Z",
    until: null,
    grants: [
      { transaction: "HP1", state: "blocked", event: eventId(4), rule: "link" },
      { transaction: "HP2", state: "active", event: eventId(3), rule: "link" },
    ],
  };

  it("lists exactly the documented objects", async () => {
    expect(await text("access", "list", "--json")).toBe(`${JSON.stringify([maria])}\n`);
    expect(await json("access", "list", "--product", "curso-x", "--contact", "maria@example.com", "--show-pii")).toEqual([
      { ...maria, email: "maria@example.com" },
    ]);
    expect(await json("access", "list", "--product", "clube")).toEqual([]);
  });

  it("lists a table for people", async () => {
    expect(await text("access", "list")).toBe(`PERSON            PRODUCT  ACCESS  SINCE                SALES
m***@example.com  curso-x  active  2026-11-02 09:00:00  HP1 blocked, HP2 active
`);
  });

  it("does not say that nobody has access where only nobody fits", async () => {
    expect((await run("access", "list", "--product", "clube")).stderr).toBe("No access found.\n");
    expect((await run("access", "list", "--after", "ctc_z")).stderr).toBe("No access found.\n");
  });

  it("explains every step, and what holds now and why", async () => {
    expect(await text("access", "explain", "maria@example.com")).toBe(`m***@example.com  ctc_0000000001aaaaaaaaaa

curso-x  active
  2026-11-01 09:00:00  hotmart  boleto.issued      HP1  provisional  link  evt_0000000001aaaaaaaaaa
  2026-11-01 12:00:00  hotmart  purchase.approved  HP1  granted      link  evt_0000000002aaaaaaaaaa
  2026-11-02 09:00:00  hotmart  purchase.approved  HP2  granted      link  evt_0000000003aaaaaaaaaa
  2026-11-02 15:00:00  hotmart  purchase.refunded  HP1  blocked      link  evt_0000000004aaaaaaaaaa

  now
    hotmart  HP1  blocked  link took it back on purchase.refunded
    hotmart  HP2  active   link gave it on purchase.approved
`);
  });

  it("explains as JSON", async () => {
    const story = await json<{ products: readonly { history: readonly JsonObject[] }[] }>("access", "explain", "maria@example.com");

    expect(story.products).toMatchObject([{ product: "curso-x", active: true, grants: maria.grants }]);
    expect(story.products[0]?.history[0]).toEqual({
      at: "2026-11-01T12:00:00.000Z",
      event: eventId(1),
      trigger: "boleto.issued",
      provider: "hotmart",
      transaction: "HP1",
      rule: "link",
      value: "provisional",
      until: null,
    });
  });

  it("tells a misspelt product from one without access", async () => {
    const finished = await run("access", "list", "--product", "curso-y", "--json");

    expect([finished.code, jsonError(finished).code]).toEqual([3, "INTG_PRODUCT_NOT_FOUND"]);
  });
});

describe("completion", () => {
  /** What bash would offer for the last of these words. */
  function offered(script: string, words: readonly string[]): readonly string[] {
    const file = join(tempFolder(), "intg.bash");
    writeFileSync(file, `${script}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _intg; printf '%s\\n' "\${COMPREPLY[@]}"`);
    const done = spawnSync("bash", [file, ...words], { encoding: "utf8" });
    expect(done.stderr).toBe("");
    return done.stdout.split("\n").filter((word) => word !== "");
  }

  it("completes commands, options and values in a real bash", async () => {
    const script = await intgOk(["completion", "bash"]);

    expect(offered(script, ["intg", "ev"])).toEqual(["event"]);
    expect(offered(script, ["intg", "event", ""])).toEqual(["list", "show", "capture", "tail"]);
    expect(offered(script, ["intg", "--home", "event", "contact", ""])).toEqual(["list", "show", "export", "erase"]);
    expect(offered(script, ["intg", "event", "list", "--since", "2d", "--st"])).toEqual(["--store", "--status"]);
    expect(offered(script, ["intg", "event", "list", "--trigger", "lead"])).toEqual(["lead.received"]);
    expect(offered(script, ["intg", "event", "list", "--provider", "=", "hot"])).toEqual(["hotmart"]);
    expect(offered(script, ["intg", "rule", "add", "curso-x", "--on", "boleto"])).toEqual(["boleto.issued"]);
    expect(offered(script, ["intg", "product", "link", "curso-x", "hot"])).toEqual(["hotmart"]);
    expect(offered(script, ["intg", "explain", "evt_1", ""])).toEqual([]);
    expect(offered(script, ["intg", "nonsense", ""])).toEqual([]);
  });

  it.each(["zsh", "fish"])("prints a script for %s that knows every command", async (shell) => {
    const script = await intgOk(["completion", shell]);

    for (const word of ["product", "event", "explain", "tail", "hotmart", "purchase.approved"]) expect(script).toContain(word);
    const parser = ["/bin", "/usr/bin"].map((folder) => join(folder, shell)).find(existsSync);
    if (parser !== undefined) expect(spawnSync(parser, ["-n", "/dev/stdin"], { input: script, encoding: "utf8" }).stderr).toBe("");
  });

  it("does not know every shell", async () => {
    const finished = await intg(["completion", "bsh", "--json"]);

    expect([finished.code, jsonError(finished)]).toMatchObject([2, { code: "INTG_UNKNOWN_SHELL", hint: "Did you mean `bash`?" }]);
  });
});

describe("help", () => {
  it("alone is the help of the program", async () => {
    expect(await intgOk(["help"])).toBe(await intgOk(["--help"]));
  });

  it.each([["event", "list"], ["explain"], ["event"]])("shows the help of a command", async (...words) => {
    const shown = await intgOk(["help", ...words]);

    expect(shown).toBe(await intgOk([...words, "--help"]));
    expect(shown.match(/^Usage: /gm)).toHaveLength(1);
  });

  it("explains a topic", async () => {
    expect(await intgOk(["help", "exit-codes"])).toContain("\n  130  cancelled at a prompt\n");
  });

  it("names topics and commands that were probably meant", async () => {
    const topic = await intg(["help", "triger", "--json"]);
    const command = await intg(["help", "evnt", "--json"]);

    expect([topic.code, jsonError(topic)]).toMatchObject([2, { code: "INTG_UNKNOWN_TOPIC", hint: "Did you mean `intg help triggers`?" }]);
    expect(jsonError(command)).toMatchObject({ code: "INTG_UNKNOWN_TOPIC", hint: "Did you mean `intg help event`?" });
  });
});
