import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import { run } from "../../src/cli/run.ts";
import { findProvider } from "../../src/providers/index.ts";
import { readFixture } from "../../src/shared/fixture-files.ts";
import { openStore } from "../../src/store/open.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { type Call, callOf, type Listening, startListening } from "../support/listening.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";

/** Nobody has these; each is found in no other text. */
const EMAIL = "zuleide.quaresma@example.com";
const PERSONAL = [
  EMAIL,
  "zuleide.quaresma%40",
  "Zuleide",
  "Quaresma",
  "987650042",
  "98765-0042",
  "52998224725",
  "529.982.247-25",
  "segredo-da-visita",
];
const HOTTOK = "fake-hottok-0123456789abcdef";
const ZAP_KEY = "fake-zap-key-0123456789";

/** Where the listener says that it is, in text and in JSON. */
const PORT = /(?:127\.0\.0\.1:|"port":)(\d+)/;

let folder: string;
let receiver: Receiver;
let listening: Listening;
let contact: string;
let events: readonly { readonly id: string; readonly status: string }[];

/** @param meanwhile - given what was said so far and a way to close standard output, as a reader that leaves does. */
async function intg(
  args: readonly string[],
  meanwhile: (said: () => string, leave: () => void) => Promise<void> = async () => undefined,
): Promise<{ readonly code: number; readonly said: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  let said = "";
  for (const stream of [stdout, stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const io = { stdin: Readable.from([]), stdout, stderr, env: { INTG_HOME: join(folder, "home"), TZ: "UTC" } };
  const running = run(args, io as unknown as Parameters<typeof run>[1], "0.0.0");
  await meanwhile(
    () => said,
    () => void stdout.emit("close"),
  );
  const code = await running;
  stdout.end();
  stderr.end();
  await Promise.all([finished(stdout), finished(stderr)]);
  return { code, said };
}

async function ok(...args: readonly string[]): Promise<string> {
  const { code, said } = await intg(args);
  if (code !== 0) throw new Error(`intg ${args.join(" ")}: ${code}\n${said}`);
  return said;
}

function saleOf(event: string, transaction: string, product = "1001"): object {
  const body = saleEvent(event, { transaction, product, email: EMAIL }, 1) as { data: { buyer: object; purchase: object } };
  const buyer = { ...body.data.buyer, name: "Zuleide Quaresma", checkout_phone: "31987650042", document: "52998224725" };
  const origin = { src: `indicada por ${EMAIL}`, sck: EMAIL };
  return { ...body, data: { ...body.data, buyer, purchase: { ...body.data.purchase, origin } } };
}

async function post(body: object | string, { path = "/hooks/hotmart", token = HOTTOK } = {}): Promise<void> {
  await listening.send(hotmartCall(body, path, token));
}

function hotmartCall(body: object | string, path: string, token: string): Call {
  const headers = [
    ["Content-Type", "application/json"],
    ["X-HOTMART-HOTTOK", token],
  ] as const;
  return { path, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
}

async function postLead(): Promise<void> {
  const zap = findProvider("grupozap");
  const { request } = readFixture("grupozap", "lead.received.2025");
  if (zap === undefined) throw new Error("no grupozap");
  const edited = [
    ["email", EMAIL],
    ["name", "Zuleide Quaresma"],
    ["ddd", "31"],
    ["phone", "987650042"],
    ["phoneNumber", "31987650042"],
    ["message", "segredo-da-visita"],
  ] as const;
  const lead = edited.reduce((call, [path, value]) => zap.setField(call, path, value), request);
  const credentials = await (await openStore(join(folder, "home"), {})).credentials.load("grupozap", "default");
  await listening.send(callOf(zap.sign(lead, credentials, new Date().toISOString())));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "intg-masking-"));
  receiver = await startReceiver();
  // As careless an answer as there is: it repeats what it was sent.
  receiver.answer(({ body }, response) => void response.writeHead(422).end(`refused: ${body}`));
  await ok("product", "add", "Curso", "--slug", "curso");
  await ok("product", "link", "curso", "hotmart", "1001");
  await ok("product", "link", "curso", "hotmart", "1003", "--kind", "subscription");
  await ok("credential", "set", "hotmart", "--secret", `hottok=${HOTTOK}`);
  await ok("credential", "set", "grupozap", "--secret", `key=${ZAP_KEY}`);
  await ok("destination", "add", "crm", "--kind", "webhook", "--url", receiver.url, "--allow-private");
  await ok("rule", "add", "*", "--on", "purchase.approved", "--add-tag", "aluna", "--forward", "crm", "--add-to", "vendas/boas-vindas");
  await ok("rule", "add", "*", "--on", "purchase.approved", "--when", "buyer.email = outra@example.com", "--add-tag", "condicional");
  await ok("rule", "add", "*", "--on", "lead.received", "--forward", "crm");
  const store = await openStore(join(folder, "home"), {});
  listening = await startListening(store);
  await post(saleOf("PURCHASE_APPROVED", "HP1"));
  await post(saleOf("PURCHASE_APPROVED", "HP1"));
  await post(saleOf("PURCHASE_APPROVED", "HP2", "9999"));
  await post(saleOf("PURCHASE_APPROVED", "HP3", "1003"));
  await post(saleOf("PURCHASE_PROTEST", "HP1"));
  await post(saleOf("PURCHASE_REFUNDED", "HP1"), { path: `/hooks/hotmart?email=${encodeURIComponent(EMAIL)}` });
  await post(`{"broken": "${EMAIL}"`);
  await post(saleOf("PURCHASE_APPROVED", "HP9"), { token: "not-the-token", path: `/hooks/hotmart?email=${encodeURIComponent(EMAIL)}` });
  await post(saleOf("PURCHASE_APPROVED", "HP9"), { path: `/hooks/hotmart/${encodeURIComponent(EMAIL)}` });
  await postLead();
  await listening.service.drain();
  await receiver.callsWhen(2);
  await listening.stop();
  contact = (await store.contacts.find(EMAIL))?.id ?? "";
  events = await store.events.list({ limit: 100 });
  await store.close();
  const sale = saleOf("PURCHASE_APPROVED", "HP8");
  writeFileSync(join(folder, "rules.yaml"), "rules:\n  - on: purchase.approved\n    do:\n      - tag.add outra\n");
  writeFileSync(join(folder, "call.http"), `POST /hooks/hotmart HTTP/1.1\nContent-Type: application/json\n\n${JSON.stringify(sale)}`);
});

