import { describe, expect, test } from "vitest";
import { type SendingPolicy, UNKNOWN_SENDING } from "../../providers/sending-policy.ts";
import type { Answer } from "./judge-answer.ts";
import { playSender } from "./play.ts";
import { asPlayed, type PlayedPolicy } from "./played-policy.ts";
import type { CallToSend, SenderReport } from "./report.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const known = <T>(value: T) => ({ value, certainty: "official", source: "made up" }) as const;

const PARKING: SendingPolicy = {
  ...UNKNOWN_SENDING,
  timeoutMs: known(5_000),
  attempts: known(3),
  waitMs: known(MINUTE),
  afterwards: known({ kind: "parked", forMs: 14 * DAY }),
  meanings: [
    known({ from: 404, to: 404, onlyFor: null, effect: "removes-integration" } as const),
    known({ from: 400, to: 499, onlyFor: "lead.no-listing", effect: "parks" } as const),
  ],
};
/** Kept for four and a half of its waits. */
const BACKUP: SendingPolicy = {
  ...UNKNOWN_SENDING,
  attempts: known(2),
  waitMs: known(MINUTE),
  afterwards: known({ kind: "backup", everyMs: 10 * MINUTE, forMs: 45 * MINUTE }),
};

type Reply = number | "late" | "gone";

/** An endpoint that answers what is written down, one after the other, at once; the last answer repeats. */
function endpoint(policy: PlayedPolicy, replies: readonly Reply[], dues: readonly number[], rejection: CallToSend["rejection"] = null) {
  const log: number[] = [];
  const calls = dues.map(
    (dueMs, index): CallToSend => ({
      trigger: null,
      policy,
      dueMs,
      rejection,
      send: async () => {
        const reply = replies[Math.min(log.length, replies.length - 1)] ?? 200;
        log.push(index);
        return answerOf(reply);
      },
    }),
  );
  return { calls, log };
}

function answerOf(reply: Reply): Answer {
  if (reply === "late") return { kind: "too-late" };
  return reply === "gone" ? { kind: "no-answer", reason: "ECONNREFUSED" } : { kind: "answered", status: reply, ms: 0 };
}

const play = async (
  policy: SendingPolicy,
  replies: readonly Reply[],
  dues: readonly number[] = [0],
  rejection?: CallToSend["rejection"],
) => {
  const { calls, log } = endpoint(asPlayed(policy), replies, dues, rejection);
  return { report: await playSender(calls), log };
};

/** `delivered after 60000: 0, 60000` */
const told = ({ calls }: SenderReport) =>
  calls.map(({ outcome, waitedMs, attempts }) => `${outcome} after ${waitedMs}: ${attempts.map(({ atMs }) => atMs).join(", ")}`);

describe("a call", () => {
  test("that is taken at once is sent once", async () => {
    const { report, log } = await play(PARKING, [200]);

    expect([told(report), log]).toEqual([["delivered after 0: 0"], [0]]);
    expect([report.endings, report.backups, report.calls[0]?.wasted]).toEqual([[], [], 0]);
  });

  test("that fails is sent again after each wait, until it is taken", async () => {
    const { report } = await play(PARKING, [500, "gone", 204]);

    expect(told(report)).toEqual(["delivered after 120000: 0, 60000, 120000"]);
    expect(report.calls[0]?.attempts.map(({ failure }) => failure)).toEqual(["server-error", "no-answer", null]);
  });

  test("whose attempts are used up is parked where the vendor parks, else given up", async () => {
    const parked = await play(PARKING, [500]);
    const lost = await play(UNKNOWN_SENDING, [500]);

    expect(told(parked.report)).toEqual(["parked after null: 0, 60000, 120000"]);
    // The assumed waits: 1 min, 10 min, 1 h.
    expect(told(lost.report)).toEqual(["lost after null: 0, 60000, 660000, 4260000"]);
  });

  test("that is answered too late costs the whole time limit, and what follows is wasted", async () => {
    const { report } = await play(PARKING, ["late", 200]);

    expect(told(report)).toEqual(["delivered after 65000: 0, 65000"]);
    expect(report.calls[0]?.wasted).toBe(1);
  });

  test("wastes nothing while no attempt can have been taken", async () => {
    const { report } = await play(PARKING, [500, "late", 200]);

    expect(report.calls[0]?.wasted).toBe(1);
    expect((await play(PARKING, [500, 301, 200])).report.calls[0]?.wasted).toBe(0);
  });

  test("that is answered 201 where only 200 counts was sent again in vain", async () => {
    const { report } = await play({ ...PARKING, delivered: known("200") }, [201]);

    expect(told(report)).toEqual(["parked after null: 0, 60000, 120000"]);
    expect(report.calls[0]?.wasted).toBe(2);
  });

  test("is timed from when it happens, and others are not held up by it", async () => {
    const { report, log } = await play(PARKING, [500, 200, 200], [1_000, 2_000]);

    expect(told(report)).toEqual(["delivered after 60000: 1000, 61000", "delivered after 0: 2000"]);
    expect(log).toEqual([0, 1, 0]);
  });

  test("keeps the order of virtual time when answers take a while", async () => {
    const { report } = await play(PARKING, ["late", "late", 200, 200], [0, 1_000]);

    expect(told(report)).toEqual(["delivered after 65000: 0, 65000", "delivered after 65000: 1000, 66000"]);
  });
});

