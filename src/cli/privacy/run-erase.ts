import { setTimeout as sleep } from "node:timers/promises";
import type { ScrubResult, Store } from "../../app/ports.ts";
import { type Erasure, erasePerson, holdBack } from "../../app/privacy/erase.ts";
import { identifierTexts, type Person } from "../../app/privacy/person.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { IntgError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { isListening } from "../replay/in-bulk.ts";
import { viewOf } from "../view/view.ts";
import { erasureJson, erasureView, personText } from "./erasure-view.ts";
import { type Found, findEverything } from "./find.ts";

/** Longer than a request takes; a worker that was killed leaves its lease for longer, and sends nothing. */
const SENDING_PATIENCE_MS = 30_000;
const LOOK_MS = 200;
/** Written anew beside a listener it keeps vendors waiting for about as long as their patience lasts. */
const REWRITTEN_BESIDE_LISTENER_BYTES = 256 * 2 ** 20;

/** Erases a person, or shows what would go. */
export async function runErase(who: string, isDry: boolean, context: Context): Promise<void> {
  const { out, texts, prompts } = context;
  const view = viewOf(context);
  const store = await context.store();
  const found = await findEverything(store, who, context);
  const planned = await erased(store, found, false, context);
  if (!isAny(planned)) return sayErasedBefore(store, planned.person, who, context);
  if (isDry) {
    if (out.json) return out.document(erasureJson(planned, { dryRun: true, files: null }, view));
    for (const line of erasureView(planned, texts("contact.erase.would", { who: personText(planned.person, who, view) }), view))
      out.line(line);
    await sayConfiguration(store, planned.person, context);
    return out.say(`\n${out.styleErr.dim(texts("contact.erase.dry"))}`);
  }
  await prompts.confirm(question(planned, who, context));
  await waitForSending(store, planned.person, context);
  const erasure = await erased(store, found, true, context);
  const isShared = await isListening(context);
  const mayRewrite = (bytes: number) => !isShared || bytes <= REWRITTEN_BESIDE_LISTENER_BYTES;
  const files = await store.privacy.scrub(soughtTexts(erasure.person), { mayRewrite, rest: () => sleep(LOOK_MS / 2) });
  if (out.json) return out.document(erasureJson(erasure, { dryRun: false, files }, view));
  for (const line of erasureView(erasure, texts("contact.erase.erased", { who: personText(erasure.person, who, view) }), view))
    out.line(line);
  await sayConfiguration(store, erasure.person, context);
  sayEnd(erasure, files, context);
}

function erased(store: Store, { person, survey, again }: Found, keep: boolean, { clock }: Context): Promise<Erasure> {
  return erasePerson(store, person, survey, { now: clock.now(), zone: VENDOR_ZONE, keep, again, audit: {} });
}

function isAny({ rows, calls }: Erasure): boolean {
  return Object.values(rows).some((count) => count > 0) || calls.purged > 0 || calls.masked > 0;
}

function question({ person, rows, calls }: Erasure, who: string, context: Context): string {
  const { texts } = context;
  return texts("contact.erase.confirm", {
    who: personText(person, who, viewOf(context)),
    calls: texts("contact.export.calls", { n: calls.erased + calls.purged + calls.masked }),
    events: texts("contact.erase.events", { n: rows.events ?? 0 }),
    contacts: texts("contact.erase.contacts", { n: rows.contacts ?? 0 }),
  });
}

/** Somebody who asks a second time is told so, although nothing of him is stored. */
async function sayErasedBefore(store: Store, person: Person, who: string, context: Context): Promise<void> {
  const { out, texts } = context;
  const subjects = await store.privacy.fingerprints(identifierTexts(person.identifiers));
  const lines = subjects.length === 0 ? [] : await store.privacy.audits({ subjects, limit: 1000 });
  const line = lines.find(({ kind }) => kind === "erase");
  if (line === undefined) throw new IntgError("INTG_CONTACT_NOT_FOUND", { key: who });
  if (out.json) return out.document({ dryRun: true, erasedAt: line.at, audit: line.number });
  out.line(texts("contact.erase.before", { at: texts.formats.dateTime(line.at), number: line.number }));
}

/** What waits goes no more; what is on its way cannot be called back, and its end is waited for. */
async function waitForSending(store: Store, person: Person, { clock, out, texts }: Context): Promise<void> {
  const contacts = person.contacts.map(({ id }) => id);
  const beganMs = clock.monotonicMs();
  let sending = await holdBack(store, person, clock.now());
  if (sending > 0) out.say(texts("contact.erase.waiting", { n: sending }));
  while (sending > 0 && clock.monotonicMs() - beganMs < SENDING_PATIENCE_MS) {
    await sleep(LOOK_MS);
    sending = await store.privacy.underWay(contacts, clock.now());
  }
  if (sending > 0) out.warn(texts("contact.erase.still-sending", { n: sending }));
}

/** As they stand in rows. A phone that others left too stays with them. */
function soughtTexts({ identifiers: { emails, documents, phones } }: Person): readonly string[] {
  return [...emails, ...documents, ...phones];
}

async function sayConfiguration(store: Store, person: Person, { out, texts }: Context): Promise<void> {
  const names = await store.privacy.configurationNaming([...person.identifiers.emails]);
  if (names.length > 0) out.warn(texts("contact.erase.configuration", { names: names.map(printable).join(", ") }));
}

function sayEnd({ audit }: Erasure, { isRewritten, remains }: ScrubResult, { out, texts }: Context): void {
  out.say("");
  if (isRewritten) out.say(texts("contact.erase.rewritten"));
  if (remains > 0) out.warn(texts("contact.erase.remains", { n: remains }));
  else out.say(texts("contact.erase.clean"));
  if (audit !== null) out.say(out.styleErr.dim(texts("contact.erase.audit", { number: audit })));
}
