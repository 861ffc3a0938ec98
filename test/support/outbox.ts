import type { DispatchOutcome, RegisteredDestination } from "../../src/app/ports.ts";
import type { Dispatch } from "../../src/core/dispatch.ts";
import { instantAfter } from "../../src/core/instant.ts";
import { note } from "../../src/core/note.ts";
import type { ActionCall } from "../../src/core/rule.ts";
import type { SendPolicy } from "../../src/core/sending.ts";
import { saleEvent } from "./hotmart-sale.ts";
import type { World } from "./world.ts";

export const NOTIFY = (template: string): ActionCall => ({ id: "notify", target: template });
export const FORWARD = (destination: string): ActionCall => ({ id: "forward", target: destination });

const SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  webhook: { url: "https://example.com/hook" },
  whatsapp: { url: "https://wa.example.com", instance: "loja" },
  members: { preset: "memberkit" },
};

/** Registers a destination; what tests plan for it is never sent. */
export async function destination(
  world: World,
  kind: "webhook" | "leadlovers" | "whatsapp" | "members",
  name: string = kind,
  codes: RegisteredDestination["codes"] = {},
): Promise<void> {
  const settings = SETTINGS[kind] ?? {};
  await world.store.destinations.add({ name, kind, settings, codes, isEnabled: true, disabledBecause: null });
}

export async function template(world: World, name: string, through: string | null = null): Promise<void> {
  await world.store.templates.save({ name, destination: through, text: "Oi, {{first_name|tudo bem}}!" });
}

/** Everything the outbox ever held, in the order in which each destination is to get it. */
export async function outbox(world: World): Promise<readonly Dispatch[]> {
  const newestFirst = await world.store.dispatches.list({ limit: 10_000 });
  return newestFirst.toReversed().sort((first, second) => (first.dueAt < second.dueAt ? -1 : first.dueAt > second.dueAt ? 1 : 0));
}

/** What waits to be sent, each as `destination action target`. */
export async function waiting(world: World): Promise<readonly string[]> {
  return (await outbox(world)).filter(({ state }) => state === "queued").map(shown);
}

/** What will never be sent, each with how it ended and why: `dead dispatch.no-channel: - notify boleto`. */
export async function ended(world: World): Promise<readonly string[]> {
  const dispatches = (await outbox(world)).filter(({ state }) => state === "dead" || state === "canceled");
  return dispatches.map((dispatch) => `${dispatch.state} ${dispatch.reason?.code ?? "-"}: ${shown(dispatch)}`);
}

function shown({ destination, action, target }: Dispatch): string {
  return `${destination ?? "-"} ${action} ${target}`;
}

/** Every message, as `buyer product template state`, in the order of the alphabet. */
export async function messages(world: World): Promise<readonly string[]> {
  const notes = (await outbox(world)).filter(({ action }) => action === "notify");
  const lines = notes.map(async ({ lane, product, target, state }) => {
    const contact = await world.store.contacts.find(lane);
    return `${contact?.email?.split("@")[0] ?? "-"} ${product ?? "-"} ${target} ${state}`;
  });
  return (await Promise.all(lines)).sort();
}

const UNLIMITED: SendPolicy = { concurrency: 1_000, spacingMs: 0, burst: 1_000, perDay: null, quiet: null };

type Ending = "sent" | "queued" | "dead";

/**
 * Plays the worker: tries everything that is due at `now` once, and all of it ends the same. `queued` is to be tried again later.
 *
 * @returns what was tried, in order.
 */
export async function sendDue(world: World, now: string, state: Ending = "sent"): Promise<readonly Dispatch[]> {
  const wishes = (await world.store.destinations.list()).map(({ name }) => ({
    destination: name,
    policy: UNLIMITED,
    atMost: 1_000,
    withNext: false,
  }));
  const tried: Dispatch[] = [];
  let done: readonly DispatchOutcome[] = [];
  do {
    const claimed = await world.store.dispatches.turn(done, wishes, now, now);
    done = claimed.map(({ dispatch }) => outcomeOf(dispatch, now, state));
    tried.push(...claimed.map(({ dispatch }) => dispatch));
  } while (done.length > 0);
  return tried;
}

function outcomeOf({ id, destination }: Dispatch, now: string, state: Ending): DispatchOutcome {
  const reason = state === "sent" ? null : note("dispatch.gave-up", { n: 1 });
  return {
    ...{
      id,
      destination: destination ?? "",
      state,
      reason,
      at: now,
      nextAt: state === "queued" ? instantAfter(now, 60_000) : now,
      lease: now,
    },
    attempt: { number: 1, at: now, ms: 1, status: state === "sent" ? 200 : 400, reason, response: null },
    ...{ isUncertain: false, health: null, settledAt: null, together: [] },
  };
}

/** A cart, which names no sale. */
export function cart(minute: number, options: { readonly email?: string; readonly product?: string } = {}): object {
  const body = saleEvent("PURCHASE_OUT_OF_SHOPPING_CART", { transaction: "none", ...options }, minute) as { data: { purchase?: object } };
  delete body.data.purchase;
  return body;
}

/** The call without anybody's name, e-mail or phone. */
export function withoutBuyer(body: object): object {
  const { buyer: _, ...data } = (body as { data: { buyer?: object } }).data;
  return { ...body, data };
}