describe("that a call was sent again", () => {
  const again = (value: "any-failure" | "server-error") => ({ ...PARKING, sentAgainAfter: known(value) });

  test.each([
    ["nobody knows of this vendor", PARKING, 500, true],
    ["is known, whatever the failure", again("any-failure"), 400, false],
    ["is known after a 5xx", again("server-error"), 503, false],
    ["is not known after a 4xx, only after a 5xx", again("server-error"), 400, true],
  ] as const)("%s", async (_, policy, status, isAssumed) => {
    const { report } = await play(policy, [status, 200]);

    expect(report.calls.map(({ outcome, resentAsAssumed }) => [outcome, resentAsAssumed])).toEqual([["delivered", isAssumed]]);
  });

  test("is not assumed of a call that was sent once", async () => {
    const once = await play({ ...PARKING, attempts: known(1) }, [500]);

    expect(once.report.calls.map(({ outcome, resentAsAssumed }) => [outcome, resentAsAssumed])).toEqual([["parked", false]]);
  });
});

test("every call is said to have ended once, whatever became of it", async () => {
  let ended = 0;
  const backup = endpoint(asPlayed(BACKUP), [500], [0, 1_000, 120_000, 9_999_999]).calls;
  const removing = endpoint(asPlayed(PARKING), [500, 404], [0, 1_000, 2_000]).calls;
  const report = await playSender([...backup, ...removing], () => {
    ended += 1;
  });

  expect(report.calls.map(({ outcome }) => outcome)).toEqual(["deleted", "deleted", "deleted", "unsent", "unsent", "removed", "unsent"]);
  expect(ended).toBe(7);
});

describe("a status with a meaning of its own", () => {
  test("that removes the integration ends everything: later calls, and re-sends of earlier ones", async () => {
    const { report, log } = await play(PARKING, [500, 404, 200], [0, 1_000, 2_000]);

    expect(told(report)).toEqual(["unsent after null: 0", "removed after null: 1000", "unsent after null: "]);
    expect(log).toEqual([0, 1]);
    expect(report.endings.map(({ kind, atMs, index }) => [kind, atMs, index])).toEqual([["removed", 1_000, 1]]);
  });

  test("counts only for the calls that it is about", async () => {
    const about = await play(PARKING, [422], [0], "lead.no-listing");
    const another = await play(PARKING, [422], [0]);

    expect(told(about.report)).toEqual(["parked after null: 0"]);
    expect(told(another.report)).toEqual(["parked after null: 0, 60000, 120000"]);
  });

  test("removes also for a call that another meaning would park", async () => {
    const { report } = await play(PARKING, [404], [0], "lead.no-listing");

    expect(report.calls[0]?.outcome).toBe("removed");
  });

  test("says nothing to a vendor that gives it no meaning", async () => {
    const { report } = await play(UNKNOWN_SENDING, [404, 200]);

    expect(told(report)).toEqual(["delivered after 60000: 0, 60000"]);
  });
});

