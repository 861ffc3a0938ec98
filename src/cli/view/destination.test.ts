import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import type { DestinationDescription } from "../../app/destinations/describe.ts";
import { en } from "../../messages/en/index.ts";
import { createTexts } from "../../messages/text.ts";
import type { Io } from "../io.ts";
import { createOutput } from "../output.ts";
import { destinationJson, showDestination } from "./destination.ts";

const TEXTS = createTexts(en);
const local = TEXTS.formats.dateTime;

const DESCRIPTION: DestinationDescription = {
  name: "lovers",
  kind: "leadlovers",
  isEnabled: true,
  disabledBecause: null,
  allowsPrivate: false,
  settings: [
    { name: "base-url", value: "https://crm.example.com", isDefault: false },
    { name: "per-minute", value: "60", isDefault: true },
  ],
  secrets: [
    {
      name: "token",
      isRequired: true,
      whereToFind: "-",
      values: [
        { fingerprint: "0a1b2c3d", createdAt: "2026-11-03T12:00:00.000Z" },
        { fingerprint: "99887766", createdAt: "2026-10-01T12:00:00.000Z" },
      ],
    },
    { name: "bearer", isRequired: false, whereToFind: "-", values: [] },
  ],
  codes: { "tag:aluno": "640001" },
  waiting: { queued: 3, sending: 1, dead: 2 },
  health: { circuit: "closed", opensAgainAt: null, sentToday: 17 },
  unmapped: [
    { kind: "tag", name: "VIP d'ouro", action: "tag.add", target: "VIP d'ouro", rules: ["rul_1", "rul_2"] },
    { kind: "funnel", name: "vendas", action: "funnel.remove", target: "vendas", rules: ["rul_1"] },
  ],
};

/** What a pipe gets on standard output. */
async function shown(changes: Partial<DestinationDescription> = {}): Promise<string> {
  const stdout = new PassThrough();
  const io = { stdin: process.stdin, stdout, stderr: new PassThrough(), env: {} } as unknown as Io;
  const out = createOutput(io, { json: false, quiet: false, color: false, warningPrefix: "warning" });
  await showDestination({ out, texts: TEXTS }, { ...DESCRIPTION, ...changes });
  return String(stdout.read());
}

describe("a destination on a terminal", () => {
  test("shows how it is, what it knows, and what it lacks with the line that mends it", async () => {
    expect(await shown()).toBe(`NAME               lovers
KIND               leadlovers
STATE              enabled
CIRCUIT            closed: requests go
WAITING            3 queued, 1 being sent, 2 dead
SENT TODAY         17
PRIVATE ADDRESSES  no

Settings
base-url    https://crm.example.com
per-minute  60 (default)

SECRET  FINGERPRINT  SET AT
token   0a1b2c3d     ${local("2026-11-03T12:00:00.000Z")}
token   99887766     ${local("2026-10-01T12:00:00.000Z")}
bearer  -            -

OBJECT     CODE
tag:aluno  640001

Used by rules, without a code here
OBJECT          RULES         RUN
tag:VIP d'ouro  rul_1, rul_2  intg destination map lovers 'tag:VIP d'\\''ouro' CODE
funnel:vendas   rul_1         intg destination map lovers funnel:vendas CODE
`);
  });

  test.each<[Partial<DestinationDescription>, string]>([
    [{ isEnabled: false }, "STATE              disabled\n"],
    [{ isEnabled: false, disabledBecause: { code: "destination.status", params: { status: 410 } } }, "disabled: it answered HTTP 410\n"],
    [
      { health: { circuit: "open", opensAgainAt: "2026-11-03T12:00:30.000Z", sentToday: 0 } },
      `open until ${local("2026-11-03T12:00:30.000Z")}: `,
    ],
    [{ health: { circuit: "half-open", opensAgainAt: "2026-11-03T12:00:30.000Z", sentToday: 0 } }, "half open: "],
    [{ settings: [{ name: "body", value: "a\u001b[31mb", isDefault: false }] }, "body  a\\u{1b}[31mb\n"],
  ])("with %j says %j", async (changes, text) => {
    expect(await shown(changes)).toContain(text);
  });

  test("leaves out what there is nothing of", async () => {
    const text = await shown({ codes: {}, unmapped: [] });

    expect(text).not.toContain("OBJECT");
    expect(text).not.toContain("Used by rules");
  });
});

test("a destination as JSON says why it is off, and marks defaults", () => {
  const disabledBecause = { code: "destination.status", params: { status: 410 } };

  expect(destinationJson({ ...DESCRIPTION, isEnabled: false, disabledBecause }, TEXTS)).toMatchObject({
    enabled: false,
    disabledBecause: "it answered HTTP 410",
    settings: { "base-url": "https://crm.example.com", "per-minute": "60" },
    defaults: ["per-minute"],
    secrets: [{ name: "token", required: true, values: [{ fingerprint: "0a1b2c3d" }, { fingerprint: "99887766" }] }, { name: "bearer" }],
    unmapped: [
      { object: "tag:VIP d'ouro", rules: ["rul_1", "rul_2"], run: "intg destination map lovers 'tag:VIP d'\\''ouro' CODE" },
      { object: "funnel:vendas" },
    ],
  });
});