afterAll(async () => {
  await receiver.close();
  rmSync(folder, { recursive: true });
});

/** What to run of each command that reads what is stored of people. `@` stands for the contact's id, `#` for one event after the other. */
const RUNS: Readonly<Record<string, readonly string[]>> = {
  "event list": ["", "--limit 3", "--status unmatched", "--refused"],
  "event show": ["#"],
  "event capture": ["#"],
  explain: ["#"],
  replay: ["#", "--all", "--since 365d --failed", "--file CALL --provider hotmart"],
  rebuild: ["--yes"],
  "contact list": ["", "--tag aluna"],
  "contact show": ["@"],
  "contact erase": ["@ --dry-run", "@"],
  "access list": [""],
  "access explain": ["@ curso"],
  "dispatch list": ["", "--json"],
  "dispatch show": ["DISPATCH"],
  "dispatch run": [""],
  "dispatch retry": ["--dead", "DISPATCH"],
  "dispatch drop": ["DISPATCH"],
  simulate: ["hotmart purchase --email EMAIL", "hotmart purchase --email EMAIL --commit"],
  expect: ["--trigger lead.received --within 1s --since 365d", "--trigger cart.abandoned --within 1s --since 365d"],
  purge: ["--keep calls=0s --keep contacts=0s --dry-run", "--show"],
  "audit list": [""],
  report: [""],
  doctor: [""],
  dump: [""],
  "destination list": [""],
  "destination show": ["crm"],
  "rule test": ["RULES --since 365d"],
  "product list": [""],
  "credential list": [""],
  "template list": [""],
  "advertiser list": [""],
  "listing list": [""],
};

/** They read nothing that is stored of people. */
const OTHERS: ReadonlySet<string> = new Set([
  ...["init", "conform", "completion", "help", "capabilities", "export-zap-csv", "apply", "reconcile"],
  // They never end by themselves, and are looked at below.
  ...["listen", "event tail"],
  // Everything about one person is what it is for, and it says so.
  "contact export",
]);

async function linesOf(path: string): Promise<readonly (readonly string[])[]> {
  const dispatch = (JSON.parse((await ok("dispatch", "list", "--json")).split("\n")[0] ?? "[]") as { id: string }[])[0]?.id ?? "";
  return (RUNS[path] ?? []).flatMap((text) => {
    const words = text.split(" ").filter((word) => word !== "");
    const fill = (event: string) =>
      words.map(
        (word) =>
          ({
            "@": contact,
            "#": event,
            DISPATCH: dispatch,
            CALL: join(folder, "call.http"),
            RULES: join(folder, "rules.yaml"),
            EMAIL: "outra@example.com",
          })[word] ?? word,
      );
    return words.includes("#") ? events.map(({ id }) => fill(id)) : [fill("")];
  });
}

