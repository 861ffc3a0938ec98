import fc from "fast-check";
import { expect, test } from "vitest";
import type { DispatchStore, Store } from "../../src/app/ports.ts";
import type { Dispatch } from "../../src/core/dispatch.ts";
import { instantAfter } from "../../src/core/instant.ts";
import { seededRandom } from "../../src/core/random.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { type Answer, answers, FORBIDDEN, noAnswer, PAGE, type SentRequest, WHATSAPP_YES } from "../support/fake-sender.ts";
import { secondsTo } from "../support/virtual-clock.ts";
import { VirtualWorld, type Worker } from "../support/virtual-world.ts";

const DESTINATIONS = ["crm", "paced", "whatsapp"] as const;
type Name = (typeof DESTINATIONS)[number];

const CONCURRENCY = 2;
const PER_DAY = 6;
const DAY = 86_400;
/** Least seconds between two requests. */
const SPACING: Readonly<Record<Name, number>> = { crm: 0, paced: 10, whatsapp: 20 };
const MOST_ATTEMPTS = 10;

/** How a destination answers; after `yes` and in doubt a message must not be sent again. */
const MOODS: Readonly<Record<string, { readonly answer: (name: Name) => Answer; readonly mayHaveWorked: boolean }>> = {
  yes: { answer: (name) => (name === "whatsapp" ? WHATSAPP_YES : answers(200)), mayHaveWorked: true },
  "slow yes": { answer: (name) => ({ ...(name === "whatsapp" ? WHATSAPP_YES : answers(200)), seconds: 6 }), mayHaveWorked: true },
  later: { answer: () => answers(503), mayHaveWorked: false },
  "slow later": { answer: () => answers(503, { seconds: 9 }), mayHaveWorked: false },
  no: { answer: () => answers(404), mayHaveWorked: false },
  gone: { answer: () => answers(410), mayHaveWorked: false },
  unreachable: { answer: () => noAnswer(false, 1), mayHaveWorked: false },
  broken: { answer: () => noAnswer(true, 10), mayHaveWorked: true },
  forbidden: { answer: () => ({ ...FORBIDDEN, seconds: 1 }), mayHaveWorked: false },
  page: { answer: () => PAGE, mayHaveWorked: true },
};

type Deed =
  | { readonly kind: "queue"; readonly name: Name; readonly who: string; readonly inSeconds: number }
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "mood"; readonly name: Name; readonly mood: string }
  | { readonly kind: "start" | "kill" }
  | { readonly kind: "drop" | "retry"; readonly which: number }
  | { readonly kind: "enable" | "disable"; readonly name: Name };

const name = fc.constantFrom(...DESTINATIONS);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant("queue" as const),
      name,
      who: fc.constantFrom("ana", "rui", "eva"),
      inSeconds: fc.constantFrom(-30, 0, 0, 0, 5, 60, 900),
    }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("wait" as const), seconds: fc.constantFrom(0.1, 1, 4, 11, 31, 65, 200, 1500) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("mood" as const), name, mood: fc.constantFrom(...Object.keys(MOODS), "yes", "later") }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("start" as const, "kill" as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("drop" as const, "retry" as const, "retry" as const), which: fc.nat(999) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("enable" as const, "enable" as const, "disable" as const), name }) },
);

/** One play: what was done, what the destinations saw, and what must hold whatever happens. */
class Play {
  readonly #world: VirtualWorld;
  readonly #store: Store;
  readonly #seed: number;
  readonly #moods = new Map<Name, string>(DESTINATIONS.map((each) => [each, "yes"]));
  /** In the order in which they were queued. */
  readonly #labels: string[] = [];
  #workers: Worker[] = [];
  /** Requests that a dispatch may have worked by, since the operator last had a say; of messages only. */
  readonly #mayHaveWorked = new Set<string>();
  /** Requests since the operator last had a say. */
  readonly #tries = new Map<string, number>();
  /** Requests for each that was seen to be sent; it never gets another. */
  readonly #sent = new Map<string, number>();
  /** Requests that went out, and so count for pace and quota. */
  readonly #wentOut: SentRequest[] = [];
  readonly #broken: string[] = [];
  #hasQuota = true;

