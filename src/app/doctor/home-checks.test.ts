import { beforeAll, describe, expect, test } from "vitest";
import { ago, arrival, called, DAY, gathered, NOW, said, storeOf, WELL } from "../../../test/support/doctor.ts";
import { note } from "../../core/note.ts";
import type { HomeFacts } from "../ports.ts";
import type { DoctorFacts } from "./facts.ts";
import { homeClock } from "./home-clock.ts";
import { homeDatabase } from "./home-database.ts";
import { homeDisk } from "./home-disk.ts";
import { homeIntegrity } from "./home-integrity.ts";
import { homeKey } from "./home-key.ts";
import { homeListener } from "./home-listener.ts";
import { homePermissions } from "./home-permissions.ts";
import { homeQueue } from "./home-queue.ts";
import { homeSetup } from "./home-setup.ts";
import { homeWal } from "./home-wal.ts";

let empty: DoctorFacts;
beforeAll(async () => {
  empty = await gathered();
});
const home = (parts: Partial<HomeFacts>) => ({ ...empty, home: { ...WELL, ...parts } });
const machine = (parts: Partial<HomeFacts>) => ({ now: NOW, problem: null, home: { ...WELL, ...parts } });
const MIB = 1024 * 1024;

describe("home.setup", () => {
  test("names the first step where there is nothing yet, with or without a database", () => {
    expect(said(homeSetup, machine({ hasDatabase: false }))).toEqual(["warn empty > intg init"]);
    expect(said(homeSetup, empty)).toEqual(["warn nothing-yet > intg init"]);
  });

  test("is green once a store is there, and where the database does not say", () => {
    expect(said(homeSetup, { ...empty, stores: [storeOf("hotmart")] })).toEqual(["ok setup"]);
    expect(said(homeSetup, { ...machine({}), problem: note("INTG_STORE_BUSY") })).toEqual(["ok there"]);
  });
});

describe("home.database", () => {
  test("is green where it opened, red where it did not, and says nothing where there is none", () => {
    expect(said(homeDatabase, empty)).toEqual(["ok database"]);
    expect(said(homeDatabase, { ...machine({}), problem: note("INTG_STORE_NEWER", { found: 99, known: 8 }) })).toEqual([
      "fail INTG_STORE_NEWER > intg help home",
    ]);
    expect(said(homeDatabase, machine({ hasDatabase: false }))).toEqual([]);
  });
});

describe("home.integrity", () => {
  test("is looked at only when it is asked for", () => {
    expect(said(homeIntegrity, empty)).toEqual([]);
    expect(said(homeIntegrity, { ...empty, faults: [] })).toEqual(["ok integrity-ok"]);
    expect(said(homeIntegrity, { ...empty, faults: ["row 3 missing from index links_by_product"] })).toEqual([
      "fail integrity > intg help home",
    ]);
  });
});

describe("home.key", () => {
  test("is green where it opens what is kept, red where it does not", () => {
    expect(said(homeKey, empty)).toEqual(["ok key"]);
    expect(said(homeKey, { ...empty, keyProblem: note("INTG_KEY_UNUSABLE", { path: "key", reason: "missing" }) })).toEqual([
      "fail INTG_KEY_UNUSABLE > intg help security",
    ]);
  });
});

describe("home.permissions", () => {
  test.each([
    ["closed", { exposed: [] }, ["ok permissions"]],
    ["unknown here", { exposed: null }, ["unknown permissions-unknown"]],
    [
      "open",
      {
        exposed: [
          { path: "/h", mode: "0755", wanted: "0700" },
          { path: "/h/key", mode: "0640", wanted: "0600" },
        ],
      },
      ["warn exposed > chmod 0700 /h", "fail exposed > chmod 0600 /h/key"],
    ],
    ["of a folder that holds nothing yet", { exposed: [], hasDatabase: false }, []],
  ])("%s", (_, parts, expected) => {
    expect(said(homePermissions, machine(parts))).toEqual(expected);
  });
});

describe("home.disk", () => {
  const PURGE = "> intg purge --dry-run";

  test.each([
    ["20 GB free", {}, "ok disk"],
    ["as much free as the database takes", { freeBytes: 9000 * MIB, databaseBytes: 9000 * MIB }, "ok disk"],
    ["less free than the database takes", { freeBytes: 8999 * MIB, databaseBytes: 9000 * MIB }, `warn disk-tight ${PURGE}`],
    ["less than 500 MB free", { freeBytes: 499 * MIB }, `warn disk-tight ${PURGE}`],
    ["less than 100 MB free", { freeBytes: 99 * MIB }, `fail disk-full ${PURGE}`],
    ["nobody knows how much", { freeBytes: null }, "unknown disk-unknown"],
  ])("%s", (_, parts, expected) => {
    expect(said(homeDisk, machine(parts))).toEqual([expected]);
  });
});

describe("home.wal", () => {
  test("is green while it is short, yellow when it has grown", () => {
    expect(said(homeWal, home({ walBytes: MIB }))).toEqual(["ok wal"]);
    expect(said(homeWal, home({ walBytes: 200 * MIB }))).toEqual(["warn wal-long > intg doctor --only home.wal"]);
  });
});

describe("home.listener", () => {
  test("is yellow without one, once there is something to receive", () => {
    const stores = [storeOf("hotmart")];

    expect(said(homeListener, { ...home({ isListening: true }), stores })).toEqual(["ok listener"]);
    expect(said(homeListener, { ...home({ isListening: false }), stores })).toEqual(["warn listener-none > intg listen"]);
    expect(said(homeListener, { ...home({ isListening: null }), stores })).toEqual(["unknown listener-unknown"]);
    expect(said(homeListener, home({ isListening: false }))).toEqual([]);
  });
});

describe("home.queue", () => {
  test.each([
    ["nothing", { count: 0, oldestAt: null }, "ok queue-empty"],
    ["a call of this minute", { count: 1, oldestAt: ago(1) }, "ok queue-moves"],
    ["a call of an hour ago", { count: 7, oldestAt: ago(60) }, "fail queue-stands > intg listen"],
  ])("with %s waiting", (_, queue, expected) => {
    expect(said(homeQueue, { ...empty, queue })).toEqual([expected]);
  });
});

describe("home.clock", () => {
  const early = (minutes: number) => arrival({ receivedAt: ago(60), occurredAt: ago(60 - minutes) });

  test("is yellow where a call was received later than now", () => {
    expect(said(homeClock, { ...empty, newestReceivedAt: ago(-DAY) })).toEqual(["warn clock-back > timedatectl"]);
    expect(said(homeClock, { ...empty, newestReceivedAt: ago(-1) })).toEqual(["ok clock"]);
  });

  test.each([
    ["none", [], "ok clock"],
    ["one of twenty", [early(30)], "ok clock"],
    ["two by a minute", [early(1), early(1)], "ok clock"],
    ["three by half an hour", [early(30), early(30), early(30)], "warn clock-slow > timedatectl"],
  ])("where %s happened after they came", (_, odd, expected) => {
    const { arrivals } = called(
      "hotmart",
      Array.from({ length: 19 }, (_value, at) => at + 1),
    );

    expect(said(homeClock, { ...empty, stores: [storeOf("hotmart", { arrivals: [...odd, ...arrivals] })] })).toEqual([expected]);
  });
});
