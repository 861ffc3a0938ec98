import { Dispatcher } from "../../src/app/outbox/dispatcher.ts";
import {
  DESTINATION_SECRETS,
  type DispatchOutcome,
  type DispatchStore,
  type ProcessingTx,
  type RegisteredDestination,
  type Store,
} from "../../src/app/ports.ts";
import type { Attempt, Dispatch, DispatchDraft } from "../../src/core/dispatch.ts";
import { NO_TRANSACTION } from "../../src/core/event.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import type { Random } from "../../src/core/random.ts";
import { Secret } from "../../src/core/secret.ts";
import { anEvent } from "./events.ts";
import { FakeSender } from "./fake-sender.ts";
import { START, VirtualClock } from "./virtual-clock.ts";

/** One Dispatcher as a process would have it. */
export interface Worker {
  readonly dispatcher: Dispatcher;
  /** What it wrote down, in order. */
  readonly outcomes: readonly DispatchOutcome[];
  readonly storageErrors: readonly unknown[];
  /** Ends it as SIGKILL does: nothing of it happens any more, and nobody is told. */
  kill(): void;
}

export interface WorkerOptions {
  readonly store?: Store;
  readonly random?: Random;
  /** How often its owner has it look for what others queued; never when absent. */
  readonly pollSeconds?: number;
  /** Nothing wakes it but the end of a request, as when all else of its process hangs. */
  readonly sleepsDeep?: true;
}

/** What a test says of a dispatch; the rest is a `forward` to `crm` for `ana` that is due at the start. */
export type DraftWords = Partial<Omit<DispatchDraft, "lane" | "eventId">> & {
  /** Whose it is; the contact's id and address are made of it. */
  readonly who?: string;
  /** Label of the dispatch whose event it shares; an event of its own when absent. */
  readonly sameEventAs?: string;
};

export const INSERT: DraftWords = { destination: "leadlovers", action: "sequence.add", target: "vendas/boas-vindas", value: "boas-vindas" };
export const TAG: DraftWords = { destination: "leadlovers", action: "tag.add", target: "aluno", value: "on" };
export const MESSAGE: DraftWords = { destination: "whatsapp", action: "notify", target: "lembrete" };

/** The store with other turns, as a test has them go. */
export function withTurn(store: Store, turn: (real: DispatchStore["turn"]) => DispatchStore["turn"]): Store {
  return { ...store, dispatches: { ...store.dispatches, turn: turn(store.dispatches.turn) } };
}

/** A real store, real Dispatchers, and a world that is not: time and destinations are the test's. */
export class VirtualWorld {
  readonly store: Store;
  readonly clock = new VirtualClock();
  readonly sender: FakeSender;
  readonly #ids = new Map<string, string>();
  readonly #labels = new Map<string, string>();
  readonly #events = new Map<string, string>();
  readonly #workers: Worker[] = [];

  constructor(store: Store) {
    this.store = store;
    this.sender = new FakeSender(this.clock, (id) => this.label(id));
  }

  /** A receiver at `<name>.example.com`. */
  webhook(name: string, settings: Readonly<Record<string, string>> = {}): Promise<void> {
    return this.#destination({ name, kind: "webhook", settings: { url: `https://${name}.example.com/hook`, ...settings } }, "secret");
  }

  leadlovers(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const codes = {
      "tag:aluno": "640001",
      "tag:comprador": "640002",
      "sequence:vendas/boas-vindas": "700001/1500002/1",
      "funnel:vendas": "700001/1500002",
    };
    return this.#destination({ name: "leadlovers", kind: "leadlovers", settings, codes }, "token");
  }

  /** One number; its messages say the label of their dispatch, and no time is quiet. */
  async whatsapp(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.store.templates.save({ name: "lembrete", destination: "whatsapp", text: "{{transaction}}" });
    const all = { url: "https://whatsapp.example.com", instance: "loja", quiet: "none", ...settings };
    await this.#destination({ name: "whatsapp", kind: "whatsapp", settings: all }, "apikey");
  }