describe("a backup", () => {
  test("stores later calls behind the one that fails, and lets them go in order when that is taken", async () => {
    // Call 0 fails at 0 and 60 s, which begins the backup; it is tried again at 11 min and 21 min.
    const { report, log } = await play(BACKUP, [500, 500, 500, 200], [0, 120_000, 180_000]);

    expect(told(report)).toEqual([
      "delivered after 1260000: 0, 60000, 660000, 1260000",
      "delivered after 1140000: 1260000",
      "delivered after 1080000: 1260000",
    ]);
    expect(log).toEqual([0, 0, 0, 0, 1, 2]);
    expect(report.calls.map(({ storedBehind }) => storedBehind)).toEqual([null, 0, 0]);
    expect(report.backups.map(({ index, fromMs, untilMs, stored }) => [index, fromMs, untilMs, stored])).toEqual([
      [0, 60_000, 1_260_000, 2],
    ]);
    expect(report.endings).toEqual([]);
  });

  test("lets a call go before a later one, although its own re-send was due after that", async () => {
    // Call 1 fails at 59 s, one second before the backup begins; call 2 comes at 90 s, the re-send of call 1 only at 119 s.
    const { log, report } = await play(BACKUP, [500, 500, 500, 200], [0, 59_000, 90_000]);

    expect(log).toEqual([0, 1, 0, 0, 1, 2]);
    expect(told(report)).toEqual([
      "delivered after 660000: 0, 60000, 660000",
      "delivered after 601000: 59000, 660000",
      "delivered after 570000: 660000",
    ]);
  });

  test("that ends without a success is deleted with what it stored, and nothing more is sent", async () => {
    const { report, log } = await play(BACKUP, [500], [0, 120_000, 3_000_000]);

    // Begun at 1 min; tried at 11, 21, 31 and 41 min; over at 46 min.
    expect(told(report)).toEqual([
      "deleted after null: 0, 60000, 660000, 1260000, 1860000, 2460000",
      "deleted after null: ",
      "unsent after null: ",
    ]);
    expect(log).toEqual([0, 0, 0, 0, 0, 0]);
    expect(report.endings.map(({ kind, atMs, index }) => [kind, atMs, index])).toEqual([["switched-off", 2_760_000, 0]]);
    expect(report.calls[0]?.attemptsCounted).toBe(0);
  });

  test("makes a few of its attempts and counts the others", async () => {
    const long: SendingPolicy = { ...BACKUP, afterwards: known({ kind: "backup", everyMs: MINUTE, forMs: 2 * DAY }) };
    const { report, log } = await play(long, [500]);

    // 2,880 in two days, of which 5 are made.
    expect([log.length, report.calls[0]?.attemptsCounted]).toEqual([2 + 5, 2_875]);
    expect(report.endings[0]?.atMs).toBe(MINUTE + 2 * DAY);
  });

  test("begins anew when a call that was let go fails", async () => {
    const { report, log } = await play(BACKUP, [500, 500, 200, 500, 500, 200], [0, 120_000]);

    expect(told(report)).toEqual([
      "delivered after 660000: 0, 60000, 660000",
      // Let go at 11 min, again a minute later, then once from its own backup.
      "delivered after 1200000: 660000, 720000, 1320000",
    ]);
    expect(log).toEqual([0, 0, 0, 1, 1, 1]);
    expect(report.backups.map(({ index, stored }) => [index, stored])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  test("is that of one way of sending: calls under another policy go on", async () => {
    const one = endpoint(asPlayed(BACKUP), [500], [0]);
    const other = endpoint(asPlayed(PARKING), [200], [120_000]);
    const report = await playSender([...one.calls, ...other.calls]);

    expect(report.calls.map(({ outcome }) => outcome)).toEqual(["deleted", "delivered"]);
  });
});

test("no calls make an empty report", async () => {
  expect(await playSender([])).toEqual({ calls: [], endings: [], backups: [] });
});
