import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Breaker, breakerState, CLOSED, type Outcome, probeEndsAt, probing, recorded, reopensAt } from "./breaker.ts";

const DAY = "2026-11-03";
/** `12:00:07` of the day of these tests. */
const at = (time: string) => `${DAY}T${time}.000Z`;

/** One letter an outcome: `o` for ok, `x` for failed. */
function having(breaker: Breaker, outcomes: string, time: string): Breaker {
  return [...outcomes].reduce((before, letter) => recorded(before, letter === "o" ? "ok" : "failed", at(time)), breaker);
}

const OPENED = having(CLOSED, "xxxxxxxxxx", "12:00:00");
const PROBED = probing(OPENED, at("12:00:30"));

describe("a closed breaker", () => {
  test.each([
    ["", "closed"],
    ["xxxxxxxxx", "closed"],
    ["xxxxxxxxxx", "open"],
    ["oooxxxxxxx", "open"],
    ["ooooxxxxxx", "closed"],
    ["xxxxxxxooo", "open"],
    ["ooooxxxxxxxxx", "closed"],
    ["ooooxxxxxxxxxx", "open"],
    ["oooooooooooooooooooo", "closed"],
  ])("after %j is %s", (outcomes, state) => {
    const breaker = having(CLOSED, outcomes, "12:00:00");

    expect(breakerState(breaker, at("12:00:00"))).toBe(state);
    expect(reopensAt(breaker)).toBe(state === "open" ? at("12:00:30") : null);
  });

  test("counts outcomes of five minutes, this one being the last", () => {
    const nine = having(CLOSED, "xxxxxxxxx", "12:00:59");

    expect(breakerState(having(nine, "x", "12:04:59"), at("12:04:59"))).toBe("open");
    expect(breakerState(having(nine, "x", "12:05:00"), at("12:05:00"))).toBe("closed");
  });

  test("keeps one count for each minute and lets go of old ones", () => {
    const breaker = having(having(having(CLOSED, "xo", "12:00:01"), "oox", "12:00:59"), "x", "12:03:00");

    expect(breaker.minutes).toStrictEqual([
      { at: at("12:00:00"), ok: 3, failed: 2 },
      { at: at("12:03:00"), ok: 0, failed: 1 },
    ]);
    expect(having(breaker, "o", "12:07:59").minutes).toStrictEqual([
      { at: at("12:03:00"), ok: 0, failed: 1 },
      { at: at("12:07:00"), ok: 1, failed: 0 },
    ]);
  });

  test("has no probe", () => {
    const breaker = having(CLOSED, "xxx", "12:00:00");

    expect(probing(breaker, at("12:00:01"))).toBe(breaker);
    expect(probeEndsAt(breaker, at("12:00:01"))).toBeNull();
  });
});

