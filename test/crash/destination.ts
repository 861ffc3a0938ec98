import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { intgOk } from "../e2e/support.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import type { Findings } from "./check.ts";

/** Long enough for what is left, short enough to end a hung run. */
const SEND_FOR = "20s";

/** Somebody who is sent every sale of the home, and watches that what was confirmed is never sent again. */
export class CrashDestination {
  readonly #receiver: Receiver;
  /** How often each dispatch had been received when it was first seen to be recorded as sent. */
  readonly #confirmed = new Map<string, number>();

  private constructor(receiver: Receiver) {
    this.#receiver = receiver;
  }

  /** Registers it in a home, for sales and refunds. */
  static async open(home: string): Promise<CrashDestination> {
    const receiver = await startReceiver();
    const at = ["--home", home, "--quiet"];
    await intgOk([...at, "destination", "add", "crm", "--kind", "webhook", "--url", receiver.url, "--allow-private"]);
    for (const trigger of ["purchase.approved", "purchase.refunded"]) {
      await intgOk([...at, "rule", "add", "*", "--on", trigger, "--forward", "crm"]);
    }
    return new CrashDestination(receiver);
  }

  /** Remembers what a killed listener had recorded as sent. @param database - its file, or a copy of it. */
  remember(database: string): void {
    const received = this.#received();
    for (const id of sentIn(database)) if (!this.#confirmed.has(id)) this.#confirmed.set(id, received.get(id) ?? 0);
  }

  /** Sends what killed workers left behind, as it goes out once their leases are over. */
  async finish(home: string): Promise<void> {
    const db = new Sqlite(join(home, "intg.db"));
    db.exec("UPDATE dispatches SET next_at = '2026-01-01T00:00:00.000Z' WHERE state = 'sending'");
    db.close();
    await intgOk(["--home", home, "--quiet", "dispatch", "run", "--for", SEND_FOR]);
    await this.#receiver.close();
  }

  /** @param events - ids of the events that were to be sent on. */
  check(home: string, events: readonly string[]): Findings {
    const db = new Sqlite(join(home, "intg.db"), { readonly: true });
    const rows = db.prepare<[], { id: string; event: string; state: string }>("SELECT id, event_id AS event, state FROM dispatches").all();
    db.close();
    const received = this.#received();
    const found = { missing: [] as string[], doubled: [] as string[], wrong: [] as string[] };
    const planned = new Set(rows.map(({ event }) => event));
    for (const event of events) if (!planned.has(event)) found.missing.push(`event ${event} was never to be sent on`);
    if (rows.length !== events.length) found.doubled.push(`${rows.length} dispatches of ${events.length} events`);
    for (const { id, state } of rows) {
      if (state !== "sent") found.missing.push(`dispatch ${id} is ${state}`);
      if (!received.has(id)) found.missing.push(`dispatch ${id} never arrived`);
    }
    for (const [id, times] of this.#confirmed) {
      if ((received.get(id) ?? 0) > times) found.doubled.push(`dispatch ${id} arrived again after it was recorded as sent`);
    }
    const known = new Set(rows.map(({ id }) => id));
    for (const id of received.keys()) if (!known.has(id)) found.wrong.push(`${id} arrived and is no dispatch`);
    return found;
  }

  /** What arrived more than once: sent again because a kill came between the answer and its record. */
  get repeated(): number {
    return [...this.#received().values()].filter((times) => times > 1).length;
  }

  #received(): ReadonlyMap<string, number> {
    const times = new Map<string, number>();
    for (const { headers } of this.#receiver.calls) {
      const id = String(headers["webhook-id"]);
      times.set(id, (times.get(id) ?? 0) + 1);
    }
    return times;
  }
}

function sentIn(database: string): readonly string[] {
  const db = new Sqlite(database, { readonly: true });
  try {
    return db.prepare<[], string>("SELECT id FROM dispatches WHERE state = 'sent'").pluck().all();
  } finally {
    db.close();
  }
}