  constructor(store: Store, seed: number) {
    this.#world = new VirtualWorld(store);
    this.#seed = seed;
    this.#store = { ...store, dispatches: { ...store.dispatches, turn: this.#watched(store.dispatches) } };
    this.#world.sender.answer = (request) => this.#answer(request);
  }

  async run(deeds: readonly Deed[]): Promise<void> {
    await this.#world.webhook("crm", { concurrency: String(CONCURRENCY) });
    await this.#world.webhook("paced", { concurrency: "2", "per-minute": "6" });
    await this.#world.whatsapp({ "per-day": String(PER_DAY) });
    this.#start();
    for (const each of deeds) {
      await this.#do(each);
      await this.#check();
    }
    await this.#drain();
    await this.#world.close();
  }

  async #do(each: Deed): Promise<void> {
    const { store, clock } = this.#world;
    switch (each.kind) {
      case "queue": {
        const label = `${each.name}-${this.#labels.length}`;
        const isMessage = each.name === "whatsapp";
        this.#labels.push(label);
        await this.#world.queue(label, {
          destination: each.name,
          who: each.who,
          action: isMessage ? "notify" : "forward",
          target: isMessage ? "lembrete" : each.name,
          dueAt: instantAfter(clock.now(), each.inSeconds * 1000),
        });
        break;
      }
      case "wait":
        await clock.advance(each.seconds);
        break;
      case "mood":
        this.#moods.set(each.name, each.mood);
        break;
      case "start":
        if (this.#workers.length < 2) this.#start();
        break;
      case "kill":
        this.#workers.shift()?.kill();
        break;
      case "drop":
      case "retry": {
        const label = this.#labels[each.which % Math.max(1, this.#labels.length)];
        if (label === undefined) break;
        const changed = await store.dispatches[each.kind]([this.#world.id(label)], clock.now());
        if (changed > 0 && each.kind === "retry") {
          this.#mayHaveWorked.delete(label);
          this.#tries.delete(label);
        }
        break;
      }
      case "enable":
      case "disable":
        await this.#world.enable(each.name, each.kind === "enable");
        break;
      default:
        throw new TypeError(each satisfies never);
    }
    for (const worker of this.#workers) worker.dispatcher.poll();
    await clock.flush();
  }

  /** With every destination well again, what waits is sent, however long its next attempt was put off. */
  async #drain(): Promise<void> {
    for (const each of DESTINATIONS) this.#moods.set(each, "yes");
    await this.#world.enable("whatsapp", true, { "per-day": "100000" });
    this.#hasQuota = false;
    for (const each of DESTINATIONS) await this.#world.enable(each, true);
    if (this.#workers.length === 0) this.#start();
    for (let round = 0; round < 5; round += 1) {
      const waiting = (await this.#all()).filter(({ state }) => state === "queued" || state === "sending");
      if (waiting.length === 0) break;
      for (const worker of this.#workers) worker.dispatcher.poll();
      const last = Math.max(...waiting.map(({ nextAt }) => secondsTo(nextAt)));
      await this.#world.clock.advance(Math.max(0, last - secondsTo(this.#world.clock.now())) + 120 + 20 * waiting.length);
      await this.#check();
    }
    const left = (await this.#all()).filter(({ state }) => state === "queued" || state === "sending");
    expect(left.map(({ occasion, state }) => `${occasion} ${state}`)).toEqual([]);
    this.#checkPace();
  }

  #start(): void {
    this.#workers.push(this.#world.worker({ store: this.#store, random: seededRandom(this.#seed + this.#workers.length) }));
  }

  #answer(request: SentRequest): Answer {
    const { host, what, second, underWay } = request;
    const at = DESTINATIONS.find((each) => host.startsWith(each)) ?? "crm";
    const { answer, mayHaveWorked } = MOODS[this.#moods.get(at) ?? "yes"] ?? { answer: () => answers(200), mayHaveWorked: true };
    if (this.#sent.has(what)) this.#broken.push(`${what} is sent again at ${second} s`);
    if (this.#mayHaveWorked.has(what)) this.#broken.push(`${what} may have worked and is repeated at ${second} s`);
    if (at === "crm" && underWay > CONCURRENCY) this.#broken.push(`${underWay} are under way at ${second} s`);
    if (at === "whatsapp" && mayHaveWorked) this.#mayHaveWorked.add(what);
    if (this.#moods.get(at) !== "forbidden") this.#wentOut.push(request);
    this.#tries.set(what, (this.#tries.get(what) ?? 0) + 1);
    return answer(at);
  }

  /** At the moment of the claim nothing of the lane is under way or comes before it. */
  #watched({ turn, list }: DispatchStore): DispatchStore["turn"] {
    const place = ({ dueAt, occasion }: Dispatch) => `${dueAt} ${String(this.#labels.indexOf(occasion)).padStart(4, "0")}`;
    return async (...args) => {
      const claimed = await turn(...args);
      for (const { dispatch } of claimed) {
        const waiting = await list({ states: ["queued", "sending"], destination: dispatch.destination ?? "", limit: 1000 });
        for (const one of waiting) {
          if (one.id === dispatch.id || one.lane !== dispatch.lane) continue;
          if (one.state === "sending") this.#broken.push(`${one.occasion} and ${dispatch.occasion} are under way at once`);
          if (place(one) < place(dispatch)) this.#broken.push(`${dispatch.occasion} goes before ${one.occasion}`);
        }
      }
      return claimed;
    };
  }

  async #check(): Promise<void> {
    for (const { occasion: label, state, attempts } of await this.#all()) {
      const requests = this.#world.sender.requests.filter(({ what }) => what === label).length;
      if (state === "sent" && !this.#sent.has(label)) this.#sent.set(label, requests);
      if (state === "sent" && requests === 0) this.#broken.push(`${label} was sent by nobody`);
      if (this.#sent.has(label) && state !== "sent") this.#broken.push(`${label} was sent and is ${state}`);
      if (attempts > MOST_ATTEMPTS || (this.#tries.get(label) ?? 0) > MOST_ATTEMPTS) this.#broken.push(`${label} has ${attempts} attempts`);
    }
    if (this.#hasQuota && Math.max(0, ...this.#messagesADay().values()) > PER_DAY)
      this.#broken.push("more messages than the quota of a day");
    expect(this.#broken).toEqual([]);
  }

  #messagesADay(): ReadonlyMap<number, number> {
    const days = new Map<number, number>();
    for (const { host, second } of this.#wentOut) {
      // It is noon at the start.
      const day = Math.floor((second + DAY / 2) / DAY);
      if (host.startsWith("whatsapp")) days.set(day, (days.get(day) ?? 0) + 1);
    }
    return days;
  }

  #checkPace(): void {
    for (const at of DESTINATIONS) {
      const times = this.#wentOut.filter(({ host }) => host.startsWith(at)).map(({ second }) => Math.round(second * 1000));
      const tooSoon = times.filter((ms, index) => index > 0 && ms - (times[index - 1] ?? 0) < SPACING[at] * 1000);
      expect({ at, tooSoon }).toEqual({ at, tooSoon: [] });
    }
  }

  /** Every one that was ever queued: none is lost, none is there twice. */
  async #all(): Promise<readonly Dispatch[]> {
    const all = await this.#world.store.dispatches.list({ limit: 1000 });
    expect(all.map(({ occasion }) => occasion).toSorted()).toEqual(this.#labels.toSorted());
    return all;
  }
}

test("whatever happens, nothing is lost, repeated once it was confirmed, out of order or too fast", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 20, maxLength: 80 }), fc.nat(), async (deeds, seed) => {
      await new Play(await openScratchStore(), seed).run(deeds);
    }),
    { numRuns: 60, interruptAfterTimeLimit: 10_000 },
  );
}, 60_000);