describe("an open breaker", () => {
  test.each([
    ["12:00:00", "open"],
    ["12:00:29", "open"],
    ["12:00:30", "half-open"],
    ["18:00:00", "half-open"],
  ])("at %s is %s", (time, state) => {
    expect(breakerState(OPENED, at(time))).toBe(state);
  });

  test("is neither closed nor kept open by what was under way when it opened", () => {
    expect(having(OPENED, "oooxxx", "12:00:29")).toBe(OPENED);
    expect(having(OPENED, "oooxxx", "12:00:45")).toBe(OPENED);
  });

  test("takes no request before its time for a probe", () => {
    expect(probing(OPENED, at("12:00:29"))).toBe(OPENED);
  });

  test("lets one probe through for a minute", () => {
    expect(PROBED.probedAt).toBe(at("12:00:30"));
    expect(probing(PROBED, at("12:01:29"))).toBe(PROBED);
    expect(probeEndsAt(PROBED, at("12:00:30"))).toBe(at("12:01:30"));
    expect(probeEndsAt(PROBED, at("12:01:29"))).toBe(at("12:01:30"));
    expect(breakerState(PROBED, at("12:01:29"))).toBe("half-open");
  });

  test("forgets a probe that never reported, and lets another through", () => {
    const again = probing(PROBED, at("12:01:30"));

    expect(probeEndsAt(PROBED, at("12:01:30"))).toBeNull();
    expect(having(PROBED, "o", "12:01:30")).toBe(PROBED);
    expect(again.probedAt).toBe(at("12:01:30"));
    expect(having(again, "o", "12:02:29")).toBe(CLOSED);
  });

  test("is closed by a probe that worked, and forgets what failed", () => {
    const closed = having(PROBED, "o", "12:00:31");

    expect(closed).toBe(CLOSED);
    expect(breakerState(having(closed, "xxxxxxxxx", "12:00:32"), at("12:00:32"))).toBe("closed");
  });

  test("is opened anew by a probe that failed", () => {
    const again = having(PROBED, "x", "12:00:40");

    expect(breakerState(again, at("12:01:09"))).toBe("open");
    expect(breakerState(again, at("12:01:10"))).toBe("half-open");
    expect(reopensAt(again)).toBe(at("12:01:10"));
    expect(probing(again, at("12:01:10")).probedAt).toBe(at("12:01:10"));
  });

  test("takes the first outcome for the probe's, and ignores the second when the first failed", () => {
    const again = having(PROBED, "x", "12:00:40");

    expect(having(again, "o", "12:00:41")).toBe(again);
  });
});

describe("a clock that is set back", () => {
  test("by a little changes nothing", () => {
    expect(breakerState(OPENED, at("11:59:31"))).toBe("open");
    expect(probeEndsAt(PROBED, at("12:00:00"))).toBe(at("12:01:30"));
    expect(having(PROBED, "o", "12:00:00")).toBe(CLOSED);
  });

  test("by much does not keep it open until the clock is there again", () => {
    expect(breakerState(OPENED, at("11:59:30"))).toBe("half-open");
    expect(breakerState(OPENED, "2020-01-01T00:00:00.000Z")).toBe("half-open");
    expect(probing(OPENED, at("08:00:00")).probedAt).toBe(at("08:00:00"));
  });

  test("by much forgets the probe", () => {
    expect(probeEndsAt(PROBED, at("11:59:30"))).toBeNull();
    expect(probing(PROBED, at("08:00:00")).probedAt).toBe(at("08:00:00"));
  });

  test("leaves minutes in order and forgets those far ahead", () => {
    const breaker = having(having(CLOSED, "xx", "12:03:00"), "o", "12:05:00");

    expect(having(breaker, "x", "12:00:59").minutes).toStrictEqual([
      { at: at("12:00:00"), ok: 0, failed: 1 },
      { at: at("12:03:00"), ok: 0, failed: 2 },
    ]);
  });
});

/** What the issue says, told over the list of everything that happened, in ms of a clock. */
class Model {
  nowMs = Date.parse(at("12:00:00"));
  #outcomes: { readonly minute: number; readonly outcome: Outcome }[] = [];
  #openedMs: number | null = null;
  #probedMs: number | null = null;

  get now(): string {
    return new Date(this.nowMs).toISOString();
  }

  get state(): string {
    if (this.#openedMs === null) return "closed";
    return Math.abs(this.nowMs - this.#openedMs) >= 30_000 ? "half-open" : "open";
  }

  get isProbed(): boolean {
    return this.#probedMs !== null && Math.abs(this.nowMs - this.#probedMs) < 60_000;
  }

  begin(): void {
    if (this.state === "half-open" && !this.isProbed) this.#probedMs = this.nowMs;
  }

  end(outcome: Outcome): void {
    if (this.#openedMs === null) {
      this.#outcomes.push({ minute: Math.floor(this.nowMs / 60_000), outcome });
      this.#openIfFailing();
    } else if (this.isProbed) {
      this.#outcomes = [];
      this.#openedMs = outcome === "ok" ? null : this.nowMs;
      this.#probedMs = null;
    }
  }

  #openIfFailing(): void {
    const thisMinute = Math.floor(this.nowMs / 60_000);
    const recent = this.#outcomes.filter(({ minute }) => Math.abs(thisMinute - minute) <= 4);
    // A minute that was once out of the window stays out of it, even if the clock comes back to it.
    this.#outcomes = recent;
    if (recent.length < 10 || recent.filter(({ outcome }) => outcome === "failed").length / recent.length < 0.7) return;
    this.#openedMs = this.nowMs;
  }
}

type Step =
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "begin" }
  | { readonly kind: "end"; readonly outcome: Outcome; readonly times: number };

