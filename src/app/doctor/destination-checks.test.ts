import { beforeAll, describe, expect, test } from "vitest";
import { ago, DAY, destinationOf, gathered, said } from "../../../test/support/doctor.ts";
import { CLOSED } from "../../core/breaker.ts";
import type { Dispatch } from "../../core/dispatch.ts";
import { note } from "../../core/note.ts";
import { IDLE } from "../../core/sending.ts";
import { destinationCircuit } from "./destination-circuit.ts";
import { destinationCodes } from "./destination-codes.ts";
import { destinationDead } from "./destination-dead.ts";
import { destinationEnabled } from "./destination-enabled.ts";
import { destinationQueue } from "./destination-queue.ts";
import { destinationSecrets } from "./destination-secrets.ts";
import type { DestinationFacts, DoctorFacts } from "./facts.ts";

let empty: DoctorFacts;
beforeAll(async () => {
  empty = await gathered();
});
const webhook = (parts: Partial<DestinationFacts>) => ({ ...empty, destinations: [destinationOf("webhook", parts)] });
const OFF = { name: "crm", kind: "webhook", settings: {}, codes: {}, isEnabled: false, disabledBecause: null };

describe("destination.enabled", () => {
  test.each([
    ["switched on", {}, "ok enabled"],
    ["off and in use", { registered: OFF }, "warn disabled > intg destination edit crm --enable"],
    ["off and of no use", { registered: OFF, isUsed: false }, "ok resting"],
    [
      "off because it said so",
      { registered: { ...OFF, disabledBecause: note("dispatch.gone") } },
      "fail gone > intg destination edit crm --enable",
    ],
    ["of a kind of another version", { carrier: undefined }, "unknown unknown-kind"],
  ])("%s", (_, parts, expected) => {
    expect(said(destinationEnabled, webhook(parts))).toEqual([expected]);
  });
});

describe("destination.circuit", () => {
  const opened = (minutes: number) => ({
    health: { ...IDLE, breaker: { ...CLOSED, minutes: [{ at: ago(minutes), ok: 0, failed: 12 }], openedAt: ago(minutes) } },
  });

  test.each([
    ["closed", {}, "ok circuit-closed"],
    ["open", opened(0.1), "fail circuit-open > intg destination test crm"],
    ["half-open", opened(5), "warn circuit-half-open > intg destination test crm"],
  ])("%s", (_, parts, expected) => {
    expect(said(destinationCircuit, webhook(parts))).toEqual([expected]);
  });
});

describe("destination.secrets", () => {
  test.each([
    ["it has what it needs", {}, "ok secrets-ok"],
    [
      "a secret is missing",
      { missingSecret: { name: "secret", whereToFind: "-" } },
      "fail secret-missing > intg destination edit crm --secret secret",
    ],
    ["its settings do not go together", { problem: note("secret.missing", { name: "token" }) }, "fail problem > intg destination show crm"],
  ])("where %s", (_, parts, expected) => {
    expect(said(destinationSecrets, webhook(parts))).toEqual([expected]);
  });

  test("says nothing where the key opens no secret", () => {
    expect(said(destinationSecrets, { ...webhook({}), keyProblem: note("INTG_KEY_UNUSABLE") })).toEqual([]);
  });
});

describe("destination.codes", () => {
  const leadlovers = (parts: Partial<DestinationFacts>) => ({ ...empty, destinations: [destinationOf("leadlovers", parts)] });

  test("is green where everything has its code, and asks nothing of a kind without codes", () => {
    expect(said(destinationCodes, leadlovers({}))).toEqual(["ok codes-ok"]);
    expect(said(destinationCodes, webhook({}))).toEqual([]);
  });

  test("is yellow for each thing that has none, with the command that gives it one", () => {
    const object = { kind: "tag", name: "aluno", action: "tag.add", target: "aluno", rules: ["rul_1"] } as const;

    expect(said(destinationCodes, leadlovers({ unmapped: [object] }))).toEqual([
      "warn code-missing > intg destination map crm tag:aluno CODE",
    ]);
  });
});

describe("destination.queue", () => {
  const waiting = (minutes: number, parts: Partial<DestinationFacts> = {}) => ({ waiting: 3, nextDue: ago(minutes), ...parts });
  const RUN = "> intg dispatch run";

  test.each([
    ["nothing waits", {}, "ok queue-empty"],
    ["something is due tomorrow", waiting(-DAY), "ok queue-moves"],
    ["something is due since a minute", waiting(1), "ok queue-moves"],
    ["something is due since half an hour", waiting(30), `warn queue-stands ${RUN}`],
    ["something is due since two hours", waiting(120), `fail queue-stands ${RUN}`],
    ["a long queue is being worked off", waiting(120, { health: { ...IDLE, pacedFrom: ago(1) } }), "ok queue-moves"],
    ["quiet hours hold it", waiting(120, { admission: { count: 0, until: ago(-60), why: "quiet" } }), "ok queue-moves"],
    ["it is switched off", waiting(120, { registered: OFF }), "ok queue-moves"],
  ])("where %s", (_, parts, expected) => {
    expect(said(destinationQueue, webhook(parts))).toEqual([expected]);
  });
});

describe("destination.dead", () => {
  test("is green where nothing failed for good, and red where something did", () => {
    const lastDead = { endedAt: ago(5), reason: note("dispatch.gone") } as Dispatch;

    expect(said(destinationDead, webhook({}))).toEqual(["ok dead-none"]);
    expect(said(destinationDead, webhook({ dead: 2, lastDead }))).toEqual(["fail dead > intg dispatch list --dead --destination crm"]);
  });
});
