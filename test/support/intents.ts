import type { CanonicalEvent } from "../../src/core/event.ts";
import { eventJson } from "../../src/core/event-json.ts";
import type { Intent } from "../../src/destinations/contract.ts";
import { anEvent } from "./events.ts";

/** The `access.grant` of `curso-x` that an approved sale causes, with whatever a test wants otherwise. Every person in it is invented. */
export function anIntent(changes: Partial<Intent> = {}, eventChanges: Partial<CanonicalEvent> = {}): Intent {
  const event = eventJson(anEvent(eventChanges), { showPii: true, render: ({ code }) => code });
  const { name, email, phone, document } = event.buyer;
  return {
    id: "dsp_01k9d5w2rcabcdefghjk",
    action: "access.grant",
    target: "curso-x",
    value: "granted",
    code: null,
    event,
    person: { name, email, phone, document },
    product: { slug: "curso-x", name: "Curso X", salesUrl: "https://example.com/curso-x" },
    text: null,
    ...changes,
  };
}