const step = (waitMs: fc.Arbitrary<number>): fc.Arbitrary<Step> =>
  fc.oneof(
    waitMs.map((ms) => ({ kind: "wait", ms }) as const),
    fc.constant({ kind: "begin" } as const),
    fc
      .tuple(fc.constantFrom("ok", "failed", "failed", "failed"), fc.integer({ min: 1, max: 6 }))
      .map(([outcome, times]) => ({ kind: "end", outcome, times }) as const),
  );

const FORWARD = fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.constantFrom(1, 29_999, 30_000, 59_999, 60_000, 240_000, 300_000));
const ANYWHERE = fc.oneof(FORWARD, FORWARD, fc.integer({ min: -400_000, max: 0 }), fc.constantFrom(-86_400_000, 86_400_000));

function play(steps: readonly Step[], look: (breaker: Breaker, model: Model) => void): void {
  const model = new Model();
  let breaker = CLOSED;
  for (const one of steps) {
    if (one.kind === "wait") model.nowMs += one.ms;
    if (one.kind === "begin") {
      breaker = probing(breaker, model.now);
      model.begin();
    }
    for (let time = 0; one.kind === "end" && time < one.times; time += 1) {
      breaker = recorded(breaker, one.outcome, model.now);
      model.end(one.outcome);
    }
    breaker = JSON.parse(JSON.stringify(breaker));
    look(breaker, model);
  }
}

describe("over any run", () => {
  test("the breaker does as the issue says, whatever the clock does", () => {
    const reached = new Set<string>();

    fc.assert(
      fc.property(fc.array(step(ANYWHERE), { maxLength: 60, size: "max" }), (steps) => {
        play(steps, (breaker, model) => {
          reached.add(`${model.state} ${model.isProbed}`);

          expect(breakerState(breaker, model.now)).toBe(model.state);
          expect(probeEndsAt(breaker, model.now) !== null).toBe(model.isProbed);
        });
      }),
      { numRuns: 200 },
    );

    expect([...reached]).toEqual(expect.arrayContaining(["closed false", "open false", "half-open false", "half-open true"]));
  });

  test("its value stays small, and its minutes in order", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(step(FORWARD), { maxLength: 100, size: "max" }), (isSetBack, steps) => {
        const all: readonly Step[] = isSetBack ? [...steps, { kind: "wait", ms: -240_000 }, ...steps] : steps;

        play(all, ({ minutes }) => {
          expect(minutes.length).toBeLessThanOrEqual(isSetBack ? 9 : 5);
          expect(minutes.map((minute) => minute.at)).toStrictEqual([...new Set(minutes.map((minute) => minute.at))].sort());
        });
      }),
    );
  });

  test("it is never stuck: whoever waits as told may send within three minutes", () => {
    fc.assert(
      fc.property(fc.array(step(ANYWHERE), { maxLength: 60, size: "max" }), (steps) => {
        play(steps, (breaker, model) => {
          const next = (now: string) => (breakerState(breaker, now) === "open" ? reopensAt(breaker) : probeEndsAt(breaker, now)) ?? now;
          const later = next(next(next(model.now)));

          expect(breakerState(breaker, later)).not.toBe("open");
          expect(probeEndsAt(breaker, later)).toBeNull();
          expect(Date.parse(later) - model.nowMs).toBeLessThan(180_000);
        });
      }),
    );
  });
});