describe("without --show-pii", () => {
  test("the world holds events of every status, so that nothing is masked by being absent", () => {
    expect([...new Set(events.map(({ status }) => status))].sort()).toEqual(["duplicate", "processed", "quarantined", "unmatched"]);
    expect(contact).toMatch(/^ctc_/);
  });

  test("every command that reads what is stored is looked at", () => {
    const groups = ["event", "contact", "access", "dispatch", "audit"];
    const paths = COMMANDS.map(({ path }) => path).filter((path) => groups.includes(path.split(" ")[0] ?? "") || !path.includes(" "));

    expect(paths.filter((path) => RUNS[path] === undefined && !OTHERS.has(path))).toEqual([]);
  });

  const present = Object.keys(RUNS).filter((path) => COMMANDS.some((entry) => entry.path === path));

  test.each(present)(
    "intg %s shows nobody, in text, as JSON and in Portuguese",
    async (path) => {
      for (const line of await linesOf(path)) {
        for (const more of [[], ["--json"], ["--verbose"], ["--lang", "pt-BR"]]) {
          const { said } = await intg([...path.split(" "), ...line, ...more, "--no-input"]);

          expect(said, [path, ...line, ...more].join(" ")).not.toBe("");
          for (const text of PERSONAL)
            expect(said.toLowerCase(), `${[path, ...line, ...more].join(" ")}: ${text}`).not.toContain(text.toLowerCase());
        }
      }
    },
    60_000,
  );

  test.each([[], ["--json"]])("intg event tail shows nobody %s", async (...more) => {
    const { said } = await intg(["event", "tail", "--last", "100", "--interval", "20", ...more], async (sofar, leave) => {
      await vi.waitFor(() => expect(sofar()).toContain("lead.received"), 5000);
      leave();
    });

    for (const text of PERSONAL) expect(said.toLowerCase()).not.toContain(text.toLowerCase());
  });

  test.each([[], ["--json"], ["--verbose"]])(
    "intg listen shows nobody, of calls that are taken and of those that are not %s",
    async (...more) => {
      const path = `/hooks/hotmart?email=${encodeURIComponent(EMAIL)}`;
      const { said } = await intg(["listen", "--port", "0", ...more], async (sofar) => {
        await vi.waitFor(() => expect(sofar()).toMatch(PORT), 5000);
        const port = Number(PORT.exec(sofar())?.[1]);
        const calls = [
          hotmartCall(saleOf("PURCHASE_APPROVED", `HPL${more.join("")}`), path, HOTTOK),
          hotmartCall(saleOf("PURCHASE_APPROVED", "HPX"), path, "wrong"),
          hotmartCall(`{"a": "${EMAIL}"`, path, HOTTOK),
        ];
        for (const { path: target, headers, body } of calls) {
          await fetch(`http://127.0.0.1:${port}${target}`, {
            method: "POST",
            headers: headers?.map(([name, value]) => [name, value]) ?? [],
            body: String(body),
          });
        }
        await vi.waitFor(() => expect(sofar()).toContain("purchase.approved"), 5000);
        process.emit("SIGTERM", "SIGTERM");
      });

      for (const text of PERSONAL) expect(said.toLowerCase()).not.toContain(text.toLowerCase());
    },
  );

  test("errors show nobody either, when a call is read that names somebody", async () => {
    writeFileSync(join(folder, "bad.http"), `POST /hooks/hotmart HTTP/1.1\nContent-Type: application/json\n\n{"email": "${EMAIL}"`);

    for (const line of [["replay", "--file", join(folder, "bad.http"), "--provider", "hotmart"]]) {
      const { said, code } = await intg(line);

      expect(code).not.toBe(0);
      for (const text of PERSONAL) expect(said).not.toContain(text);
    }
  });

  test("what is kept of refused calls names nobody, also where path and query did", async () => {
    const store = await openStore(join(folder, "home"), {});
    const refusals = await store.refusals.list({ limit: 100 });
    await store.close();

    expect(refusals.length).toBeGreaterThan(1);
    for (const text of PERSONAL) expect(JSON.stringify(refusals).toLowerCase()).not.toContain(text.toLowerCase());
  });

  test("with --show-pii the same commands show the person, so the looking finds her", async () => {
    for (const line of [
      ["event", "list"],
      ["contact", "show", contact],
      ["event", "list", "--json"],
    ]) {
      expect((await intg([...line, "--show-pii"])).said).toContain(EMAIL);
    }
  });
});