  /** Puts one dispatch into the outbox, with its event. @returns its id. */
  async queue(label: string, words: DraftWords = {}): Promise<string> {
    return this.store.transaction((tx) => this.#add(label, words, tx));
  }

  /** As `queue`, many in one transaction. */
  async queueAll(drafts: readonly (readonly [label: string, words: DraftWords])[]): Promise<void> {
    await this.store.transaction(async (tx) => {
      for (const [label, words] of drafts) await this.#add(label, words, tx);
    });
  }

  id(label: string): string {
    const id = this.#ids.get(label);
    if (id === undefined) throw new Error(`no dispatch is called ${label} in this test`);
    return id;
  }

  label(id: string): string {
    return this.#labels.get(id) ?? id;
  }

  async find(label: string): Promise<Dispatch> {
    const found = await this.store.dispatches.find(this.id(label));
    if (found === undefined) throw new Error(`${label} is lost`);
    return found;
  }

  attempts(label: string): Promise<readonly Attempt[]> {
    return this.store.dispatches.attempts(this.id(label));
  }

  /** How each of these stands, `"dead answer.refused"`; all of them when none is named. */
  async states(...labels: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const wanted = labels.length === 0 ? [...this.#ids.keys()] : labels;
    const states: [string, string][] = [];
    for (const label of wanted) {
      const { state, reason } = await this.find(label);
      states.push([label, reason === null ? state : `${state} ${reason.code}`]);
    }
    return Object.fromEntries(states);
  }

  /** Starts a worker. It does its first look with the next flush of the clock. */
  worker({ store = this.store, random = () => 0.5, pollSeconds, sleepsDeep }: WorkerOptions = {}): Worker {
    const outcomes: DispatchOutcome[] = [];
    const storageErrors: unknown[] = [];
    let isKilled = false;
    const dispatcher = new Dispatcher({
      store,
      sender: async () => this.sender,
      clock: this.clock,
      random,
      onOutcome: (_, outcome) => void outcomes.push(outcome),
      onStorageError: (error) => void storageErrors.push(error),
      endOfTurn: (work) => this.clock.endOfTurn(work),
      later: (ms, work) => (sleepsDeep === true ? () => undefined : this.clock.later(ms, work)),
    });
    const look = () => {
      if (isKilled) return;
      dispatcher.poll();
      if (pollSeconds !== undefined) this.clock.later(pollSeconds * 1000, look);
    };
    const kill = () => {
      isKilled = true;
      dispatcher.cut();
    };
    look();
    const worker = { dispatcher, outcomes, storageErrors, kill };
    this.#workers.push(worker);
    return worker;
  }

  /** As `intg destination edit <name> --enable` and `--disable` do. */
  async enable(name: string, isEnabled: boolean, settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const found = await this.store.destinations.find(name);
    if (found === undefined) throw new Error(`no destination is called ${name} in this test`);
    await this.store.destinations.update({ ...found, settings: { ...found.settings, ...settings }, isEnabled, disabledBecause: null });
  }

  /** Kills whatever still works, so that nothing is left over for the next test. */
  async close(): Promise<void> {
    for (const worker of this.#workers) worker.kill();
    await this.clock.flush();
  }

  async #destination(registered: Partial<RegisteredDestination> & { name: string; kind: string }, secret: string): Promise<void> {
    const { name } = registered;
    await this.store.destinations.add({ settings: {}, codes: {}, isEnabled: true, disabledBecause: null, ...registered });
    const value = new Secret("0123456789abcdef0123456789abcdef");
    await this.store.credentials.set({ provider: DESTINATION_SECRETS, store: name, name: secret, value, at: START }, "replace");
  }

  async #add(label: string, { who = "ana", sameEventAs, ...words }: DraftWords, tx: ProcessingTx): Promise<string> {
    const lane = `ctc_${who}`;
    const eventId = sameEventAs === undefined ? await this.#event(label, who, tx) : (this.#events.get(sameEventAs) ?? "");
    const dueAt = words.dueAt ?? START;
    const draft: DispatchDraft = {
      destination: "crm",
      lane,
      eventId,
      rule: "rul_1",
      action: "forward",
      target: words.destination ?? "crm",
      value: null,
      occasion: label,
      object: null,
      product: null,
      sale: null,
      step: null,
      happenedAt: dueAt,
      dueAt,
      createdAt: START,
      ended: null,
      ...words,
    };
    if (!(await tx.addDispatch(draft))) throw new Error(`${label} was in the outbox already`);
    const id = await this.#idOf(eventId, label);
    this.#ids.set(label, id);
    this.#labels.set(id, label);
    this.#events.set(label, eventId);
    return id;
  }

  async #idOf(eventId: string, label: string): Promise<string> {
    const found = await this.store.dispatches.list({ eventId, limit: 100 });
    return found.find(({ occasion }) => occasion === label)?.id ?? "";
  }

  async #event(label: string, who: string, tx: ProcessingTx): Promise<string> {
    const number = String(this.#events.size).padStart(20, "0");
    const request = new InboundRequest({ method: "POST", target: "/hooks/hotmart", headers: [], body: new Uint8Array() });
    const deliveryId = `dlv_${number}`;
    await tx.addDelivery({ id: deliveryId, provider: "hotmart", store: "default", receivedAt: START, origin: "http", request });
    const event = anEvent({
      id: `evt_${number}`,
      deliveryId,
      contactId: `ctc_${who}`,
      transaction: { ...NO_TRANSACTION, id: label },
      buyer: { name: who, email: `${who}@example.com`, phone: "+5531900000001", phoneRaw: "31900000001", document: null },
    });
    await tx.saveEvent(event, []);
    return event.id;
  }
}
